"""The right pane: one article, typeset; its people, places and figures coloured; links to click."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len
from textual.events import Click
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip

from reader.model import Article, Document, Span, Understanding
from reader.tui.messages import LinkPressed
from reader.tui.widgets.anchors import Anchor, anchor_at, line_of
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.typesetting import OURS, Column, Line, Link, Masthead, Piece, typeset

INKS = (
    *("kicker", "title", "standfirst", "byline", "note", "rule", "heading", "subheading", "marker", "quote"),
    *("quote-bar", "embed", "link", "link-number", "strong", "emphasis", "code", "superscript", "code-block"),
    *("table", "table-head", "caption", "credit", "picture", "person", "organisation", "place", "other"),
    *("figure", "match", "match-now", "selected"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the analysed text and the style laid over it."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Places to go through with n and N: the matches of a search, the mentions of a name."""

    label: str
    places: tuple[Span, ...]
    index: int = 0

    @property
    def place(self) -> Span:
        return self.places[self.index]

    def step(self, by: int) -> Trail:
        return Trail(self.label, self.places, (self.index + by) % len(self.places))


class ArticleView(LineView, can_focus=True):
    """The reading pane."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{name}" for name in INKS}

    def __init__(self, text_width: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text_width = text_width
        self.article: Article | None = None
        self.document = Document()
        self.column = Column()
        self.trail: Trail | None = None
        self._masthead = Masthead()
        self._set_from: tuple[Document, int, Masthead] | None = None
        self._marks: list[Mark] = []
        self._anchor: Anchor | None = None

    @property
    def links(self) -> tuple[Link, ...]:
        return self.column.links

    @property
    def offset_at_top(self) -> int:
        """The offset of the first visible line of text, 0 at the top of the article."""
        anchor = anchor_at(self.column, self.document, round(self.scroll_y))
        return anchor.offset if anchor else 0

    @property
    def progress(self) -> int:
        """How far the last visible line is, in percent."""
        total = self.virtual_size.height
        return min(100, round(100 * (self.scroll_y + self.size.height) / total)) if total else 100

    def show(self, article: Article, document: Document, masthead: Masthead) -> None:
        """Show an article, or a better document of the one shown: then the line being read stays."""
        same = self.article is not None and self.article.id == article.id
        top = round(self.scroll_y)
        anchor = anchor_at(self.column, self.document, top) if same else None
        if not same or document.analysed_text != self.document.analysed_text:
            self.trail, self._marks = None, []
        self.article, self.document, self._masthead = article, document, masthead
        self._typeset()
        self.jump(line_of(self.column, document, anchor) if anchor and top else 0)

    def welcome(self, document: Document, masthead: Masthead) -> None:
        """Show a text of our own, before any article is opened."""
        self.document, self._masthead = document, masthead
        self._typeset()

    def understand(self, understanding: Understanding | None) -> None:
        """Colour the names and figures of the text that is shown."""
        self._marks = _marks(understanding) if understanding else []
        self.refresh()

    def go_to_offset(self, offset: int) -> None:
        """Scroll to where a reader had stopped."""
        self.jump(self.column.line_at(offset) if offset > 0 else 0)

    def follow(self, trail: Trail | None) -> None:
        """Go to the trail's present place, or end the trail."""
        self.trail = trail
        if trail is not None:
            line = self.column.line_at(trail.place.start)
            if not self.scroll_y <= line < self.scroll_y + self.size.height - 1:
                self.jump(line - self.size.height // 3)
        self.refresh()

    def as_read(self, places: Sequence[Span]) -> tuple[Span, ...]:
        """Return places as they follow each other on the screen: a caption's before what is below it."""
        return tuple(sorted(places, key=lambda span: (self.column.line_at(span.start), span.start)))

    def nearest(self, places: Sequence[Span]) -> int:
        """Return the index of the first place at or below the top of what is seen, else 0."""
        top = round(self.scroll_y)
        lines = (self.column.line_at(span.start) for span in places)
        return next((index for index, line in enumerate(lines) if line >= top), 0)

    def move(self, lines: int) -> None:
        self.jump(min(round(self.scroll_y) + lines, self._last_top))

    def page(self, pages: int) -> bool:
        """Scroll by a screenful less two lines; say whether anything moved."""
        before = round(self.scroll_y)
        self.jump(min(before + pages * max(1, self.size.height - 2), self._last_top))
        return (before < self._last_top) if pages > 0 else before > 0

    def edge(self, direction: int) -> None:
        self.jump(0 if direction < 0 else self._last_top)

    @property
    def _last_top(self) -> int:
        return max(0, self.virtual_size.height - self.size.height)

    def lay_out(self) -> None:
        anchor, top = self._anchor, round(self.scroll_y)
        self._typeset()
        if anchor and top:
            self.jump(line_of(self.column, self.document, anchor))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._anchor = anchor_at(self.column, self.document, round(new_value))

    def render_line(self, y: int) -> Strip:
        number = round(self.scroll_y) + y
        if number >= len(self.column.lines):
            return self.blank()
        line = self.column.lines[number]
        pieces = [part for piece in line.pieces for part in self._coloured(piece)]
        pieces = self._selected(pieces, number)
        if line.fill:
            pieces.append((" " * (self.column.width - cell_len(line.text)), (line.fill,)))
        text = self.strip(pieces).crop(0, max(1, self.room - self._margin)).apply_offsets(0, number)
        margin = self.strip([(" " * self._margin, ())]).crop(0, self._margin)
        return Strip.join([margin, text])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract("\n".join(line.text for line in self.column.lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        self.refresh()

    def on_click(self, event: Click) -> None:
        piece = self._piece_at(event.x - self._margin, round(self.scroll_y) + event.y)
        if piece is not None and piece.href:
            self.post_message(LinkPressed(piece.href))

    @property
    def _margin(self) -> int:
        return max(0, (self.room - self.column.width) // 2)

    def _typeset(self) -> None:
        width = min(self._text_width, self.room - (2 if self.room < 50 else 4))
        asked = (self.document, width, self._masthead)
        if asked != self._set_from:  # an article is shown again at every stage of being opened
            self.column, self._set_from = typeset(*asked), asked
        self.virtual_size = Size(1, len(self.column.lines) + 1)
        self.refresh()

    def _piece_at(self, x: int, y: int) -> Piece | None:
        if not 0 <= y < len(self.column.lines):
            return None
        at = 0
        for piece in self.column.lines[y].pieces:
            at += cell_len(piece.text)
            if x < at:
                return piece if x >= 0 else None
        return None

    def _coloured(self, piece: Piece) -> list[tuple[str, tuple[str, ...]]]:
        """Cut a piece where something highlighted begins or ends."""
        if piece.start == OURS:
            return [(piece.text, piece.styles)]
        start, end = piece.start, piece.start + len(piece.text)
        over = self._marks_in(start, end)
        edges = sorted({start, end, *(m.start for m in over), *(m.end for m in over)})
        edges = [edge for edge in edges if start <= edge <= end]
        parts = []
        for left, right in itertools.pairwise(edges):
            styles = tuple(m.style for m in over if m.start <= left and right <= m.end)
            parts.append((piece.text[left - start : right - start], piece.styles + styles))
        return parts

    def _marks_in(self, start: int, end: int) -> list[Mark]:
        first = max(0, bisect_left(self._marks, start, key=lambda mark: mark.end))
        found = []
        for mark in self._marks[first:]:
            if mark.start >= end:
                break
            found.append(mark)
        if self.trail is not None:
            for index, span in enumerate(self.trail.places):
                if span.start < end and start < span.end:
                    style = "match-now" if index == self.trail.index else "match"
                    found.append(Mark(span.start, span.end, style))
        return found

    def _selected(
        self, pieces: list[tuple[str, tuple[str, ...]]], number: int
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Lay the mouse's selection over a line."""
        selection = self.text_selection
        span = selection.get_span(number) if selection is not None else None
        if span is None:
            return pieces
        start, end = span
        parts, at = [], 0
        for text, styles in pieces:
            left = min(len(text), max(0, start - at))
            right = len(text) if end == -1 else min(len(text), max(left, end - at))
            parts += [
                (text[:left], styles),
                (text[left:right], (*styles, "selected")),
                (text[right:], styles),
            ]
            at += len(text)
        return parts


def _marks(understanding: Understanding) -> list[Mark]:
    """Return where names and figures stand, in order; a name wins over a figure inside it."""
    marks = [
        Mark(span.start, span.end, str(entity.kind))
        for entity in understanding.entities
        for span in entity.mentions
    ]
    marks += [Mark(figure.start, figure.end, "figure") for figure in understanding.figures]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in marks:
        if mark.start < mark.end and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


__all__ = ["ArticleView", "Line", "Mark", "Trail"]
