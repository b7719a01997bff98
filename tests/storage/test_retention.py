"""What is let go of when the person asked for it, and what never is."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.model import View
from reader.periods import Keep
from reader.storage import Store
from reader.storage.retention import MARKS
from tests.faults import purging
from tests.storage.samples import FERRY, HARBOUR, URL, numbered, subscribe

OLD = datetime.now(UTC) - timedelta(days=100)
MONTH = Keep(period=timedelta(days=30))

# Tables whose rows the reader makes from an article and can make again.
_MADE = {"content", "document", "enclosure", "picture"}
_OUTLIVE = {"download", "remote_article"}
"""What stays when its article goes: the file is the person's, and a server's item is not to come again."""
_RULES = {"ruled", "rule_waiting", "meant"}
"""What rules did to an article, and what was said of whom it names, goes with it."""
_PAST = {"revision"}
"""And so does what it said before."""
_TOGETHER = {"gist", "story_article", "apart"}
"""And what is known of it and others together."""


def _filled(store: Store, count: int = 6, checked: datetime = OLD) -> list[int]:
    feed_id = subscribe(store)[URL]
    new = store.record_fetch(feed_id, replace(HARBOUR, entries=numbered(count)), checked=checked).new
    return list(reversed(new))


def test_nothing_goes_unless_the_person_asked_for_it(store: Store) -> None:
    store.set_read(_filled(store), True)
    assert store.purge(1, Keep()) == 0
    assert store.count(View()) == 6


def test_what_is_old_and_read_goes_and_search_forgets_it(store: Store, path: Path) -> None:
    ids = _filled(store)
    store.set_read(ids[:4], True)
    assert store.purgeable(1, MONTH) == 4
    assert store.purge(1, MONTH) == 4
    assert store.ids(View()).tolist() == ids[4:]
    assert store.count(View("search", "number")) == 2
    assert store.content(ids[0]) is None
    connection = sqlite3.connect(path)
    indexed = {number for (number,) in connection.execute("SELECT doc FROM search_word")}
    connection.close()
    assert indexed == set(ids[4:])
    assert store.problems() == store.mend() == []


def test_what_is_unread_saved_or_tagged_stays_however_old(store: Store) -> None:
    unread, saved, tagged, plain = _filled(store, 4)
    store.set_read([saved, tagged, plain], True)
    store.set_saved([saved], True)
    store.add_tag([tagged], "blue")
    for keep in (MONTH, Keep(count=1)):
        store.purge(1, keep)
    assert set(store.ids(View())) == {unread, saved, tagged}


def test_only_the_newest_stay_where_a_number_is_asked_for(store: Store) -> None:
    ids = _filled(store, 10, datetime.now(UTC))
    store.set_read(ids, True)
    assert store.purge(1, Keep(count=4)) == 6
    assert store.ids(View()).tolist() == ids[:4]


def test_age_counts_from_when_an_article_came_not_from_its_date(store: Store) -> None:
    store.set_read(_filled(store, 3, datetime.now(UTC)), True)  # published in 2025
    assert store.purge(1, MONTH) == 0


def test_a_little_goes_at_a_time_the_oldest_first(store: Store) -> None:
    ids = _filled(store)
    store.set_read(ids, True)
    assert store.purge(1, MONTH, limit=2) == 2
    assert store.ids(View()).tolist() == ids[:4]


def test_what_went_does_not_come_back_while_its_feed_has_it(store: Store) -> None:
    ids = _filled(store)
    store.set_read(ids, True)
    store.purge(1, MONTH)
    again = replace(HARBOUR, entries=(FERRY, *(replace(e, title="Changed") for e in numbered(6))))
    recorded = store.record_fetch(1, again)
    assert len(recorded.new) == 1
    assert store.count(View()) == 1


def test_what_its_feed_has_not_had_for_long_is_forgotten_and_what_it_has_is_not(
    store: Store, path: Path
) -> None:
    store.set_read(_filled(store), True)
    store.purge(1, MONTH)
    present = datetime.now(UTC)
    three = replace(HARBOUR, entries=numbered(3))
    for days in range(0, 200, 20):
        assert store.record_fetch(1, three, checked=present + timedelta(days=days)).new == ()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM purged").fetchone() == (3,)
    connection.close()
    assert len(store.record_fetch(1, replace(HARBOUR, entries=numbered(6)), checked=present).new) == 3


def test_every_table_about_articles_is_of_the_persons_doing_or_can_be_made_again(
    store: Store, path: Path
) -> None:
    connection = sqlite3.connect(path)
    tables = [
        name for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")
    ]
    about = {
        table
        for table in tables
        for row in connection.execute(f"PRAGMA foreign_key_list({table})")
        if row[2] == "article"
    }
    connection.close()
    assert about == {*MARKS, *_MADE, *_OUTLIVE, *_RULES, *_PAST, *_TOGETHER}


@pytest.mark.parametrize("seed", range(2))
def test_random_operations_leave_what_a_simple_model_has(store: Store, seed: int) -> None:
    purging.run_against_model(store, seed, 400)
