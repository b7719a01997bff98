"""What is known of somebody or something, under a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from reader.acquaintance import Acquaintance
from reader.tui.messages import FactChosen
from reader.tui.widgets.fact_rows import FactRow, fact_rows
from reader.tui.widgets.section_list import SectionList


class FactList(SectionList[FactRow]):
    """Rows of different heights under headings."""

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

    def show(self, one: Acquaintance, *, afresh: bool) -> None:
        """Show what is known of one; the cursor goes to the first row where it is `afresh`."""
        self._one = one
        self.set_rows()
        if afresh:
            self.set_reactive(FactList.cursor, 0)
            self.jump(0)
        self.rows_changed()

    def rows_for(self, width: int) -> Sequence[FactRow]:
        return fact_rows(self._one, width) if self._one is not None else ()

    def chosen(self, row: int) -> None:
        self.post_message(FactChosen(self._rows[row]))
