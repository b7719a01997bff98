"""One round after another: what is done here shows there, and the other way round."""

from __future__ import annotations

from dataclasses import replace

from reader.model import View
from tests.syncing.conftest import Client, Make


async def test_the_first_round_brings_feeds_and_articles(client: Client) -> None:
    outcome = await client.sync()
    assert (outcome.error, outcome.note, outcome.new, outcome.added) == (None, "", 3, 1)
    [feed] = client.library.feeds()
    assert (feed.title, feed.folder, feed.unread) == ("The Paper", "World", 3)
    assert 'account = "home"' in client.library.feeds_path.read_text(encoding="utf-8")
    article = client.article("2")
    assert article.title == "Number 2"
    assert list(client.library.article_ids(View("search", "harbour")))
    again = await client.sync()
    assert (again.new, again.updated, again.sent, again.marked, again.added) == (0, 0, 0, 0, 0)
    assert client.library.problems() == []


async def test_what_is_read_here_is_read_there_and_the_other_way_round(client: Client) -> None:
    await client.sync()
    await client.library.set_read(client.ids("2"), True)
    client.account.mark(["3"], read=True, starred=True)
    outcome = await client.sync()
    assert (outcome.sent, outcome.marked) == (1, 2)
    assert client.account.unread() == {"4"}
    assert client.unread() == {"4"}
    assert client.starred() == {"3"}


async def test_what_is_unread_again_here_is_so_there(client: Client) -> None:
    await client.sync()
    await client.library.mark_all_read(View())
    await client.sync()
    assert client.account.unread() == set()
    await client.library.set_read(client.ids("3"), False)
    await client.sync()
    assert client.account.unread() == {"3"}


async def test_marks_wait_while_there_is_no_network(client: Client) -> None:
    from reader.sync import SyncError

    await client.sync()

    def offline(_what: str) -> None:
        raise SyncError("rss.example cannot be reached", "unreachable")

    client.server.fault = offline
    await client.library.set_read(client.ids("2", "3"), True)
    await client.library.marks.star(client.ids("4"))
    outcome = await client.sync()
    assert outcome.error == "rss.example cannot be reached"
    assert client.waiting() == 3
    [standing] = client.library.accounts.standing()
    assert (standing.failing, standing.error) == (True, "rss.example cannot be reached")
    client.server.fault = lambda _what: None
    outcome = await client.sync()
    assert (outcome.sent, outcome.error, client.waiting()) == (3, None, 0)
    assert (client.account.unread(), client.account.starred()) == ({"4"}, {"4"})


async def test_the_last_intent_of_the_person_wins_until_the_server_has_taken_it(client: Client) -> None:
    await client.sync()
    await client.library.marks.star(client.ids("2"))
    await client.library.marks.take("starred", client.ids("2"))
    client.account.mark(["2"], starred=True)
    await client.sync()
    assert client.account.starred() == set()
    client.account.mark(["2"], starred=True)
    await client.sync()
    assert client.starred() == {"2"}


async def test_tags_are_labels_and_saving_is_the_label_for_it(client: Client) -> None:
    await client.sync()
    await client.library.marks.change_tags(client.ids("2"), ["ports"])
    await client.library.set_saved(client.ids("3"), True)
    await client.sync()
    assert client.account.items["2"].labels == ("ports",)
    assert client.account.items["3"].labels == ("later",)
    client.account.label(["4"], "lemons", True)
    client.account.label(["4"], "later", True)
    client.account.label(["2"], "ports", False)
    client.account.label(["3"], "later", False)
    await client.sync()
    assert client.article("4").tags == ("lemons",)
    assert client.article("4").saved
    assert not client.article("3").saved
    assert client.article("2").tags == ()


async def test_what_is_taken_back_is_taken_back_there_too(client: Client) -> None:
    await client.sync()
    change = await client.library.marks.change_tags(client.ids("2"), ["ports"])
    await client.sync()
    await client.library.marks.apply_tags(change.reverse)
    await client.sync()
    assert client.account.items["2"].labels == ()


async def test_two_readers_of_one_account_agree(make: Make) -> None:
    first, second = await make("first"), await make("second")
    feed = first.account.subscribe("https://papers.example/feed.xml", "The Paper")
    first.account.publish(feed, 5)
    await first.sync()
    await second.sync()
    await first.library.set_read(first.ids("2", "3"), True)
    await second.library.marks.star(second.ids("6"))
    for client in (first, second, first):
        await client.sync()
    assert first.unread() == second.unread() == first.account.unread() == {"4", "5", "6"}
    assert first.starred() == second.starred() == {"6"}


async def test_rules_act_on_what_comes_and_the_server_hears_of_it(make: Make) -> None:
    from tests.syncing.conftest import TOML

    rule = '\n[[rule]]\nwhen = "title:number"\ndo = ["mark read", "tag counted"]\n'
    client = await make(toml=TOML + rule)
    feed = client.account.subscribe("https://papers.example/feed.xml")
    client.account.publish(feed, 2)
    outcome = await client.sync()
    assert (outcome.new, outcome.sent) == (2, 4)
    assert client.account.unread() == set()
    assert client.account.items["2"].labels == ("counted",)


async def test_an_item_that_has_changed_is_revised_and_keeps_its_marks(client: Client) -> None:
    await client.sync()
    await client.library.set_read(client.ids("4"), True)
    await client.sync()
    item = client.account.items["4"]
    client.account.items["4"] = replace(item, entry=replace(item.entry, title="Number 4, corrected"))
    client.server.edge = 1
    outcome = await client.sync()
    assert (outcome.new, outcome.updated) == (0, 1)
    article = client.article("4")
    assert article.title == "Number 4, corrected"
    assert article.read
