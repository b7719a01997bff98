"""Beside the text: the author, who and what is named, which figures are given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize

from reader.model import Author, Understanding
from reader.tui.messages import MentionsChosen
from reader.tui.widgets.author_panel import AuthorPanel
from reader.tui.widgets.insight_rows import InsightRow, insight_rows
from reader.tui.widgets.line_list import LineList, Pieces


class Insights(LineList):
    """Names and figures; Enter jumps to the next place of a row in the text."""

    indent = 1

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "heading", "alias", "counted", "count", "quiet"),
            *("person", "organisation", "place", "other", "figure"),
        )
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._understanding = Understanding()
        self._rows: list[InsightRow] = []
        self._tops: list[int] = [0]
        self._next: dict[int, int] = {}

    @property
    def row(self) -> InsightRow | None:
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, understanding: Understanding | None, waiting: str = "") -> None:
        """List what was understood; `waiting` is the line that stands there until something is."""
        same, self.empty = (understanding or Understanding()) == self._understanding, waiting
        if same:  # said again at a later stage: who moves here is not to be moved
            self.refresh()
            return
        self._understanding = understanding or Understanding()
        self._next.clear()
        self.set_reactive(Insights.cursor, 0)
        self.lay_out()
        self.jump(0)

    def step(self, by: int) -> None:
        """Go to the next or previous place of the row under the cursor, leaving the focus here."""
        self._announce(self.cursor, by, stay=True)

    def lay_out(self) -> None:
        self._rows = insight_rows(self._understanding, max(12, self.room - 3 - self.indent))
        self._tops = [0]
        for row in self._rows:
            self._tops.append(self._tops[-1] + len(row.lines))
        self.rows_changed()

    def row_count(self) -> int:
        return len(self._rows)

    def row_top(self, row: int) -> int:
        return self._tops[min(max(0, row), len(self._rows))]

    def row_at(self, line: int) -> int:
        return bisect_right(self._tops, line) - 1

    def can_stop(self, row: int) -> bool:
        return 0 <= row < len(self._rows) and bool(self._rows[row].places)

    def chosen(self, row: int) -> None:
        self._announce(row, 1, stay=False)

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        shown = self._rows[row]
        pieces: Pieces = [(text, (style,)) for text, style in shown.lines[line]]
        if line == 0 and shown.count:
            used = sum(cell_len(text) for text, _ in pieces)
            pieces += [(" " * max(1, width - used - len(shown.count)), ()), (shown.count, ("count",))]
        return pieces

    def _announce(self, row: int, by: int, stay: bool) -> None:
        if not self.can_stop(row):
            return
        places = self._rows[row].places
        at = self._next[row] + by if row in self._next else (0 if by > 0 else -1)
        self._next[row] = at % len(places)
        self.post_message(MentionsChosen(self._rows[row].label, places, self._next[row], stay))


class Sidebar(Vertical):
    """The author panel over the list of insights, and a word where there is neither."""

    def compose(self) -> ComposeResult:
        yield AuthorPanel(id="author")
        yield Insights(id="insights")

    def on_resize(self, _event: Resize) -> None:
        self.query_one(AuthorPanel).fit()

    @property
    def insights(self) -> Insights:
        return self.query_one(Insights)

    def show(
        self, authors: Sequence[Author], understanding: Understanding | None, complete: bool = True
    ) -> None:
        """Show what is known now; `complete` says that nothing more is to come."""
        authors = understanding.authors if understanding and understanding.authors else authors
        self.query_one(AuthorPanel).show(authors)
        self.insights.show(understanding, "" if complete else "Reading the text …")

    def introduce(self, authors: Sequence[Author]) -> None:
        """Show what is known now of the authors of what is shown."""
        self.query_one(AuthorPanel).show(authors)
