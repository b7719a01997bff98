"""What articles said before they changed, beside what they say now.

Texts are compared in the worker; what kind of change it was is kept, so that it is found once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from reader.revision import Changed, Comparison, Revision
from reader.storage import Store
from reader.values import dataclass
from reader.worker import JobError, Worker


@dataclass(frozen=True, slots=True)
class Change:
    """A revision with the two wordings side by side; `note` is one sentence where they could not be compared,
    and `comparison` None."""

    revision: Revision
    comparison: Comparison | None = None
    note: str = ""


class Revisions:
    """The part of a library that knows how articles changed. Every method raises LibraryError when the
    library itself fails."""

    def __init__(self, store: Store, worker: Callable[[], Worker]) -> None:
        self._store, self._worker = store, worker

    def changed(self, article_id: int) -> Changed | None:
        """Return how often an article changed and when last; None if it never has."""
        return self._store.changed(article_id)

    async def of(self, article_id: int) -> list[Change]:
        """Return the changes of an article, the newest first, each compared."""
        language = await asyncio.to_thread(self._language, article_id)
        return [
            await self._compared(one, language)
            for one in await asyncio.to_thread(self._store.revisions, article_id)
        ]

    async def told(self, article_id: int) -> Changed | None:
        """Return how an article changed, and find out what its last change was if nobody has yet."""
        changed = self._store.changed(article_id)
        if changed is None or changed.finding is not None:
            return changed
        for newest in (await asyncio.to_thread(self._store.revisions, article_id))[:1]:
            change = await self._compared(newest, await asyncio.to_thread(self._language, article_id))
            if change.comparison is not None:
                return replace(changed, finding=change.comparison.finding)
        return changed

    async def see(self, article_id: int) -> bool:
        """Note that the person looks at an article as it is now; say whether they had not since."""
        return await asyncio.to_thread(self._store.see_changes, article_id)

    async def _compared(self, revision: Revision, language: str | None) -> Change:
        try:
            comparison = await self._worker().compare(revision.before, revision.after, language)
        except JobError as error:
            return Change(revision, note=f"The two texts could not be compared: {error}.")
        if revision.finding != comparison.finding:
            await asyncio.to_thread(self._store.put_finding, revision, comparison.finding)
        return Change(replace(revision, finding=comparison.finding), comparison)

    def _language(self, article_id: int) -> str | None:
        article = self._store.article(article_id)
        return article.language if article is not None else None
