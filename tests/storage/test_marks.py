"""Stars, hidden articles and tags in the library: what is done and how it is taken back."""

from __future__ import annotations

import sqlite3
from array import array
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reader.model import Subscription, View
from reader.storage import Store, TagCount
from reader.storage.migrations import STEPS, migrate
from reader.storage.times import now
from tests.storage.samples import HARBOUR, URL, fill, numbered, subscribe


def tags_of(store: Store, *ids: int) -> list[tuple[str, ...]]:
    return [article.tags for article in store.articles_by_id(ids)]


def test_a_star_is_apart_from_saving(store: Store) -> None:
    lighthouse, ferry = fill(store)
    assert store.set_starred([lighthouse, 999], True) == [lighthouse]
    assert store.set_starred([lighthouse], True) == []
    store.set_saved([ferry], True)
    starred = [(article.starred, article.saved) for article in store.articles_by_id([lighthouse, ferry])]
    assert starred == [(True, False), (False, True)]
    assert store.set_starred([lighthouse, ferry], False) == [lighthouse]


@pytest.mark.parametrize("mark", ["saved", "starred"])
def test_what_was_let_go_of_is_put_back_at_its_time(store: Store, path: Path, mark: str) -> None:
    ids = fill(store, *numbered(4))
    put = store.set_saved if mark == "saved" else store.set_starred
    for number in (ids[2], ids[0], ids[1]):
        put([number], True)
    before = _column(path, mark)
    times = store.take_mark(mark, [*ids, 999])  # type: ignore[arg-type]
    assert sorted(times.ids) == sorted(ids[:3])
    assert _column(path, mark) == dict.fromkeys(ids)
    put([ids[3]], True)
    assert sorted(store.put_mark_back(mark, times)) == sorted(ids[:3])  # type: ignore[arg-type]
    assert {k: v for k, v in _column(path, mark).items() if k != ids[3]} == {
        k: v for k, v in before.items() if k != ids[3]
    }


def _column(path: Path, name: str) -> dict[int, int | None]:
    connection = sqlite3.connect(path)
    found = dict(connection.execute(f"SELECT id, {name} FROM article"))  # noqa: S608
    connection.close()
    return found


def test_many_articles_are_marked_and_unmarked_some_thousands_at_a_time(store: Store) -> None:
    ids = fill(store, *numbered(4500))
    changed = array("q", store.set_read(ids, True))
    assert len(changed) == 4500
    assert store.count(View("unread")) == store.feeds()[0].unread == 0
    store.set_read(changed, False)
    assert store.count(View("unread")) == store.feeds()[0].unread == 4500


def test_tags_are_put_on_and_taken_off_many_articles_at_once_and_back(store: Store) -> None:
    ids = fill(store, *numbered(3))
    store.add_tag(ids[:1], "a")
    store.add_tag(ids[1:], "b")
    change = store.change_tags(ids, ["a", " c\n"], ["b", "none"])
    assert tags_of(store, *ids) == [("a", "c")] * 3
    assert change.articles == 3
    store.apply_tags(change.reverse)
    assert tags_of(store, *ids) == [("a",), ("b",), ("b",)]
    store.apply_tags(change)
    assert tags_of(store, *ids) == [("a", "c")] * 3


def test_a_list_of_tags_takes_the_place_of_the_others(store: Store) -> None:
    ids = fill(store, *numbered(2))
    store.add_tag(ids[:1], "a")
    store.add_tag(ids, "b")
    change = store.set_all_tags(ids, ["a", "new"])
    assert tags_of(store, *ids) == [("a", "new")] * 2
    store.apply_tags(change.reverse)
    assert tags_of(store, *ids) == [("a", "b"), ("b",)]
    assert not store.set_all_tags(ids[:1], ["b", "a"])


def test_a_renamed_tag_keeps_its_colour_and_the_change_can_be_taken_back(store: Store) -> None:
    ids = fill(store, *numbered(3))
    store.add_tag(ids, "old")
    store.colour_tag("old", 3)
    change = store.rename_tag("old", "new")
    assert store.tags() == [TagCount("new", 3, 3, 3)]
    assert change.articles == 3
    store.apply_tags(change.reverse)
    assert store.tags() == [TagCount("old", 3, 3, 3)]
    assert store.tag_colours() == {"old": 3}


def test_a_tag_renamed_to_another_becomes_one_with_it_and_is_told_apart_again(store: Store) -> None:
    ids = fill(store, *numbered(3))
    store.add_tag(ids[:2], "ships")
    store.add_tag(ids[1:], "boats")
    store.colour_tag("ships", 1)
    store.colour_tag("boats", 2)
    change = store.rename_tag("ships", "boats")
    assert store.tags() == [TagCount("boats", 3, 3, 2)]
    store.apply_tags(change.reverse)
    assert tags_of(store, *ids) == [("ships",), ("boats", "ships"), ("boats",)]
    assert store.tag_colours() == {"ships": 1, "boats": 2}


@pytest.mark.parametrize("new", ["", " ", "\x1b", "old"])
def test_a_tag_cannot_be_renamed_to_nothing(store: Store, new: str) -> None:
    ids = fill(store, *numbered(1))
    store.add_tag(ids, "old")
    assert not store.rename_tag("old", new)
    assert tags_of(store, *ids) == [("old",)]


def test_a_deleted_tag_is_on_no_article_and_comes_back_with_its_colour(store: Store) -> None:
    ids = fill(store, *numbered(3))
    store.add_tag(ids[:2], "old")
    store.colour_tag("old", 5)
    change = store.delete_tag("old")
    assert store.tags() == []
    assert store.tag_colours() == {}
    store.apply_tags(change.reverse)
    assert store.tags() == [TagCount("old", 2, 2, 5)]


def test_a_colour_is_given_and_given_back(store: Store) -> None:
    assert store.colour_tag("a", 2)
    assert not store.colour_tag("a", 2)
    change = store.colour_tag("a", None)
    assert store.tag_colours() == {}
    store.apply_tags(change.reverse)
    assert store.tag_colours() == {"a": 2}


def test_it_is_known_how_many_feeds_carry_a_tag(store: Store) -> None:
    subscribe(store, Subscription(URL, tags=("sea",)), Subscription("https://b.example/", tags=("sea",)))
    assert (store.feeds_tagged("sea"), store.feeds_tagged("land")) == (2, 0)


def test_a_starred_article_is_never_let_go_of(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    old = now() - timedelta(days=100)
    ids = store.record_fetch(feed_id, replace(HARBOUR, entries=numbered(3)), checked=old).new
    store.set_read(ids, True)
    store.set_starred(ids[:1], True)
    from reader.periods import Keep

    for keep in (Keep(period=timedelta(days=30)), Keep(count=0)):
        store.purge(feed_id, keep)
    assert store.ids(View()).tolist() == list(ids[:1])


def test_a_library_of_the_version_before_keeps_what_was_done_in_it(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, STEPS[:9])
    connection.execute("INSERT INTO feed (url, title) VALUES ('https://harbour.example/', 'Harbour')")
    for number in (1, 2):
        connection.execute(
            "INSERT INTO article (feed_id, guid, newest, added, title, content_hash, saved, read)"
            " VALUES (1, ?1, ?1, ?1, 'A title', x'00', ?1, 0)",
            (number,),
        )
    connection.execute("UPDATE tally SET total = 2, unread = 2 WHERE feed_id = 1")
    connection.execute("INSERT INTO article_tag VALUES (1, 'a')")
    connection.close()
    with Store.open(path) as store:
        assert store.problems() == []
        assert [(a.saved, a.starred, a.noted, a.tags) for a in store.articles_by_id([1, 2])] == [
            (True, False, False, ("a",)),
            (True, False, False, ()),
        ]
        assert store.set_starred([2], True) == [2]
