"""A line of the column on its way to the screen: parts of one ink, in the order in which they are seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from rich.cells import cached_cell_len as cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.signs import spelt
from reader.tui.widgets.bidi import Glyph, has_right_to_left, in_visual_order, runs_right_to_left
from reader.tui.widgets.column import Frame, Line
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A run of one ink. `at` is where in the line's own text it begins, which is what a selection counts."""

    text: str
    styles: tuple[str, ...] = ()
    at: int = 0
    href: str | None = None
    number: int = -1  # which piece of the line it is of, -1 for none


def selected(parts: Iterable[Part], span: tuple[int, int] | None) -> list[Part]:
    """Lay the mouse's selection, (start, end) in the line's text with -1 for its end, over a line."""
    if span is None:
        return list(parts)
    start, end = span
    found: list[Part] = []
    for part in parts:
        left = min(len(part.text), max(0, start - part.at))
        right = len(part.text) if end == -1 else min(len(part.text), max(left, end - part.at))
        found.append(replace(part, text=part.text[:left]))
        chosen = (*part.styles, "selected")
        found.append(replace(part, text=part.text[left:right], styles=chosen, at=part.at + left))
        found.append(replace(part, text=part.text[right:], at=part.at + right))
    return [part for part in found if part.text]


def ordered(parts: Sequence[Part], line: Line, joined: bool = True) -> list[Part]:
    """Put what is written from the right into the order in which cells show it.

    The cells of a table and the lines of code stand for themselves; a table that runs from the right has
    its columns the other way round.
    """
    if line.frame is None and not line.fill:
        text = "".join(part.text for part in parts)
        return _in_order(parts, line.rtl, joined) if line.rtl or has_right_to_left(text) else list(parts)
    alone = [
        seen
        for part in (reversed(parts) if line.rtl else parts)
        for seen in (
            _in_order([part], runs_right_to_left(part.text), joined)
            if has_right_to_left(part.text)
            else [part]
        )
    ]
    if line.rtl and line.frame is not None:
        gap = line.frame.width - sum(cell_len(part.text) for part in alone)
        return [Part(" " * gap, at=len(line.text)), *alone] if gap > 0 else alone
    return alone


def _in_order(parts: Sequence[Part], rtl: bool, joined: bool) -> list[Part]:
    """Order a stretch of text whose parts follow one another; each glyph keeps its place in the line."""
    text = "".join(part.text for part in parts)
    starts, begun = [], 0
    for part in parts:
        starts.append(begun)
        begun += len(part.text)
    return list(_merged(_placed(parts, starts, text, in_visual_order(text, rtl, joined))))


def _placed(
    parts: Sequence[Part], starts: Sequence[int], text: str, glyphs: Iterable[Glyph]
) -> Iterator[tuple[Part, bool]]:
    """Give each glyph the ink of its part, and say whether it is written as it stands in the text."""
    for glyph in glyphs:
        number = bisect_right(starts, glyph.start) - 1
        part = parts[number]
        as_it_is = glyph.text == text[glyph.start : glyph.end]
        at = part.at + glyph.start - starts[number]
        yield Part(glyph.text, part.styles, at, part.href, part.number), as_it_is


def _merged(glyphs: Iterable[tuple[Part, bool]]) -> Iterator[Part]:
    """Join again what runs from the left in one ink; what runs from the right stays letter by letter."""
    waiting: Part | None = None
    for part, as_it_is in glyphs:
        if waiting is not None and as_it_is and _goes_on(waiting, part):
            waiting = replace(waiting, text=waiting.text + part.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = part
    if waiting is not None:
        yield waiting


def _goes_on(before: Part, part: Part) -> bool:
    return (
        before.at + len(before.text) == part.at
        and before.number == part.number
        and before.styles == part.styles
    )


def place_in(strip: Strip, cell: int) -> tuple[int, int] | None:
    """Return of the character in a cell its line and its index in the line's text; None if that has none."""
    left = 0
    for segment in strip:
        if left + segment.cell_length <= cell:
            left += segment.cell_length
            continue
        at, line = (segment.style.meta if segment.style else {}).get("offset", (0, -1))
        ends = accumulate(map(cell_len, segment.text), initial=left)
        return (line, at + sum(end <= cell for end in ends) - 1) if line >= 0 else None
    return None


def window(strip: Strip, frame: Frame, line: Line, width: int, shift: int, more: Style) -> Strip:
    """Cut from a line of a wide table what is in sight when it is moved by `shift` cells.

    The pinned columns stay; "‹" and "›" stand where there is more.
    """
    hidden, pinned = frame.width - width, frame.pinned
    if line.rtl:
        shift, pinned = hidden - shift, 0
    strip = strip.adjust_cell_length(frame.width, Style.null())  # no style at all fails where NO_COLOR is set
    seen = Strip.join([strip.crop(0, pinned), strip.crop(pinned + shift, width + shift)])
    if all("rule" in piece.styles for piece in line.pieces):
        return seen
    if shift < hidden:
        seen = Strip.join([seen.crop(0, width - 1), Strip([Segment(spelt("›"), more)])])
    if shift:
        at = max(0, pinned - 1)
        seen = Strip.join([seen.crop(0, at), Strip([Segment(spelt("‹"), more)]), seen.crop(at + 1, width)])
    return seen
