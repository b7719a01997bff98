"""A briefing under a cursor: every headline, sentence and figure leads to its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from reader.briefing import Brief
from reader.tui.messages import BriefRowChosen
from reader.tui.widgets.brief_rows import BriefRow, brief_rows
from reader.tui.widgets.line_list import LineList, Pieces

_MEASURE = 100  # columns of a line of text, however wide the screen


class BriefList(LineList):
    """Stories one below the other; the cursor stays on its sentence while more of them come."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "quiet", "title", "meta", "lead"),
            *("what", "figure", "disputed", "quote", "speaker"),
        )
    }
    careful = True
    indent = 1

    def __init__(self) -> None:
        super().__init__(id="briefing-list")
        self._briefs: Sequence[Brief] = ()
        self._rows: Sequence[BriefRow] = ()
        self._tops: Sequence[int] = (0,)
        self._wanted: tuple[int, str] | None = None

    @property
    def row(self) -> BriefRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, briefs: Sequence[Brief]) -> None:
        """Show these stories; the cursor stays on its row, or on its story's headline."""
        self._briefs = briefs
        self.lay_out()

    def stand_on(self, key: tuple[int, str] | None) -> None:
        """Go to a row as soon as it is there."""
        self._wanted = key

    def lay_out(self) -> None:
        here = self._wanted or (self.row.key if self.row is not None else None)
        width = min(max(20, self.room - 2 - self.indent), _MEASURE)
        self._rows = brief_rows(self._briefs, width)
        self._tops = (0, *accumulate(len(row.lines) for row in self._rows))
        keys = [row.key for row in self._rows]
        if here in keys:
            self.set_reactive(BriefList.cursor, keys.index(here))
            self._wanted = None
        elif here is not None:
            self._wanted = here  # its story is being told yet
            if (here[0], "title") in keys:
                self.set_reactive(BriefList.cursor, keys.index((here[0], "title")))
        self.rows_changed()
        self.refresh()

    def next_story(self, by: int) -> None:
        """Go to the headline of the next story or, backwards, of this one or the one before."""
        starts = [number for number, row in enumerate(self._rows) if row.begins]
        beyond = (
            [n for n in starts if n > self.cursor] if by > 0 else [n for n in starts if n < self.cursor][::-1]
        )
        if beyond:
            self.cursor = beyond[0]

    def row_count(self) -> int:
        return len(self._rows)

    def row_top(self, row: int) -> int:
        return self._tops[min(max(0, row), len(self._tops) - 1)]

    def row_at(self, line: int) -> int:
        return max(0, min(bisect_right(self._tops, line) - 1, len(self._rows)))

    def lines_above(self, row: int) -> int:
        return int(self._rows[row].begins and not self._rows[row].lines[0])

    def cursor_moved(self) -> None:
        self._wanted = None

    def chosen(self, row: int) -> None:
        self.post_message(BriefRowChosen(self._rows[row]))

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        return self._rows[row].lines[line]
