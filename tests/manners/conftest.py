"""A library over a site of one's own, with a clock that stands still until it is moved."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from reader.clock import Clock
from reader.library import Library
from reader.model import Feed
from reader.storage import FetchState
from tests.site.internet import internet
from tests.site.server import Site

__all__ = ["internet"]

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class StandingClock(Clock):
    """Both clocks go on together when time passes; the one may be set alone."""

    def __init__(self) -> None:
        self.time, self.seconds = START, 1000.0

    def now(self) -> datetime:
        """The time that it was set to."""
        return self.time

    def running(self) -> float:
        """The seconds that have passed."""
        return self.seconds

    def pass_by(self, **spans: float) -> None:
        """Let time pass: hours=2."""
        span = timedelta(**spans)
        self.time += span
        self.seconds += span.total_seconds()

    def set(self, **spans: float) -> None:
        """Have somebody set the clock: days=365."""
        self.time += timedelta(**spans)


class World:
    """A site, a feeds.toml, a library and a clock."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.site, self.clock = site, StandingClock()
        self.feeds_toml, self._file = folder / "feeds.toml", folder / "library.db"
        self.feeds_toml.write_text("", encoding="utf-8")

    @asynccontextmanager
    async def library(self, *feeds: str) -> AsyncIterator[Library]:
        """Open the library; `feeds` are the [[feed]] tables to begin with, an address alone is enough."""
        if feeds:
            tables = (feed if "url" in feed else f'url = "{feed}"' for feed in feeds)
            self.feeds_toml.write_text("".join(f"[[feed]]\n{table}\n" for table in tables), encoding="utf-8")
        async with Library.open(self.feeds_toml, self._file, self.clock) as library:
            yield library

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(request.path == path for request in self.site.asked)

    def last(self, path: str) -> dict[str, str]:
        """The headers of the last request for a path."""
        return next(request.headers for request in reversed(self.site.asked) if request.path == path)

    def forget(self) -> None:
        """Begin to count anew."""
        self.site.asked.clear()


Opening = Callable[..., AbstractAsyncContextManager[Library]]


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A world with nothing in it yet."""
    async with Site() as site:
        yield World(tmp_path, site)


def state_of(library: Library, url: str) -> FetchState:
    """What is kept of a feed's fetches."""
    return next(state for state in library._store.fetch_states() if state.url == url)


def only_feed(library: Library) -> Feed:
    """The feed of a library that has one."""
    [feed] = library.feeds()
    return feed


@pytest.fixture(autouse=True)
def _no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without jitter, so that the next check can be told."""
    monkeypatch.setattr("reader.asking.random.random", lambda: 0.0)
