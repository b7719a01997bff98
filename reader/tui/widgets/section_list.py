"""Rows of as many lines as what they say needs, under the headings of their sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from rich.cells import cached_cell_len as cell_len

from reader.tui.widgets.line_list import LineList, Pieces


class SetRow(Protocol):
    """What is set in lines of (text, style) pieces; without a label it is a heading, a remark or a gap.

    `count` stands at the end of its first line.
    """

    @property
    def lines(self) -> Sequence[Sequence[tuple[str, str]]]: ...
    @property
    def label(self) -> str: ...
    @property
    def count(self) -> str: ...


R = TypeVar("R", bound=SetRow)


class SectionList(LineList, Generic[R]):
    """A list whose rows are set for the width that there is."""

    indent = 1

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: Sequence[R] = ()
        self._tops: Sequence[int] = (0,)

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.can_stop(self.cursor) else None

    def rows_for(self, width: int) -> Sequence[R]:
        """Return all rows, set for `width` columns."""
        raise NotImplementedError

    def set_rows(self) -> None:
        """Set the rows anew, without drawing them."""
        self._rows = self.rows_for(max(12, self.room - 3 - self.indent))
        self._tops = (0, *accumulate(len(row.lines) for row in self._rows))

    def lay_out(self) -> None:
        self.set_rows()
        self.rows_changed()

    def next_section(self, by: int) -> bool:
        """Go to the next section (1), or to the beginning of this one, then of the one before (-1).

        Say whether there was one to go to.
        """
        firsts = [row for row in range(len(self._rows)) if self.can_stop(row) and not self.can_stop(row - 1)]
        beside = [row for row in firsts if (row - self.cursor) * by > 0]
        if beside:
            self.cursor = min(beside) if by > 0 else max(beside)
            if self.cursor == firsts[0]:
                self.jump(0)
        return bool(beside)

    def row_count(self) -> int:
        return len(self._rows)

    def row_top(self, row: int) -> int:
        return self._tops[min(max(0, row), len(self._rows))]

    def row_at(self, line: int) -> int:
        return bisect_right(self._tops, line) - 1

    def can_stop(self, row: int) -> bool:
        return 0 <= row < len(self._rows) and bool(self._rows[row].label)

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        shown = self._rows[row]
        pieces: Pieces = [(text, (style,)) for text, style in shown.lines[line]]
        if line == 0 and shown.count:
            used = sum(cell_len(text) for text, _ in pieces)
            pieces += [(" " * max(1, width - used - cell_len(shown.count)), ()), (shown.count, ("count",))]
        return pieces
