from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from reader.model import Entry, FeedDocument, Subscription, View, ViewKind
from reader.storage import Store, TagCount
from reader.storage.times import now
from reader.storage.views import selection
from tests.storage.samples import FERRY, NOON, URL, fill, numbered, subscribe


def test_pages_of_a_list_join_without_gap_or_overlap(store: Store) -> None:
    same_time = tuple(replace(entry, published=NOON) for entry in numbered(25))
    fill(store, *same_time)
    pages = [a.id for start in range(0, 25, 10) for a in store.articles(View(), start, 10)]
    assert pages == store.ids(View()).tolist()
    assert pages == sorted(pages, reverse=True)


def test_a_list_can_begin_with_the_oldest(store: Store) -> None:
    ids = fill(store, *numbered(5))
    assert store.ids(View(oldest_first=True)).tolist() == ids[::-1]


def test_articles_come_in_the_order_in_which_they_were_asked_for(store: Store) -> None:
    ids = fill(store, *numbered(8))
    ids = [*ids[3:], *reversed(ids[:3])]
    assert [a.id for a in store.articles_by_id([*ids, 10_000])] == ids
    assert store.article(10_000) is None


def test_reading_takes_an_article_out_of_the_unread_ones(store: Store) -> None:
    lighthouse, ferry = fill(store)
    assert store.set_read([lighthouse, 999], True) == [lighthouse]
    assert store.set_read([lighthouse], True) == []
    assert store.ids(View("unread")).tolist() == [ferry]
    assert store.ids(View("feed", "1", unread_only=True)).tolist() == [ferry]
    store.set_read([lighthouse], False)
    assert store.count(View("unread")) == 2


def test_marking_a_view_read_says_what_to_undo(store: Store) -> None:
    ids = fill(store, *numbered(4500))
    store.set_read(ids[:10], True)
    changed = store.mark_all_read(View())
    assert sorted(changed) == sorted(ids[10:])
    assert store.count(View("unread")) == 0
    store.set_read(changed, False)
    assert store.ids(View("unread")).tolist() == ids[10:]


def test_saved_articles_stand_in_the_order_in_which_they_were_saved(store: Store) -> None:
    lighthouse, ferry = fill(store)
    store.set_saved([lighthouse], True)
    store.set_saved([ferry], True)
    assert store.set_saved([lighthouse], True) == []
    assert store.ids(View("saved")).tolist() == [ferry, lighthouse]
    assert store.set_saved([ferry], False) == [ferry]
    assert store.ids(View("saved")).tolist() == [lighthouse]


def test_a_hidden_article_is_in_no_list_until_it_is_brought_back(store: Store) -> None:
    lighthouse, ferry = fill(store)
    store.set_saved([ferry], True)
    store.set_hidden([ferry], True)
    for view in (View(), View("saved"), View("feed", "1"), View("search", "ferry")):
        assert ferry not in store.ids(view)
    assert store.feeds()[0].total == 1
    store.set_hidden([ferry], False)
    assert store.ids(View()).tolist() == [lighthouse, ferry]


def test_today_is_the_last_day_and_night(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    entries = (
        Entry("new", published=now() - timedelta(hours=23)),
        Entry("old", published=now() - timedelta(hours=25)),
    )
    (_, new) = store.record_fetch(feed_id, FeedDocument(entries=entries)).new
    assert store.ids(View("today")).tolist() == [new]


def test_a_folder_has_the_articles_of_its_feeds(store: Store) -> None:
    fill(store)
    subscribe(store, Subscription(URL, folder="Sea"), Subscription("https://b.example/"))
    assert store.count(View("folder", "Sea")) == 2
    assert store.count(View("folder", "")) == 0


def test_a_tag_is_found_on_articles_and_on_their_feeds(store: Store) -> None:
    lighthouse, ferry = fill(store)
    other = "https://other.example/"
    feed_id = subscribe(store, Subscription(URL), Subscription(other, tags=("boats",)))[other]
    (yacht,) = store.record_fetch(feed_id, FeedDocument(entries=(Entry("yacht", published=NOON),))).new
    assert set(store.add_tag([lighthouse, ferry, yacht], "boats")) == {lighthouse, ferry, yacht}
    assert store.remove_tag([lighthouse], " boats ") == [lighthouse]
    store.set_read([yacht], True)
    assert store.ids(View("tag", "boats")).tolist() == [yacht, ferry]
    assert store.tags() == [TagCount("boats", 1, 2)]


def test_the_tags_of_an_article_can_be_set_at_once(store: Store) -> None:
    (ferry,) = fill(store, FERRY)
    store.add_tag([ferry], "old")
    store.set_tags(ferry, ["b", "a", "a", "", "x\x1by\n"])
    article = store.article(ferry)
    assert article is not None
    assert article.tags == ("a", "b", "xy")


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40, "²", "1; DROP TABLE feed"])
def test_a_feed_that_is_none_has_no_articles(store: Store, value: str) -> None:
    fill(store)
    assert store.ids(View("feed", value)).tolist() == []


@pytest.mark.parametrize("kind", get_args(ViewKind))
def test_no_value_of_a_view_is_an_error(store: Store, kind: ViewKind) -> None:
    assert store.articles(View(kind, "a\ud800\0'")) == []


LISTS = [
    View(),
    View("unread"),
    View("saved"),
    View("today"),
    View("feed", "1"),
    View("folder", "Sea"),
    View("feed", "1", unread_only=True),
    View("folder", "Sea", unread_only=True),
    View("saved", unread_only=True),
    View(oldest_first=True),
]


@pytest.mark.parametrize("view", LISTS, ids=lambda v: f"{v.kind}-{v.unread_only}-{v.oldest_first}")
def test_every_list_is_read_in_order_from_an_index(store: Store, path: Path, view: View) -> None:
    fill(store)
    with sqlite3.connect(path) as connection:
        chosen = selection(view, now(), connection)
        rows = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT id FROM article WHERE {chosen.where} ORDER BY {chosen.order}",  # noqa: S608
            chosen.parameters,
        ).fetchall()
    connection.close()
    plan = " / ".join(row[3] for row in rows)
    assert "INDEX article_" in plan
    assert "TEMP B-TREE" not in plan
