"""What is understood while nobody does anything: what has come lately, and what an older analyser or another
engine has understood, anew."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta

from reader import opening
from reader.jobs import ANALYSER_VERSION
from reader.storage import LibraryError, Store
from reader.worker import JobError, Worker

QUIET = 5.0
"""Seconds without anything done by the person before an article is understood anew."""
_MOST = 10_000  # articles of one session
LATELY = timedelta(days=3)
"""How old an article may be that is understood before anybody opens it."""
_MOST_NEW = 2_000  # of one round
_REST = 1.0  # after each, as a multiple of the time that it took: the machine has other work, or a battery
_MOST_FAILURES = 3  # in a row: then it is the engine, not the texts
_log = logging.getLogger(__name__)


class Renewal:
    """Has articles understood, the newest first, one at a time by a niced worker: those that came lately, as
    far as their feeds gave their text, so that names and figures are found in what nobody has opened; then
    stored documents, anew. It begins again where it ended whenever the application runs.
    """

    def __init__(
        self,
        store: Store,
        worker: Worker,
        *,
        reads_new: Callable[[], bool] = lambda: True,
        on_understood: Callable[[int], Awaitable[object]] | None = None,
    ) -> None:
        """`reads_new` says whether what came lately is to be understood; `on_understood` is told of it."""
        self._store, self._worker = store, worker
        self._reads_new, self._on_understood = reads_new, on_understood
        self._arrived = True
        self._running: asyncio.Task[None] | None = None
        self._failures = self._holds = 0
        self._disturbed = time.monotonic()

    def begin(self) -> None:
        """Begin, unless that was done before and nothing has come since."""
        if self._running is None or (self._running.done() and self._arrived):
            self._running = asyncio.create_task(self._run(whole=self._running is None))

    def arrived(self) -> None:
        """Look again at what has come, the next time that this begins."""
        self._arrived = True

    def disturb(self) -> None:
        """Rest for a while: the person does something."""
        self._disturbed = time.monotonic()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Rest as long as this lasts, and for a while after."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            self.disturb()

    async def close(self) -> None:
        """Leave what is not done yet for the next time."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _run(self, *, whole: bool) -> None:
        try:
            await self._quiet()
            while self._arrived:
                self._arrived = False
                for article_id in await asyncio.to_thread(self._new) if self._reads_new() else ():
                    await self._quiet()
                    await self._read(article_id)
                    if self._failures >= _MOST_FAILURES:
                        return
            for article_id in await asyncio.to_thread(self._waiting) if whole else ():
                await self._quiet()
                await self._renew(article_id)
                if self._failures >= _MOST_FAILURES:
                    return
        except LibraryError as error:
            _log.warning("Nothing more is understood ahead: %s", error)

    def _new(self) -> list[int]:
        return self._store.articles_to_read(datetime.now(UTC) - LATELY, _MOST_NEW)

    def _waiting(self) -> list[int]:
        return self._store.documents_to_analyse(ANALYSER_VERSION, self._worker.engine, _MOST)

    async def _quiet(self) -> None:
        """Wait until nobody has done anything for a while."""
        while self._holds or (left := self._disturbed + QUIET - time.monotonic()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(QUIET if self._holds else left)  # most often disturbed again meanwhile

    async def _read(self, article_id: int) -> None:
        begun = time.monotonic()
        article = await asyncio.to_thread(self._store.article, article_id)
        if article is None:
            return
        try:
            understood = await opening.read_locally(self._store, self._worker, article)
            self._failures = 0
        except JobError:
            understood = None
            self._failures += 1
        if understood is not None and self._on_understood is not None:
            await self._on_understood(article_id)
        await asyncio.sleep((time.monotonic() - begun) * _REST)

    async def _renew(self, article_id: int) -> None:
        begun = time.monotonic()
        document = await asyncio.to_thread(self._store.document, article_id)
        if document is None:
            return
        try:
            await opening.understood(self._store, self._worker, article_id, document)
            self._failures = 0
        except JobError:
            self._failures += 1
        await asyncio.sleep((time.monotonic() - begun) * _REST)
