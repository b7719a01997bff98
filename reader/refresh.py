"""A refresh: many feeds asked at once, parsed in the worker, stored together; a broken one costs itself."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from reader.fetch import Client, FetchError, Outcome, Response, next_check
from reader.model import Feed, FeedDocument
from reader.storage import Fetched, FetchState, LibraryError, Recorded, Store
from reader.worker import JobError, Worker

_LARGEST_BATCH = 160
"""Entries after which a transaction is closed: a person's own action has to wait for it."""


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What one feed gave: "new" and "updated" count articles, `error` is one sentence if it failed."""

    feed_id: int
    title: str
    url: str
    status: Literal["fetched", "unchanged", "failed"]
    new: int = 0
    updated: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is, after each feed."""

    done: int
    total: int
    new: int
    failed: int
    feed_title: str


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a whole refresh gave, feed by feed in the order in which they were stored."""

    outcomes: tuple[FeedOutcome, ...] = ()

    @property
    def feeds(self) -> int:
        """How many feeds were asked."""
        return len(self.outcomes)

    @property
    def new(self) -> int:
        """How many articles are new."""
        return sum(outcome.new for outcome in self.outcomes)

    @property
    def updated(self) -> int:
        """How many stored articles have changed."""
        return sum(outcome.updated for outcome in self.outcomes)

    @property
    def unchanged(self) -> int:
        """How many feeds said that nothing has changed (HTTP 304)."""
        return sum(outcome.status == "unchanged" for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[tuple[str, str], ...]:
        """(title, sentence) of every feed that failed."""
        return tuple((o.title, o.error) for o in self.outcomes if o.error is not None)


OnProgress = Callable[[Progress], None]


async def refresh(
    feeds: Sequence[Feed],
    store: Store,
    client: Client,
    worker: Worker,
    *,
    at_once: int,
    on_progress: OnProgress | None = None,
) -> RefreshReport:
    """Fetch, parse and store these feeds, with at most `at_once` bodies in memory.

    Raise LibraryError if the library cannot be written to; every other failure belongs to its feed and
    stands in the report.
    """
    states = {state.feed_id: state for state in await asyncio.to_thread(store.fetch_states)}
    asked = {feed.id: feed for feed in feeds if feed.id in states}
    answers: asyncio.Queue[Fetched | None] = asyncio.Queue()
    turns = asyncio.Semaphore(at_once)

    async def ask(state: FetchState) -> None:
        async with turns:
            await answers.put(await _ask(state, client, worker))

    async def ask_all() -> None:
        async with asyncio.TaskGroup() as asking:
            for feed_id in asked:
                asking.create_task(ask(states[feed_id]))
        await answers.put(None)

    try:
        async with asyncio.TaskGroup() as tasks:
            keeping = tasks.create_task(_keep(answers, store, asked, on_progress))
            tasks.create_task(ask_all())
    except* LibraryError as failures:
        raise failures.exceptions[0] from None
    return keeping.result()


async def _ask(state: FetchState, client: Client, worker: Worker) -> Fetched:
    """Ask for one feed; whatever goes wrong is in what comes back."""
    try:
        response = await client.get(state.url, validators=state.validators)
        if response.not_modified:
            return _fetched(state, response)
        document = await worker.parse_feed(response.body, response.url, response.content_type)
        return _fetched(state, response, document)
    except FetchError as error:
        outcome: Outcome = "gone" if error.reason == "gone" else "failed"
        return _failed(state, str(error), outcome, error.retry_after)
    except JobError as error:
        return _failed(state, str(error))
    except Exception as error:  # a fault of ours must cost one feed and be seen, not end the refresh
        return _failed(state, f"an unexpected fault stopped it ({type(error).__name__})")


def _fetched(state: FetchState, response: Response, document: FeedDocument | None = None) -> Fetched:
    now = datetime.now(UTC)
    failed = document is not None and document.error is not None and not document.entries
    due = next_check(
        now,
        "failed" if failed else "changed" if document else "unchanged",
        ttl=document.ttl if document else None,
        max_age=response.max_age,
        retry_after=response.retry_after,
        failures=state.failures + 1 if failed else 0,
        interval=state.interval,
        random=random.random,
    )
    return Fetched(state.feed_id, now, document, response.validators, due)


def _failed(
    state: FetchState, sentence: str, outcome: Outcome = "failed", retry_after: int | None = None
) -> Fetched:
    now = datetime.now(UTC)
    due = next_check(
        now,
        outcome,
        retry_after=retry_after,
        failures=state.failures + 1,
        interval=state.interval,
        random=random.random,
    )
    return Fetched(state.feed_id, now, None, None, due, sentence)


async def _keep(
    answers: asyncio.Queue[Fetched | None],
    store: Store,
    feeds: Mapping[int, Feed],
    on_progress: OnProgress | None,
) -> RefreshReport:
    """Store what comes, as much as waits in one transaction, until None says that all have answered."""
    outcomes: list[FeedOutcome] = []
    new = failed = 0
    open_end = True
    while open_end:
        batch = [await answers.get()]
        while not answers.empty() and sum(map(_entries, batch)) < _LARGEST_BATCH:
            batch.append(answers.get_nowait())
        open_end = None not in batch
        fetched = [one for one in batch if one is not None]
        recorded = await asyncio.to_thread(store.record_fetches, fetched) if fetched else []
        for one, kept in zip(fetched, recorded, strict=True):
            outcome = _outcome(feeds[one.feed_id], one, kept)
            outcomes.append(outcome)
            new, failed = new + outcome.new, failed + (outcome.status == "failed")
            if on_progress is not None:
                on_progress(Progress(len(outcomes), len(feeds), new, failed, outcome.title))
    return RefreshReport(tuple(outcomes))


def _entries(fetched: Fetched | None) -> int:
    return 1 + len(fetched.document.entries) if fetched and fetched.document else 1


def _outcome(feed: Feed, fetched: Fetched, kept: Recorded) -> FeedOutcome:
    document = fetched.document
    title = feed.title if feed.title != feed.url or not document else document.title or feed.title
    error = fetched.error or (document.error if document else None)
    status: Literal["fetched", "unchanged", "failed"] = (
        "failed" if error is not None else "unchanged" if document is None else "fetched"
    )
    return FeedOutcome(feed.id, title, feed.url, status, len(kept.new), len(kept.updated), error)
