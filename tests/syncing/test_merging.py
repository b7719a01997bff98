"""What two sides have made of what they agreed on, for whatever they have made of it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from reader.accounts.merging import LocalFeed, Plan, address_of, merge, merged, same_address
from reader.storage import KnownFeed
from reader.sync import Abilities, RemoteFeed

SERVER = "https://rss.example"
ALL = Abilities(labels=True, subscribe=True, rename=True, folders=True)
_WORDS = some.sampled_from(["", "a", "b", "c"])
_URLS = [f"https://papers.example/{n}" for n in range(6)]


@given(_WORDS, _WORDS, _WORDS)
def test_a_value_that_one_side_changed_is_that_sides(before: str, own: str, other: str) -> None:
    value, tell = merged(own, before, other, before)
    if own == before:
        assert (value, tell) == (other, False)
    elif other == before:
        assert (value, tell) == (own, own != other)
    else:
        assert value == own
    assert tell == (value != other)


@given(_WORDS, _WORDS, _WORDS, _WORDS)
def test_a_second_merge_has_nothing_to_do(own: str, own_before: str, other: str, other_before: str) -> None:
    value, _ = merged(own, own_before, other, other_before)
    assert merged(value, value, value, value) == (value, False)


@some.composite
def _world(draw: some.DrawFn) -> tuple[list[LocalFeed], list[KnownFeed], list[RemoteFeed]]:
    local, known, remote = [], [], []
    for number, url in enumerate(_URLS):
        titles = [draw(some.sampled_from(["T", "U"])) for _ in range(4)]
        if draw(some.booleans()):
            account = draw(some.sampled_from(["home", "home", "", "work"]))
            local.append(
                LocalFeed(number, url, titles[0], draw(_WORDS), account, named=draw(some.booleans()))
            )
        if draw(some.booleans()):
            known.append(
                KnownFeed(f"r{number}", number, url, titles[1], draw(_WORDS), titles[2], draw(_WORDS))
            )
        if draw(some.booleans()):
            remote.append(RemoteFeed(f"r{number}", url, titles[3], draw(_WORDS)))
    return local, known, remote


def _carried_out(
    plan: Plan, local: list[LocalFeed], known: list[KnownFeed], remote: list[RemoteFeed]
) -> tuple[list[LocalFeed], list[KnownFeed], list[RemoteFeed]]:
    """What is there once the plan was carried out, on both sides."""
    there = {feed.id: feed for feed in remote if feed.id not in plan.unsubscribe}
    there |= {f"r{f.feed_id}": RemoteFeed(f"r{f.feed_id}", f.url, f.title, f.folder) for f in plan.subscribe}
    there = {
        key: replace(f, title=plan.rename.get(key, f.title), folder=plan.move.get(key, f.folder))
        for key, f in there.items()
    }
    here = {feed.url: feed for feed in local if feed.url not in plan.remove}
    for url, feed in plan.add.items():
        here[url] = LocalFeed(int(feed.id[1:]), url, feed.title, feed.folder, "home")
    called = {number: title for number, title, _ in plan.call}
    for url, mine in here.items():
        said = plan.say.get(url, {})
        here[url] = replace(
            mine,
            account="home" if url in plan.join else mine.account,
            title=said.get("title") or (mine.title if mine.named else called.get(mine.feed_id, mine.title)),
            folder=(said["folder"] or "") if "folder" in said else mine.folder,
        )
    gone = {*plan.gone, *plan.unsubscribe, *(one for ids in plan.remove.values() for one in ids)}
    agreed = {one.remote_id: one for one in known if one.remote_id not in gone}
    for feed in there.values():
        if (own := here.get(feed.url)) is not None and own.account == "home":
            agreed[feed.id] = KnownFeed(
                feed.id, own.feed_id, feed.url, feed.title, feed.folder, own.title, own.folder
            )
    return [*here.values()], [*agreed.values()], [*there.values()]


@given(_world())
def test_both_sides_agree_once_a_plan_is_carried_out(
    world: tuple[list[LocalFeed], list[KnownFeed], list[RemoteFeed]],
) -> None:
    plan = merge("home", SERVER, *world, ALL, sure=True)
    local, known, remote = _carried_out(plan, *world)
    elsewhere = {feed.url for feed in local if feed.account == "work"}
    mine = {feed.url: feed for feed in local if feed.account == "home"}
    assert mine.keys() | elsewhere >= {feed.url for feed in remote}
    assert mine.keys() == {feed.url for feed in remote} - elsewhere
    alike = {one.remote_id for one in world[1] if one.folder == one.own_folder}  # not spelt in two ways
    for feed in remote:
        if feed.id in alike and feed.url in mine:
            assert mine[feed.url].folder == feed.folder
    again = merge("home", SERVER, local, known, remote, ALL)
    assert replace(again, elsewhere=[]) == Plan()


@given(_world())
def test_no_plan_takes_most_subscriptions_away_unasked(
    world: tuple[list[LocalFeed], list[KnownFeed], list[RemoteFeed]],
) -> None:
    plan = merge("home", SERVER, *world, ALL)
    for going in (plan.unsubscribe, plan.remove):
        assert len(going) <= 3 or 2 * len(going) <= len(world[1])


@given(some.text(max_size=60), some.text(max_size=20))
def test_any_address_that_a_server_tells_becomes_one_that_feeds_toml_may_have(url: str, number: str) -> None:
    from reader.config.rules import FEED

    assert FEED["url"].holds(address_of(RemoteFeed(number, url, ""), SERVER))
    assert same_address(f"http://A.example/x/{url}") == same_address(f"https://a.example/x/{url}")
