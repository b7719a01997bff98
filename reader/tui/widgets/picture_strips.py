"""Rows of a drawn picture as strips: what a terminal is told to show them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TypeAlias

from rich.color import Color
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.strip import Strip

from reader.model import Drawing

_Colour: TypeAlias = tuple[int, ...]

# Rich takes text with a control code for what moves no cursor, and leaves it as it is.
_AS_IT_IS = [(ControlType.CURSOR_FORWARD, 0)]


class _Pixels(Segment):
    """A sequence of the terminal's that must not be cut, though Textual counts its characters as cells."""

    def split_cells(self, cut: int) -> tuple[Segment, Segment]:  # noqa: ARG002
        """Leave all of it behind the cut."""
        return Segment(""), self


def picture_strip(drawing: Drawing, row: int, width: int, under: Style) -> Strip:
    """Return a row of a picture, 0 at its top, filled up to `width` cells in the style `under`."""
    if drawing.protocol == "half-block":
        segments = list(_half_blocks(drawing, row))
    elif drawing.protocol == "kitty":
        segments = [Segment(drawing.lines[row], under + Style(color=_kitty_colour(drawing.number)))]
    else:
        segments = [Segment(" " * drawing.columns, under)]  # wipes what was there; see `picture_inlay`
    return Strip(segments, drawing.columns).adjust_cell_length(width, under)


def picture_inlay(drawing: Drawing, row: int, left: int) -> Segment | None:
    """Return the pixels of a row, drawn from column `left` of the terminal on; None without Sixel."""
    if drawing.protocol != "sixel":
        return None
    return _Pixels(f"\x1b7\x1b[{left + 1}G{drawing.lines[row]}\x1b8", Style.null(), _AS_IT_IS)


def forgetting(drawing: Drawing) -> str:
    """Return what tells kitty to let go of a picture, "" where the terminal holds none."""
    return f"\x1b_Ga=d,d=I,i={drawing.number},q=2\x1b\\" if drawing.protocol == "kitty" else ""


def _half_blocks(drawing: Drawing, row: int) -> Iterator[Segment]:
    """Each cell shows two pixels: the ink of its upper half and the ground of its lower."""
    size = 3 * drawing.columns
    upper, lower = (drawing.pixels[at * size : (at + 1) * size] for at in (2 * row, 2 * row + 1))
    cells = zip(_colours(upper), _colours(lower), strict=True)
    for (above, below), run in groupby(cells):
        yield Segment("▀" * len(list(run)), Style(color=_colour(above), bgcolor=_colour(below)))


def _colours(pixels: bytes) -> Iterator[_Colour]:
    return zip(*[iter(pixels)] * 3, strict=True)


def _kitty_colour(number: int) -> Color:
    """The low three bytes of a picture's number; the fourth is in the placeholders."""
    return _colour(((number >> 16) & 255, (number >> 8) & 255, number & 255))


def _colour(rgb: _Colour) -> Color:
    return Color.from_rgb(*rgb)
