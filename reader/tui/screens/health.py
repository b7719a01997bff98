"""How the feeds are, and what helps: one row for each thing that is the matter."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cached_cell_len as cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.library import LibraryError
from reader.text import safe_line
from reader.tui.messages import HealthRowChosen, HealthRowMoved
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets import health_rows
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.health_rows import CURES, HealthRow
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip

if TYPE_CHECKING:
    from reader.library import Cure, Library

_LABEL = 11
_KEYS = "r asks now · d removes · f full text · m mutes · Esc closes"


class HealthList(LineList):
    """Each feed with what is the matter: a word, its name and when it is asked again; below, a sentence."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "quiet", "name", "due", "sentence"),
            *("bad", "warning", "mild", "good"),
        )
    }
    empty = "There are no feeds yet."
    careful = True

    def __init__(self) -> None:
        super().__init__(id="health-list")
        self._rows: Sequence[HealthRow] = ()

    @property
    def row(self) -> HealthRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[HealthRow]) -> None:
        """Show these rows; the cursor stays with its feed."""
        cursor = health_rows.cursor_after(self.row, self.cursor, rows)
        self._rows = rows
        self.set_reactive(HealthList.cursor, cursor)
        self.rows_changed()
        self.cursor_moved()

    def row_count(self) -> int:
        return len(self._rows)

    def row_height(self) -> int:
        return 2

    def chosen(self, row: int) -> None:
        self.post_message(HealthRowChosen(self._rows[row]))

    def cursor_moved(self) -> None:
        self.post_message(HealthRowMoved())

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        one = self._rows[row]
        if line:
            return [(" " * _LABEL, ()), (clip(one.sentence, width - _LABEL), ("sentence",))]
        name = clip(safe_line(one.feed.title, 200), max(0, width - _LABEL - cell_len(one.due) - 2))
        gap = " " * max(2, width - _LABEL - cell_len(name) - cell_len(one.due))
        return [(f"{one.label:<{_LABEL}}", (one.ink,)), (name, ("name",)), (gap, ()), (one.due, ("due",))]


class HealthScreen(ListScreen[bool]):
    """Look at feeds and help them; the answer is whether anything was changed."""

    CSS_PATH = "health.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,H", "close", "Close"),
        Binding("enter,l,right", "choose", "Help"),
        Binding("r", "cure('refresh')", "Ask now"),
        Binding("d", "cure('remove')", "Remove"),
        Binding("f", "cure('full_text')", "Full text"),
        Binding("m", "cure('mute')", "Mute"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._changed = False
        self._to_be_removed: int | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        with Vertical(id="health"):
            yield Static("HEALTH OF FEEDS", id="health-heading", markup=False)
            yield HealthList()
            yield Static("", id="health-remedy", markup=False)
            yield Foot(_KEYS, id="health-foot")

    def on_mount(self) -> None:
        self._list.focus()
        self._load()

    @property
    def _list(self) -> HealthList:
        return self.query_one(HealthList)

    @work(exit_on_error=False, group="health")
    async def _load(self) -> None:
        await self._show()

    async def _show(self) -> None:
        try:
            rows = health_rows.health_rows(await self._library.feed_health())
        except LibraryError as error:
            self._tell(str(error))
            return
        self.query_one("#health-heading", Static).update(health_rows.heading(rows))
        self._list.show(rows)

    def _tell(self, note: str) -> None:
        self.query_one("#health-foot", Static).update(as_seen_here(safe_line(note, 300)))

    # Moving

    def on_health_row_moved(self, message: HealthRowMoved) -> None:
        """Say what helps the feed under the cursor."""
        message.stop()
        row, self._to_be_removed = self._list.row, None
        remedy = ""
        if row is not None and row.ailment is not None:
            whole = cell_len(row.sentence) <= self._list.room - 2 - _LABEL
            remedy = f"{'' if whole else row.sentence + ' '}{row.remedy} Enter {CURES[row.ailment.cure]}."
        self.query_one("#health-remedy", Static).update(as_seen_here(remedy))
        if not self._busy:
            self._tell(_KEYS)

    # Helping

    def on_health_row_chosen(self, message: HealthRowChosen) -> None:
        message.stop()
        self._help(message.row, message.row.ailment.cure if message.row.ailment is not None else "refresh")

    def action_cure(self, cure: Cure) -> None:
        if (row := self._list.row) is not None:
            self._help(row, cure)

    def _help(self, row: HealthRow, cure: Cure) -> None:
        """Do it; to remove a feed takes the key twice."""
        name = safe_line(row.feed.title, 60)
        if self._busy:
            self._tell("Still at it …")
        elif cure == "remove" and self._to_be_removed != row.feed.feed_id:
            self._to_be_removed = row.feed.feed_id
            self._tell(f"Once more removes {name}; its articles stay.")
        else:
            self._to_be_removed, self._busy = None, True
            self._tell(f"Asking {name} …" if cure == "refresh" else "…")
            self._cure(row.feed.feed_id, cure)

    @work(exit_on_error=False, group="health")
    async def _cure(self, feed_id: int, cure: Cure) -> None:
        try:
            said = await asyncio.shield(self._library.cure(feed_id, cure))
            self._changed = True
            await self._show()
        except LibraryError as error:
            said = str(error)
        finally:
            self._busy = False
        self.call_after_refresh(self._tell, said)

    def action_close(self) -> None:
        self.dismiss(self._changed)
