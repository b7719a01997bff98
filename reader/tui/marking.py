"""Marking articles read, saved and tagged: each is committed before it is shown, and can be taken back."""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.history import Deed
from reader.model import Article, View
from reader.text import safe_line

if TYPE_CHECKING:
    from reader.library import Library

_TITLE = 60  # letters of a title in the status line
_Write = Callable[[Sequence[int], bool], Awaitable[object]]


class Marking:
    """What a person marks, noted in the library's history. Every method returns a sentence about it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._history = library.history

    async def opened(self, article: Article) -> None:
        """Mark an opened article read. That is a deed as well: taking back after some articles were read
        makes the last one unread, then the one before."""
        async with self._history.turn:
            ids = await self._library.set_read([article.id], True)
            title = safe_line(article.title, _TITLE)
            self._noted(self._library.set_read, ids, True, f"Read: {title}", f"Unread again: {title}")

    async def toggle_read(self, article: Article) -> str:
        value = not article.read
        async with self._history.turn:
            ids = await self._library.set_read([article.id], value)
            back = f"Taken back: {counted(len(ids), 'article')} {'unread' if value else 'read'}."
            said = "Marked read." if value else "Marked unread."
            return self._noted(self._library.set_read, ids, value, said, back)

    async def all_read(self, view: View) -> str:
        async with self._history.turn:
            ids = await self._library.mark_all_read(view)
            many = counted(len(ids), "article")
            if not ids:
                return "Everything here was read already."
            back = f"Taken back: {many} unread."
            return self._noted(self._library.set_read, ids, True, f"Marked {many} read.", back)

    async def toggle_saved(self, article: Article) -> str:
        value = not article.saved
        async with self._history.turn:
            ids = await self._library.set_saved([article.id], value)
            said = "Saved." if value else "No longer saved."
            back = f"Taken back: {counted(len(ids), 'article')} {'no longer saved' if value else 'saved'}."
            return self._noted(self._library.set_saved, ids, value, said, back)

    async def set_tags(self, article: Article, tags: Sequence[str]) -> str:
        async with self._history.turn:
            await self._library.set_tags(article.id, tags)
            return self._history.did(
                Deed(
                    f"Tagged {', '.join(tags)}." if tags else "No tags.",
                    "Taken back: 1 article tagged as before.",
                    partial(self._library.set_tags, article.id, article.tags),
                    partial(self._library.set_tags, article.id, tags),
                )
            )

    def _noted(self, write: _Write, ids: Sequence[int], value: bool, said: str, back: str) -> str:
        """Note what changed these articles, unless there are none; return the sentence."""
        if not ids:
            return said
        ids = array("q", ids)  # of a hundred thousand articles 0.8 MB
        return self._history.did(Deed(said, back, partial(write, ids, not value), partial(write, ids, value)))


def counted(number: int, noun: str) -> str:
    """Return "1 article", "1,204 articles"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
