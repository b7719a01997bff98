"""A screen over a list: the keys that go through it are the same in every one."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.screen import ModalScreen, ScreenResultType

from reader.tui.widgets.line_list import LineList


class OverScreen(ModalScreen[ScreenResultType]):
    """What comes up over the main screen; a click beside it closes it, as Escape does."""

    def on_click(self, event: Click) -> None:
        escape = self.active_bindings.get("escape")
        beside = self.get_widget_at(*event.screen_offset)[0] is self
        if beside and escape is not None:
            self.call_later(self.run_action, escape.binding.action)


class ListScreen(OverScreen[ScreenResultType]):
    """Has one `LineList`; what Enter does on a row and how it closes are each screen's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down"),
        Binding("k,up", "move(-1)", "Up"),
        Binding("g,home", "edge(-1)", "Top"),
        Binding("G,end", "edge(1)", "Bottom"),
        Binding("space,pagedown,ctrl+d,ctrl+f", "page(1)", "Page"),
        Binding("pageup,ctrl+u,ctrl+b", "page(-1)", "Page"),
    ]

    def action_move(self, rows: int) -> None:
        self.query_one(LineList).move(rows)

    def action_edge(self, direction: int) -> None:
        self.query_one(LineList).edge(direction)

    def action_page(self, pages: int) -> None:
        self.query_one(LineList).page(pages)

    def action_choose(self) -> None:
        self.query_one(LineList).choose()
