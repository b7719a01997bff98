"""A table of an article as aligned columns: fitted to the width of the text, or wider than it and moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rich.cells import cached_cell_len as cell_len

from reader.model import Block
from reader.text import same_length
from reader.tui.widgets.column import OURS, Frame, Line, Piece
from reader.tui.widgets.wrapping import break_lines
from reader.values import dataclass

GAP = 2
_WIDEST = 34  # a column of a table that does not fit is wrapped at so many columns all the same
_WIDE_WORD = 12
_CELL = re.compile(r"[^\t\n]+")
_NUMBER = re.compile(r"[\s+\-–−~<>≈$€£¥]*\d[\d\s.,'’]*[\s%‰°]*[^\W\d]{0,3}")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of one line: where it begins, and the stretch of the table's text."""

    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a table; `row` counts the rows, `last` marks the last line of a row."""

    cells: tuple[Cell, ...]
    row: int
    last: bool


def set_table(block: Block, index: int, place: int, width: int, rtl: bool = False) -> Iterator[Line]:
    """Set a table block, whose text begins at offset `place`, for a column of `width`.

    A rule stands under its heading rows. Where not even the longest words fit side by side, the lines are
    wider than the column, and their frame says so.
    """
    text = _CELL.sub(lambda cell: same_length(cell[0]), block.text)
    lines, widths = table_lines(text, width, block.level, rtl)
    total = sum(widths) + GAP * (len(widths) - 1)
    pinned = widths[0] + GAP if total > width and widths[0] <= width // 3 else 0
    frame = Frame(total, pinned)
    for line in lines:
        pieces = tuple(_pieces(text, line, place, "table-head" if line.row < block.level else "table"))
        offset = min((place + cell.start for cell in line.cells), default=OURS)
        yield Line(pieces, index, offset, "", rtl, frame)
        if line.last and line.row == block.level - 1:
            yield Line((Piece("─" * total, ("rule",)),), index, OURS, "", rtl, frame)


def _pieces(text: str, line: TableLine, place: int, style: str) -> Iterator[Piece]:
    at = 0
    for cell in line.cells:
        if cell.column > at:
            yield Piece(" " * (cell.column - at))
        words = text[cell.start : cell.end]
        if words:
            yield Piece(words, (style,), place + cell.start)
        at = cell.column + cell_len(words)


def table_lines(
    text: str, width: int, heads: int = 1, rtl: bool = False
) -> tuple[list[TableLine], list[int]]:
    """Lay out a table (one row a line, cells parted by tabs) and return its lines and column widths.

    Columns get what they need where the table fits; else the widest are narrowed, down to their longest
    words and never below their numbers, and their cells wrapped. A column of numbers below the `heads`
    heading rows is set flush right; with `rtl`, where the whole is turned round later, flush left. Offsets
    lie in `text`.
    """
    rows = _cells(text)
    numeric = _numeric_columns(text, rows, heads)
    widths = _widths([[text[a:b] for a, b in row] for row in rows], numeric, width)
    lefts = [0, *accumulate(w + GAP for w in widths)]
    lines: list[TableLine] = []
    for number, row in enumerate(rows):
        broken = [_broken(text, a, b, widths[i]) for i, (a, b) in enumerate(row)]
        height = max((len(lines_of_cell) for lines_of_cell in broken), default=1)
        for y in range(height):
            cells = [
                _cell(text, spans[y], lefts[i], widths[i], i in numeric and not rtl)
                for i, spans in enumerate(broken)
                if y < len(spans)
            ]
            lines.append(TableLine(tuple(cells), number, y == height - 1))
    return lines, widths


def _cells(text: str) -> list[list[tuple[int, int]]]:
    rows: list[list[tuple[int, int]]] = []
    at = 0
    for line in text.split("\n"):
        row = []
        for cell in line.split("\t"):
            row.append((at, at + len(cell)))
            at += len(cell) + 1
        rows.append(row)
    return rows


def _broken(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    return [(start + a, start + b) for a, b in break_lines(text[start:end], width)]


def _cell(text: str, span: tuple[int, int], column: int, width: int, right: bool) -> Cell:
    start, end = span
    shift = width - cell_len(text[start:end]) if right else 0
    return Cell(column + max(0, shift), start, end)


def _widths(rows: Sequence[Sequence[str]], numeric: set[int], width: int) -> list[int]:
    """Give each column its natural width, then take from the widest until the table fits, if it can."""
    columns = _columns(rows)
    widths = [max((cell_len(cell) for cell in cells), default=1) or 1 for cells in columns]
    room = width - GAP * (len(columns) - 1)
    if sum(widths) <= room:
        return widths
    least = [w if i in numeric else min(w, _longest_word(columns[i])) for i, w in enumerate(widths)]
    if sum(least) > room:
        return [min(w, max(least[i], _WIDEST)) for i, w in enumerate(widths)]
    return _lowered(widths, least, room)


def _columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    count = max((len(row) for row in rows), default=0)
    columns: list[list[str]] = [[] for _ in range(count)]
    for row in rows:
        for i, cell in enumerate(row):
            columns[i].append(cell)
    return columns


def _longest_word(cells: Sequence[str]) -> int:
    """Return what a column of words needs at least; words of a script without spaces can be broken."""
    words = [word for cell in cells for word in cell.split()]
    return max((min(cell_len(w), _WIDEST if cell_len(w) == len(w) else _WIDE_WORD) for w in words), default=1)


def _lowered(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Cut off what stands above a common height, the highest at which all fit into `room`."""
    low, high = 0, max(widths)
    while low < high:
        level = (low + high + 1) // 2
        fits = sum(max(min(w, level), n) for w, n in zip(widths, least, strict=True)) <= room
        low, high = (level, high) if fits else (low, level - 1)
    cut = [max(min(w, low), n) for w, n in zip(widths, least, strict=True)]
    spare = room - sum(cut)
    for i, natural in enumerate(widths):
        if spare and cut[i] < natural:
            cut[i], spare = cut[i] + 1, spare - 1
    return cut


def _numeric_columns(text: str, rows: list[list[tuple[int, int]]], heads: int) -> set[int]:
    """Return the columns in which everything below the heading is a number or empty."""
    found = set()
    for i, column in enumerate(_columns([[text[a:b].strip() for a, b in row] for row in rows[heads:]])):
        filled = [cell for cell in column if cell]
        if filled and all(_NUMBER.fullmatch(cell) for cell in filled):
            found.add(i)
    return found
