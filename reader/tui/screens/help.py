"""All actions on one screen: to find one, to see its keys, to start it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from reader.tui.actions.keymap import Keymap
from reader.tui.messages import ActionChosen
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.help_rows import HelpList

_FOOT = "Enter starts it · / finds · Esc closes"


class HelpScreen(ListScreen[str | None]):
    """Actions by what they are for; the answer is the id of one that is to be started."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,question_mark", "close", "Close"),
        Binding("enter,l,right", "choose", "Start"),
        Binding("slash", "filter", "Find"),
    ]

    def __init__(self, keymap: Keymap, preset: str = "default") -> None:
        super().__init__()
        self._keymap, self._preset = keymap, preset
        self._filtering = False

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

    @property
    def _typed(self) -> FilterInput:
        return self.query_one(FilterInput)

    def _show(self) -> None:
        self._list.show(self._typed.value)
        preset = f" · {self._preset}" if self._preset != "default" else ""
        self.query_one("#help-count", Static).update(f"ACTIONS{preset}  {self._list.count}")

    def action_filter(self) -> None:
        self._filtering = True
        self._typed.enter()

    def type_ahead(self, letters: str) -> bool:
        """Put letters into the filter if it is being typed; say whether it is."""
        if self._filtering:
            self._typed.insert_text_at_cursor(letters)
        return self._filtering

    @on(Input.Changed)
    def _filter_changed(self) -> None:
        self._show()

    def action_leave_filter(self) -> None:
        self._filtering = False
        self._show()  # at once: what is typed next is meant for these rows
        self.set_focus(self._list)

    def action_drop_filter(self) -> None:
        self._typed.value = ""
        self.action_leave_filter()

    def action_choose(self) -> None:
        if self._filtering:  # an Enter that came before the filter had the focus
            self.action_leave_filter()
        else:
            super().action_choose()

    def on_action_chosen(self, message: ActionChosen) -> None:
        message.stop()
        self.dismiss(message.action_id)

    def action_close(self) -> None:
        """Take the filter away, and without one close."""
        if self._typed.value:
            self.action_drop_filter()
        else:
            self.dismiss(None)
