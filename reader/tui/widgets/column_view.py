"""A typeset column on the screen: its lines as strips, with what is laid over them, selected, or moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import is_
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter
from textual.geometry import Region
from textual.selection import Selection
from textual.strip import Strip

from reader.model import Document
from reader.tui.signs import Spelling, signs, spelt
from reader.tui.widgets.column import OURS, Column, Line, Piece
from reader.tui.widgets.copying import copied
from reader.tui.widgets.drawing import Part, ordered, selected, window
from reader.tui.widgets.emoji import steady
from reader.tui.widgets.highlighting import code_marks
from reader.tui.widgets.hyperlinks import linked
from reader.tui.widgets.inks import INKS
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.overlays import Mark, Marks, Places, cut
from reader.tui.widgets.passages import Passages
from reader.tui.widgets.picture_rows import PictureStrips
from reader.tui.widgets.runs import lowered_number

_HINTS = "asdfghjklwertuiopxcvbnm"  # for footnotes' signs, while links are asked for by number
_MOST_KEPT = 400  # lines as they were drawn


class ColumnView(LineView):
    """Draws a column. What is set into it, and when, is its heir's affair."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{name}" for name in INKS}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.document = Document()
        self.column = Column()
        self.pictures: PictureStrips | None = None
        self.hinting = False
        self._marks, self._places, self.passages = Marks(), Places(), Passages()
        self._code: dict[int, Marks] = {}
        self._shifts: dict[int, int] = {}  # a table's block → how many cells it is moved to the left
        self._strips: dict[int, Strip] = {}
        self._drawn_from: tuple[tuple[object, ...], tuple[object, ...]] = ((None,) * 4, ())

    # Tables that are wider than the text

    @property
    def wide_table(self) -> int | None:
        """The block of the first table in sight that is wider than the column."""
        return next((line.block for line in self._in_sight() if self._hidden(line)), None)

    def shift_table(self, cells: int) -> bool:
        """Move the wide table in sight by so many cells; say whether there is one."""
        block = self.wide_table
        if block is None:
            return False
        most = max(self._hidden(line) for line in self._in_sight() if line.block == block)
        self._shifts[block] = min(most, max(0, self._shifts.get(block, 0) + cells))
        self.refresh()
        return True

    def _in_sight(self) -> tuple[Line, ...]:
        top = round(self.scroll_y)
        return self.column.lines[top : top + self.size.height]

    def _hidden(self, line: Line) -> int:
        return max(0, line.frame.width - self.column.width) if line.frame is not None else 0

    # What to type for links and footnotes

    def hint(self, hinting: bool) -> None:
        """Show, or no longer, what to type for the links and footnotes in sight."""
        self.hinting = hinting
        self.refresh()

    def notes_in_sight(self) -> dict[str, int]:
        """Return the letters that stand on the footnotes' signs while hinting, with where each leads."""
        signs = (piece.to for line in self._in_sight() for piece in line.pieces if piece.to != OURS)
        return dict(zip(_HINTS, dict.fromkeys(signs), strict=False))

    # Selecting

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return copied(self.column, self.document, selection), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        self.refresh()

    # Drawing

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave the letters of the article as they are, whatever signs are drawn with."""
        return [one for one in super().get_line_filters() if not isinstance(one, Spelling)]

    def render_line(self, y: int) -> Strip:
        number = round(self.scroll_y) + y
        if number >= len(self.column.lines):
            return self.blank()
        line = self.column.lines[number]
        strip = self._picture_row(*line.picture) if line.picture else self._kept(line, number)
        margin = self._margin(number, max(0, (self.room - self.column.width) // 2))
        return Strip.join([margin, strip]).adjust_cell_length(self.room, self.ink())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Add the rows that the terminal draws as pixels, which no filter of Textual's would keep."""
        strips = super().render_lines(crop)
        edge = self.gutter.left + self.room - 1
        if self.pictures is None or crop.x or crop.width <= edge:
            return strips
        left = self.content_region.x + max(0, (self.room - self.column.width) // 2)
        first = round(self.scroll_y) + crop.y - self.gutter.top
        for at, number in enumerate(range(first, first + len(strips))):
            line = self.column.lines[number] if 0 <= number < len(self.column.lines) else None
            if line is not None and line.picture and (inlay := self.pictures.inlay(*line.picture, left)):
                before, after = strips[at].divide([edge, strips[at].cell_length])
                strips[at] = Strip([*before, inlay, *after], strips[at].cell_length)
        return strips

    def _margin(self, number: int, width: int) -> Strip:
        """Draw what is left of a line: a sign where the present place of a trail begins."""
        now = self._places.now
        if now is None or not width or self.column.line_at(now) != number:
            return Strip.blank(width, self.ink())
        sign = f"{signs().here:>{width - 1}} " if width > 1 else signs().here
        return Strip([Segment(sign, self.ink("marker"))])

    def _picture_row(self, picture: int, row: int) -> Strip:
        strip = self.pictures.strip(picture, row, self.column.width) if self.pictures is not None else None
        return strip if strip is not None else Strip.blank(self.column.width, self.ink())

    def _kept(self, line: Line, number: int) -> Strip:
        """Return a line as it was drawn the last time, unless what it shows may have changed since."""
        large = (self.column, self._marks, self._places, self.passages)
        small = (self.hinting, tuple(self._shifts.items()), self.text_selection)
        same = all(map(is_, large, self._drawn_from[0])) and small == self._drawn_from[1]
        if not same or self.hinting or len(self._strips) > _MOST_KEPT:
            self._strips, self._drawn_from = {}, (large, small)
        if (strip := self._strips.get(number)) is None:
            strip = self._strips[number] = self._drawn(line, number)
        return strip

    def notify_style_update(self) -> None:
        self._strips = {}
        super().notify_style_update()

    def _drawn(self, line: Line, number: int) -> Strip:
        parts = self._parts(line)
        selection = self.text_selection
        parts = selected(parts, selection.get_span(number) if selection is not None else None)
        if self.orders_text:
            parts = ordered(parts, line, self.joins_letters)
        strip = Strip([self._segment(part, number, line.fill) for part in parts])
        if line.frame is not None and line.frame.width > self.column.width:
            shift = min(self._shifts.get(line.block, 0), self._hidden(line))
            return window(strip, line.frame, line, self.column.width, shift, self.ink("more"))
        gap = self.column.width - strip.cell_length
        if line.fill:
            return strip.adjust_cell_length(self.column.width, self.ink(line.fill))
        if line.rtl and gap > 0:
            return Strip.join([Strip.blank(gap, self.ink()), strip])
        return strip

    def _parts(self, line: Line) -> list[Part]:
        letters = {to: letter for letter, to in self.notes_in_sight().items()} if self.hinting else {}
        parts: list[Part] = []
        at = 0
        for number, piece in enumerate(line.pieces):
            label = self._label(piece, letters) if self.hinting else ""
            cuts = [(label, ("hint",))] if label else cut(piece, self._marks_over(piece, line))
            for text, styles in cuts:
                drawn = spelt(text) if piece.start == OURS else text
                parts.append(Part(drawn, styles, at, piece.href, number))
                at += len(text)
        return parts

    def _label(self, piece: Piece, letters: Mapping[int, str]) -> str:
        """Return what to type for a link or a footnote, as wide as its sign."""
        if piece.to != OURS:
            return letters.get(piece.to, "").ljust(len(piece.text))[: len(piece.text)]
        return lowered_number(piece.text) if "link-number" in piece.styles else ""

    def _marks_over(self, piece: Piece, line: Line) -> list[Mark]:
        if piece.start == OURS:
            return []
        start, end = piece.start, piece.start + len(piece.text)
        under = self._code_of(line.block) if line.fill else self._marks
        return [
            *self.passages.under(start, end),
            *under.within(start, end),
            *self._places.within(start, end),
            *self.passages.over(start, end),
        ]

    def _code_of(self, index: int) -> Marks:
        """Return the colours of a code block, found when it is first seen."""
        if (marks := self._code.get(index)) is None:
            place = self.document.placed_blocks()[index][0]
            marks = self._code[index] = code_marks(self.document.blocks[index], place)
        return marks

    def _segment(self, part: Part, number: int, fill: str) -> Segment:
        style = self.ink(*((fill, *part.styles) if fill else part.styles))
        style += Style.from_meta({"offset": (part.at, number), "line": number, "piece": part.number})
        return Segment(steady(part.text), linked(style, part.href) if part.href else style)
