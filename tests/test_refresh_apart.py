"""A large refresh beside an open application: in a process of its own, with the same outcome."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader import refresh_apart
from reader.library import Library, LibraryError, Progress
from reader.model import View
from tests.processes import children, no_more_than

pytestmark = pytest.mark.own_workers  # whose end is looked for here, too

_RULE = '\n[[rule]]\nname = "stars"\nwhen = "title:/^[A-M]/"\ndo = ["star"]\n'


@pytest.fixture(autouse=True)
def _any_refresh_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_apart, "FROM", 2)


@asynccontextmanager
async def opened(demo_feeds: Path, *, apart: bool = True) -> AsyncIterator[Library]:
    async with Library.open(demo_feeds, demo_feeds.with_name(f"{apart}.db")) as library:
        library.refreshes_apart = apart
        yield library


async def test_it_gives_what_a_refresh_in_this_process_gives(demo_feeds: Path) -> None:
    demo_feeds.write_text(demo_feeds.read_text() + _RULE, encoding="utf-8")
    found, before = [], children()
    for apart in (False, True):
        async with opened(demo_feeds, apart=apart) as library:
            told: list[Progress] = []
            report = await library.refresh(None, told.append)
            again = await library.refresh()
            starred = library.articles(library.article_ids(View("query", "starred")))
            titles = {
                (one.title, one.url, one.starred)
                for one in library.articles(library.article_ids(View("all")))
            }
            outcomes = {(one.title, one.status, one.new, one.error) for one in report.outcomes}
            found.append((titles, outcomes, report.ruled, again.unchanged, len(told), len(starred)))
    assert found[0] == found[1]
    assert found[0][2].endswith("by rule “stars”.")
    await no_more_than(before)


async def test_what_its_rules_did_can_be_taken_back(demo_feeds: Path) -> None:
    demo_feeds.write_text(demo_feeds.read_text() + _RULE, encoding="utf-8")
    async with opened(demo_feeds) as library:
        await library.refresh()
        assert library.count(View("query", "starred")) > 0
        await library.history.undo()
        assert library.count(View("query", "starred")) == 0


async def test_it_is_not_taken_for_another_program(demo_feeds: Path) -> None:
    async with opened(demo_feeds) as library:
        refreshing = asyncio.create_task(library.refresh())
        noticed = []
        while not refreshing.done():
            noticed.append(library.upkeep.others_wrote())
            await asyncio.sleep(0.01)
        assert (await refreshing).new > 0
        assert not any(noticed)
        assert not library.upkeep.others_wrote()


async def test_when_it_is_stopped_what_has_come_is_kept_and_told(demo_feeds: Path) -> None:
    async with opened(demo_feeds) as library:

        def stop(_: Progress) -> None:
            library.stop_refreshing()

        report = await library.refresh(None, stop)
        assert report.new == library.count(View("all"))


async def test_when_its_task_ends_so_does_the_process(demo_feeds: Path) -> None:
    before = children()
    async with opened(demo_feeds) as library:
        refreshing = asyncio.create_task(library.refresh())
        while not children() - before:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.01)
        refreshing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await refreshing
        await no_more_than(before)
        assert (await library.refresh()).failed == ()


async def test_when_it_is_killed_that_is_said_and_the_next_one_goes_on(demo_feeds: Path) -> None:
    before = children()
    async with opened(demo_feeds) as library:

        def kill(_: Progress) -> None:
            for pid in children() - before:
                with contextlib.suppress(ProcessLookupError):  # one that has just ended
                    os.kill(int(pid), signal.SIGKILL)

        with pytest.raises(LibraryError, match="Fetching broke off"):
            await library.refresh(None, kill)
        kept = library.count(View("all"))
        report = await library.refresh()
        assert report.failed == ()
        assert kept + report.new == library.count(View("all"))


async def test_where_no_process_can_be_had_it_is_done_here(
    demo_feeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refused:
        @staticmethod
        async def start(*_: str) -> None:
            raise OSError

    monkeypatch.setattr(refresh_apart, "PipedProcess", Refused)
    async with opened(demo_feeds) as library:
        report = await library.refresh()
        assert report.new == library.count(View("all")) > 0


async def test_a_mistake_that_came_into_feeds_toml_is_one_sentence(demo_feeds: Path) -> None:
    async with opened(demo_feeds) as library:
        demo_feeds.write_text("[[feed]\n", encoding="utf-8")
        with pytest.raises(LibraryError, match="feeds"):
            await library.refresh()


async def test_a_few_feeds_need_none(demo_feeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_apart, "FROM", 8)
    monkeypatch.setattr(refresh_apart, "PipedProcess", None)
    async with opened(demo_feeds) as library:
        assert (await library.refresh([library.feeds()[0].id])).new > 0
