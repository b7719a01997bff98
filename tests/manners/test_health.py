"""What is the matter with a feed is told in a sentence, from what is kept of it, with what helps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reader.health import Ailment, FeedHealth
from reader.library import Library, LibraryError
from reader.model import Block, Document, View
from tests.manners.conftest import World, only_feed
from tests.site.documents import RSS, good, rss, story
from tests.site.server import page, redirect

ETAG = ("ETag", '"a"')
TEXT = "The ferry runs again, and it runs well. " * 30
LONG = f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>"
SPACE = ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def feed_of(name: str, count: int = 4, more: str = LONG) -> bytes:
    return rss(name, *(story(name, n, more) for n in range(count)), attributes=SPACE)


async def health(library: Library) -> FeedHealth:
    [found] = await library.feed_health()
    return found


async def ailment(library: Library, complaint: str) -> Ailment:
    found = [one for one in (await health(library)).ailments if one.complaint == complaint]
    assert len(found) == 1, (await health(library)).ailments
    return found[0]


async def test_a_feed_that_is_well_has_nothing_to_complain_of_and_its_next_check(world: World) -> None:
    world.site.endpoints["/feed"] = page(feed_of("a"), ETAG, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        found = await health(library)
        assert found.ailments == ()
        assert found.next_check == world.clock.now() + timedelta(hours=1)
        assert found.answer_ms is not None


async def test_a_feed_that_is_gone_can_be_removed(world: World) -> None:
    world.site.endpoints["/feed"] = page(b"", status=410)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        assert "gone for good since 2026-11-20" in (await ailment(library, "gone")).sentence
        found = await health(library)
        assert (found.asked, found.next_check) == (False, None)
        said = await library.cure(found.feed_id, found.ailments[0].cure)
        assert "no longer subscribed to" in said
        assert await library.feed_health() == []
    assert world.feeds_toml.read_text(encoding="utf-8").strip() == ""


async def test_a_feed_that_fails_for_a_week_is_dead(world: World) -> None:
    world.site.endpoints["/feed"] = page(b"", status=500)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        assert (await ailment(library, "failing")).cure == "refresh"
        world.clock.pass_by(days=9)
        await library.refresh_due()
        dead = await ailment(library, "dead")
        assert "not answered for 9 days" in dead.sentence
        assert "500" in dead.sentence
        world.site.endpoints["/feed"] = page(feed_of("a"), ETAG, content_type=RSS)
        said = await library.cure(only_feed(library).id, "refresh")
        assert said == "127.0.0.1/feed answers: 4 new articles."
        assert (await health(library)).ailments == ()


@pytest.mark.parametrize("status", [401, 403])
async def test_a_feed_that_wants_a_password_says_where_it_is_given(world: World, status: int) -> None:
    world.site.endpoints["/feed"] = page(b"", status=status)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        assert "`auth`" in (await ailment(library, "private")).remedy


async def test_a_rate_limited_feed_says_until_when_and_so_do_the_others_of_its_host(world: World) -> None:
    world.site.endpoints |= {
        "/limited": page(b"", ("Retry-After", "7200"), status=429),
        "/feed": page(feed_of("a"), ETAG, content_type=RSS),
    }
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
    async with world.library(world.site.url("/feed"), world.site.url("/limited")) as library:
        await library.refresh()
        found = await library.feed_health()
        assert [[one.complaint for one in feed.ailments] for feed in found] == [["limited"]] * 2
        assert all("asks to be left alone until" in feed.ailments[0].sentence for feed in found)
        assert {feed.next_check for feed in found} == {world.clock.now() + timedelta(hours=2)}
        world.clock.pass_by(hours=3)
        [limited, well] = await library.feed_health()
        assert (limited.ailments[0].complaint, well.ailments) == ("limited", ())


async def test_what_is_no_feed_is_broken(world: World) -> None:
    world.site.endpoints["/feed"] = page(b"<!doctype html><p>Hello</p>", content_type="text/html")
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        assert "a web page, not a feed" in (await ailment(library, "broken")).sentence


async def test_a_moved_feed_can_be_moved_at_once(world: World) -> None:
    world.site.endpoints |= {"/old": redirect("/new", 301), "/new": page(feed_of("a"), content_type=RSS)}
    async with world.library(world.site.url("/old")) as library:
        await library.refresh()
        await library.refresh()
        moved = await ailment(library, "moved")
        assert "/new (seen 1 of 3 times)" in moved.sentence
        await library.cure(only_feed(library).id, moved.cure)
        assert only_feed(library).url == world.site.url("/new")
        assert only_feed(library).total == 4
        assert (await health(library)).ailments == ()
        with pytest.raises(LibraryError, match="is where it was"):
            await library.cure(only_feed(library).id, "move")


async def test_a_feed_that_moved_onto_another_says_so(world: World) -> None:
    world.site.endpoints |= {"/old": page(feed_of("a"), content_type=RSS), "/new": good("b")}
    async with world.library(world.site.url("/old"), world.site.url("/new")) as library:
        await library.refresh()
        world.site.endpoints["/old"] = redirect("/new2", 301)
        world.site.endpoints["/new2"] = redirect("/new", 301)
        world.site.endpoints["/new"] = page(feed_of("a"), content_type=RSS)
        await library.refresh()
        [moved, _] = await library.feed_health()
        assert "which you also subscribe to" in moved.ailments[0].sentence
        assert moved.ailments[0].cure == "remove"


async def test_a_slow_feed_is_told_of(world: World) -> None:
    world.site.endpoints["/feed"] = page(feed_of("a"), ETAG, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        with library._store._writing() as connection:
            connection.execute("UPDATE feed SET answer_ms = 12000")
        assert "takes 12 seconds" in (await ailment(library, "slow")).sentence
        await library.refresh()
        assert "takes 9 seconds" in (await ailment(library, "slow")).sentence, "the last counts a quarter"


async def test_a_noisy_feed_is_much_that_few_is_read_of_and_can_be_muted(world: World) -> None:
    body = feed_of("a", 300).replace(b"08:00:00 GMT", b"09:00:00 GMT")
    world.site.endpoints["/feed"] = page(body, ETAG, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        world.clock.pass_by(days=3)
        assert (await health(library)).ailments == (), "not yet watched for a week"
        with library._store._writing() as connection:
            connection.execute("UPDATE feed SET since = since - 86400 * 1000000 * 400")
        assert "you read 0 of 300" in (await ailment(library, "noisy")).sentence
        await library.set_read(list(library.article_ids(View("all")))[:60], True)
        assert (await health(library)).ailments == (), "it is read"
        await library.set_read(list(library.article_ids(View("all"))), False)
        await library.cure(only_feed(library).id, "mute")
        assert only_feed(library).muted
        assert (await health(library)).ailments == ()
    assert "mute = true" in world.feeds_toml.read_text(encoding="utf-8")


async def test_a_feed_that_brought_nothing_for_long_is_silent(world: World) -> None:
    world.site.endpoints["/feed"] = page(feed_of("a"), ETAG, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        world.clock.pass_by(days=80)
        assert (await health(library)).ailments == ()
        world.clock.pass_by(days=40)
        assert "Nothing new has come for 120 days" in (await ailment(library, "silent")).sentence


async def test_a_yearly_feed_is_not_silent_for_a_few_months(world: World) -> None:
    def dated(year: int) -> str:
        return story("a", year, LONG).replace("20 Nov 2026", f"20 Nov {year}")

    body = rss("a", *(dated(year) for year in range(2000, 2027)), attributes=SPACE)
    world.site.endpoints["/feed"] = page(body, ETAG, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        world.clock.pass_by(days=300)
        assert (await health(library)).ailments == ()


async def test_a_feed_of_stubs_is_truncated_and_can_be_read_from_its_pages(world: World) -> None:
    world.site.endpoints["/feed"] = page(feed_of("a", 5, ""), ETAG, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        truncated = await ailment(library, "truncated")
        assert "only the beginning of its articles (5 of 5)" in truncated.sentence
        await library.cure(only_feed(library).id, truncated.cure)
        assert (await health(library)).ailments == ()
    assert "full_text = true" in world.feeds_toml.read_text(encoding="utf-8")


async def test_a_feed_whose_pages_are_behind_a_wall_is_paywalled(world: World) -> None:
    world.site.endpoints["/feed"] = page(feed_of("a", 8), ETAG, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        for number, article_id in enumerate(library.article_ids(View("all"))):
            wall = Document(blocks=(Block("paragraph", "Subscribe to read."),), paywalled=number < 5)
            library._store.put_document(article_id, wall, "page", 1)
        walled = await ailment(library, "paywalled")
        assert "5 of its last 8 pages" in walled.sentence
        await library.cure(only_feed(library).id, walled.cure)
        assert (await health(library)).ailments == ()
    assert "full_text = false" in world.feeds_toml.read_text(encoding="utf-8")


async def test_the_sick_come_before_the_well_and_the_worst_first(world: World) -> None:
    world.site.endpoints |= {
        "/well": page(feed_of("a"), ETAG, content_type=RSS),
        "/stubs": page(feed_of("b", 5, ""), ETAG, content_type=RSS),
        "/failing": page(b"", status=500),
        "/gone": page(b"", status=410),
    }
    async with world.library(*(world.site.url(path) for path in world.site.endpoints)) as library:
        await library.refresh()
        found = await library.feed_health()
        assert [feed.url.rpartition("/")[2] for feed in found] == ["gone", "failing", "stubs", "well"]
