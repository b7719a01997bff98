"""Servers that fail, lie or forget cost a sentence, never what the person did or keeps."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.clock import Clock
from reader.library import Progress
from reader.model import View
from reader.periods import Keep
from reader.sync import SyncError
from tests.syncing.conftest import Client, Make, use
from tests.syncing.memory import MemoryServer


class Once:
    """Fails at one question, once."""

    def __init__(self, what: str, error: SyncError | None = None) -> None:
        self.what, self.error = what, error or SyncError("the server is busy (500)", "unreachable")

    def __call__(self, what: str) -> None:
        if what == self.what:
            self.what = ""
            raise self.error


@pytest.mark.parametrize("what", ["before set_read", "after set_read", "before new_items", "before unread"])
async def test_a_failure_anywhere_is_made_up_for_in_the_next_round(client: Client, what: str) -> None:
    await client.sync()
    await client.library.set_read(client.ids("2", "3"), True)
    client.account.publish("f1", 2)
    client.server.fault = Once(what)
    assert (await client.sync()).error == "the server is busy (500)"
    assert (await client.sync()).error is None
    assert client.account.unread() == client.unread() == {"4", "5", "6"}
    assert client.waiting() == 0


async def test_what_changes_while_the_server_is_told_is_told_once_more(client: Client) -> None:
    await client.sync()
    [number] = client.ids("2")
    await client.library.set_read([number], True)
    store = client.library._store

    def change_mind(what: str) -> None:
        if what == "after set_read" and client.account.items["2"].read is not False:
            client.server.fault = lambda _what: None
            store.set_read([number], False)

    client.server.fault = change_mind
    await client.sync()
    assert not client.account.items["2"].read
    assert "2" in client.unread()


async def test_a_server_that_says_ok_and_does_nothing_is_found_out(client: Client) -> None:
    await client.sync()
    client.account.deaf = {"2"}
    await client.library.set_read(client.ids("2"), True)
    for _ in range(2):
        assert (await client.sync()).note == ""
        assert client.article("2").read
        assert client.waiting() == 1
    assert "does not keep what was done with 1" in (await client.sync()).note
    assert client.waiting() == 0
    assert not client.article("2").read


async def test_an_item_the_server_has_no_more_keeps_its_star_and_tags_and_what_was_done_last(
    client: Client,
) -> None:
    await client.sync()
    await client.library.marks.star(client.ids("2"))
    await client.library.marks.change_tags(client.ids("3"), ["ports"])
    await client.sync()
    await client.library.set_read(client.ids("2"), False)
    del client.account.items["2"], client.account.items["3"]
    await client.library.set_read(client.ids("4"), True)
    outcome = await client.sync()
    assert outcome.error is None
    assert client.article("2").starred
    assert client.article("3").tags == ("ports",)
    assert client.waiting() == 0


async def test_a_server_that_loses_its_list_of_unread_items_does_not_make_everything_read(
    client: Client,
) -> None:
    client.account.publish("f1", 300)
    await client.sync()
    real = client.server.unread

    async def nothing() -> frozenset[str]:
        return frozenset()

    client.server.unread = nothing  # type: ignore[method-assign]
    assert "contradicts itself" in ((await client.sync()).error or "")
    assert len(client.unread()) == 303
    client.server.unread = real  # type: ignore[method-assign]
    client.account.mark(client.account.items, read=True)
    assert (await client.sync()).error is None
    assert client.unread() == set()


async def test_what_was_let_go_of_here_is_not_unread_there_and_does_not_come_back(client: Client) -> None:
    await client.sync()
    await client.library.mark_all_read(View())
    store, [feed] = client.library._store, client.library.feeds()
    assert store.purge(feed.id, Keep(period=timedelta(seconds=0))) == 3
    client.server.edge = 3
    outcome = await client.sync()
    assert (outcome.sent, outcome.new) == (3, 0)
    assert client.account.unread() == set()
    assert client.articles() == {}
    client.account.mark(["3"], starred=True)
    await client.sync()
    assert client.starred() == {"3"}


async def test_a_first_sync_can_be_stopped_and_goes_on_where_it_stopped(make: Make) -> None:
    client = await make(server=MemoryServer((await make("other")).account, per_page=100))
    client.account.publish(client.account.subscribe("https://papers.example/feed.xml"), 1_000)
    seen: list[Progress] = []

    def stop_soon(progress: Progress) -> None:
        seen.append(progress)
        if progress.done >= 300:
            client.library.stop_refreshing()

    [outcome] = await client.library.sync(["home"], stop_soon)
    assert outcome.stopped
    came = client.library.count(View())
    assert 300 <= came < 1_000
    assert seen[0].total == 1_000
    asked = len(client.server.asked)
    [outcome] = await client.library.sync(["home"], seen.append)
    assert outcome.new == 1_000 - came
    assert client.server.asked[asked:].count("new_items") <= 8
    assert client.library.count(View()) == 1_000
    assert client.library.problems() == []


async def test_a_refused_login_is_not_repeated_until_somebody_asks_or_the_settings_change(
    client: Client,
) -> None:
    def refuse(what: str) -> None:
        if what == "before log_in":
            raise SyncError("rss.example does not take this name and password", "refused")

    client.server.fault = refuse
    for _ in range(3):
        report = await client.library.refresh()
        assert "does not take this name" in report.failed[0][1]
        await client.library.refresh_due()
    assert client.server.asked == ["log_in"]
    await client.sync()
    assert client.server.asked == ["log_in"] * 2
    path = client.library.feeds_path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kept-secret", "the-right-one"), encoding="utf-8")
    await client.library.editing.reread()
    client.server.fault = lambda _what: None
    assert (await client.library.refresh()).failed == ()
    assert client.library.count(View()) == 3


async def test_a_server_that_asks_for_time_gets_it(client: Client) -> None:
    client.server.fault = Once("before log_in", SyncError("asked for time", "unreachable", 3600.0))
    assert (await client.sync()).error == "asked for time"
    [outcome] = (await client.library.refresh()).accounts
    assert (outcome.error, outcome.waiting) == ("asked for time", True)
    assert client.library.count(View()) == 0
    assert (await client.sync()).error is None


class _Later(Clock):
    """A clock that can be put forward."""

    ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


async def test_accounts_are_synced_by_themselves_and_what_was_done_is_told_soon(client: Client) -> None:
    clock = _Later()
    client.library.accounts._clock = clock
    assert [one.name for one in (await client.library.refresh_due()).accounts] == ["home"]
    assert (await client.library.refresh_due()).accounts == ()
    await client.library.set_read(client.ids("2"), True)
    clock.ahead = timedelta(minutes=2)
    asked = len(client.server.asked)
    await client.library.refresh_due()
    assert client.server.asked[asked:] == ["set_read"]
    assert client.account.items["2"].read
    clock.ahead = timedelta(hours=2)
    client.account.publish("f1")
    assert (await client.library.refresh_due()).new == 1


async def test_hostile_items_are_washed_and_cost_themselves_at_most(client: Client) -> None:
    evil = "[/bold]\x1b]52;c;aGVsbG8=\x07 <script>alert(1)</script>Title &amp; more \u202egnp.exe"
    [first, second, third] = client.account.publish("f1", 3)
    item = client.account.items[first]
    client.account.items[first] = replace(
        item,
        labels=("x" * 5_000, "\x1b[31mred", ""),
        entry=replace(item.entry, title=evil, content_html="<p>" * 50_000 + "\ud800\x00", guid="\udcff"),
    )
    item = client.account.items[second]
    wrong = replace(item.entry, url="javascript:alert(1)", published=datetime.max.replace(tzinfo=UTC))
    client.account.items[second] = replace(item, entry=wrong)
    item = client.account.items[third]
    client.account.items[third] = replace(item, feed="nobody")
    outcome = await client.sync()
    assert outcome.error is None
    assert outcome.new == 5
    for article in client.library.articles(client.library.article_ids(View())):
        assert "\x1b" not in article.title
        assert "\u202e" not in article.title
        assert article.url is None or article.url.startswith("https://")
        assert all("\x1b" not in tag for tag in article.tags)
    assert client.library.problems() == []


async def test_two_programs_that_sync_one_library_do_not_get_in_each_others_way(
    make: Make, client: Client
) -> None:
    await client.sync()
    other = await make("first")
    await client.library.set_read(client.ids("2"), True)
    await other.library.set_read(client.ids("3"), True)
    outcomes = await asyncio.gather(client.sync(), other.sync())
    assert [one.error for one in outcomes] == [None, None]
    assert client.account.unread() == client.unread() == {"4"}


async def test_a_server_of_another_address_begins_anew_and_nothing_is_twice(client: Client) -> None:
    await client.sync()
    await client.library.set_read(client.ids("2"), True)
    path = client.library.feeds_path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("https://rss.example", "https://new.example"), encoding="utf-8")
    await client.library.editing.reread()
    use(client.library, client.server)
    outcome = await client.sync()
    assert (outcome.error, outcome.new) == (None, 0)
    assert client.account.unread() == client.unread() == {"3", "4"}
