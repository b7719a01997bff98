"""A screen over a list: the keys that go through it are the same in every one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.events import Click, Mount
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input

from reader.config import Settings
from reader.tui.actions.borrowing import HERE, ScreenKeys
from reader.tui.actions.keymap import keymap
from reader.tui.actions.pressing import NOTHING, Came, Pressed, press
from reader.tui.screens.drawn import Drawn
from reader.tui.screens.panes import PanesScreen
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList


class OverScreen(Drawn, ModalScreen[ScreenResultType]):
    """What comes up over the main screen; a click beside it closes it, as Escape does.

    Its bindings are written as the preset "default" has them; see `borrowing` for what becomes of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", "Leave the reader")]
    letters: frozenset[str] = frozenset()
    """Keys that it takes by other means."""

    _pressed = NOTHING
    _noted = _is_up = False
    _screen_keys: ScreenKeys | None = None

    def __init__(self) -> None:
        super().__init__()
        self._early: list[str] = []

    @property
    def keys_here(self) -> ScreenKeys:
        """Its keys, as the settings have them now."""
        main = next((one.keymap for one in self.app.screen_stack if isinstance(one, PanesScreen)), None)
        if self._screen_keys is None or (main is not None and self._screen_keys.main is not main):
            rooms = [room for room in type(self).__mro__ if issubclass(room, OverScreen)]
            own, every = _bindings(one for one in rooms if one not in _EVERY), _bindings(rooms)
            self._screen_keys = ScreenKeys(every, main or keymap(Settings()), len(own))
        return self._screen_keys

    @on(Mount)
    async def _press_early(self) -> None:
        """Press what was typed before the screen was there."""
        while self._early:
            key = self._early.pop(0)
            if not (self.is_current and await self._press_now(key)):
                self.app.simulate_key(key)
        self._is_up = True

    async def press(self, key: str) -> bool:
        """Take a key and start what it starts; say whether it was taken. What is typed into a line is not."""
        if not self._is_up:
            self._early.append(key)
            return True
        return await self._press_now(key)

    @property
    def typing(self) -> bool:
        """Whether what is pressed is meant for a line."""
        return isinstance(self.focused, Input)

    async def _press_now(self, key: str) -> bool:
        if self.typing or (not self._pressed and key in self.letters):
            return False
        came, pressed, action = press(self.keys_here.keymap, HERE, self._pressed, key)
        waiting = came is Came.WAITING
        if waiting or self._pressed or self._noted:
            self._wait(pressed if waiting else NOTHING)
        if action is not None:
            counted = pressed.number is not None and action.counted
            await self.run_action(action.counted.format(pressed.number) if counted else action.run)
        elif came is Came.UNKNOWN:
            self._note(f"{pressed.said} starts nothing.")
        return came is not Came.FREE or self.keys_here.declares(key)

    def _wait(self, pressed: Pressed) -> None:
        """Show what has been pressed, and what may follow."""
        self._pressed, self._noted = pressed, False
        for foot in self.query(Foot):
            following = self.keys_here.keymap.following(HERE, pressed.keys) if pressed.keys else []
            foot.wait(pressed.said, following)

    def _note(self, note: str) -> None:
        """Say something until the next key."""
        self._noted = True
        for foot in self.query(Foot):
            foot.note(note)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close, once: a second Escape that came before it was gone would take down what lies below."""
        return super().dismiss(result) if self.is_current else AwaitComplete.nothing()  # type: ignore[no-untyped-call]

    def on_click(self, event: Click) -> None:
        beside = self.get_widget_at(*event.screen_offset)[0] is self
        if beside and (closes := self.keys_here.does("escape")):
            self.call_later(self.run_action, closes)


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

    def action_keys(self) -> None:
        """Show what the keys do here, to start one."""
        from reader.tui.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen(self.keys_here.rows()), self._key_chosen)

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


_EVERY = (OverScreen, ListScreen)


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


def _bindings(rooms: Iterable[type]) -> list[Binding]:
    """Return what these classes bind themselves, in their order."""
    every = (one for room in rooms for one in vars(room).get("BINDINGS", ()))
    return [one for one in every if isinstance(one, Binding)]
