"""A feed is asked by itself neither too soon nor never."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta

import pytest

from reader.library import Library
from tests.manners.conftest import START, World, only_feed, state_of
from tests.site.documents import RSS, good, rss, story
from tests.site.internet import OUTSIDE, Internet
from tests.site.server import Request, Site, answer, head, page, redirect
from tests.site.statuses import DATE, LATER, flaky

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ETAG = ("ETag", '"a"')


def due_after(library: Library, url: str) -> timedelta | None:
    due = state_of(library, url).next_check
    return None if due is None else due - START


async def test_a_feed_is_asked_at_most_once_an_hour_unless_the_person_asks(world: World) -> None:
    world.site.endpoints["/feed"] = good("a", ETAG, ("Cache-Control", "max-age=60"))
    async with world.library(world.site.url("/feed")) as library:
        assert (await library.refresh_due()).feeds == 1
        world.clock.pass_by(minutes=59)
        assert (await library.refresh_due()).feeds == 0
        assert (await library.refresh()).feeds == 1, "the person asks"
        world.clock.pass_by(minutes=59)
        assert (await library.refresh_due()).feeds == 0
        world.clock.pass_by(minutes=2)
        assert (await library.refresh_due()).feeds == 1
    assert world.asked("/feed") == 3


async def test_a_feed_without_validators_is_asked_once_a_day(world: World) -> None:
    world.site.endpoints["/feed"] = good("a")
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
        assert due_after(library, world.site.url("/feed")) == DAY


async def test_an_interval_in_feeds_toml_is_what_the_person_asks_for(world: World) -> None:
    url = world.site.url("/feed")
    world.site.endpoints["/feed"] = good("a")
    for minutes, wait in ((5, HOUR), (90, 1.5 * HOUR), (3 * 24 * 60, 3 * DAY)):
        async with world.library(f'url = "{url}"\ninterval = {minutes}') as library:
            await library.refresh()
            assert due_after(library, url) == wait


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("<ttl>180</ttl>", 3 * HOUR),
        ("<ttl>999999</ttl>", HOUR),
        ("<ttl>10080</ttl>", DAY),
        ("<skipHours><hour>10</hour><hour>11</hour></skipHours>", 3 * HOUR),
        ("<skipDays><day>Friday</day><day>Saturday</day></skipDays>", 39 * HOUR),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>",
            4 * HOUR,
        ),
    ],
)
async def test_ttl_skip_hours_skip_days_and_update_period_are_honoured(
    world: World, said: str, wait: timedelta
) -> None:
    sy = ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    body = rss("a", said, story("a"), attributes=sy)
    world.site.endpoints["/feed"] = page(body, ETAG, content_type=RSS)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        assert due_after(library, world.site.url("/feed")) == wait


async def test_a_304_keeps_what_the_feed_had_wished_for(world: World) -> None:
    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        known = "if-none-match" in request.headers
        body = rss("a", "<ttl>300</ttl>", story("a"))
        new = answer(body, ETAG, content_type=RSS)
        writer.write(head(ETAG, status=304) if known else new)

    world.site.endpoints["/feed"] = endpoint
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        assert (await library.refresh()).unchanged == 1
        assert due_after(library, world.site.url("/feed")) == 5 * HOUR


async def test_the_next_check_survives_a_restart(world: World) -> None:
    world.site.endpoints["/feed"] = good("a", ETAG)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
    async with world.library() as library:
        assert (await library.refresh_due()).feeds == 0
        world.clock.pass_by(hours=1)
        assert (await library.refresh_due()).feeds == 1


async def test_chance_spreads_the_feeds_by_a_tenth(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.asking.random.random", lambda: 1.0)
    world.site.endpoints["/feed"] = good("a", ETAG)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        assert due_after(library, world.site.url("/feed")) == 1.1 * HOUR


async def test_errors_are_asked_again_after_one_hour_then_two_up_to_a_day_and_a_success_resets(
    world: World,
) -> None:
    url = world.site.url("/feed")
    world.site.endpoints["/feed"] = flaky("a", 7)
    waits = []
    async with world.library(f'url = "{url}"\ninterval = 60') as library:
        for _ in range(8):
            await library.refresh_due()
            due = state_of(library, url).next_check
            assert due is not None
            waits.append((due - world.clock.now()) / HOUR)
            world.clock.pass_by(hours=waits[-1])
        assert waits == [1, 2, 4, 8, 16, 24, 24, 1]
        assert only_feed(library).error is None


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_in_seconds_is_honoured(world: World, status: int) -> None:
    world.site.endpoints["/feed"] = page(b"", ("Retry-After", "18000"), status=status)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
        assert due_after(library, world.site.url("/feed")) == 5 * HOUR


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_as_a_date_counts_from_the_date_of_the_server(world: World, status: int) -> None:
    said = (("Retry-After", LATER), ("Date", DATE))  # two hours apart, whatever our clock says
    world.site.endpoints["/feed"] = page(b"", *said, status=status)
    world.clock.set(days=365)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
        assert due_after(library, world.site.url("/feed")) == timedelta(days=365, hours=2)


async def test_a_retry_after_without_end_is_honoured_for_a_week(world: World) -> None:
    world.site.endpoints["/feed"] = page(b"", ("Retry-After", "99999999999"), status=503)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
        assert due_after(library, world.site.url("/feed")) == 7 * DAY


@pytest.mark.parametrize("status", [429, 503])
async def test_who_asks_for_time_has_it_of_all_feeds_of_the_host_and_over_a_restart(
    world: World, status: int
) -> None:
    world.site.endpoints |= {
        "/limited": page(b"", ("Retry-After", "7200"), status=status),
        "/feed": good("a", ETAG),
    }
    limited, other = world.site.url("/limited"), world.site.url("/feed")
    elsewhere = world.site.url("/feed", "localhost")
    async with world.library(limited) as library:
        await library.refresh_due()
    async with world.library(limited, other, elsewhere) as library:
        report = await library.refresh_due()
        assert [outcome.url for outcome in report.outcomes] == [elsewhere]
        report = await library.refresh()
        waiting = {outcome.url: outcome for outcome in report.outcomes if outcome.status == "waiting"}
        assert waiting.keys() == {limited, other}
        assert "left alone until" in str(waiting[other].error)
        assert state_of(library, other).checked is None
        number = next(feed.id for feed in library.feeds() if feed.url == other)
        assert (await library.refresh([number])).new == 2, "the person insists"
        world.clock.pass_by(hours=2)
        assert {o.url for o in (await library.refresh_due()).outcomes} == {limited, other, elsewhere}


async def test_a_503_that_asks_for_no_time_is_its_own_feeds_alone(world: World) -> None:
    world.site.endpoints |= {"/busy": page(b"", status=503), "/feed": good("a", ETAG)}
    async with world.library(world.site.url("/busy"), world.site.url("/feed")) as library:
        for _ in range(2):
            statuses = {one.status for one in (await library.refresh()).outcomes}
            assert "waiting" not in statuses


async def test_a_host_that_asked_for_time_is_left_alone_by_feeds_that_lead_there(world: World) -> None:
    world.site.endpoints |= {
        "/limited": page(b"", ("Retry-After", "7200"), status=429),
        "/feed": good("a", ETAG),
    }
    away = [f"/away/{number}" for number in range(3)]
    world.site.endpoints |= {path: redirect(world.site.url("/limited")) for path in away}
    urls = [world.site.url(path, "localhost") for path in away]
    async with world.library(*urls) as library:
        await library.refresh()
        world.forget()
        report = await library.refresh()
        assert sorted(request.path for request in world.site.asked) == away
        assert all("left alone until" in str(outcome.error) for outcome in report.outcomes)
        world.forget()
        await library.refresh([library.feeds()[0].id])
        assert "/limited" in [request.path for request in world.site.asked], "the person insists"
        world.site.endpoints["/limited"] = good("a", ETAG)
        world.clock.pass_by(hours=2)
        assert (await library.refresh()).failed == ()


async def test_a_429_in_the_middle_of_a_round_stops_the_other_feeds_of_the_host(
    internet: Internet, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Site(host=OUTSIDE) as site:
        site.endpoints |= {f"/{n}": page(b"", status=429) for n in range(20)}
        async with world.library(*(site.url(f"/{n}", "news.example") for n in range(20))) as library:
            monkeypatch.setattr(library._rounds._turns, "_pause", 0.0)
            await library.refresh_due()
        assert len(site.asked) <= 3


async def test_a_host_is_asked_by_two_at_a_time_with_a_pause_between(
    internet: Internet, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:

    async def slow(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        await good("a")(request, writer)

    naps: list[float] = []

    async def nap(seconds: float) -> None:
        naps.append(seconds)

    async with Site({f"/{n}": slow for n in range(6)}, host=OUTSIDE) as site:
        async with world.library(*(site.url(f"/{n}", "news.example") for n in range(6))) as library:
            turns = library._rounds._turns
            assert turns._pause >= 0.1
            monkeypatch.setattr(turns, "_pause", 60.0)
            monkeypatch.setattr(turns, "_sleep", nap)
            assert (await library.refresh()).failed == ()
        assert site.busiest == 2
    assert [round(seconds / 60) for seconds in naps] == [1, 2, 3, 4, 5]


async def test_410_stops_polling_and_tells_and_asking_by_hand_tries_again(world: World) -> None:
    world.site.endpoints["/feed"] = page(b"", status=410)
    url = world.site.url("/feed")
    async with world.library(url) as library:
        assert "410" in str((await library.refresh_due()).failed)
        world.clock.pass_by(days=400)
        assert (await library.refresh_due()).feeds == 0
        assert (await library.refresh()).feeds == 0, "nor among all"
        world.site.endpoints["/feed"] = good("a", ETAG)
        assert (await library.refresh([only_feed(library).id])).new == 2
        assert state_of(library, url).gone is None
        world.clock.pass_by(hours=2)
        assert (await library.refresh_due()).feeds == 1


async def test_a_feed_that_says_it_is_finished_is_not_asked_again(world: World) -> None:
    body = b'{"version": "https://jsonfeed.org/version/1.1", "title": "a", "expired": true, "items": []}'
    world.site.endpoints["/feed"] = page(body, content_type="application/feed+json")
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
        world.clock.pass_by(days=9)
        assert (await library.refresh_due()).feeds == 0


@pytest.mark.parametrize("days", [365, -365])
async def test_a_clock_that_jumps_a_year_neither_silences_a_feed_nor_hammers_it(
    world: World, days: int
) -> None:
    world.site.endpoints["/feed"] = good("a", ETAG)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
        for _ in range(20):  # set wrong and right again, every minute
            world.clock.set(days=days)
            world.clock.pass_by(minutes=1)
            await library.refresh_due()
            world.clock.set(days=-days)
            world.clock.pass_by(minutes=1)
            await library.refresh_due()
        assert world.asked("/feed") == 1
        world.clock.set(days=days)
        world.clock.pass_by(hours=2)
        await library.refresh_due()
        world.clock.set(days=-days)
        world.clock.pass_by(hours=2)
        await library.refresh_due()
        assert world.asked("/feed") == 3


async def test_a_feed_that_was_asked_a_year_ahead_is_asked_after_a_restart(world: World) -> None:
    world.site.endpoints["/feed"] = good("a", ETAG)
    world.clock.set(days=365)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
    world.clock.set(days=-365)
    async with world.library() as library:
        await library.refresh_due()
    assert world.asked("/feed") == 2


async def test_without_a_network_nothing_is_counted_against_a_feed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody_answers(*_arguments: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    url = "http://news.example/feed"
    async with world.library(url) as library:
        with monkeypatch.context() as offline:
            offline.setattr(socket, "getaddrinfo", nobody_answers)
            for _ in range(20):  # an hour and a half on a train
                assert "is there a network?" in str((await library.refresh_due()).failed)
                world.clock.pass_by(minutes=5)
        state = state_of(library, url)
        assert state.failures == 0
        assert state.next_check == world.clock.now()
        [feed] = await library.feed_health()
        assert [one.complaint for one in feed.ailments] == ["failing"]
        world.clock.pass_by(days=20)
        [feed] = await library.feed_health()
        assert [one.complaint for one in feed.ailments] == ["failing"], "the network is dead, not the feed"


@pytest.mark.parametrize(
    ("status", "body"), [(500, b"x"), (200, b""), (200, b"<!doctype html><p>Sorry</p>"), (404, b"")]
)
async def test_an_error_a_page_or_nothing_deletes_no_article(world: World, status: int, body: bytes) -> None:
    world.site.endpoints["/feed"] = good("a", ETAG)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh()
        world.site.endpoints["/feed"] = page(body, status=status)
        assert len((await library.refresh()).failed) == 1
        assert only_feed(library).total == 2


async def test_looking_whether_something_is_due_opens_no_connection_and_writes_nothing(world: World) -> None:
    world.site.endpoints["/feed"] = good("a", ETAG)
    async with world.library(world.site.url("/feed")) as library:
        await library.refresh_due()
    async with world.library() as library:
        before = library._store._connections._writer.total_changes
        assert (await library.refresh_due()).feeds == 0
        assert library._client is None
        assert library._store._connections._writer.total_changes == before
