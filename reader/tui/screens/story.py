"""A story: the articles about one event side by side, what each adds, what they count and how it moved."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.dossier import Counted, Dossier, Told, dossier
from reader.library import LibraryError
from reader.model import Span
from reader.text import safe_line
from reader.tui.messages import StoryMoved, StoryRowChosen
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.chart import chart
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.story_rows import StoryRow, rows
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.library import Library

_KEYS = "Enter opens · x takes out · Ctrl-Z takes back · Esc closes"
_CHART = 5  # lines


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen in a story: an article, and a place in its text."""

    article: int
    place: Span | None = None


class StoryList(LineList):
    """The lines of a story; the cursor stands on its articles and figures."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "quiet", "heading", "unread", "read", "dot", "meta", "adds"),
            *("counted", "figure", "spark", "disputed", "sentence"),
        )
    }
    indent = 1

    def __init__(self) -> None:
        super().__init__(id="story-list")
        self._told: Dossier | None = None
        self._rows: Sequence[StoryRow] = ()

    @property
    def row(self) -> StoryRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, told: Dossier) -> None:
        """Show a story; the cursor stays on its article."""
        stood = self.row.article if self.row is not None else None
        self._told = told
        self._rows = rows(told, max(20, self.room - 3))
        at = next((n for n, row in enumerate(self._rows) if row.article == stood), 0) if stood else 0
        self.set_reactive(StoryList.cursor, at)
        self.rows_changed()
        self.cursor_moved()

    def lay_out(self) -> None:
        if self._told is not None:
            self._rows = rows(self._told, max(20, self.room - 3))
        super().lay_out()

    def row_count(self) -> int:
        return len(self._rows)

    def can_stop(self, row: int) -> bool:
        return super().can_stop(row) and (
            self._rows[row].article is not None or self._rows[row].counted is not None
        )

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        return self._rows[row].pieces

    def chosen(self, row: int) -> None:
        self.post_message(StoryRowChosen(self._rows[row].article, self._rows[row].place))

    def cursor_moved(self) -> None:
        self.post_message(StoryMoved())


class StoryScreen(ListScreen[Chosen | bool]):
    """Look at a story; the answer is what is to be opened, else whether it was changed."""

    CSS_PATH = "story.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,ampersand", "close", "Close"),
        Binding("enter,l,o,right", "choose", "Open"),
        Binding("x,delete", "take_out", "Take it out of the story"),
        Binding("ctrl+z", "undo", "Take back"),
        Binding("ctrl+y", "redo", "Do again"),
    ]

    def __init__(self, library: Library, article_id: int) -> None:
        super().__init__()
        self._library, self._article_id = library, article_id
        self._changed, self._many = False, 0

    def compose(self) -> ComposeResult:
        with Vertical(id="story"):
            yield Static("STORY", id="story-heading", markup=False)
            yield StoryList()
            yield Static("", id="story-chart", markup=False)
            yield Foot(_KEYS, id="story-foot")

    def on_mount(self) -> None:
        from reader.newsroom import MOST_TOLD

        ids = self._story_now()
        self._show(dossier([Told(article) for article in self._library.articles(ids[:MOST_TOLD])]))
        self._list.focus()
        self._tell_more()

    @property
    def _list(self) -> StoryList:
        return self.query_one(StoryList)

    def _story_now(self) -> Sequence[int]:
        """The articles of the story, all of them, the newest first."""
        ids = self._library.newsroom.story_of(self._article_id)
        self._many = len(ids)
        return ids

    def _show(self, told: Dossier) -> None:
        shown = len(told.parts)
        articles = f"{self._many:,} articles" if self._many > 1 else "1 article"
        sources = f"{told.sources} sources" if told.sources > 1 else "1 source"
        cut = f"STORY   {articles}, the newest {shown} here, from {sources}"
        said = cut if shown < self._many else f"STORY   {articles}, {sources}"
        self.query_one("#story-heading", Static).update(said)
        self._list.show(told)

    @work(exclusive=True, exit_on_error=False, group="story")
    async def _tell_more(self) -> None:
        told = await self._library.newsroom.dossier(self._article_id)
        self._story_now()
        self._show(told)

    def on_story_moved(self, message: StoryMoved) -> None:
        """Draw how the figures under the cursor moved."""
        message.stop()
        row = self._list.row
        drawn = self.query_one("#story-chart", Static)
        lines = self._chart(row.counted) if row is not None and row.counted is not None else []
        drawn.display = bool(lines)
        drawn.update("\n".join(lines))

    def _chart(self, counted: Counted) -> list[str]:
        points = [(point.told.when, point.value) for point in counted.points]
        return chart(
            [(when, value) for when, value in points if when is not None], self._list.room - 4, _CHART
        )

    def on_story_row_chosen(self, message: StoryRowChosen) -> None:
        message.stop()
        if message.article is not None:
            self.dismiss(Chosen(message.article, message.place))

    def action_take_out(self) -> None:
        row = self._list.row
        if row is None or row.article is None:
            return
        if row.article == self._article_id:  # what stays is shown
            others = [n for n in self._library.newsroom.story_of(row.article) if n != row.article]
            self._article_id = others[0] if others else row.article
        self._do(self._library.newsroom.take_out(row.article))

    def action_undo(self) -> None:
        self._do(self._library.history.undo())

    def action_redo(self) -> None:
        self._do(self._library.history.redo())

    @work(exit_on_error=False, group="arranging")
    async def _do(self, deed: Awaitable[str]) -> None:
        said = await deed
        self._changed = True
        self._tell(said)
        self._tell_more()

    def _tell(self, note: str) -> None:
        if note:
            self.query_one(Foot).tell(as_seen_here(safe_line(note, 300)))
        else:
            self.query_one(Foot).update(_KEYS)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in a sentence what a task failed with."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self._tell(str(error) if isinstance(error, LibraryError) else repr(error))

    def action_close(self) -> None:
        self.dismiss(self._changed)
