"""How lists are parted, over a store."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.model import Entry, FeedDocument, Subscription, View
from reader.outline import Group, Outline
from reader.storage import Store

START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two feeds with five articles each, six hours apart."""
    with Store.open(tmp_path / "library.db") as opened:
        opened.sync_feeds([Subscription(url=f"https://{name}.example", title=name) for name in ("b", "A")])
        for feed in opened.feeds():
            entries = tuple(
                Entry(
                    f"{feed.title}{n}",
                    f"https://x.example/{feed.title}{n}",
                    f"T{n}",
                    (),
                    START - timedelta(hours=6 * n),
                )
                for n in range(5)
            )
            opened.record_fetch(feed.id, FeedDocument(entries=entries))
        yield opened


async def test_days_part_a_list_by_the_clock_on_the_wall(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TZ", "EST5")
    time.tzset()
    try:
        groups = await Outline(store).groups(store.ids(View()), "day")
    finally:
        monkeypatch.undo()
        time.tzset()
    # 12, 6 o'clock and midnight in London are 7 and 1 o'clock there, and 19 of the day before
    assert groups == [Group(0, date(2026, 11, 20)), Group(4, date(2026, 11, 19))]


async def test_feeds_part_a_list_that_is_sorted_by_them(store: Store) -> None:
    ids = store.ids(View(order=("feed", "-date")))
    assert await Outline(store).groups(ids, "feed") == [Group(0, "A"), Group(5, "b")]
    assert Outline(store).first_groups(ids[4:], "feed") == [Group(0, "A"), Group(1, "b")]


async def test_where_what_is_new_ends_is_found(store: Store) -> None:
    ids = store.ids(View())
    assert await Outline(store).first_older(ids, datetime.now(UTC)) == 0
    assert await Outline(store).first_older(ids, START - timedelta(days=9000)) == len(ids)


def test_unread_ones_are_found_in_their_order(store: Store) -> None:
    ids = store.ids(View())
    store.set_read(ids[:3], True)
    assert list(Outline(store).unread(ids[::-1])) == list(ids[3:])[::-1]


async def test_what_was_read_here_stays_where_it_stood(store: Store) -> None:
    old = store.ids(View("unread"))
    store.set_read([old[0], old[4], old[9]], True)
    entry = Entry("new", "https://x.example/new", "New", (), START + timedelta(hours=1))
    store.record_fetch(1, FeedDocument(entries=(entry,)))
    new = store.ids(View("unread"))[0]
    stay = [old[0], old[4], old[9]]
    assert list(await Outline(store).merged(View("unread"), old, stay, lambda _: ())) == [new, *old]
