"""Pages and files kept to read later; an address that cannot be reached is wanted until it can."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from reader import opening, pages, sources
from reader.desk import Desk
from reader.inspection import UnreachableError, address_of, read_source
from reader.jobs import EXTRACTOR_VERSION
from reader.model import Article
from reader.storage import LibraryError, Source, Store, Times
from reader.values import dataclass

_MOST_AT_ONCE = 20
_MOST_OF_HOST = 4
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that was kept. `new` says that it is in the lists because of that, `saved` that it is saved;
    `why` is the sentence on why its page is not there yet."""

    article: Article
    new: bool = False
    saved: bool = False
    why: str = ""


class ReadLater:
    """The part of a library that keeps what a person points at."""

    def __init__(
        self, store: Store, desk: Callable[[], Awaitable[Desk]], kept: Callable[[Sequence[int]], None]
    ) -> None:
        """`desk` is asked for when something is fetched; `kept` hears of what is to be completed."""
        self._store, self._desk, self._kept = store, desk, kept

    async def keep(self, source: str) -> Kept:
        """Keep an address, a file or standard input ("-") as a saved article.

        An address that cannot be reached for want of a network is kept, too, and fetched another time. Raise
        LibraryError if there is nothing to keep.
        """
        desk, why = await self._desk(), ""
        try:
            document = await read_source(source, desk.client, desk.worker)
        except UnreachableError as error:
            why, before = str(error), await asyncio.to_thread(self._store.page, source)
            number = await asyncio.to_thread(self._store.add_wanted, source)
        else:
            address = address_of(source, document)
            kind: Source = "page" if sources.is_address(source) else "file"
            before = await asyncio.to_thread(self._store.page, address)
            number = await asyncio.to_thread(self._store.add_page, address, document, kind, EXTRACTOR_VERSION)
        article = self._store.article(number)
        if article is None:
            raise LibraryError("The article could not be kept.")
        if not why:
            await opening.open_article(desk, article, lambda _: None)
        self._kept([article.id])
        was_saved = before is not None and before.saved
        return Kept(article, before is None or before.hidden, not was_saved, why)

    async def take_back(self, kept: Kept) -> Times | None:
        """Put a kept article where it was before; return when it was saved, if it no longer is."""
        times = None
        if kept.saved:
            times = await asyncio.to_thread(self._store.take_mark, "saved", [kept.article.id])
        if kept.new:
            await asyncio.to_thread(self._store.set_hidden, [kept.article.id], True)
        return times

    async def keep_again(self, kept: Kept, times: Times | None) -> None:
        """Put back what `take_back` took."""
        if kept.new:
            await asyncio.to_thread(self._store.set_hidden, [kept.article.id], False)
        if times is not None:
            await asyncio.to_thread(self._store.put_mark_back, "saved", times)

    async def complete(self) -> int:
        """Fetch pages that are wanted, some at a time, and return how many came; none without a network."""
        waiting = await self.waiting(_MOST_AT_ONCE)
        if not waiting:
            return 0
        desk, came = replace(await self._desk(), patient=True), 0
        for article in waiting:
            await opening.open_article(desk, article, lambda _: None)
            came += self._store.document(article.id) is not None
        return came

    async def waiting(self, most: int) -> list[Article]:
        """Return articles whose pages are wanted and may be asked now, few of one host, the saved ones first.

        An import brings thousands: they come over days, and what had no page is asked again after a week.
        """
        return await asyncio.to_thread(self._waiting, most)

    def _waiting(self, most: int) -> list[Article]:
        found: list[Article] = []
        hosts = Counter[str]()
        wanted = self._store.wanted()
        for start in range(0, len(wanted), _LOOKED_AT):
            for article in self._store.articles_by_id(wanted[start : start + _LOOKED_AT]):
                host = urlsplit(article.url or "").netloc
                if hosts[host] < _MOST_OF_HOST and pages.may_be_asked(self._store, article):
                    hosts[host] += 1
                    found.append(article)
                if len(found) == most:
                    return found
        return found
