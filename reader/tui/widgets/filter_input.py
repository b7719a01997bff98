"""A line to type in that filters a list as it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Input


class FilterInput(Input):
    """A line to type words in; Enter and the arrows go to the list, Escape takes the words away.

    What was typed after that, before the list had the focus, is meant for the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down,up,tab", "screen.leave_filter", "List", show=False),
        Binding("escape", "screen.drop_filter", "Clear", show=False),
    ]
    _left = False

    def enter(self) -> None:
        """Take what is typed from now on."""
        self._left = False
        self.screen.set_focus(self)

    async def _on_key(self, event: Key) -> None:
        if not self._left:
            self._left = event.key in {"enter", "down", "up", "tab", "escape"}
            await super()._on_key(event)
        else:  # after the key that leaves, which is on its way to the screen
            event.stop()
            event.prevent_default()
            self.app.simulate_key(event.key)
