"""Marking articles read, saved and tagged, and taking it back: each is committed before it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reader.model import Article, View

if TYPE_CHECKING:
    from reader.library import Library

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Marked:
    """One thing that was done to articles, so that it can be undone."""

    what: Literal["read", "saved", "tags"]
    ids: tuple[int, ...]
    value: bool = True
    tags: tuple[str, ...] = ()  # those the article had before


class Marking:
    """What the user marked in this session. Every method returns a sentence about what was done."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._history: list[Marked] = []

    async def opened(self, article_id: int) -> None:
        """Mark an opened article read; that is reading, not marking, and is not kept for undo."""
        await self._library.set_read([article_id], True)

    async def toggle_read(self, article: Article) -> str:
        ids = await self._library.set_read([article.id], not article.read)
        self._keep(Marked("read", tuple(ids), not article.read))
        return "Marked unread." if article.read else "Marked read."

    async def toggle_saved(self, article: Article) -> str:
        ids = await self._library.set_saved([article.id], not article.saved)
        self._keep(Marked("saved", tuple(ids), not article.saved))
        return "No longer saved." if article.saved else "Saved."

    async def all_read(self, view: View) -> str:
        ids = await self._library.mark_all_read(view)
        self._keep(Marked("read", tuple(ids)))
        return f"Marked {counted(len(ids), 'article')} read." if ids else "Everything here was read already."

    async def set_tags(self, article: Article, tags: Sequence[str]) -> str:
        await self._library.set_tags(article.id, tags)
        self._keep(Marked("tags", (article.id,), tags=article.tags))
        return f"Tagged {', '.join(tags)}." if tags else "No tags."

    async def undo(self) -> str:
        """Take back the last marking."""
        if not self._history:
            return "Nothing to take back."
        last = self._history[-1]
        await self._reverse(last)
        self._history.pop()
        what = {"read": "unread" if last.value else "read", "tags": "tagged as before"}.get(
            last.what, "no longer saved" if last.value else "saved"
        )
        return f"Taken back: {counted(len(last.ids), 'article')} {what}."

    async def _reverse(self, last: Marked) -> None:
        if last.what == "read":
            await self._library.set_read(last.ids, not last.value)
        elif last.what == "saved":
            await self._library.set_saved(last.ids, not last.value)
        else:
            await self._library.set_tags(last.ids[0], last.tags)

    def _keep(self, marked: Marked) -> None:
        if marked.ids:
            self._history = [*self._history[1 - MOST_KEPT :], marked]


def counted(number: int, noun: str) -> str:
    """Return "1 article", "1,204 articles"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
