"""Readers on Debian's own Tiny Tiny RSS, and newsboat as another client of the same account: all agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.library import Library
from reader.model import View
from tests.sync import newsboat
from tests.sync.feeds_served import Story

if TYPE_CHECKING:
    from tests.sync.ttrss_served import Account, TinyTinyServed

_MORNING = datetime(2026, 11, 1, 8, tzinfo=UTC)


def feeds_toml(account: Account) -> str:
    return (
        "[settings]\nbackup = 'off'\nprefetch = 0\n\n"
        f'[[account]]\nname = "home"\nkind = "ttrss"\nurl = "{account.url}"\nsaved_label = "later"\n'
        f'auth = {{user = "{account.user}", password = "{account.password}"}}\n'
    )


def stories(count: int, start: int = 0) -> list[Story]:
    hours = range(start, start + count)
    return [Story(f"n{hour}", f"Number {hour} & more", _MORNING + timedelta(hours=hour)) for hour in hours]


def reader(folder: Path, account: Account) -> Library:
    folder.mkdir()
    (folder / "feeds.toml").write_text(feeds_toml(account), encoding="utf-8")
    return Library.open(folder / "feeds.toml", folder / "library.db")


def marks(library: Library) -> dict[str, tuple[bool, bool]]:
    """Whether each article is read and starred, by its title."""
    articles = library.articles(library.article_ids(View()))
    return {one.title: (one.read, one.starred) for one in articles}


async def synced(library: Library) -> None:
    [outcome] = await library.sync()
    assert (outcome.error, outcome.note) == (None, "")


async def test_two_readers_newsboat_and_the_server_agree(tiny_tiny: TinyTinyServed, tmp_path: Path) -> None:
    account = tiny_tiny.account()
    feed = tiny_tiny.subscribe(account, tiny_tiny.feeds.publish(account.user, *stories(12), title="The News"))
    tiny_tiny.folder(account, feed, "World")
    tiny_tiny.update(account)
    async with reader(tmp_path / "a", account) as first, reader(tmp_path / "b", account) as second:
        await synced(first)
        await synced(second)
        [here] = first.feeds()
        assert (here.title, here.folder, here.unread) == ("The News", "World", 12)
        ids = {one.title: one.id for one in first.articles(first.article_ids(View()))}
        await first.set_read([ids[f"Number {n} & more"] for n in range(5)], True)
        await second.marks.star(list(second.article_ids(View()))[:2])
        tiny_tiny.feeds.publish(account.user, *stories(3, start=12), title="The News")
        tiny_tiny.update(account)
        for library in (first, second, first):
            await synced(library)
        there = sorted(tiny_tiny.state(account).values())
        assert sorted(marks(first).values()) == sorted(marks(second).values()) == there
        assert marks(first) == marks(second)
        assert [sum(read for read, _ in there), sum(star for _, star in there)] == [5, 2]
        if not newsboat.missing():
            assert newsboat.unread(account, tmp_path / "newsboat") == first.feeds()[0].unread == 10
        assert first.problems() == second.problems() == []


async def test_subscriptions_and_labels_go_both_ways(tiny_tiny: TinyTinyServed, tmp_path: Path) -> None:
    account = tiny_tiny.account()
    for name in ("ports", "later"):
        tiny_tiny.label(account, name)
    url = tiny_tiny.feeds.publish(f"{account.user}-own", *stories(3), title="My Own")
    async with reader(tmp_path / "a", account) as library:
        await synced(library)
        feed = await library.subscribe(url)
        await synced(library)
        tiny_tiny.update(account)
        await synced(library)
        [here] = library.feeds()
        assert (here.id, here.total) == (feed.id, 3)
        [one, other, _] = library.article_ids(View())
        await library.marks.change_tags([one], ["ports"])
        await library.set_saved([other], True)
        await synced(library)
        async with reader(tmp_path / "b", account) as second:
            await synced(second)
            tagged = second.articles(second.article_ids(View("tag", "ports")))
            saved = second.articles(second.article_ids(View("saved")))
            assert [article.title for article in tagged] == [library.articles([one])[0].title]
            assert [article.title for article in saved] == [library.articles([other])[0].title]
        await library.unsubscribe(feed.id)
        await synced(library)
        assert tiny_tiny.api(account, "getFeeds", cat_id=-3) == []


async def test_a_wrong_password_is_one_sentence_without_it(
    tiny_tiny: TinyTinyServed, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    account = tiny_tiny.account()
    library = reader(tmp_path / "a", account)
    path = library.feeds_path
    path.write_text(path.read_text(encoding="utf-8").replace(account.password, "not-this-one"), "utf-8")
    await library.editing.reread()
    async with library:
        [outcome] = await library.sync()
        assert outcome.refused
        assert "not-this-one" not in f"{outcome} {caplog.text}"
