"""A server that was asked before is asked for what is new, in its own words."""

from __future__ import annotations

import asyncio

import pytest

from reader.model import View
from tests.manners.conftest import World, only_feed, state_of
from tests.site.documents import RSS, good, in_turn, rss, story
from tests.site.server import Request, answer, conditional, head, page
from tests.site.validators import MODIFIED, freshness, unchanged

HOUR = 3600


@pytest.mark.parametrize("etag", ['"a1"', 'W/"a3 --gzip"', '"x-gzip;br"', "unquoted", '"\xe9"'])
async def test_if_none_match_is_byte_exact_with_its_quotes_and_w(world: World, etag: str) -> None:
    world.site.endpoints["/feed"] = conditional(rss("a"), etag=etag)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        report = await library.refresh()
        assert report.unchanged == 1
        assert world.last("/feed")["if-none-match"] == etag


@pytest.mark.parametrize("date", [MODIFIED, "Friday, 20-Nov-26 08:00:00 GMT", "yesterday", "2026-11-20"])
async def test_if_modified_since_is_the_stored_string_byte_exact(world: World, date: str) -> None:
    world.site.endpoints["/feed"] = conditional(rss("a"), last_modified=date)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        await library.refresh()
        assert world.last("/feed")["if-modified-since"] == date


async def test_nothing_is_invented_to_ask_again_with(world: World) -> None:
    world.site.endpoints["/feed"] = good("a", ("Date", MODIFIED))
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        await library.refresh()
    assert not {"if-modified-since", "if-none-match", "a-im"} & world.last("/feed").keys()


async def test_validators_are_stored_only_from_a_200_that_parsed(world: World) -> None:
    page_of_an_error = answer(b"<html>Sorry</html>", ("ETag", '"error"'), content_type="text/html")
    bodies = [answer(rss("a"), ("ETag", '"good"'), content_type=RSS), page_of_an_error, page_of_an_error]

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(bodies.pop(0))

    url = world.site.url("/feed")
    world.site.endpoints["/feed"] = endpoint
    async with world.library(url) as library:
        for _ in range(3):
            await library.refresh()
        assert state_of(library, url).validators.etag == '"good"'
        assert only_feed(library).error is not None
        assert library.count(View("all")) == 2, "what is stored is not deleted by a page of an error"
    assert world.last("/feed")["if-none-match"] == '"good"'


@pytest.mark.parametrize("kept", [0.5, 0.9])
async def test_a_feed_that_breaks_off_is_kept_as_far_as_it_goes_and_asked_for_whole_again(
    world: World, kept: float
) -> None:
    whole = rss("a", *(story("a", number) for number in range(8)))
    torn = whole[: int(len(whole) * kept)]

    async def breaking_off(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head(("ETag", '"a"'), ("Content-Type", RSS)) + torn)  # its end is the connection's

    async with world.library(world.site.url("/feed")) as library:
        world.site.endpoints["/feed"] = breaking_off
        some = (await library.refresh()).new
        assert 2 < some <= 8
        world.site.endpoints["/feed"] = conditional(whole, etag='"a"')
        report = await library.refresh()
        assert (report.unchanged, some + report.new) == (0, 8)
        assert (await library.refresh()).unchanged == 1


async def test_validators_are_renewed_by_a_304(world: World) -> None:
    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        new = head(("ETag", '"two"'), ("Cache-Control", "max-age=10800"), status=304)
        old = answer(rss("a"), ("ETag", '"one"'), ("Last-Modified", MODIFIED), content_type=RSS)
        writer.write(new if "if-none-match" in request.headers else old)

    url = world.site.url("/feed")
    world.site.endpoints["/feed"] = endpoint
    async with world.library(url) as library:
        await library.refresh()
        await library.refresh()
        state = state_of(library, url)
        assert (state.validators.etag, state.validators.last_modified) == ('"two"', MODIFIED)
        assert (state.next_check, state.max_age) == (
            world.clock.now().replace(hour=12),
            3 * HOUR,
        )


@pytest.mark.parametrize(
    ("said", "hours"),
    [((), 3), ((("Cache-Control", "no-cache"),), 1), ((("Cache-Control", "max-age=7200"),), 2)],
)
async def test_a_304_that_says_nothing_of_its_age_keeps_what_was_said(
    world: World, said: tuple[tuple[str, str], ...], hours: int
) -> None:
    first = answer(rss("a"), ("ETag", '"a"'), ("Cache-Control", "max-age=10800"), content_type=RSS)

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head(*said, status=304) if "if-none-match" in request.headers else first)

    url = world.site.url("/feed")
    world.site.endpoints["/feed"] = endpoint
    async with world.library(url) as library:
        await library.refresh()
        assert (await library.refresh()).unchanged == 1
        due = state_of(library, url).next_check
        assert due is not None
        assert (due - world.clock.now()).total_seconds() == hours * HOUR


async def test_a_304_without_validators_leaves_a_feed_that_can_be_asked_conditionally(world: World) -> None:
    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        first = answer(rss("a"), ("ETag", '"a"'), content_type=RSS)
        writer.write(head(status=304) if "if-none-match" in request.headers else first)

    url = world.site.url("/feed")
    world.site.endpoints["/feed"] = endpoint
    async with world.library(url) as library:
        await library.refresh()
        await library.refresh()
        assert state_of(library, url).next_check == world.clock.now().replace(hour=10)


async def test_a_304_does_not_take_the_news_away(world: World) -> None:
    world.site.endpoints["/feed"] = conditional(rss("a"), etag='"a"')
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        await library.refresh()
        assert library.count(View("unread")) == 2


async def test_a_im_feed_is_sent_with_an_etag_and_226_is_merged(world: World) -> None:
    world.site.endpoints |= unchanged()
    url = world.site.url("/226-delta")
    async with world.library(url) as library:
        await library.refresh()
        assert "a-im" not in world.last("/226-delta")
        report = await library.refresh()
        assert world.last("/226-delta")["a-im"] == "feed"
        assert (report.new, library.count(View("all"))) == (1, 3), "nothing that is missing was deleted"
        assert state_of(library, url).validators.etag == '"d2"'


async def test_a_226_of_another_kind_is_no_feed(world: World) -> None:
    world.site.endpoints["/feed"] = page(rss("a"), ("IM", "vcdiff"), status=226, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        report = await library.refresh()
        assert "226" in str(report.failed)


async def test_a_server_that_ignores_the_condition_is_read_again_and_brings_nothing_twice(
    world: World,
) -> None:
    world.site.endpoints |= unchanged()
    async with world.library(
        world.site.url("/200-ignoring-conditional"), world.site.url("/etag-changes")
    ) as library:
        await library.refresh()
        report = await library.refresh()
        assert (report.new, report.updated) == (0, 0)


async def test_expires_0_keeps_the_etag_and_is_fresh_for_no_time(world: World) -> None:
    world.site.endpoints["/feed"] = good("a", ("Expires", "0"), ("ETag", '"kept"'))
    url = world.site.url("/feed")
    async with world.library(url) as library:
        await library.refresh()
        state = state_of(library, url)
        assert state.validators.etag == '"kept"'
        assert state.next_check == world.clock.now().replace(hour=10)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        (("Cache-Control", "max-age=7200"), 2),
        (("Cache-Control", "public, MAX-AGE=7200"), 2),
        (("Cache-Control", "no-store, max-age=7200"), 1),
        (("Cache-Control", "no-cache"), 1),
        (("Cache-Control", "max-age=" + "9" * 40), 24),
        (("Cache-Control", "max-age=999999999"), 24),
        (("Expires", "Fri, 20 Nov 2026 13:00:00 GMT"), 5),
        (("Expires", "Thu, 01 Jan 1970 00:00:00 GMT"), 1),
    ],
)
async def test_cache_control_and_expires_say_when_to_ask_again(
    world: World, said: tuple[str, str], hours: int
) -> None:
    date = ("Date", "Fri, 20 Nov 2026 08:00:00 GMT")  # an hour behind, and Expires counts from it
    world.site.endpoints["/feed"] = good("a", said, date, ("ETag", '"a"'))
    url = world.site.url("/feed")
    async with world.library(url) as library:
        await library.refresh()
        due = state_of(library, url).next_check
        assert due is not None
        assert (due - world.clock.now()).total_seconds() == hours * HOUR


async def test_an_age_in_caches_counts(world: World) -> None:
    said = (("Cache-Control", "max-age=10800"), ("Age", "3600"), ("ETag", '"a"'))
    world.site.endpoints["/feed"] = good("a", *said)
    url = world.site.url("/feed")
    async with world.library(url) as library:
        await library.refresh()
        assert state_of(library, url).next_check == world.clock.now().replace(hour=11)


@pytest.mark.parametrize("path", [*unchanged(), *freshness()])
async def test_whatever_a_server_says_of_its_age_a_second_look_brings_no_article_twice(
    world: World, path: str
) -> None:
    world.site.endpoints |= unchanged() | freshness()
    async with world.library(world.site.url(path)) as library:
        first = await library.refresh()
        second = await library.refresh()
        assert first.new + second.new == library.count(View("all"))


async def test_items_that_vanish_stay(world: World) -> None:
    world.site.endpoints["/feed"] = in_turn(rss("a", story("a", 1), story("a", 2)), rss("a", story("a", 2)))
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        await library.refresh()
        assert library.count(View("all")) == 2


async def test_the_request_has_no_cookie_and_no_referer_and_the_address_as_it_is(world: World) -> None:
    world.site.endpoints["/feed"] = good("a", ("Set-Cookie", "seen=1"), ("ETag", '"a"'))
    url = world.site.url("/feed?x=1&y=%20")
    async with world.library(url) as library:
        await library.refresh()
        await library.refresh()
    request = world.site.asked[-1]
    assert not {"cookie", "referer"} & request.headers.keys()
    assert request.path == "/feed?x=1&y=%20"


async def test_the_user_agent_has_a_name_a_version_and_the_contact_that_was_set(world: World) -> None:
    from reader import __version__

    world.site.endpoints["/feed"] = good("a")
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
    assert world.last("/feed")["user-agent"] == f"Reader/{__version__} (terminal news reader)"
    contact = '[settings]\ncontact = "mailto:anna@example.org"\n'
    world.feeds_toml.write_text(contact + world.feeds_toml.read_text(encoding="utf-8"), encoding="utf-8")
    async with world.library() as library:
        await library.refresh()
    assert world.last("/feed")["user-agent"].endswith("reader; +mailto:anna@example.org)")


async def test_a_process_to_read_feeds_in_is_started_ahead_only_where_a_whole_one_is_expected(
    world: World,
) -> None:
    at_its_answer: list[int | None] = []
    whole = conditional(rss("a"), etag='"a"')

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        for _ in range(200):
            await asyncio.sleep(0.01)
            if library._parsing.pid is not None or "if-none-match" in request.headers:
                break
        at_its_answer.append(library._parsing.pid)
        await whole(request, writer)

    world.site.endpoints["/feed"] = endpoint
    for _ in range(2):
        async with world.library(world.site.url("/feed")) as library:
            await library.refresh()
    first, second = at_its_answer
    assert first is not None
    assert second is None
