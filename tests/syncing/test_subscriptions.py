"""Subscriptions and folders of an account, changed here and there."""

from __future__ import annotations

import asyncio

from reader.demo import DemoServer
from reader.model import View
from reader.sync import Abilities
from tests.syncing.conftest import TOML, Client, Make
from tests.syncing.memory import MemoryServer

FEED = "https://papers.example/feed.xml"
OTHER = "https://papers.example/other.xml"


async def test_a_feed_added_there_comes_and_one_removed_there_goes_and_its_articles_stay(
    client: Client,
) -> None:
    await client.sync()
    other = client.account.subscribe(OTHER, "The Other", "Sport")
    client.account.publish(other, 2)
    await client.sync()
    assert {(feed.title, feed.folder) for feed in client.library.feeds()} == {
        ("The Paper", "World"),
        ("The Other", "Sport"),
    }
    await client.library.set_saved([client.articles()["6"].id], True)
    del client.account.feeds[other]
    outcome = await client.sync()
    assert outcome.removed == 1
    assert [feed.title for feed in client.library.feeds()] == ["The Paper"]
    assert [one.title for one in client.library.articles(client.library.article_ids(View("saved")))] == [
        "Number 6"
    ]


async def test_a_feed_of_the_account_in_feeds_toml_is_subscribed_to_there(client: Client) -> None:
    await client.sync()
    path = client.library.feeds_path
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\n[[feed]]\nurl = "{OTHER}"\nfolder = "Sport"\naccount = "home"\n', "utf-8")
    await client.library.editing.reread()
    await client.sync()
    feed = next(one for one in client.account.feeds.values() if one.url == OTHER)
    assert feed.folder == "Sport"
    client.account.publish(feed.id)
    assert (await client.sync()).new == 1


async def test_a_feed_removed_here_is_unsubscribed_from_there_and_undo_brings_it_back(client: Client) -> None:
    await client.sync()
    [feed] = client.library.feeds()
    await client.library.unsubscribe(feed.id)
    await client.sync()
    assert client.account.feeds == {}
    await client.library.history.undo()
    await client.sync()
    [again] = client.account.feeds.values()
    assert (again.url, again.folder) == (FEED, "World")
    assert client.library.feeds()[0].total == 3


async def test_names_and_folders_go_both_ways_and_the_person_here_wins(client: Client) -> None:
    await client.sync()
    [feed], [there] = client.library.feeds(), client.account.feeds
    await client.library.editing.rename(feed.id, "My paper")
    await client.library.editing.put_in([feed.id], "Mine")
    await client.sync()
    assert (client.account.feeds[there].title, client.account.feeds[there].folder) == ("My paper", "Mine")
    await client.server.rename(there, "Theirs")
    await client.server.move(there, "There")
    await client.sync()
    assert (client.library.feeds()[0].title, client.library.feeds()[0].folder) == ("Theirs", "There")
    await client.server.move(there, "Elsewhere")
    await client.library.editing.put_in([feed.id], "Here")
    await client.sync()
    assert client.account.feeds[there].folder == client.library.feeds()[0].folder == "Here"


async def test_feeds_that_were_here_before_join_up_with_nothing_twice(make: Make, demo: DemoServer) -> None:
    """The article's guid, or else its address, tells that both have the same."""
    text = demo.feeds_toml + TOML.replace("[settings]", "# settings\n")
    text = text.replace('backup = "off"\n', "").replace("prefetch = 0\n", "")
    client = await make(toml=text)
    library = client.library
    await library.refresh([library.feeds()[0].id])
    [feed] = [one for one in library.feeds() if one.total]
    articles = library.articles(library.article_ids(View()))
    await library.set_read([articles[0].id], True)
    await library.marks.star([articles[1].id])
    there = client.account.subscribe(feed.url, feed.title)
    numbers = client.account.publish(there, len(articles) + 1)
    for number, article in zip(numbers, articles, strict=False):
        item = client.account.items[number]
        entry = type(item.entry)(guid=f"tag:{number}", url=article.url, title=article.title)
        client.account.items[number] = type(item)(number, there, entry, item.read, item.starred)
    client.account.mark([numbers[2]], read=True)
    outcome = await client.sync()
    assert (outcome.error, outcome.new) == (None, 1)
    assert library.feeds()[0].total == len(articles) + 1
    now = {one.id: one for one in library.articles(library.article_ids(View()))}
    assert now[articles[2].id].read
    assert now[articles[1].id].starred
    assert client.account.items[numbers[0]].read
    assert client.account.items[numbers[1]].starred
    assert not any(one.changed for one in now.values())
    report = await library.refresh([feed.id])
    assert [one.name for one in report.accounts] == ["home"], "it is not asked itself any more"
    assert report.outcomes == ()


async def test_a_file_that_lost_its_feeds_does_not_unsubscribe_from_everything(client: Client) -> None:
    for number in range(8):
        client.account.subscribe(f"https://papers.example/{number}.xml")
    await client.sync()
    client.library.feeds_path.write_text(TOML, encoding="utf-8")
    await client.library.editing.reread()
    outcome = await client.sync()
    assert "9 feeds are no longer in feeds.toml" in outcome.note
    assert len(client.account.feeds) == 9
    assert (await client.sync(accept_removals=True)).note == ""
    assert client.account.feeds == {}


async def test_a_server_that_lost_its_feeds_does_not_empty_feeds_toml(client: Client) -> None:
    for number in range(8):
        client.account.subscribe(f"https://papers.example/{number}.xml")
    await client.sync()
    client.account.feeds.clear()
    outcome = await client.sync()
    assert "The server no longer has 9 feeds" in outcome.note
    assert len(client.library.feeds()) == 9
    await client.sync(accept_removals=True)
    assert client.library.feeds() == []


async def test_what_a_server_cannot_do_stays_here(make: Make) -> None:
    client = await make(server=MemoryServer((await make("other")).account, abilities=Abilities()))
    client.account.publish(client.account.subscribe(FEED, "The Paper"), 2)
    await client.sync()
    [feed] = client.library.feeds()
    await client.library.editing.rename(feed.id, "Mine")
    await client.library.marks.change_tags([client.articles()["2"].id], ["ports"])
    await client.library.unsubscribe(feed.id)
    for _ in range(2):
        assert (await client.sync()).error is None
    assert client.library.feeds() == []
    assert [one.title for one in client.account.feeds.values()] == ["The Paper"]
    assert client.waiting() == 0


async def test_an_account_that_is_removed_leaves_its_feeds_and_articles(client: Client) -> None:
    await client.sync()
    assert await client.library.accounts.remove("home") == 1
    text = client.library.feeds_path.read_text(encoding="utf-8")
    assert "account" not in text
    assert "kept-secret" not in text
    assert client.library.feeds()[0].total == 3
    await client.library.set_read(client.ids("2"), True)
    assert await asyncio.to_thread(client.library._store.remote.states) == []


async def test_a_feeds_toml_that_is_gone_for_a_moment_costs_nothing_that_waits(client: Client) -> None:
    await client.sync()
    await client.library.set_read(client.ids("2"), True)
    path = client.library.feeds_path
    text = path.read_text(encoding="utf-8")
    path.write_text("[settings]\n", encoding="utf-8")
    await client.library.editing.reread()
    assert client.library.accounts.standing() == []
    path.write_text(text, encoding="utf-8")
    await client.library.editing.reread()
    outcome = await client.sync()
    assert (outcome.sent, outcome.new) == (1, 0)
    assert client.account.items["2"].read
    assert len(client.account.feeds) == 1


async def test_an_account_that_is_only_called_otherwise_keeps_what_waits(client: Client) -> None:
    await client.sync()
    await client.library.set_read(client.ids("2"), True)
    path = client.library.feeds_path
    path.write_text(path.read_text(encoding="utf-8").replace('"home"', '"server"'), encoding="utf-8")
    await client.library.editing.reread()
    [outcome] = await client.library.sync(["server"])
    assert (outcome.sent, outcome.new) == (1, 0)
    assert client.account.items["2"].read


async def test_a_server_outside_brings_no_address_of_a_private_network_in(client: Client) -> None:
    client.account.subscribe("http://192.168.0.7/feed.xml", "The Inside")
    outcome = await client.sync()
    assert [feed.title for feed in client.library.feeds()] == ["The Paper"]
    assert outcome.added == 1
    assert "1 of its feeds are in a private network" in outcome.note
