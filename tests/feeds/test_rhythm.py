"""How often a feed wishes to be asked is read from every format that can say so."""

from __future__ import annotations

import json

import pytest

from reader.feeds import parse

SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
ITEM = "<item><title>Ferry</title><link>https://post.example/1</link></item>"


def rss(said: str, after: str = "") -> bytes:
    head = f'<rss version="2.0" {SY}><channel><title>Post</title>'
    return f"{head}{said}{ITEM}{after}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("<ttl> 90 </ttl>", 90),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 720),
        ("<sy:updatePeriod>\n\thourly\t</sy:updatePeriod>", 60),
        ("<sy:updateFrequency>4</sy:updateFrequency>", 360),
        ("<ttl>30</ttl><sy:updatePeriod>weekly</sy:updatePeriod>", 10080),
        ("<ttl>-5</ttl>", None),
        ("<ttl>99999999</ttl>", None),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
        ("<sy:updatePeriod>now and then</sy:updatePeriod>", None),
        ("", None),
    ],
)
def test_ttl_and_the_syndication_module_say_how_many_minutes(said: str, minutes: int | None) -> None:
    assert parse(rss(said)).ttl == minutes


def test_hours_and_days_without_news_are_read_all_of_them() -> None:
    said = (
        "<skipHours><hour>03</hour><hour> 4 </hour><hour>24</hour><hour>77</hour><hour>x</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>saturday</day><day>Nonday</day></skipDays>"
    )
    feed = parse(rss(said))
    assert (feed.skip_hours, feed.skip_days) == ((0, 3, 4), (5, 6))


def test_what_is_said_after_the_items_counts_too_and_what_an_item_says_does_not() -> None:
    inside = b"<item><ttl>77</ttl><title>Ferry</title></item>"
    assert parse(rss("").replace(ITEM.encode(), inside)).ttl is None
    feed = parse(rss("", "<ttl>45</ttl><skipHours><hour>1</hour></skipHours>"))
    assert (feed.ttl, feed.skip_hours) == (45, (1,))


def test_a_feed_that_skips_every_hour_or_every_day_skips_none() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    days = "".join(f"<day>{name}</day>" for name in names)
    feed = parse(rss(f"<skipHours>{hours}</skipHours><skipDays>{days}</skipDays>"))
    assert (feed.skip_hours, feed.skip_days) == ((), ())


def test_a_json_feed_may_say_that_it_is_finished() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": []}
    assert parse(json.dumps({**feed, "expired": True}).encode()).finished
    assert not parse(json.dumps({**feed, "expired": "no"}).encode()).finished


@pytest.mark.parametrize(
    "piece", ["<ttl>", "<skipHours>", "<skipHours><hour>", "<sy:updatePeriod x", "<ttl  "]
)
def test_a_megabyte_of_torn_wishes_is_read(piece: str) -> None:
    assert parse(
        rss("<ttl>50</ttl>" + "<x/>" * 9).replace(b"</rss>", b"") + piece.encode() * 200_000
    ).ttl in {
        None,
        50,
    }
