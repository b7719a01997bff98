"""Understandings of an older analyser or of another engine made anew, while nobody does anything."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Iterator

from reader import opening
from reader.jobs import ANALYSER_VERSION
from reader.storage import LibraryError, Store
from reader.worker import JobError, Worker

QUIET = 5.0
"""Seconds without anything done by the person before an article is understood anew."""
_MOST = 10_000  # articles of one session
_REST = 1.0  # after each, as a multiple of the time that it took: the machine has other work, or a battery
_MOST_FAILURES = 3  # in a row: then it is the engine, not the texts
_log = logging.getLogger(__name__)


class Renewal:
    """Has stored documents understood anew, the newest first, one at a time by a niced worker.

    It begins again where it ended whenever the application runs, and looks once a session: what comes new is
    understood when it is opened or made ready.
    """

    def __init__(self, store: Store, worker: Worker) -> None:
        self._store, self._worker = store, worker
        self._running: asyncio.Task[None] | None = None
        self._failures = self._holds = 0
        self._disturbed = time.monotonic()

    def begin(self) -> None:
        """Begin, unless that was done before."""
        if self._running is None:
            self._running = asyncio.create_task(self._run())

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

    async def _run(self) -> None:
        try:
            await self._quiet()
            for article_id in await asyncio.to_thread(self._waiting):
                await self._quiet()
                await self._renew(article_id)
                if self._failures >= _MOST_FAILURES:
                    return
        except LibraryError as error:
            _log.warning("Nothing more is understood anew: %s", error)

    def _waiting(self) -> list[int]:
        return self._store.documents_to_analyse(ANALYSER_VERSION, self._worker.engine, _MOST)

    async def _quiet(self) -> None:
        """Wait until nobody has done anything for a while."""
        while self._holds or (left := self._disturbed + QUIET - time.monotonic()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(QUIET if self._holds else left)  # most often disturbed again meanwhile

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
