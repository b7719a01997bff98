"""The links of an article, to choose one from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.text import safe_line
from reader.tui.messages import LinkPressed
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.column import Link
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip


class LinkList(LineList):
    """Each link with its number, its words and where it leads."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}" for name in ("bar", "cursor", "cursor-quiet", "number", "words", "address")
    }

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__(id="links-list")
        self._links = links

    @property
    def link(self) -> Link:
        return self._links[self.cursor]

    def row_count(self) -> int:
        return len(self._links)

    def row_height(self) -> int:
        return 2

    def chosen(self, row: int) -> None:
        self.post_message(LinkPressed(self._links[row].href))

    def browsed(self, row: int) -> None:
        self.chosen(row)

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        link = self._links[row]
        if line:
            return [("     ", ()), (clip(safe_line(link.href, 500), width - 5), ("address",))]
        return [(f"{link.number:>3}  ", ("number",)), (clip(link.text or "…", width - 5), ("words",))]


class LinksScreen(ListScreen[str | None]):
    """Choose a link; the answer is its address."""

    CSS_PATH = "links.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,u", "dismiss(None)", "Close"),
        Binding("enter,l,o,right", "choose", "Open"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__()
        self._links = links

    def compose(self) -> ComposeResult:
        with Vertical(id="links"):
            yield Static("LINKS", id="links-heading")
            yield LinkList(self._links)
            yield Foot("Enter opens · y copies · Esc closes", id="links-foot")

    def on_mount(self) -> None:
        self.query_one(LinkList).focus()

    def on_link_pressed(self, message: LinkPressed) -> None:
        message.stop()
        self.dismiss(message.href)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(safe_line(self.query_one(LinkList).link.href))
        self.dismiss(None)
