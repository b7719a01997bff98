"""Where the lines of a paragraph end: ranges of offsets, for any script, in terminal columns."""

from __future__ import annotations

import re

from rich.cells import cached_cell_len as cell_len
from rich.cells import split_graphemes

# What may stand alone on a line: a letter of a script written without spaces, with the punctuation that
# must not begin a line after it and the brackets that must not end a line before it; else a run of other
# letters up to and with its hyphen or dash.
_WIDE = "\u1100-\u11ff\u2e80-\u2fff\u3040-\u30ff\u3100-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "、。，．：；！？）」』】〕》〉ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)\\]}’”"
_OPENING = "（「『【〔《〈(\\[{‘“"
_UNIT = re.compile(
    f"[{_OPENING}]*[{_WIDE}][{_CLOSING}]*"
    rf"|[\-–—/]*[^\s{_WIDE}\-–—/]++[\-–—/]*|\S|\s+"
)


def break_lines(text: str, width: int, first_width: int | None = None) -> list[tuple[int, int]]:
    """Return the (start, end) of each line of `text`, no line wider than `width` columns.

    Spaces at a line's end are left out. A word that is wider than a line is cut between letters as a
    reader sees them (graphemes). `first_width` is the room of the first line where it differs.
    """
    width = max(1, width)
    room = max(1, first_width if first_width is not None else width)
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for at, stop, columns in _units(text, width):
        if text[at].isspace():
            if end == start:
                start = end = stop
            else:
                used += columns
            continue
        if used + columns > room and end > start:
            lines.append((start, end))
            start, used, room = at, 0, width
        used, end = used + columns, stop
    if end > start or not lines:
        lines.append((start, end))
    return lines


def _units(text: str, width: int) -> list[tuple[int, int, int]]:
    """Return (start, end, columns) of everything between which a line may break."""
    units: list[tuple[int, int, int]] = []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        columns = cell_len(match.group())
        if columns > width:
            units.extend(_cut(text, start, end, width))
        else:
            units.append((start, end, columns))
    return units


def cut_lines(text: str, width: int) -> list[tuple[int, int]]:
    """Return the (start, end) of pieces of `text` that fill lines of `width` columns, spaces and all."""
    return [(start, end) for start, end, _ in _cut(text, 0, len(text), max(1, width))] or [(0, 0)]


def _cut(text: str, start: int, end: int, width: int) -> list[tuple[int, int, int]]:
    """Cut a stretch into pieces that fill a line each, between graphemes."""
    pieces: list[tuple[int, int, int]] = []
    at, used, stop = start, 0, start
    for left, right, columns in split_graphemes(text[start:end])[0]:
        if used + columns > width and stop > at:
            pieces.append((at, stop, used))
            at, used = start + left, 0
        used, stop = used + columns, start + right
    if stop > at:
        pieces.append((at, stop, used))
    return pieces


def clip(text: str, width: int) -> str:
    """Return `text` in at most `width` columns, the last of them an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return "…"[: max(0, width)]
    end = cut_lines(text, width - 1)[0][1]
    return text[:end].rstrip() + "…"


def fill(text: str, width: int) -> str:
    """Return `text` clipped or followed by spaces, exactly `width` columns wide."""
    clipped = clip(text, width)
    return clipped + " " * (width - cell_len(clipped))
