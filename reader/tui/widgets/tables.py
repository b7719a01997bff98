"""A table of an article as aligned columns that fit the width of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cached_cell_len as cell_len

from reader.tui.widgets.wrapping import break_lines

GAP = 2
LEAST = 4
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


def table_lines(text: str, width: int) -> tuple[list[TableLine], list[int]]:
    """Lay out a table (one row a line, cells parted by tabs) and return its lines and column widths.

    Columns get what they need where the table fits; else the widest are narrowed and their cells wrapped.
    A column of numbers is set flush right. Offsets lie in `text`.
    """
    rows = _cells(text)
    widths = _widths([[text[a:b] for a, b in row] for row in rows], width)
    numeric = _numeric_columns(text, rows)
    lines: list[TableLine] = []
    for number, row in enumerate(rows):
        broken = [_broken(text, a, b, widths[i]) for i, (a, b) in enumerate(row)]
        height = max((len(lines_of_cell) for lines_of_cell in broken), default=1)
        for y in range(height):
            cells = [
                _cell(text, span, sum(widths[:i]) + GAP * i, widths[i], i in numeric)
                for i, spans in enumerate(broken)
                if y < len(spans)
                for span in (spans[y],)
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


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """Give each column its natural width, then take from the widest until the table fits."""
    count = max((len(row) for row in rows), default=0)
    natural = [max((cell_len(row[i]) for row in rows if i < len(row)), default=0) for i in range(count)]
    widths = [max(1, n) for n in natural]
    room = max(count * LEAST, width - GAP * (count - 1))
    while sum(widths) > room:
        widest = max(range(count), key=widths.__getitem__)
        second = max((w for i, w in enumerate(widths) if i != widest), default=0)
        excess = sum(widths) - room
        widths[widest] -= max(1, min(excess, widths[widest] - max(second, LEAST)))
    return widths


def _numeric_columns(text: str, rows: list[list[tuple[int, int]]]) -> set[int]:
    """Return the columns in which everything below the heading is a number or empty."""
    count = max((len(row) for row in rows), default=0)
    found = set()
    for i in range(count):
        cells = [text[row[i][0] : row[i][1]].strip() for row in rows[1:] if i < len(row)]
        filled = [cell for cell in cells if cell]
        if filled and all(_NUMBER.fullmatch(cell) for cell in filled):
            found.add(i)
    return found
