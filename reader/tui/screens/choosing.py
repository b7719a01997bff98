"""The feeds of a site, to choose one from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.library import FeedLink
from reader.text import masked, safe_line
from reader.tui.messages import FeedLinkChosen
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip

_KINDS = {"application/rss+xml": "RSS", "application/atom+xml": "Atom", "application/feed+json": "JSON"}


class FeedLinkList(LineList):
    """Each feed with its number and its name; below, its kind and its address."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}" for name in ("bar", "cursor", "cursor-quiet", "number", "words", "address")
    }

    def __init__(self, links: Sequence[FeedLink]) -> None:
        super().__init__(id="choosing-list")
        self._links = links

    def row_count(self) -> int:
        return len(self._links)

    def row_height(self) -> int:
        return 2

    def chosen(self, row: int) -> None:
        self.post_message(FeedLinkChosen(self._links[row]))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        link = self._links[row]
        if line:
            kind = _KINDS.get(link.type, "")
            lead = f"     {kind}{'  ' if kind else ''}"
            return [(lead, ("number",)), (clip(masked(link.url, 500), width - len(lead)), ("address",))]
        name = safe_line(link.title, 200) or "A feed without a name"
        return [(f"{row + 1:>3}  ", ("number",)), (clip(name, width - 5), ("words",))]


class ChoosingScreen(ListScreen[FeedLink | None]):
    """Choose one of a site's feeds; the answer is its link, None if none was wanted."""

    CSS_PATH = "choosing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "dismiss(None)", "Close"),
        Binding("enter,l,right", "choose", "Subscribe"),
        *(Binding(str(number), f"number({number})", "Subscribe", show=False) for number in range(1, 10)),
    ]

    def __init__(self, site: str, links: Sequence[FeedLink]) -> None:
        super().__init__()
        self._site, self._links = site, links

    def compose(self) -> ComposeResult:
        with Vertical(id="choosing"):
            heading = f"{len(self._links)} FEEDS AT {masked(self._site, 60)}"
            yield Static(heading, id="choosing-heading", markup=False)
            yield FeedLinkList(self._links)
            yield Foot("Enter or a number subscribes · Esc closes", id="choosing-foot")

    def on_mount(self) -> None:
        self._list.focus()

    @property
    def _list(self) -> FeedLinkList:
        return self.query_one(FeedLinkList)

    def action_number(self, number: int) -> None:
        if number <= len(self._links):
            self.dismiss(self._links[number - 1])

    def on_feed_link_chosen(self, message: FeedLinkChosen) -> None:
        message.stop()
        self.dismiss(message.link)
