"""A table under a cursor: the records of an article's names and figures, and the titles of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.tui.messages import HeadingPressed, RecordChosen
from reader.tui.signs import signs
from reader.tui.widgets import insight_table as table
from reader.tui.widgets.insight_table import HEADINGS, Record
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip


class RecordList(LineList):
    """The records that are shown, a line each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "kind", "more", "number", "quiet"),
            *("person", "organisation", "place", "other", "figure"),
        )
    }
    empty = "Nothing here has these words."

    def __init__(self) -> None:
        super().__init__(id="insights-list")
        self._shown: Sequence[Record] = ()
        self.needed: Sequence[int] = ()

    @property
    def record(self) -> Record | None:
        """The record under the cursor."""
        return self._shown[self.cursor] if self.cursor < len(self._shown) else None

    def show(self, shown: Sequence[Record]) -> None:
        """Show these records; the cursor stays on its own if it is among them."""
        self.set_reactive(RecordList.cursor, table.cursor_after(self.record, shown))
        self._shown = shown
        self.rows_changed()

    def row_count(self) -> int:
        return len(self._shown)

    def chosen(self, row: int) -> None:
        self.post_message(RecordChosen(self._shown[row]))

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        record = self._shown[row]
        inks = ("kind", record.ink, "more", "number", "number")
        pieces: Pieces = []
        rooms = table.widths(width, self.needed)
        for heading, cell, room, ink in zip(HEADINGS, record.cells, rooms, inks, strict=True):
            shown = clip(cell, room)
            gap = (" " * (room - cell_len(shown)), ())
            pieces += [gap, (shown, (ink,))] if heading.right else [(shown, (ink,)), gap]
            pieces.append(("  ", ()))
        return pieces[:-1]


class TableHead(Widget):
    """The titles of the columns; the one that sorts has an arrow. A click sorts by it."""

    sorting: reactive[tuple[int, bool]] = reactive((table.AS_LISTED, False))
    needed: Sequence[int] = ()

    def render(self) -> Content:
        parts = [Content(" ")]
        by, turned = self.sorting
        room = self.size.width - 3  # as the list's: its bar, a space, its scrollbar
        widths = table.widths(room, self.needed)
        for column, (heading, width) in enumerate(zip(HEADINGS, widths, strict=True)):
            falling = heading.falling != turned
            arrow = (signs().falling if falling else signs().rising) if column == by else ""
            title = clip(heading.title, width - len(arrow)) + arrow
            text = f"{title:>{width}}" if heading.right else f"{title:<{width}}"
            meta = Style.from_meta({"column": column})
            style = "$ink-strong bold" if column == by else "$ink-faint bold"
            parts.append(Content.styled(f"{text}  ", style).stylize(meta))
        return Content("").join(parts)

    def on_click(self, event: Click) -> None:
        column = event.style.meta.get("column")
        if isinstance(column, int):
            self.post_message(HeadingPressed(column))
