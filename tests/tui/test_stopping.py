"""Long work is stopped by a key, and what it has brought stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from reader.library import Library, Progress, RefreshReport
from reader.model import View
from reader.refresh import OnProgress
from tests.site.documents import good
from tests.site.hostile import silent
from tests.site.server import Site
from tests.tui.conftest import OpenReader, Reader

SETTINGS = "[settings]\nrefresh_on_start = false\nrefresh_minutes = 0\nprefetch = 0\nbackup = 'off'\n"


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    """Two feeds that answer, and one that never ends."""
    async with Site({"/a": good("a"), "/b": good("b"), "/slow": silent}) as served:
        yield served


def library_of(site: Site, folder: Path) -> Library:
    feeds = "".join(f'[[feed]]\nurl = "{site.url(path)}"\n' for path in ("/a", "/b", "/slow"))
    (folder / "feeds.toml").write_text(SETTINGS + feeds, encoding="utf-8")
    return Library.open(folder / "feeds.toml", folder / "library.db")


async def begins(reader: Reader, *keys: str) -> None:
    """Press keys without waiting for what they start to end."""
    for key in keys:
        await reader.pilot.press(key)


async def until(library: Library, count: int) -> None:
    for _ in range(500):
        if library.count(View("all")) >= count:
            return
        await asyncio.sleep(0.02)
    pytest.fail("nothing has come")


async def test_a_refresh_that_is_stopped_keeps_what_has_come(
    reading: OpenReader, site: Site, tmp_path: Path
) -> None:
    library = library_of(site, tmp_path)
    async with reading(library) as reader:
        await begins(reader, "R")
        await until(library, 2)
        assert await reader.comes_to_show("Fetching 2 of 3")
        await begins(reader, "X")
        assert await reader.comes_to_show("Stopped after 2 feeds: ")
        assert "Fetching" not in reader.shown()
        assert library.count(View("all")) >= 2
        assert await reader.comes_to_show("unread")
        await begins(reader, "X")
        assert await reader.comes_to_show("Nothing is being fetched.")


async def test_hundreds_of_answers_are_told_in_a_few_words_and_the_last_of_them_stands(
    reading: OpenReader, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refresh(_: object, on_progress: OnProgress) -> RefreshReport:
        for done in range(1, 301):
            on_progress(Progress(done, 301, 0, 0, "Ledger"))
            await asyncio.sleep(0)
        await asyncio.Event().wait()
        return RefreshReport()

    library = library_of(site, tmp_path)
    async with reading(library) as reader:
        monkeypatch.setattr(library, "refresh", refresh)
        told: list[str] = []
        reader.screen.watch(reader.screen.status, "work", lambda work: told.append(work))
        await begins(reader, "R")
        assert await reader.comes_to_show("Fetching 300 of 301")
        assert 0 < len([one for one in told if "of 301" in one]) < 30


async def test_what_was_not_asked_is_due_as_it_was(reading: OpenReader, site: Site, tmp_path: Path) -> None:
    async with library_of(site, tmp_path) as library:
        asking = asyncio.create_task(library.refresh_due())
        await until(library, 2)
        assert library.stop_refreshing()
        assert (await asking).feeds == 2
        site.endpoints["/slow"] = good("c")
        assert (await library.refresh_due()).feeds == 1
        assert not library.stop_refreshing()


async def test_a_page_that_does_not_come_is_waited_for_no_longer(
    reading: OpenReader, site: Site, tmp_path: Path
) -> None:
    async with reading(library_of(site, tmp_path)) as reader:
        await begins(reader, "colon", *"add", "space")
        reader.screen.prompt.type_ahead(site.url("/slow"))
        await begins(reader, "enter")
        assert await reader.comes_to_show("Fetching http")
        await begins(reader, "X")
        assert await reader.comes_to_show("Stopped what was being added.")
        assert "Fetching" not in reader.shown()
