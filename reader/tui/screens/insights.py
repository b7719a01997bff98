"""Every name and figure of an article in one table, to filter, to sort, to go from into the text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from reader.model import Understanding
from reader.text import safe_line
from reader.tui.messages import HeadingPressed, RecordChosen
from reader.tui.screens.listing import FilteringScreen
from reader.tui.widgets import insight_table as table
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.insight_rows import APPROXIMATE
from reader.tui.widgets.insight_table import HEADINGS, Record
from reader.tui.widgets.record_list import RecordList, TableHead

_FOOT = "Enter goes there · / filters · s S sort · y copies · Esc closes"


class InsightsScreen(FilteringScreen[Record | None]):
    """Choose a name or a figure; the answer is its record."""

    CSS_PATH = "insights.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,e", "close", "Close"),
        Binding("enter,l,right", "choose", "Go there"),
        Binding("slash", "filter", "Filter"),
        Binding("s", "sort", "Sort"),
        Binding("S", "turn", "Turn round"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, understanding: Understanding) -> None:
        super().__init__()
        self._everything = table.records(understanding)
        self._approximate = understanding.approximate

    def compose(self) -> ComposeResult:
        with Vertical(id="insights-table"):
            with Horizontal(id="insights-top"):
                yield Static("", id="insights-count", markup=False)
                yield FilterInput(
                    id="insights-filter", compact=True, select_on_focus=False, placeholder="/ filters"
                )
            yield TableHead(id="insights-head")
            yield RecordList()
            yield Foot(_FOOT, id="insights-foot")

    def on_mount(self) -> None:
        if self._approximate:
            self._tell(APPROXIMATE)
        self._head.needed = self._records.needed = table.needs(self._everything)
        self._show()
        self._records.focus()

    @property
    def _records(self) -> RecordList:
        return self.query_one(RecordList)

    @property
    def _head(self) -> TableHead:
        return self.query_one(TableHead)

    def _show(self) -> None:
        shown = table.in_order(table.matching(self._everything, self._typed.value), *self._head.sorting)
        self._records.show(shown)
        many, all_of_them = len(shown), len(self._everything)
        counts = f"{many:,} of {all_of_them:,}" if many < all_of_them else f"{many:,}"
        self.query_one("#insights-count", Static).update(f"NAMES AND FIGURES  {counts}")

    def _tell(self, note: str) -> None:
        self.query_one(Foot).tell(as_seen_here(safe_line(note, 300)))

    # Sorting

    def action_sort(self) -> None:
        """Sort by the next column, after the last as the sidebar does."""
        by = self._head.sorting[0]
        self._sort(by + 1 if by + 1 < len(HEADINGS) else table.AS_LISTED)

    def action_turn(self) -> None:
        by, turned = self._head.sorting
        self._sort(by, not turned)

    def on_heading_pressed(self, message: HeadingPressed) -> None:
        by, turned = self._head.sorting
        self._sort(message.column, message.column == by and not turned)

    def _sort(self, by: int, turned: bool = False) -> None:
        self._head.sorting = (by, turned)
        self._show()
        self._records.edge(-1)
        order = "as in the panel" if by == table.AS_LISTED else f"by {HEADINGS[by].title.lower()}"
        self._tell(f"Sorted {order}{', the other way round' if turned else ''}.")

    # Moving, and what a record is for

    def on_record_chosen(self, message: RecordChosen) -> None:
        message.stop()
        self.dismiss(message.record)

    def action_copy(self) -> None:
        if (record := self._records.record) is not None:
            self.app.copy_to_clipboard(table.tabbed(record))
            self._tell(f"Copied {table.tabbed(record)}")

    def action_close(self) -> None:
        """Take the filter away, and without one close."""
        if self._typed.value:
            self.action_drop_filter()
        else:
            self.dismiss(None)
