"""A screen over a text: the keys that go through it are the same in every one."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from reader.tui.screens.listing import OverScreen
from reader.tui.widgets.scrolled_text import ScrolledText


class ScrollingScreen(OverScreen[ScreenResultType]):
    """Has one `ScrolledText`; what other keys do is each screen's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down"),
        Binding("k,up", "move(-1)", "Up"),
        Binding("g,home", "edge(-1)", "Top"),
        Binding("G,end", "edge(1)", "Bottom"),
        Binding("space,pagedown,ctrl+d,ctrl+f", "page(1)", "Page"),
        Binding("pageup,ctrl+u,ctrl+b", "page(-1)", "Page"),
    ]

    def on_mount(self) -> None:
        self.query_one(ScrolledText).focus()

    def action_move(self, lines: int) -> None:
        self.query_one(ScrolledText).move(lines)

    def action_page(self, pages: int) -> None:
        self.query_one(ScrolledText).page(pages)

    def action_edge(self, direction: int) -> None:
        self.query_one(ScrolledText).edge(direction)

    def action_row(self, number: int) -> None:
        self.query_one(ScrolledText).jump(number - 1)
