"""A refresh: many feeds asked at once, parsed in the worker, stored together; a broken one costs itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Literal

from reader.account import SyncOutcome
from reader.asking import MOVED_AFTER, Asking
from reader.fetch import host_of, left_alone
from reader.model import Feed, Validators
from reader.pair import Parser, parser_of
from reader.storage import Fetched, LibraryError, Recorded, Store
from reader.values import dataclass

_BATCH, _BATCH_ALONE = 320, 1000
"""Entries after which a transaction is closed: a person's own action has to wait for it. Where nobody is, and
many feeds are asked, it may be longer: what is written twice in it goes to the disk once."""
_MANY = 200
_PATIENCE = 0.25
"""Seconds for which answers are gathered to be stored together."""
_SMALLEST_BATCH = 40
"""Entries; towards the end of a refresh batches become smaller, so that little is left when the last answer
has been parsed."""
_QUESTIONS_FIRST = 0.03
"""Seconds after which the first questions are out."""
_MOST_WAITING = 64
"""Answers that wait to be stored; then those who ask wait, too."""


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What one feed gave: `new` and `updated` count articles, `error` is one sentence if it failed or waits
    for its host. `moves_to` is the address where it has been found often enough to be kept. `offline` says
    that this machine had no network."""

    feed_id: int
    title: str
    url: str
    status: Literal["fetched", "unchanged", "failed", "waiting"]
    new: int = 0
    updated: int = 0
    error: str | None = None
    moves_to: str | None = None
    offline: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is, after each feed; one that `waits` has not begun, for another program is at it."""

    done: int
    total: int
    new: int
    failed: int
    feed_title: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a whole refresh gave, feed by feed in the order in which they were stored."""

    outcomes: tuple[FeedOutcome, ...] = ()
    ruled: str = ""
    """What the person's rules did, in a sentence."""
    accounts: tuple[SyncOutcome, ...] = ()
    """How the accounts on servers went."""
    elsewhere: int = 0
    """How many feeds were left out because another program asks them, or has done so meanwhile."""

    @property
    def feeds(self) -> int:
        """How many feeds and accounts were asked."""
        return len(self.outcomes) + len(self.accounts)

    @property
    def new(self) -> int:
        """How many articles are new."""
        return sum(one.new for one in self.outcomes) + sum(one.new for one in self.accounts)

    @property
    def updated(self) -> int:
        """How many stored articles have changed."""
        return sum(one.updated for one in self.outcomes) + sum(one.updated for one in self.accounts)

    @property
    def unchanged(self) -> int:
        """How many feeds said that nothing has changed (HTTP 304)."""
        return sum(outcome.status == "unchanged" for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[tuple[str, str], ...]:
        """(title, sentence) of every feed and every account that failed."""
        feeds = [(o.title, o.error) for o in self.outcomes if o.error is not None]
        return (*feeds, *((o.name, o.error) for o in self.accounts if o.error is not None))


OnProgress = Callable[[Progress], None]
Keep = Callable[[Sequence[Fetched]], list[Recorded]]


async def refresh(
    feeds: Sequence[Feed],
    store: Store,
    asking: Asking,
    *,
    at_once: int,
    alone: bool = False,
    insist: bool = True,
    on_progress: OnProgress | None = None,
    stop: asyncio.Event | None = None,
    keep: Keep | None = None,
) -> RefreshReport:
    """Fetch, parse and store (with `keep`) these feeds, with at most `at_once` bodies in memory; `alone` says
    that no person works with the library meanwhile, as far as is known.

    A feed whose host asked for time is left out unless the person insists on it. When `stop` is set no more
    is asked, and the report tells of what has come. Raise LibraryError if the library cannot be written to;
    every other failure belongs to its feed and stands in the report.
    """
    states = {state.feed_id: state for state in await asyncio.to_thread(store.fetch_states)}
    asked = {feed.id: feed for feed in feeds if feed.id in states}
    # A whole document is to be expected of these; more may come.
    documents = sum(states[feed_id].validators == Validators() for feed_id in asked)
    answers: asyncio.Queue[Fetched | FeedOutcome | None] = asyncio.Queue(_MOST_WAITING)
    turns = asyncio.Semaphore(at_once)

    async def ask(feed: Feed, parser: Parser) -> None:
        state = states[feed.id]
        async with asking.turns.of(state.url), turns:
            until = None if insist else asking.waits_for(state.url)
            await answers.put(
                _left_alone(feed, until) if until else await asking.ask(state, parser, insist=insist)
            )

    async def ask_all(parser: Parser, getting_ready: asyncio.Task[None]) -> None:
        async with asyncio.TaskGroup() as tasks:
            asking_now = [tasks.create_task(ask(feed, parser)) for feed in asked.values()]
            if asking_now and stop is not None:
                await _all_or_stopped(asking_now, stop)
        getting_ready.cancel()  # where all have answered sooner, nobody waits for it
        await answers.put(None)

    try:
        async with parser_of(asking.worker, documents, alone=alone) as parser, asyncio.TaskGroup() as tasks:
            batch = _BATCH_ALONE if alone and len(asked) >= _MANY else _BATCH
            keeping = tasks.create_task(
                _keep(answers, keep or store.record_fetches, asked, batch, on_progress)
            )
            tasks.create_task(ask_all(parser, tasks.create_task(_get_ready(store))))
    except* LibraryError as failures:
        raise failures.exceptions[0] from None
    return keeping.result()


async def _all_or_stopped(tasks: Sequence[asyncio.Task[None]], stop: asyncio.Event) -> None:
    """Wait for tasks, and end those that are not done when somebody has had enough."""
    stopping = asyncio.ensure_future(stop.wait())
    try:
        waiting = asyncio.gather(*tasks, return_exceptions=True)
        either: list[asyncio.Future[Any]] = [stopping, waiting]
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
    finally:
        stopping.cancel()


def _left_alone(feed: Feed, until: datetime) -> FeedOutcome:
    sentence = str(left_alone(host_of(feed.url), until))
    return FeedOutcome(feed.id, feed.title, feed.url, "waiting", error=sentence)


async def _get_ready(store: Store) -> None:
    """Load what will be needed while the questions are on their way."""
    await asyncio.sleep(_QUESTIONS_FIRST)
    await asyncio.to_thread(store.expect_fetches)


async def _keep(
    answers: asyncio.Queue[Fetched | FeedOutcome | None],
    keep: Keep,
    feeds: Mapping[int, Feed],
    largest: int,
    on_progress: OnProgress | None,
) -> RefreshReport:
    """Store what comes, as much as waits in one transaction, until None says that all have answered."""
    outcomes: list[FeedOutcome] = []
    new = failed = entries = 0
    open_end = True
    while open_end:
        to_come = (len(feeds) - len(outcomes)) * entries // len(outcomes) if outcomes else 4 * largest
        batch = await _batch(answers, min(largest, max(_SMALLEST_BATCH, to_come // 4)))
        entries += sum(map(_entries, batch))
        open_end = None not in batch
        fetched = [one for one in batch if isinstance(one, Fetched)]
        recorded = await asyncio.to_thread(keep, fetched) if fetched else []
        done = [one for one in batch if isinstance(one, FeedOutcome)]
        done += [_outcome(feeds[one.feed_id], one, kept) for one, kept in zip(fetched, recorded, strict=True)]
        for outcome in done:
            outcomes.append(outcome)
            new, failed = new + outcome.new, failed + (outcome.error is not None)
            if on_progress is not None:
                on_progress(Progress(len(outcomes), len(feeds), new, failed, outcome.title))
    return RefreshReport(tuple(outcomes))


async def _batch(
    answers: asyncio.Queue[Fetched | FeedOutcome | None], largest: int
) -> list[Fetched | FeedOutcome | None]:
    """Gather answers for a moment, unless they are many enough before: each transaction has its price."""
    batch = [await answers.get()]
    size = _entries(batch[0])
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while batch[-1] is not None and size < largest:
                batch.append(await answers.get())
                size += _entries(batch[-1])
    return batch


def _entries(answer: Fetched | FeedOutcome | None) -> int:
    document = answer.document if isinstance(answer, Fetched) else None
    return 1 + len(document.entries) if document else 1


def _outcome(feed: Feed, fetched: Fetched, kept: Recorded) -> FeedOutcome:
    document = fetched.document
    title = feed.title if feed.title != feed.url or not document else document.title or feed.title
    error = fetched.error or (document.error if document else None)
    status: Literal["fetched", "unchanged", "failed"] = (
        "failed" if error is not None else "unchanged" if document is None else "fetched"
    )
    moves = fetched.moved_to if kept.moved_seen >= MOVED_AFTER else None
    offline = fetched.reason == "offline"
    return FeedOutcome(
        feed.id, title, feed.url, status, len(kept.new), len(kept.updated), error, moves, offline
    )
