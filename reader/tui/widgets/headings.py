"""Lines that stand above some rows of a list of equal rows: where they are, and which row a line is of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """One line above the row `row`; `kind` is how it is drawn."""

    row: int
    text: str
    kind: str = "heading"


class Headings:
    """Headings in the order of their rows; a row may have several."""

    def __init__(self, headings: Iterable[Heading] = ()) -> None:
        self.all = sorted(headings, key=lambda one: one.row)
        self._rows = [one.row for one in self.all]

    def above(self, row: int) -> list[Heading]:
        """Return those of a row."""
        return self.all[bisect_left(self._rows, row) : bisect_right(self._rows, row)]

    def moved(self, by: int, begin: int) -> list[Heading]:
        """Return those that, so many rows further down, stand on the row `begin` or below it."""
        return [replace(one, row=one.row + by) for one in self.all if one.row + by >= begin]

    def top(self, row: int, height: int) -> int:
        """Return the first line of a row, where rows have `height` lines."""
        return row * height + bisect_left(self._rows, row)

    def row_at(self, line: int, height: int) -> int:
        """Return the row that a line belongs to, a heading to the row below it."""
        last = bisect_right(range(len(self._rows)), line, key=lambda at: self._rows[at] * height + at) - 1
        if last < 0:
            return line // height
        beyond = line - (self._rows[last] * height + last) - 1
        return self._rows[last] + max(0, beyond) // height
