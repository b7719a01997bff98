"""A server that somebody runs, named in READER_SYNC_PEER, keeps the contract, too.

    READER_SYNC_PEER='greader http://127.0.0.1:8080/ alice password' pytest tests/sync/test_named_peer.py

The account has to have a dozen articles and a feed; what they are marked with is changed. With a fifth word,
the address of a feed that it does not have, subscribing is tested with that, and undone.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, cast, get_args

import pytest

from reader.fetch import Client
from reader.sending import sender
from reader.sync import Kind, Server, SyncError, connect

if TYPE_CHECKING:
    from reader.sync import Page, Send

NAMED = shlex.split(os.environ.get("READER_SYNC_PEER", ""))
pytestmark = pytest.mark.skipif(not NAMED, reason="READER_SYNC_PEER names no server")


def connected(send: Send, password: str) -> Server:
    kind, url, user = NAMED[:3]
    assert kind in get_args(Kind)

    async def secret() -> str:
        return password

    return connect(cast("Kind", kind), url, user, secret, send)


@pytest.fixture
async def send() -> AsyncIterator[Send]:
    async with Client(timeout=60) as client:
        yield sender(client)


@pytest.fixture
def server(send: Send) -> Server:
    return connected(send, NAMED[3])


async def pages(server: Server, after: str | None = None) -> list[Page]:
    return [page async for page in server.new_items(after)]


async def some_ids(server: Server) -> list[str]:
    async for page in server.new_items(None):
        if len(page.items) >= 8:
            return [item.id for item in page.items[:8]]
    pytest.fail("the account has too few articles")


async def test_only_the_right_password_is_taken(server: Server, send: Send) -> None:
    await server.log_in()
    with pytest.raises(SyncError) as caught:
        await connected(send, NAMED[3] + "x").log_in()
    assert caught.value.reason == "refused"


async def test_every_article_is_told_once_and_a_first_sync_can_be_resumed(server: Server) -> None:
    all_pages = await pages(server)
    ids = [item.id for page in all_pages for item in page.items]
    feeds = {feed.id for feed in await server.subscriptions()}
    print(f"{len(ids)} articles on {len(all_pages)} pages, {len(feeds)} feeds, total {all_pages[0].total}")
    assert len(ids) == len(set(ids)) >= 8
    assert {item.feed for page in all_pages for item in page.items} <= feeds | {""}
    rest = await pages(server, all_pages[0].cursor)
    assert {item.id for page in rest for item in page.items} >= set(ids) - {
        item.id for item in all_pages[0].items
    }
    assert sum(len(page.items) for page in await pages(server, all_pages[-1].cursor)) <= 3
    assert await server.unread() <= set(ids)
    assert all(item.entry.url and item.entry.title and item.entry.content_html for item in all_pages[0].items)


async def test_items_are_told_by_their_ids(server: Server) -> None:
    ids = await some_ids(server)
    found = await server.items([*ids[:5], "9999999999999999"])
    assert sorted(item.id for item in found) == sorted(ids[:5])


async def test_marks_are_set_and_again_change_nothing(server: Server) -> None:
    ids = await some_ids(server)
    for value in (True, False, True):
        for _ in range(2):
            await server.set_read([*ids[:4], "9999999999999999"], value)
            await server.set_starred([*ids[2:6], "9999999999999999"], value)
        assert bool(set(ids[:4]) & await server.unread()) != value
        assert set(ids[2:6]) & await server.starred() == (set(ids[2:6]) if value else set())
    told = {item.id: item for item in await server.items(ids)}
    assert [told[name].read for name in ids[:4]] == [True] * 4
    assert [told[name].starred for name in ids[2:6]] == [True] * 4
    await server.set_starred(ids[2:6], False)


async def test_labels_are_set_where_they_can_be_made(server: Server) -> None:
    await server.log_in()
    if not server.abilities.new_labels:
        pytest.skip("this server makes no labels by its API")
    ids = await some_ids(server)
    for _ in range(2):
        await server.set_label(ids[:3], "Bread & roses", True)
        await server.set_label(ids[:1], "Bread & roses", False)
    assert "Bread & roses" in await server.labels()
    assert await server.labelled("Bread & roses") == frozenset(ids[1:3])
    assert [item.labels for item in await server.items(ids[1:2])] == [("Bread & roses",)]
    await server.set_label(ids[:3], "Bread & roses", False)


async def test_a_feed_is_renamed_and_moved_and_back(server: Server) -> None:
    await server.log_in()
    if not server.abilities.rename:
        pytest.skip("this server changes no feeds by its API")
    feed = (await server.subscriptions())[0]
    await server.rename(feed.id, "Bread & roses: a, b / c")
    for folder in ("Even & odd", "Papers", "", feed.folder):
        await server.move(feed.id, folder)
        [told] = [one for one in await server.subscriptions() if one.id == feed.id]
        assert (told.title, told.folder) == ("Bread & roses: a, b / c", folder)
    await server.rename(feed.id, feed.title)
    assert feed in await server.subscriptions()


@pytest.mark.skipif(len(NAMED) < 5, reason="READER_SYNC_PEER names no feed")
async def test_subscribing_again_changes_nothing_and_so_does_leaving_again(server: Server) -> None:
    await server.log_in()
    if not server.abilities.subscribe:
        pytest.skip("this server takes no subscriptions by its API")
    url = NAMED[4]
    before = {feed.url for feed in await server.subscriptions()}
    for _ in range(2):
        await server.subscribe(url, "The third", "Papers")
    [feed] = [feed for feed in await server.subscriptions() if feed.url == url]
    if server.abilities.rename:
        assert (feed.title, feed.folder) == ("The third", "Papers")
    for _ in range(2):
        await server.unsubscribe(feed.id)
    assert {feed.url for feed in await server.subscriptions()} == before
    with pytest.raises(SyncError) as caught:
        await server.subscribe(url.replace("http://", "http://nowhere."))
    assert caught.value.reason == "unable"
