"""What has happened of late: stories by weight, in sentences that stand in the articles."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.library import LibraryError
from reader.text import safe_line, safe_text
from reader.tui.messages import BriefRowChosen
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.brief_list import BriefList
from reader.tui.widgets.brief_rows import BriefRow
from reader.tui.widgets.foot import Foot

if TYPE_CHECKING:
    from reader.briefing import Briefing
    from reader.library import Library

_FOOT = "Enter goes there · n p stories · y copies · r anew · Esc closes"
_LOOKED_AT = 2.0
"""Seconds after which it is looked whether anything has come."""
_EMPTY = "Nothing has come since then that several articles tell of."


class BriefingScreen(ListScreen[BriefRow | None]):
    """Read a briefing; the answer is the row to go to."""

    CSS_PATH = "briefing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,B", "close", "Close"),
        Binding("enter,l,right", "choose", "Go there"),
        Binding("n,right_curly_bracket", "story(1)", "Next story"),
        Binding("p,left_curly_bracket", "story(-1)", "Story before"),
        Binding("y", "copy", "Copy"),
        Binding("r", "load", "Anew"),
    ]

    def __init__(self, library: Library, since: str, stand_on: tuple[int, str] | None = None) -> None:
        super().__init__()
        self._library, self._since, self._stand_on = library, since, stand_on
        self._told_of, self._ready = ("", 0), False

    def compose(self) -> ComposeResult:
        with Vertical(id="briefing"):
            yield Static("BRIEFING", id="briefing-heading", markup=False)
            yield BriefList()
            yield Foot(_FOOT, id="briefing-foot")

    def on_mount(self) -> None:
        self._list.stand_on(self._stand_on)
        self._list.focus()
        self.action_load()
        self.set_interval(_LOOKED_AT, self._look)

    @property
    def _list(self) -> BriefList:
        return self.query_one(BriefList)

    def action_load(self) -> None:
        self._load()

    def _look(self) -> None:
        """Prepare it anew when something has come, or has been put into another story."""
        with contextlib.suppress(LibraryError):
            if self._ready and self._state() != self._told_of:
                self.action_load()

    def _state(self) -> tuple[str, int]:
        """What is another one when there is something else to tell."""
        return self._library.sizes(), self._library.newsroom.changes

    @work(exit_on_error=False, exclusive=True, group="briefing")
    async def _load(self) -> None:
        self._ready = False
        try:
            self._told_of = await asyncio.to_thread(self._state)
            await self._prepare()
            if self._library.settings.stories:
                await asyncio.shield(self._library.newsroom.settle())
                self._told_of = await asyncio.to_thread(self._state)
                await self._prepare()  # with what has come meanwhile
        except LibraryError as error:
            self._list.empty = ""
            self._list.show(())
            self._tell(str(error))
        self._ready = True

    async def _prepare(self) -> None:
        async with contextlib.aclosing(self._library.briefings.prepare(self._since)) as states:
            async for briefing in states:
                self._show(briefing)

    def _show(self, briefing: Briefing) -> None:
        self._list.empty = _EMPTY
        self._list.show(briefing.briefs)
        many = len(briefing.briefs)
        stories = f"{many} {'story' if many == 1 else 'stories'} " if many else ""
        since = f"{briefing.since.astimezone():%-d %b %H:%M}"
        self.query_one("#briefing-heading", Static).update(f"BRIEFING  {stories}since {since}")

    def _tell(self, note: str) -> None:
        self.query_one(Foot).tell(as_seen_here(safe_line(note, 300)))

    def on_brief_row_chosen(self, message: BriefRowChosen) -> None:
        message.stop()
        self.dismiss(message.row)

    def action_story(self, by: int) -> None:
        self._list.next_story(by)

    def action_copy(self) -> None:
        if (row := self._list.row) is not None:
            self.app.copy_to_clipboard(safe_text(row.copied))
            self._tell(f"Copied {safe_line(row.copied, 120)}")

    def action_close(self) -> None:
        self.dismiss(None)
