"""What most tests stand on: the demo edition over real HTTP, and a library of one's own."""

import gc
import os
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from reader.demo import DemoServer, Edition
from reader.library import Library
from reader.piping import PipedProcess
from tests.standing import INTERPRETER, Standing
from tests.sync.ttrss_served import TinyTinyServed, missing

# The processes that tests start load what is compiled, as those of an installed program do, even where the
# environment says that Python is not to write it: else each would compile 150 modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

MOMENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""When the demo edition of the tests was printed."""


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings and the library of whoever runs it."""
    monkeypatch.setenv("READER_FEEDS", str(tmp_path / "own" / "feeds.toml"))
    monkeypatch.setenv("READER_LIBRARY", str(tmp_path / "own" / "library.db"))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def pytest_configure(config: pytest.Config) -> None:
    """Say what a test may ask for."""
    config.addinivalue_line("markers", "own_workers: its worker processes are started anew, and end")


def pytest_collection_finish() -> None:
    """Leave what every test is made of out of the search for garbage, which took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000, 5, 5)


@pytest.fixture(scope="session")
def _standing() -> Iterator[Standing]:
    standing = Standing()
    yield standing
    standing.close()


@pytest.fixture(autouse=True)
def _worker_processes(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _standing: Standing
) -> Iterator[None]:
    """Lend the workers of a test processes that stand ready, unless it is about their beginning or end."""
    if request.node.get_closest_marker("own_workers"):
        yield
        return
    started = PipedProcess.start

    async def lend(*command: str, **kept: object) -> object:
        ours = command[:-1] == (INTERPRETER, "-P", "-m", "reader.worker_process")
        return await (_standing.lend(*command) if ours else started(*command, **kept))

    monkeypatch.setattr(PipedProcess, "start", lend)
    yield
    _standing.call_in()


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoServer]:
    """The demo edition, served on loopback."""
    with DemoServer(Edition.load(MOMENT)) as server:
        yield server


@pytest.fixture(scope="session")
def tiny_tiny() -> Iterator[TinyTinyServed]:
    """Debian's Tiny Tiny RSS, served on loopback; each test has an account of its own on it."""
    if why := missing():
        pytest.skip(why)
    with TinyTinyServed() as server:
        yield server


@pytest.fixture
def demo_feeds(demo: DemoServer, tmp_path: Path) -> Path:
    """A feeds.toml that subscribes to the whole demo edition."""
    path = tmp_path / "feeds.toml"
    path.write_text(demo.feeds_toml, encoding="utf-8")
    return path


@pytest_asyncio.fixture
async def library(demo_feeds: Path, tmp_path: Path) -> AsyncIterator[Library]:
    """An empty library that subscribes to the demo edition; nothing has been fetched."""
    async with Library.open(demo_feeds, tmp_path / "library.db") as opened:
        yield opened
