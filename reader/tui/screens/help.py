"""All actions on one screen: to find one, to see its keys, to start it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from reader.tui.actions.keymap import Keymap
from reader.tui.messages import ActionChosen
from reader.tui.screens.listing import FilteringScreen
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.help_rows import HelpList

_FOOT = "Enter starts it · / finds · Esc closes"


class HelpScreen(FilteringScreen[str | None]):
    """Actions by what they are for; the answer is the id of one that is to be started."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,question_mark", "close", "Close"),
        Binding("enter,l,right", "choose", "Start"),
        Binding("slash", "filter", "Find"),
    ]

    def __init__(self, keymap: Keymap, preset: str = "default") -> None:
        super().__init__()
        self._keymap, self._preset = keymap, preset

    def compose(self) -> ComposeResult:
        with Vertical(id="help"):
            with Horizontal(id="help-top"):
                yield Static("", id="help-count", markup=False)
                yield FilterInput(
                    id="help-filter", compact=True, select_on_focus=False, placeholder="/ finds"
                )
            yield HelpList(self._keymap)
            yield Foot(_FOOT, id="help-foot")

    def on_mount(self) -> None:
        self._show()
        self._list.focus()

    @property
    def _list(self) -> HelpList:
        return self.query_one(HelpList)

    def _show(self) -> None:
        self._list.show(self._typed.value)
        preset = f" · {self._preset}" if self._preset != "default" else ""
        self.query_one("#help-count", Static).update(f"ACTIONS{preset}  {self._list.count}")

    def on_action_chosen(self, message: ActionChosen) -> None:
        message.stop()
        self.dismiss(message.action_id)

    def action_close(self) -> None:
        """Take the filter away, and without one close."""
        if self._typed.value:
            self.action_drop_filter()
        else:
            self.dismiss(None)
