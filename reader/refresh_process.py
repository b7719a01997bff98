"""The niced process in which a large refresh runs while the application is open: asking, parsing, storing.

What the application does meanwhile waits for none of it, and the memory that it takes goes with it. On
standard input comes one `Order`; a second frame, or the end of the input, says that no more feeds are to be
asked. Out go `Progress` after each feed and at last a `Result`, which has what has come. `refresh_apart` is
the other end.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from reader import config
from reader.affinity import leave_one_free
from reader.asking import Asking
from reader.churn import expect_feeds
from reader.fetch import Client
from reader.frames import LENGTH, framed
from reader.refresh import Progress, RefreshReport, refresh
from reader.storage import LibraryError, Store
from reader.turn import Turn, rulings_of
from reader.values import dataclass
from reader.worker import Worker

_NICENESS = 10


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be refreshed: the feeds by their ids, from this feeds.toml into the library there."""

    feeds_toml: str
    library: str
    feeds: tuple[int, ...]
    insist: bool
    waits: dict[str, datetime]


@dataclass(frozen=True, slots=True)
class Marking:
    """`ruling.Marked`, for the pipe."""

    verb: str
    name: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """`ruling.Acted`, for the pipe: the rule is told by its fingerprint."""

    rule: int
    ids: tuple[int, ...]
    marked: tuple[Marking, ...]
    error: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it; or one sentence if the library failed."""

    report: RefreshReport = field(default_factory=RefreshReport)
    ruled: tuple[Ruled, ...] = ()
    error: str = ""


Told = tuple[Progress | None, Result | None]
"""What a message from it holds: one of the two."""


def main() -> None:
    """Do what one order says, and tell what came of it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not write into the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program; its end closes the pipe
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    leave_one_free()
    expect_feeds()
    requests = cast(BinaryIO, sys.stdin.buffer)
    (length,) = LENGTH.unpack(requests.read(LENGTH.size))
    order = msgspec.msgpack.decode(requests.read(length), type=Order)

    def tell(told: Told) -> None:
        answers.write(framed(told))
        answers.flush()

    tell((None, asyncio.run(_serve(order, requests, lambda progress: tell((progress, None))))))


async def _serve(order: Order, requests: BinaryIO, on_progress: Callable[[Progress], None]) -> Result:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def hear() -> None:
        requests.read(1)
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=hear, daemon=True).start()
    try:
        configuration = await asyncio.to_thread(config.load, Path(order.feeds_toml))
    except config.ConfigurationError as error:
        return Result(error=str(error))
    try:
        with Store.open(order.library) as store:
            turn = Turn(store, rulings_of(configuration.rules)[0])
            report = await _refresh(order, configuration, store, turn, on_progress, stop)
    except LibraryError as error:
        return Result(error=str(error))
    return Result(report, _for_the_pipe(turn))


async def _refresh(
    order: Order,
    configuration: config.Configuration,
    store: Store,
    turn: Turn,
    on_progress: Callable[[Progress], None],
    stop: asyncio.Event,
) -> RefreshReport:
    settings, worker = configuration.settings, Worker(0)  # as nice as this process is
    wanted = frozenset(order.feeds)
    try:
        async with Client(
            concurrency=settings.connections, timeout=settings.timeout, contact=settings.contact
        ) as client:
            return await refresh(
                [feed for feed in store.feeds() if feed.id in wanted],
                store,
                Asking(
                    client,
                    worker,
                    subscriptions={one.url: one for one in configuration.subscriptions},
                    usual=settings.refresh_minutes,
                    waits=order.waits,
                ),
                at_once=settings.connections,
                insist=order.insist,
                on_progress=on_progress,
                stop=stop,
                keep=turn.keep,
            )
    finally:
        await worker.close()


def _for_the_pipe(turn: Turn) -> tuple[Ruled, ...]:
    return tuple(
        Ruled(
            acted.rule.fingerprint,
            tuple(acted.ids),
            tuple(Marking(one.verb, one.name, tuple(one.ids)) for one in acted.marked),
            acted.error,
        )
        for acted in turn.acted
    )


if __name__ == "__main__":
    main()
