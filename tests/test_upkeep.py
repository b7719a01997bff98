"""What looks after the library by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader import upkeep
from reader.clock import Clock
from reader.library import Library
from reader.model import View
from reader.storage import LibraryError, Store
from tests.storage.samples import fill, numbered

FEEDS = '[settings]\nkeep = "3"\nbackups = 1\n\n[[feed]]\nurl = "https://harbour.example/feed.xml"\n'


class _Clock(Clock):
    """A clock that is set by hand."""

    moment = datetime.now(UTC)

    def now(self) -> datetime:
        return self.moment


def _filled(folder: Path, feeds: str = FEEDS) -> tuple[Path, Path]:
    (folder / "feeds.toml").write_text(feeds, encoding="utf-8")
    with Store.open(folder / "library.db") as store:
        store.set_read(fill(store, *numbered(10)), True)
    return folder / "feeds.toml", folder / "library.db"


async def test_a_clock_that_jumped_ahead_lets_nothing_go_for_a_day(tmp_path: Path) -> None:
    clock = _Clock()
    async with Library.open(*_filled(tmp_path), clock) as library:
        assert await library.upkeep.purge() == 7
        await library.set_read(library.article_ids(View()), False)
    with Store.open(tmp_path / "library.db") as store:
        store.set_read(
            fill(store, *(e for e in numbered(20) if e.guid not in {f"n{n}" for n in range(10)})), True
        )
    async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db", clock) as library:
        clock.moment += timedelta(days=365)
        assert await library.upkeep.purge() == 0
        clock.moment += timedelta(hours=23)
        assert await library.upkeep.purge() == 0
        clock.moment += timedelta(hours=2)
        assert await library.upkeep.purge() == 10


async def test_a_feeds_own_keep_counts_more_than_that_of_the_settings(tmp_path: Path) -> None:
    async with Library.open(*_filled(tmp_path, f'{FEEDS}keep = "8"\n')) as library:
        assert await library.upkeep.purge() == 2
    async with Library.open(*_filled(tmp_path, f'{FEEDS}keep = "all"\n')) as library:
        assert library.upkeep.purgeable() == {}


async def test_a_backup_is_made_when_it_is_due_and_only_then(tmp_path: Path) -> None:
    async with Library.open(*_filled(tmp_path)) as library:
        await library.upkeep.look()
        await library.upkeep.look()
        assert len(library.upkeep.backups()) == 1
        await library.upkeep.back_up()
        assert len(library.upkeep.backups()) == 1  # as many as the settings say
    off = FEEDS.replace("backups = 1", 'backup = "off"')
    (tmp_path / "off").mkdir()
    async with Library.open(*_filled(tmp_path / "off", off)) as library:
        await library.upkeep.look()
        assert library.upkeep.backups() == []


async def test_a_backup_that_fails_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_FIRST_LOOK", 0.0)
    monkeypatch.setattr(upkeep, "_NEXT_LOOK", 0.0)

    def fails(*_: object) -> None:
        raise LibraryError("There is no room for a backup.")

    async with Library.open(*_filled(tmp_path)) as library:
        with monkeypatch.context() as broken:
            broken.setattr(Store, "back_up", fails)
            library.upkeep.begin()
            while not library.upkeep.notice:
                await _a_moment()
        assert library.upkeep.notice == "There is no room for a backup."
        while not library.upkeep.backups():
            await _a_moment()


async def _a_moment() -> None:
    import asyncio

    await asyncio.sleep(0.01)
