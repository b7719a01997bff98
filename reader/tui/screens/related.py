"""What is related to an article, and what each has in common with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.library import LibraryError
from reader.model import Article
from reader.text import safe_line
from reader.tui.messages import RelatedChosen
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.related_list import RelatedList

if TYPE_CHECKING:
    from reader.library import Library

_FOOT = "Enter opens · Esc closes"
_EMPTY = "Nothing else that is kept here has enough in common with this article."


class RelatedScreen(ListScreen[int | None]):
    """Choose a related article; the answer is its number."""

    CSS_PATH = "related.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,Y", "close", "Close"),
        Binding("enter,l,right", "choose", "Open"),
    ]

    def __init__(self, library: Library, article: Article) -> None:
        super().__init__()
        self._library, self._article = library, article

    def compose(self) -> ComposeResult:
        with Vertical(id="related"):
            heading = f"RELATED TO  {safe_line(self._article.title, 200)}"
            yield Static(as_seen_here(heading), id="related-heading", markup=False)
            yield RelatedList()
            yield Foot(_FOOT, id="related-foot")

    def on_mount(self) -> None:
        self._list.empty = "Looking …"
        self._list.focus()
        self._load()

    @property
    def _list(self) -> RelatedList:
        return self.query_one(RelatedList)

    @work(exit_on_error=False, exclusive=True, group="related")
    async def _load(self) -> None:
        try:
            found = await self._library.relations.related(self._article.id)
        except LibraryError as error:
            self._list.empty = str(error)
            found = []
        else:
            self._list.empty = _EMPTY
        self._list.show(found)

    def on_related_chosen(self, message: RelatedChosen) -> None:
        message.stop()
        self.dismiss(message.article_id)

    def action_close(self) -> None:
        self.dismiss(None)
