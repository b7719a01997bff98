"""The screens over a library in memory, driven by keys."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Self, cast

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.library import Library
from reader.model import Article
from reader.tui.app import ReaderApp
from reader.tui.screens.main import MainScreen
from reader.tui.widgets.overlays import Trail
from tests.tui.fake_library import FakeLibrary
from tests.tui.world import NOW


class _Clock(datetime):
    """A clock that stands still, so that ages and dates on a screen are always the same."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(NOW.timestamp(), tz)


@pytest.fixture(autouse=True)
def _standing_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("reader.tui.widgets.ages.datetime", _Clock)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@dataclass
class Reader:
    """A running reader: its keys, its screen and the library behind it."""

    pilot: Pilot[None]
    library: FakeLibrary
    """What is behind the screen; `shelf` where it is a real one."""

    @property
    def app(self) -> ReaderApp:
        return cast(ReaderApp, self.pilot.app)

    @property
    def screen(self) -> MainScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    async def press(self, *keys: str) -> None:
        """Press keys, or none, and let everything that was started come to its end."""
        for key in keys:
            await self.pilot.press(key)
            await self._done()
        await self._done()
        await self.pilot.pause()

    async def _done(self) -> None:
        for _ in range(10):
            try:
                return await self.app.workers.wait_for_complete()
            except WorkerCancelled:  # something newer of the same kind was begun meanwhile
                continue
        raise AssertionError("what was started is cancelled again and again")

    async def write(self, text: str, *then: str) -> None:
        await self.press(*("space" if c == " " else c for c in text), *then)

    @property
    def top(self) -> str:
        """What kind of screen is on top."""
        return type(self.app.screen).__name__

    @property
    def at(self) -> str:
        return self.screen.at

    @property
    def trail(self) -> Trail | None:
        return self.screen.reader.trail

    @property
    def shelf(self) -> Library:
        """The real library behind the screen."""
        return self.app.library

    def article(self, number: int) -> Article:
        """Return an article as the library has it now."""
        found = self.library.article(number)
        assert found is not None
        return found

    @property
    def note(self) -> str:
        return self.screen.status.note

    async def comes_to_show(self, text: str) -> bool:
        """Whether a text is on the screen, now or within seconds: the next drawing may be a moment away."""
        return await self._comes(lambda shown: text in shown)

    async def comes_to_show_no(self, text: str) -> bool:
        """Whether a text is not on the screen, or is gone within seconds."""
        return await self._comes(lambda shown: text not in shown)

    async def _comes(self, holds: Callable[[str], bool]) -> bool:
        for _ in range(200):
            if holds(self.shown()):
                return True
            await self.pilot.pause(0.02)
        return False

    def shown(self) -> str:
        """Return what stands on the screen, line by line."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(line.text for line in lines)


OpenReader = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def reading() -> OpenReader:
    """Return what opens a reader of some size over some library."""

    @asynccontextmanager
    async def open_reader(
        library: FakeLibrary | Library | None = None, width: int = 160, height: int = 45
    ) -> AsyncIterator[Reader]:
        library = library or FakeLibrary()
        app = ReaderApp(cast(Library, library))
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause()
            yield Reader(pilot, cast(FakeLibrary, library))

    return open_reader
