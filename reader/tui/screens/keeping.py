"""Keeping pages and files to read later, with what the clipboard holds offered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from reader.history import Deed
from reader.text import masked, safe_line
from reader.tui.screens.marking import MarkingScreen

if TYPE_CHECKING:
    from reader.later import Kept
    from reader.marks import Times

_TITLE = 100  # letters of a title in the status line


class KeepingScreen(MarkingScreen):
    """Deeds that bring single pages and files."""

    def action_add(self) -> None:
        """Ask for an address or a file; an address in the clipboard is offered."""
        self.ask("Read later ", self.add_source)
        self._offer_clipboard()

    @work(exclusive=True, exit_on_error=False, group="clipboard")
    async def _offer_clipboard(self) -> None:
        from reader import clipboard

        address = await clipboard.address()
        if address and self._answer == self.add_source:
            self.prompt.offer(masked(address, 0) if "@" in address else address)

    @work(exit_on_error=False, group="adding")
    async def add_source(self, source: str) -> None:
        """Keep a page or a file, and open it; what cannot be reached now is fetched another time."""
        source = source.strip()
        if source == "-":
            self.say("Standard input is the keyboard here; give an address or a file.", trouble=True)
            return
        self.status.work = f"Fetching {masked(source, 300)}"
        try:
            kept = await asyncio.shield(self._kept(source))
        finally:
            self.status.work = ""
        self.articles.reload()
        self.reload()
        if kept.why:
            self.say(f"Kept, and fetched when it can be reached: {kept.why.rstrip('.')}.")
        else:
            self.say(f"Kept “{safe_line(kept.article.title, _TITLE)}” among the saved articles.")
            self.open_article(kept.article.id)

    async def _kept(self, source: str) -> Kept:
        async with self.library.history.turn:
            kept = await self.library.later.keep(source)
            if kept.new or kept.saved:
                self.library.history.did(self._keeping(kept))
            return kept

    def _keeping(self, kept: Kept) -> Deed:
        """Return the deed of having kept an article."""
        later, title = self.library.later, safe_line(kept.article.title, _TITLE)
        times: list[Times | None] = []

        async def undo() -> None:
            times[:] = [await later.take_back(kept)]
            self.articles.reload()

        async def redo() -> None:
            await later.keep_again(kept, times[0] if times else None)
            self.articles.reload()

        return Deed(
            f"Kept “{title}” among the saved articles.", f"Taken back: “{title}” is not kept.", undo, redo
        )
