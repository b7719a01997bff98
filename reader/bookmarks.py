"""Pages of other programs' exports brought into the library, some at a time, so that it can be stopped."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Sequence

from reader.bookmark import BookmarkCounts
from reader.jobs import EXTRACTOR_VERSION
from reader.storage import LibraryError, Store
from reader.takeover.values import Pages, Survey
from reader.worker import JobError, Worker

_AT_ONCE = 250
"""Pages of a transaction: each is searchable afterwards, which takes time."""

REFERENCES = frozenset({"bookmarks", "firefox bookmarks", "chrome bookmarks", "raindrop", "pinboard"})
"""Lists that do not say what was read: their pages count as read, unless the person says otherwise."""

OnPages = Callable[[int, int], None]
"""Hears how many pages have been looked at, and of how many."""


class Bookmarks:
    """Brings the pages of an export. Every method raises LibraryError with one sentence."""

    def __init__(self, store: Store, worker: Worker, saved: Callable[[Sequence[int]], None]) -> None:
        """`saved` hears of pages that are to be read later."""
        self._store, self._worker, self._saved = store, worker, saved

    async def expected(self, survey: Survey) -> BookmarkCounts:
        """Return how many pages are new and how many are here, without bringing any."""
        known = set(await asyncio.to_thread(self._store.addresses))
        counts, after = BookmarkCounts(), 0
        while True:
            pages = await self._pages(survey, after, texts=False)
            here = sum(self._store.address_key(one.url) in known for one in pages.items)
            counts = dataclasses.replace(
                counts, new=counts.new + len(pages.items) - here, known=counts.known + here
            )
            if pages.after is None:
                return counts
            after = pages.after

    async def bring(
        self, survey: Survey, on_pages: OnPages | None = None, *, later: bool = False
    ) -> BookmarkCounts:
        """Bring every page; to do it twice changes nothing. Cancelled, what came until then stays.

        `later` has the pages of lists that do not say what was read be read later.
        """
        later = later and survey.kind in REFERENCES
        addresses = await asyncio.to_thread(self._store.addresses)
        counts, after, done = BookmarkCounts(), 0, 0
        saved: list[int] = []
        while True:
            pages = await self._pages(survey, after, texts=True)
            items = [
                dataclasses.replace(one, saved=True, read=False) if later else one for one in pages.items
            ]
            for start in range(0, len(items), _AT_ONCE):
                some = items[start : start + _AT_ONCE]
                came, new = await asyncio.to_thread(
                    self._store.keep_bookmarks, some, addresses, EXTRACTOR_VERSION
                )
                counts, done = summed(counts, came), done + len(some)
                saved += new
                if on_pages is not None:
                    on_pages(done, max(done, survey.pages))
            if pages.after is None:
                self._saved(saved[-_AT_ONCE:])  # the rest is fetched in later sessions
                return counts
            after = pages.after

    async def _pages(self, survey: Survey, after: int, *, texts: bool) -> Pages:
        try:
            return await self._worker.pages_in(survey.path, survey.read_as, after, texts=texts)
        except JobError as error:
            said = str(error)
            raise LibraryError(said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")) from None


def summed(first: BookmarkCounts, second: BookmarkCounts) -> BookmarkCounts:
    """Return both together."""
    pairs = zip(dataclasses.astuple(first), dataclasses.astuple(second), strict=True)
    return BookmarkCounts(*(one + other for one, other in pairs))
