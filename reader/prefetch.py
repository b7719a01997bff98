"""Full texts fetched before they are asked for: of the articles next in the list, and of saved ones."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from reader import opening
from reader.desk import Desk
from reader.guest import SPACING, Guest, NotNowError
from reader.storage import LibraryError

_log = logging.getLogger(__name__)


class Prefetch:
    """Opens articles that nobody has opened yet, one at a time, while nobody waits for anything.

    An article is tried once a session, and told to `on_opened` when it is there. What it takes to open them
    is asked of `desk` when it begins.
    """

    def __init__(
        self, desk: Callable[[], Awaitable[Desk]], on_opened: Callable[[int], Awaitable[None]] | None = None
    ) -> None:
        self._desk_asked_for = desk
        self._on_opened = on_opened
        self._desk: Desk | None = None
        self._guest: Guest | None = None
        self._saved: list[int] = []
        self._next: list[int] = []
        self._tried: set[int] = set()
        self._current: int | None = None
        self._opening: asyncio.Task[None] | None = None
        self._running: asyncio.Task[None] | None = None
        self._holds = 0
        self._free = asyncio.Event()
        self._free.set()

    def want(self, ids: Sequence[int]) -> None:
        """Want these articles in this order, and no longer those that were wanted before."""
        self._next = [article_id for article_id in ids if article_id not in self._tried]
        self._begin()

    def want_saved(self, ids: Iterable[int]) -> None:
        """Want these articles before all others, until they are there."""
        self._saved += [article_id for article_id in ids if article_id not in self._tried]
        self._begin()

    def network_is_back(self) -> bool:
        """Be ready to try again what failed without a network; say whether anything did."""
        if self._guest is None or not self._guest.offline:
            return False
        self._guest.offline = False
        self._tried.clear()
        return True

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Begin with no other article as long as this lasts."""
        self._holds += 1
        self._free.clear()
        try:
            yield
        finally:
            self._holds -= 1
            if not self._holds:
                self._free.set()

    async def give_way(self, article_id: int) -> None:
        """Let a person open this article: wait if its page was asked for already, else leave it."""
        if article_id != self._current or self._opening is None:
            return
        if self._guest is not None and self._guest.waiting:
            self._opening.cancel()
        await asyncio.wait({self._opening})

    async def close(self) -> None:
        """Leave everything that is not there yet."""
        tasks = [task for task in (self._running, self._opening) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self) -> None:
        if (self._saved or self._next) and (self._running is None or self._running.done()):
            self._running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        """Open what is wanted until nothing is, or the library fails; the screen must not end with it."""
        try:
            while self._saved or self._next:
                await self._free.wait()
                await self._open_next()
        except LibraryError as error:
            _log.warning("Nothing more is fetched ahead: %s", error)
            self._saved, self._next = [], []

    async def _open_next(self) -> None:
        wanted = self._saved or self._next
        if not wanted:  # taken back meanwhile
            return
        self._current = wanted.pop(0)
        self._tried.add(self._current)
        self._opening = asyncio.create_task(self._open(self._current))
        try:
            await asyncio.wait({self._opening})
            if not self._opening.cancelled() and (error := self._opening.exception()) is not None:
                raise error
        finally:
            self._current = None

    async def _open(self, article_id: int) -> None:
        desk = await self._patient_desk()
        article = desk.store.article(article_id)
        if article is None:
            return
        try:
            await opening.open_article(desk, article, lambda _: None)
        except NotNowError:
            self._tried.discard(article_id)  # another wish may come when it is the time
        else:
            if self._on_opened is not None:
                await self._on_opened(article_id)

    async def _patient_desk(self) -> Desk:
        if self._desk is None:
            desk = await self._desk_asked_for()
            self._guest = Guest(desk.client, SPACING)
            self._desk = replace(desk, client=self._guest, patient=True)
        return self._desk
