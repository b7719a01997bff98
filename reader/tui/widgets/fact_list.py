"""What is known of somebody or something, under a cursor."""

from __future__ import annotations

from bisect import bisect_right
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len

from reader.acquaintance import Acquaintance
from reader.tui.messages import FactChosen
from reader.tui.widgets.fact_rows import FactRow, fact_rows
from reader.tui.widgets.line_list import LineList, Pieces


class FactList(LineList):
    """Rows of different heights under headings."""

    indent = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "heading", "alias", "counted", "count", "quiet"),
            *("person", "organisation", "place", "other", "figure"),
        )
    }

    def __init__(self) -> None:
        super().__init__(id="who-facts")
        self._one: Acquaintance | None = None
        self._rows: list[FactRow] = []
        self._tops = [0]

    @property
    def row(self) -> FactRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.can_stop(self.cursor) else None

    def show(self, one: Acquaintance, *, afresh: bool) -> None:
        """Show what is known of one; the cursor goes to the first row where it is `afresh`."""
        self._one = one
        self._set_rows()
        if afresh:
            self.set_reactive(FactList.cursor, 0)
            self.jump(0)
        self.rows_changed()

    def lay_out(self) -> None:
        self._set_rows()
        self.rows_changed()

    def next_section(self, by: int) -> None:
        """Go to the beginning of the next section, or of this one and then of the one before."""
        firsts = [row for row in range(len(self._rows)) if self.can_stop(row) and not self.can_stop(row - 1)]
        beside = [row for row in firsts if (row - self.cursor) * by > 0]
        if beside:
            self.cursor = min(beside) if by > 0 else max(beside)

    def row_count(self) -> int:
        return len(self._rows)

    def row_top(self, row: int) -> int:
        return self._tops[min(max(0, row), len(self._rows))]

    def row_at(self, line: int) -> int:
        return bisect_right(self._tops, line) - 1

    def can_stop(self, row: int) -> bool:
        return 0 <= row < len(self._rows) and bool(self._rows[row].label)

    def chosen(self, row: int) -> None:
        self.post_message(FactChosen(self._rows[row]))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        shown = self._rows[row]
        pieces: Pieces = [(text, (style,)) for text, style in shown.lines[line]]
        if line == 0 and shown.count:
            used = sum(cell_len(text) for text, _ in pieces)
            pieces += [(" " * max(1, width - used - cell_len(shown.count)), ()), (shown.count, ("count",))]
        return pieces

    def _set_rows(self) -> None:
        width = max(12, self.room - 3 - self.indent)
        self._rows = fact_rows(self._one, width) if self._one is not None else []
        self._tops = [0]
        for row in self._rows:
            self._tops.append(self._tops[-1] + len(row.lines))
