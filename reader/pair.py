"""What parses the feeds of a refresh: one worker, or for many two, since to parse a feed takes longer than to
store it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Protocol

from reader.affinity import processors
from reader.jobs import SMALLEST_FEED
from reader.model import FeedDocument
from reader.worker import JobError, Worker

TWO_FROM = 10
"""Documents from which on a second worker is worth its memory."""


class Parser(Protocol):
    """What reads feeds; see `Worker.parse_feed`."""

    async def parse_feed(self, body: bytes, url: str | None, content_type: str | None, /) -> FeedDocument: ...


class Pair:
    """Two workers; each feed is read by the one that has less to do."""

    def __init__(self, *workers: Worker) -> None:
        self._workers = workers

    async def parse_feed(self, body: bytes, url: str | None, content_type: str | None, /) -> FeedDocument:
        """Parse a feed. Raise JobError."""
        worker = min(self._workers, key=lambda worker: worker.load)
        return await worker.parse_feed(body, url, content_type)


@asynccontextmanager
async def parser_of(worker: Worker, documents: int, *, alone: bool) -> AsyncIterator[Parser]:
    """Give what parses about so many documents, and have it start: this worker, and until the end of the
    context a second where nobody works beside it and a processor is to be had."""
    wants_two = alone and documents >= TWO_FROM and processors() > 1
    if wants_two and (second := worker.divide()):
        try:
            yield Pair(worker, second)
        finally:
            await second.close()
        return
    starting = asyncio.create_task(_get_ready(worker) if documents else asyncio.sleep(0))
    try:
        yield worker
        await starting
    finally:
        starting.cancel()


async def _get_ready(worker: Worker) -> None:
    """Have a worker start, and load what reads feeds, while the first answers are on their way."""
    with suppress(JobError):
        await worker.parse_feed(SMALLEST_FEED, None, None)
