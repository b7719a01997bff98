"""A screen over a list: the keys that go through it are the same in every one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input

from reader.tui.actions.pressing import NOTHING, Came, press
from reader.tui.screens.panes import PanesScreen
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.line_list import LineList

_MOVING = frozenset({"down", "up", "top", "bottom", "page_down", "page_up"})


class OverScreen(ModalScreen[ScreenResultType]):
    """What comes up over the main screen; a click beside it closes it, as Escape does."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close, once: a second Escape that came before it was gone would take down what lies below."""
        return super().dismiss(result) if self.is_current else AwaitComplete.nothing()  # type: ignore[no-untyped-call]

    def on_click(self, event: Click) -> None:
        escape = self.active_bindings.get("escape")
        beside = self.get_widget_at(*event.screen_offset)[0] is self
        if beside and escape is not None:
            self.call_later(self.run_action, escape.binding.action)


class ListScreen(OverScreen[ScreenResultType]):
    """Has one `LineList`; what Enter does on a row and how it closes are each screen's own."""

    AUTO_FOCUS = ""  # else a line to type in, where there is one, gets the first letters
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down"),
        Binding("k,up", "move(-1)", "Up"),
        Binding("g,home", "edge(-1)", "Top"),
        Binding("G,end", "edge(1)", "Bottom"),
        Binding("space,pagedown,ctrl+d,ctrl+f", "page(1)", "Page down"),
        Binding("pageup,ctrl+u,ctrl+b", "page(-1)", "Page up"),
        Binding("question_mark", "keys", "Keys"),
    ]

    _pressed = NOTHING

    async def press(self, key: str) -> bool:
        """Take a key that moves in lists as the settings have it, unless the screen has it for something
        else; say whether it was taken."""
        main = next((one for one in self.app.screen_stack if isinstance(one, PanesScreen)), None)
        if main is None or not isinstance(self.focused, LineList) or self._has_own(key):
            return False
        came, pressed, action = press(main.keymap.only(_MOVING), "feeds", self._pressed, key)
        self._pressed = pressed if came is Came.WAITING else NOTHING
        if action is not None:
            counted = pressed.number is not None and action.counted
            await self.run_action(action.counted.format(pressed.number) if counted else action.call)
        return came is not Came.FREE

    def _has_own(self, key: str) -> bool:
        """Say whether the screen itself has this key for something."""
        own = type(self).__mro__[: type(self).__mro__.index(ListScreen)]
        bindings = (one for room in own for one in room.__dict__.get("BINDINGS", ()))
        return any(key in one.key.split(",") for one in bindings if isinstance(one, Binding))

    def action_keys(self) -> None:
        """Show what the keys do here, to start one."""
        from reader.tui.screens.keys import KeysScreen, key_rows

        self.app.push_screen(KeysScreen(key_rows(self)), self._key_chosen)

    async def _key_chosen(self, action: str | None) -> None:
        if action is not None:
            await self.run_action(action)

    def action_row(self, number: int) -> None:
        self.query_one(LineList).go_to_row(number - 1)

    def action_move(self, rows: int) -> None:
        self.query_one(LineList).move(rows)

    def action_edge(self, direction: int) -> None:
        self.query_one(LineList).edge(direction)

    def action_page(self, pages: int) -> None:
        self.query_one(LineList).page(pages)

    def action_choose(self) -> None:
        self.query_one(LineList).choose()


class FilteringScreen(ListScreen[ScreenResultType]):
    """Has one `FilterInput` beside its list; `_show` draws the list for what stands in it."""

    _filtering = False

    def _show(self) -> None:
        raise NotImplementedError

    @property
    def _typed(self) -> FilterInput:
        return self.query_one(FilterInput)

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
        self.set_focus(self.query_one(LineList))

    def action_drop_filter(self) -> None:
        self._typed.value = ""
        self.action_leave_filter()

    def action_choose(self) -> None:
        if self._filtering:  # an Enter that came before the filter had the focus
            self.action_leave_filter()
        else:
            super().action_choose()
