"""Beside the text: the author, who and what is named, which figures and pictures there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize

from reader.model import Author, Document, Span, Understanding
from reader.tui.messages import MentionsChosen
from reader.tui.widgets.author_panel import AuthorPanel
from reader.tui.widgets.inks import HIGHLIGHTS
from reader.tui.widgets.insight_detail import InsightDetail
from reader.tui.widgets.insight_rows import InsightRow, RowIndex, insight_rows
from reader.tui.widgets.note_rows import Added, note_rows
from reader.tui.widgets.section_list import SectionList

NOTHING_OPEN = "Who and what an article names stands here, once one is open."


class Insights(SectionList[InsightRow]):
    """Names, figures and pictures, each with its places in the text."""

    repeats = True  # each click goes to the next place

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "heading", "alias", "counted", "count", "quiet", "caption"),
            *("person", "organisation", "place", "other", "figure", "note", *HIGHLIGHTS),
        )
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._subject: object = None
        self._source: tuple[Understanding, Document | None] = (Understanding(), None)
        self._index: RowIndex | None = None
        self._left_on: InsightRow | None = None
        self._added = Added()

    def show(
        self, subject: object, understanding: Understanding, document: Document | None, waiting: str = ""
    ) -> None:
        """List what was understood of a subject; `waiting` is the line that stands there until something is.

        What is said again of the same subject at a later stage leaves the cursor on its row.
        """
        source, self.empty = (understanding, document), waiting
        same, self._subject = subject == self._subject, subject
        if same and source == self._source:
            self.refresh()
            return
        self._left_on = (self.row or self._left_on) if same else None
        above = self.row_top(self.cursor) - round(self.scroll_y) if same else 0
        self._source, self._index = source, None
        self.set_rows()
        self.set_reactive(Insights.cursor, self._found_again())
        self.fit_height()
        self.jump(self.row_top(self.cursor) - above if same and self._rows else 0)
        self.rows_changed()

    def annotate(self, subject: object, added: Added) -> None:
        """List what the person added to a subject: at once if it is the one shown, else when it is."""
        if added == self._added:
            return
        self._added = added
        if subject == self._subject:
            self._left_on = self.row
            self._index = None
            self.set_rows()
            self.set_reactive(Insights.cursor, self._found_again())
            self.rows_changed()

    def point_to(self, offset: int) -> tuple[InsightRow, Span] | None:
        """Put the cursor on the row that a character of the text belongs to; return both row and place."""
        if self._index is None:
            self._index = RowIndex(self._rows)
        found = self._index.at(offset)
        if found is None:
            return None
        self.cursor, place = found
        return self._rows[self.cursor], place

    def stand_on(self, place: Span) -> None:
        """Put the cursor on the first row that has this place."""
        self.cursor = next((n for n, row in enumerate(self._rows) if place in row.places), self.cursor)

    def chosen(self, row: int) -> None:  # noqa: ARG002
        self.post_message(MentionsChosen())

    def rows_for(self, width: int) -> Sequence[InsightRow]:
        understanding, document = self._source
        return [*note_rows(self._added, width), *insight_rows(understanding, width, document)]

    def _found_again(self) -> int:
        """Return the row that the cursor stood on, else the first."""
        left = self._left_on
        if left is None:
            return 0
        alike = [number for number, row in enumerate(self._rows) if row.label == left.label]
        return min(alike, key=lambda number: self._rows[number].section != left.section, default=0)


class Sidebar(Vertical):
    """The author panel over the list of insights, and at the foot what more there is to say of a row."""

    def compose(self) -> ComposeResult:
        yield AuthorPanel(id="author")
        yield Insights(id="insights")
        yield InsightDetail(id="detail")

    def on_mount(self) -> None:
        self.watch(self.insights, "cursor", self._cursor_moved, init=False)

    def on_resize(self, _event: Resize) -> None:
        self.query_one(AuthorPanel).fit()
        self.tell()

    @property
    def insights(self) -> Insights:
        return self.query_one(Insights)

    def show(
        self,
        subject: object,
        document: Document,
        understanding: Understanding | None,
        complete: bool = True,
    ) -> None:
        """Show what is known now of a subject; `complete` says that nothing more is to come."""
        known = understanding or Understanding()
        self.query_one(AuthorPanel).show(known.authors or document.authors)
        pictured = document if complete or understanding is not None else None  # not before the names
        waiting = "" if complete else "Reading the text …"
        self.insights.show(subject, known, pictured, NOTHING_OPEN if subject is None else waiting)
        self.tell()

    def introduce(self, authors: Sequence[Author]) -> None:
        """Show what is known now of the authors of what is shown."""
        self.query_one(AuthorPanel).show(authors)

    def tell(self, place: Span | None = None) -> None:
        """Show at the foot what there is to say of the row under the cursor, at a place of it."""
        row, (width, height) = self.insights.row, self.size
        detail = self.query_one(InsightDetail)
        detail.tell(row.detail(place) if row else "", row.stressed if row else "", width - 4, height // 3 - 1)

    def _cursor_moved(self) -> None:
        self.tell()
