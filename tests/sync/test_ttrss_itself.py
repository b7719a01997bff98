"""Debian's own Tiny Tiny RSS, and newsboat as another client of it, agree with what is set here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.fetch import Client
from reader.sending import sender
from reader.sync import Server, SyncError, connect
from tests.sync import newsboat
from tests.sync.feeds_served import Story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.sync.ttrss_served import Account, TinyTinyServed

MORNING = datetime(2026, 11, 1, 8, tzinfo=UTC)


def stories(count: int, start: int = 0) -> list[Story]:
    hours = range(start, start + count)
    return [Story(f"n{hour}", f"Bread & roses {hour}", MORNING + timedelta(hours=hour)) for hour in hours]


@pytest.fixture
def account(tiny_tiny: TinyTinyServed) -> Account:
    """Somebody who subscribes to a feed of 12 articles."""
    account = tiny_tiny.account()
    tiny_tiny.subscribe(account, tiny_tiny.feeds.publish(account.user, *stories(12), title="The News"))
    tiny_tiny.update(account)
    return account


@pytest.fixture
async def server(account: Account) -> AsyncIterator[Server]:
    async with Client() as client:
        yield connected(client, account, account.password)


def connected(client: Client, account: Account, password: str) -> Server:
    async def secret() -> str:
        return password

    return connect("ttrss", account.url, account.user, secret, sender(client))


async def told(server: Server, after: str | None = None) -> list[str]:
    return [item.id async for page in server.new_items(after) for item in page.items]


async def test_what_is_set_here_is_so_in_its_database(
    tiny_tiny: TinyTinyServed, account: Account, server: Server
) -> None:
    ids = await told(server)
    await server.set_read(ids[:5], True)
    await server.set_read(ids[:2], False)
    await server.set_starred(ids[3:6], True)
    await server.set_starred(ids[5:6], False)
    state = tiny_tiny.state(account)
    assert [sum(read for read, _ in state.values()), sum(star for _, star in state.values())] == [3, 2]
    assert await server.unread() == frozenset(ids) - frozenset(ids[2:5])
    assert await server.starred() == frozenset(ids[3:5])


@pytest.mark.skipif(bool(newsboat.missing()), reason=newsboat.missing())
async def test_newsboat_on_the_same_account_counts_the_same_unread(
    account: Account, server: Server, tmp_path: Path
) -> None:
    ids = await told(server)
    assert newsboat.unread(account, tmp_path) == len(ids) == 12
    await server.set_read(ids[:7], True)
    assert newsboat.unread(account, tmp_path) == len(await server.unread()) == 5


async def test_what_other_clients_do_shows_in_the_sets(
    tiny_tiny: TinyTinyServed, account: Account, server: Server
) -> None:
    ids = await told(server)
    tiny_tiny.api(account, "updateArticle", article_ids=",".join(ids[:4]), field=2, mode=0)
    tiny_tiny.api(account, "updateArticle", article_ids=ids[0], field=0, mode=1)
    assert await server.unread() == frozenset(ids[4:])
    assert await server.starred() == frozenset(ids[:1])


async def test_new_articles_come_after_the_cursor_alone(
    tiny_tiny: TinyTinyServed, account: Account, server: Server
) -> None:
    pages = [page async for page in server.new_items(None)]
    assert [page.total for page in pages] == [12]
    tiny_tiny.feeds.publish(account.user, *stories(3, 50))
    tiny_tiny.update(account)
    [page] = [page async for page in server.new_items(pages[-1].cursor)]
    assert sorted(item.entry.title for item in page.items) == [
        f"Bread & roses {hour}" for hour in (50, 51, 52)
    ]
    assert not await told(server, page.cursor)


async def test_an_article_has_its_address_its_moment_and_its_text(server: Server) -> None:
    [page] = [page async for page in server.new_items(None)]
    first = next(item for item in page.items if item.entry.title == "Bread & roses 0")
    assert first.entry.url is not None
    assert first.entry.url.endswith("/n0")
    assert first.entry.guid == first.entry.url
    assert first.entry.published == MORNING
    assert "Nobody was hurt" in first.entry.content_html
    assert await server.items([first.id, "999999", "no number"]) == (first,)


async def test_labels_can_be_put_on_but_not_made(
    tiny_tiny: TinyTinyServed, account: Account, server: Server
) -> None:
    tiny_tiny.label(account, "Keep it")
    ids = await told(server)
    await server.set_label(ids[:3], "Keep it", True)
    await server.set_label(ids[:1], "Keep it", False)
    assert await server.labels() == ("Keep it",)
    assert await server.labelled("Keep it") == frozenset(ids[1:3])
    assert [item.labels for item in await server.items(ids[1:2])] == [("Keep it",)]
    with pytest.raises(SyncError, match="no such label") as caught:
        await server.set_label(ids, "Another", True)
    assert caught.value.reason == "unable"


async def test_subscriptions_come_with_their_folders_and_go(
    tiny_tiny: TinyTinyServed, account: Account, server: Server
) -> None:
    url = tiny_tiny.feeds.publish(f"{account.user}-second", *stories(2, 90), title="The Second")
    [first] = await server.subscriptions()
    tiny_tiny.folder(account, first.id, "Papers")
    for _ in range(2):
        await server.subscribe(url, folder="Papers")
    assert [(feed.title, feed.folder) for feed in await server.subscriptions()] == [
        ("The News", "Papers"),
        ("The Second", "Papers"),
    ]
    for _ in range(2):
        await server.unsubscribe(first.id)
    assert [feed.url for feed in await server.subscriptions()] == [url]
    with pytest.raises(SyncError, match="would not subscribe"):
        await server.subscribe(tiny_tiny.feeds.url("nothing"))


async def test_a_wrong_password_is_tried_once(account: Account) -> None:
    async with Client() as client:
        server = connected(client, account, "wrong")
        for _ in range(2):
            with pytest.raises(SyncError, match="does not take the name and password") as caught:
                await server.unread()
            assert caught.value.reason == "refused"


async def test_a_session_that_ended_is_begun_again(account: Account, server: Server) -> None:
    assert len(await server.unread()) == 12
    server._session = "gone"  # type: ignore[attr-defined]
    assert len(await server.unread()) == 12
