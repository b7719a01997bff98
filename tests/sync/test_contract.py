"""Every server does what `Server` promises, whatever it speaks and whatever its ways."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.sync import SyncError
from tests.sync.fakes.account import MORNING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.sync import Page, RemoteItem, Server
    from tests.sync.fakes.account import Item
    from tests.sync.peers import Peer


WRONG = "w:rong/secret"


def ids(items: Iterable[Item]) -> list[str]:
    return [str(item.id) for item in items]


async def pages(server: Server, after: str | None = None) -> list[Page]:
    return [page async for page in server.new_items(after)]


async def told(server: Server, after: str | None = None) -> list[RemoteItem]:
    return [item for page in await pages(server, after) for item in page.items]


def a_feed(peer: Peer, count: int) -> list[str]:
    return ids(peer.account.arrive(peer.account.subscribe("http://news.example/rss", "The News"), count))


async def test_the_right_password_logs_in_at_the_address_that_a_person_types(peer: Peer) -> None:
    await peer.server().log_in()


async def test_a_wrong_password_is_refused_without_telling_it_and_tried_once(peer: Peer) -> None:
    server = peer.server(password=WRONG)
    for _ in range(2):
        with pytest.raises(SyncError, match="does not take the name and password") as caught:
            await server.unread()
        assert caught.value.reason == "refused"
        assert "rong" not in f"{caught.value!r} {caught.value} {caught.value.__cause__!r}"
    sent = [
        asked for asked in peer.served.asked if b"rong" in asked.body or asked.headers.get("authorization")
    ]
    assert len(sent) <= 2  # Nextcloud: one for each version that there may be


async def test_subscriptions_come_with_their_addresses_titles_and_folders(peer: Peer) -> None:
    peer.account.subscribe("http://news.example/rss?a=1&b=2", 'Bread & "Roses" <daily>', "Papers")
    peer.account.subscribe("http://news.example/other", "Other, and more")
    told = await peer.server().subscriptions()
    assert [(feed.url, feed.title, feed.folder) for feed in told] == [
        ("http://news.example/rss?a=1&b=2", 'Bread & "Roses" <daily>', "Papers"),
        ("http://news.example/other", "Other, and more", ""),
    ]
    assert len({feed.id for feed in told}) == 2


async def test_an_empty_account_has_nothing(peer: Peer) -> None:
    server = peer.server()
    assert not await server.subscriptions()
    assert not await pages(server)
    assert not await server.unread() | await server.starred()
    assert not await server.labels()


async def test_the_first_sync_tells_every_article_once(peer: Peer) -> None:
    wanted = a_feed(peer, 620)
    found = await pages(peer.server())
    assert [item.id for page in found for item in page.items] == wanted
    assert len(found) >= 3
    assert {page.total for page in found} <= {620, None}


async def test_a_first_sync_that_was_stopped_goes_on_from_its_cursor(peer: Peer) -> None:
    wanted = a_feed(peer, 620)
    heard = []
    cursor = None
    async for page in peer.server().new_items(None):
        heard += [item.id for item in page.items]
        cursor = page.cursor
        if len(heard) >= 250:
            break
    assert len(heard) < 620
    rest = [item.id for item in await told(peer.server(), cursor)]
    assert sorted(set(heard + rest)) == sorted(wanted)
    assert len(heard + rest) <= 620 + 1  # a few at the edge


async def test_what_comes_later_is_told_after_the_cursor_even_if_it_was_published_long_before(
    peer: Peer,
) -> None:
    a_feed(peer, 30)
    [*_, last] = await pages(peer.server())
    assert len(await told(peer.server(), last.cursor)) <= 1
    feed = peer.account.feeds[1]
    late = ids([*peer.account.arrive(feed, 2, older=5000), *peer.account.arrive(feed, 1)])
    again = await pages(peer.server(), last.cursor)
    assert set(late) <= {item.id for page in again for item in page.items}
    assert sum(len(page.items) for page in again) <= 4
    assert len(await told(peer.server(), again[-1].cursor)) <= 1


async def test_an_article_is_told_with_all_that_the_server_has_of_it(peer: Peer) -> None:
    a_feed(peer, 2)
    peer.account.ordered()[0].read = True
    peer.account.ordered()[1].starred = True
    server = peer.server()
    [feed] = await server.subscriptions()
    first, second = await told(server)
    assert (first.feed, second.feed) == (feed.id, feed.id)
    assert [(item.read, item.starred) for item in (first, second)] == [(True, False), (False, True)]
    entry = first.entry
    assert entry.title == "Story 0 & <co>"
    assert entry.url == "http://news.example/0"
    assert entry.guid in {entry.url, "urn:item:0"}
    assert entry.authors == ("Ada Osei",)
    assert entry.published == datetime.fromtimestamp(MORNING, UTC)
    assert entry.content_html == "<p>Bread &amp; roses.</p>"


async def test_items_are_told_by_their_ids_and_unknown_ones_passed_over(peer: Peer) -> None:
    wanted = a_feed(peer, 130)
    server = peer.server()
    some = [*wanted[3:60:5], wanted[100]]
    found = await server.items([*some, "18446744073709551", "no id", "9" * 400])
    assert sorted(item.id for item in found) == sorted(some)
    assert not await server.items([])


async def test_read_marks_are_set_and_setting_them_again_changes_nothing(peer: Peer) -> None:
    wanted = a_feed(peer, 300)
    server = peer.server()
    assert await server.unread() == frozenset(wanted)
    for _ in range(2):
        await server.set_read(wanted[:280], True)
        await server.set_read(wanted[:20], False)
    assert await server.unread() == frozenset(wanted[:20] + wanted[280:])
    assert sum(item.read for item in peer.account.items.values()) == 260


async def test_stars_are_set_and_setting_them_again_changes_nothing(peer: Peer) -> None:
    wanted = a_feed(peer, 60)
    server = peer.server()
    for _ in range(3):
        await server.set_starred(wanted[:50], True)
    for _ in range(2):
        await server.set_starred(wanted[10:55], False)
    assert await server.starred() == frozenset(wanted[:10])
    assert [item.starred for item in peer.account.ordered()] == [True] * 10 + [False] * 50


async def test_marks_of_ids_that_the_server_does_not_know_are_passed_over(peer: Peer) -> None:
    wanted = a_feed(peer, 3)
    server = peer.server()
    unknown = ["77777777777", "no id", ""]
    await server.set_read([*unknown, wanted[0]], True)
    await server.set_starred([*unknown, wanted[1]], True)
    await server.set_read([], True)
    assert await server.unread() == frozenset(wanted[1:])
    assert await server.starred() == frozenset(wanted[1:2])


async def test_labels_are_put_on_and_taken_off_where_there_are_any(peer: Peer) -> None:
    wanted = a_feed(peer, 5)
    peer.account.subscribe("http://news.example/other", "Other", "Papers")
    server = peer.server()
    await server.log_in()
    if not server.abilities.labels:
        assert not await server.labels() + tuple(await server.labelled("To read"))
        with pytest.raises(SyncError) as caught:
            await server.set_label(wanted, "To read", True)
        assert caught.value.reason == "unable"
        return
    if not server.abilities.new_labels:
        peer.account.labels.append("To read")
    for _ in range(2):
        await server.set_label(wanted[:4], "To read", True)
        await server.set_label(wanted[:1], "To read", False)
    assert await server.labels() == ("To read",)
    assert await server.labelled("To read") == frozenset(wanted[1:4])
    assert await server.labelled("Papers") == frozenset()
    assert [item.labels for item in await server.items(wanted[:2])] == [(), ("To read",)]


async def test_subscribing_makes_the_feed_in_its_folder_and_again_changes_nothing(peer: Peer) -> None:
    server = peer.server()
    await server.log_in()
    peer.account.subscribe("http://news.example/first", "First", "Papers")
    peer.account.unreadable.add("http://news.example/none")
    if not server.abilities.subscribe:
        with pytest.raises(SyncError) as caught:
            await server.subscribe("http://news.example/second")
        assert caught.value.reason == "unable"
        return
    for _ in range(2):
        await server.subscribe("http://news.example/second", "Sec&nd", "Papers")
    told = {feed.url: feed for feed in await server.subscriptions()}
    assert set(told) == {"http://news.example/first", "http://news.example/second"}
    second = told["http://news.example/second"]
    assert second.folder == "Papers"
    assert second.title == ("Sec&nd" if server.abilities.rename else "second")
    with pytest.raises(SyncError, match="would not subscribe") as caught:
        await server.subscribe("http://news.example/none")
    assert caught.value.reason == "unable"
    for _ in range(2):
        await server.unsubscribe(second.id)
    assert [feed.url for feed in await server.subscriptions()] == ["http://news.example/first"]


async def test_a_feed_is_renamed_and_moved_between_folders(peer: Peer) -> None:
    peer.account.subscribe("http://news.example/rss", "The News", "Papers")
    server = peer.server()
    [feed] = await server.subscriptions()
    if not server.abilities.rename:
        for change in (server.rename(feed.id, "x"), server.move(feed.id, "x")):
            with pytest.raises(SyncError) as caught:
                await change
            assert caught.value.reason == "unable"
        return
    await server.rename(feed.id, "Bread & roses")
    for folder in ("Evening / late", "Papers", "", "Weekly"):
        for _ in range(2):
            await server.move(feed.id, folder)
        [told] = await server.subscriptions()
        assert (told.id, told.title, told.folder) == (feed.id, "Bread & roses", folder)


async def test_another_person_s_changes_show_in_the_sets(peer: Peer) -> None:
    wanted = a_feed(peer, 10)
    server = peer.server()
    assert await server.unread() == frozenset(wanted)
    for item in peer.account.ordered()[:4]:
        item.read, item.starred = True, True
    assert await server.unread() == frozenset(wanted[4:])
    assert await server.starred() == frozenset(wanted[:4])


async def test_no_cookie_is_sent_and_the_password_stays_out_of_every_address(peer: Peer) -> None:
    a_feed(peer, 3)
    server = peer.server()
    await told(server)
    await server.set_read(ids(peer.account.ordered()), True)
    for asked in peer.served.asked:
        assert "cookie" not in asked.headers
        assert "wörd" not in asked.path + "".join(asked.query.values())
    assert peer.account.password not in repr(server) + repr(vars(server))
