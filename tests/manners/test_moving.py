"""A feed that has moved for good is followed, once that is sure, and nowhere else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from reader.library import LibraryError
from reader.model import View
from tests.manners.conftest import World, only_feed
from tests.site.certificates import can_be_made, certificate
from tests.site.documents import RSS, good, rss, story
from tests.site.internet import OUTSIDE, Internet
from tests.site.server import Request, Site, conditional, page, redirect

ETAG = ("ETag", '"a"')


@pytest.mark.parametrize("status", [301, 308])
async def test_301_and_308_move_the_stored_address_after_three_times_at_the_same_target(
    world: World, status: int
) -> None:
    world.site.endpoints |= {"/old": good("a", ETAG), "/new": good("a", ETAG)}
    old, new = world.site.url("/old"), world.site.url("/new")
    async with world.library(f'# my paper\nurl = "{old}"  # since 2019\ntitle = "Mine"') as library:
        await library.refresh()
        world.site.endpoints["/old"] = redirect("/new", status)
        await library.refresh()
        await library.refresh()
        assert only_feed(library).url == old
        await library.refresh()
        assert only_feed(library).url == new
        assert library.count(View("feed", str(only_feed(library).id))) == 2
        world.forget()
        await library.refresh()
        assert [request.path for request in world.site.asked] == ["/new"]
    written = world.feeds_toml.read_text(encoding="utf-8")
    assert written == f'[[feed]]\n# my paper\nurl = "{new}"  # since 2019\ntitle = "Mine"\n'
    async with world.library() as library:
        assert only_feed(library).total == 2


async def test_a_not_modified_at_the_new_address_counts_as_the_same_feed(world: World) -> None:
    world.site.endpoints |= {"/old": good("a", ETAG), "/new": conditional(rss("a"), etag='"a"')}
    async with world.library(world.site.url("/old")) as library:
        await library.refresh()
        world.site.endpoints["/old"] = redirect("/new", 301)
        for _ in range(3):
            assert (await library.refresh()).unchanged == 1
        assert only_feed(library).url == world.site.url("/new")


async def test_a_target_that_changes_or_a_visit_at_home_begins_the_count_anew(world: World) -> None:
    world.site.endpoints |= {"/old": good("a"), "/new": good("a"), "/newer": good("a")}
    async with world.library(world.site.url("/old")) as library:
        await library.refresh()
        for target in ("/new", "/new", "/newer", "", "/new", "/new"):
            world.site.endpoints["/old"] = redirect(target, 301) if target else good("a")
            await library.refresh()
        assert only_feed(library).url == world.site.url("/old")


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_temporary_redirect_moves_nothing(world: World, status: int) -> None:
    world.site.endpoints |= {"/old": redirect("/new", status), "/new": good("a")}
    async with world.library(world.site.url("/old")) as library:
        for _ in range(6):
            await library.refresh()
        assert only_feed(library).url == world.site.url("/old")


async def test_another_feed_at_the_target_is_not_followed(world: World) -> None:
    world.site.endpoints |= {"/old": good("a"), "/parked": page(rss("b", story("x")), content_type=RSS)}
    async with world.library(world.site.url("/old")) as library:
        await library.refresh()
        for number in range(6):  # something new each time: nothing in common, not even with itself
            world.site.endpoints["/old"] = redirect("/parked", 301)
            body = rss(f"Domain for sale {number}", story(f"sale-{number}"))
            world.site.endpoints["/parked"] = page(body, content_type=RSS)
            await library.refresh()
        assert only_feed(library).url == world.site.url("/old")


@pytest.mark.skipif(not can_be_made(), reason="certificates are made with openssl")
async def test_nobody_is_moved_from_https_to_http(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, secure = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", file)
    async with Site(tls=secure) as site, Site({"/new": good("a")}) as plain:
        site.endpoints["/old"] = good("a")
        async with world.library(site.url("/old", "localhost")) as library:
            await library.refresh()
            site.endpoints["/old"] = redirect(plain.url("/new"), 301)
            for _ in range(5):
                assert (await library.refresh()).failed == ()
            assert only_feed(library).url == site.url("/old", "localhost")


async def test_nobody_is_moved_into_a_private_network(internet: Internet, world: World) -> None:
    world.site.endpoints["/new"] = good("a")
    async with (
        Site({"/old": good("a")}, host=OUTSIDE) as site,
        world.library(site.url("/old", "news.example")) as library,
    ):
        await library.refresh()
        site.endpoints["/old"] = redirect(world.site.url("/new"), 301)
        for _ in range(5):
            report = await library.refresh()
        assert "private network" in str(report.failed)
        assert only_feed(library).url == site.url("/old", "news.example")
    assert world.asked("/new") == 0


async def test_a_feed_is_not_moved_onto_one_that_is_subscribed_to_already(world: World) -> None:
    world.site.endpoints |= {"/old": good("a"), "/new": good("a")}
    async with world.library(world.site.url("/old"), world.site.url("/new")) as library:
        await library.refresh()
        world.site.endpoints["/old"] = redirect("/new", 301)
        for _ in range(5):
            assert (await library.refresh()).failed == ()
        assert [feed.url for feed in library.feeds()] == [world.site.url("/old"), world.site.url("/new")]
        assert [feed.total for feed in library.feeds()] == [2, 2]
        with pytest.raises(LibraryError, match="is subscribed to already"):
            await library.cure(library.feeds()[0].id, "move")


async def test_a_password_does_not_move_to_another_host(world: World) -> None:
    world.site.endpoints |= {"/old": good("a"), "/new": good("a"), "/new-here": good("a")}
    old = world.site.url("/old")
    feed = f'url = "{old}"\nauth = {{user = "anna", password = "hunter2"}}'
    async with world.library(feed) as library:
        await library.refresh()
        world.site.endpoints["/old"] = redirect(world.site.url("/new", "localhost"), 301)
        for _ in range(5):
            await library.refresh()
        assert only_feed(library).url == old
        assert "authorization" not in world.last("/new")
        world.site.endpoints["/old"] = redirect("/new-here", 301)
        for _ in range(3):
            await library.refresh()
        assert only_feed(library).url == world.site.url("/new-here")
        assert "authorization" in world.last("/new-here")


async def test_an_address_that_was_edited_to_where_the_feed_has_moved_keeps_its_articles(
    world: World,
) -> None:
    world.site.endpoints |= {"/old": good("a"), "/new": good("a")}
    async with world.library(world.site.url("/old")) as library:
        await library.refresh()
        world.site.endpoints["/old"] = redirect("/new", 301)
        await library.refresh()
    async with world.library(world.site.url("/new")) as library:
        assert only_feed(library).total == 2


async def test_an_address_that_sends_to_itself_once_has_not_moved(world: World) -> None:
    async def once(request: Request, writer: asyncio.StreamWriter) -> None:
        seen = [one.path for one in world.site.asked].count("/feed") % 2
        await (redirect("/feed", 301) if seen else good("a", ETAG))(request, writer)

    world.site.endpoints["/feed"] = once
    async with world.library(world.site.url("/feed")) as library:
        for _ in range(4):
            assert (await library.refresh()).failed == ()
        assert only_feed(library).url == world.site.url("/feed")
        assert [one.ailments for one in await library.feed_health()] == [()]


@pytest.mark.parametrize(("status", "asked"), [(301, False), (302, True), (307, True), (308, False)])
async def test_a_place_that_is_gone_ends_a_feed_only_if_the_feed_is_there_for_good(
    world: World, status: int, *, asked: bool
) -> None:
    world.site.endpoints |= {"/feed": redirect("/other", status), "/other": page(b"", status=410)}
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        assert [one.asked for one in await library.feed_health()] == [asked]
        assert "410" in str(only_feed(library).error)
