"""Gists and stories as the library keeps them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reader.model import Gist, Placed, View
from reader.storage import Store
from reader.storage.migrations import STEPS, migrate
from reader.storage.stories import KEPT
from reader.storage.times import stored
from tests.storage.samples import NOON, fill, numbered

WORDS = (("harbour", 0.8), ("kessler", 1.0), ("strike", 0.6))
ABOUT = Gist(words=WORDS)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.storage.stories.now", lambda: NOON)


def told(store: Store, ids: list[int], gist: Gist = ABOUT) -> None:
    store.stories.keep_gists([(number, gist) for number in ids])


def count(path: Path, table: str) -> int:
    with sqlite3.connect(path) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def test_what_came_waits_in_its_order_until_it_was_looked_at(store: Store) -> None:
    ids = sorted(fill(store, *numbered(5)))
    assert [one.article for one in store.stories.waiting(3)] == ids[:3]
    store.stories.looked_at(ids[2])
    assert [one.article for one in store.stories.waiting(3)] == ids[3:]
    assert store.stories.waiting(3)[0].text.startswith("Text")


def test_articles_with_words_in_common_are_candidates_within_five_days(store: Store) -> None:
    near, far = numbered(2)
    far = replace(far, published=NOON - timedelta(days=6))
    ids = fill(store, near, far, *(replace(one, guid=f"x{one.guid}") for one in numbered(2)))
    told(store, ids)
    asked = store.stories.candidates(ids[0])
    assert asked is not None
    assert {one.article for one in asked[1]} == {ids[2], ids[3]}
    assert asked[1][0].gist.words == WORDS


def test_an_article_and_its_candidates_have_the_moments_when_they_were_new(store: Store) -> None:
    new, old = numbered(2)
    ids = fill(store, new, replace(old, published=NOON - timedelta(days=2)))
    told(store, ids)
    asked = store.stories.candidates(ids[0])
    assert asked is not None
    assert (asked[0].moment, [one.moment for one in asked[1]]) == (
        stored(NOON - timedelta(hours=1)),
        [stored(NOON - timedelta(days=2))],
    )


def test_an_article_without_a_gist_has_no_candidates(store: Store) -> None:
    [only] = fill(store, *numbered(1))
    assert store.stories.candidates(only) is None


def test_others_of_a_candidates_story_come_along(store: Store) -> None:
    ids = fill(store, *numbered(4))
    told(store, ids[:3])
    told(store, ids[3:], Gist(words=(("elsewhere", 1.0),)))
    store.stories.put_beside(ids[3], Placed(ids[1]))
    asked = store.stories.candidates(ids[0])
    assert asked is not None
    assert {one.article for one in asked[1]} == set(ids[1:])


def test_of_a_candidates_large_story_the_eight_newest_come_along(store: Store) -> None:
    ids = fill(store, *numbered(30))
    told(store, ids[:10])
    told(store, ids[10:], Gist(words=(("elsewhere", 1.0),)))
    store.stories.join(ids[1:])
    asked = store.stories.candidates(ids[0])
    assert asked is not None
    assert {one.article for one in asked[1]} == {*ids[1:10], *sorted(ids[1:])[-8:]}


def test_gists_go_when_nothing_new_can_belong_to_them_and_stories_stay(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(store, *numbered(3))
    told(store, ids)
    story = store.stories.put_beside(ids[0], Placed(ids[1]))
    assert count(path, "gist_word") == 3 * len(WORDS)
    monkeypatch.setattr("reader.storage.stories.now", lambda: NOON + KEPT + timedelta(days=1))
    store.stories.let_go()
    assert (count(path, "gist"), count(path, "gist_word")) == (0, 0)
    assert story is not None
    assert set(store.stories.articles(story)) == set(ids[:2])


def test_a_story_of_which_one_article_is_left_is_none(store: Store, path: Path) -> None:
    ids = fill(store, *numbered(2))
    story = store.stories.put_beside(ids[0], Placed(ids[1]))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM content")
        connection.execute("DELETE FROM article WHERE id = ?", (ids[0],))
    assert story is not None
    assert store.stories.of(ids) == {}
    assert store.stories.left_out(View()) == frozenset()
    assert store.stories.latest(NOON - timedelta(days=1)) == []


def test_the_newest_of_a_list_stands_for_its_story(store: Store) -> None:
    ids = fill(store, *numbered(4))
    told(store, ids)
    story = store.stories.put_beside(ids[0], Placed(ids[2], also=(ids[1],)))
    assert store.stories.left_out(View()) == {ids[1], ids[2]}
    assert list(store.listing(View(), store.stories.left_out(View()))) == [ids[0], ids[3]]
    store.set_read([ids[0]], True)
    assert store.stories.left_out(View("unread")) == {ids[2]}
    store.set_hidden([ids[1]], True)
    assert store.stories.left_out(View("unread")) == frozenset()
    assert store.stories.articles(story or 0) == [ids[0], ids[2]], "what is hidden is in no story"
    assert store.stories.of(ids)[ids[0]].articles == 2
    assert store.stories.left_out(View("saved")) == frozenset()
    assert store.stories.left_out(View(filter="unread")) == frozenset()


def test_what_was_taken_apart_is_no_candidate_until_it_is_put_together(store: Store, path: Path) -> None:
    ids = fill(store, *numbered(3))
    told(store, ids)
    store.stories.join(ids[:2])
    store.stories.take_out(ids[0])
    asked = store.stories.candidates(ids[0])
    assert asked is not None
    assert [one.article for one in asked[1]] == [ids[2]]
    before = store.stories.join(ids[:2])
    assert before.apart == ((min(ids[:2]), max(ids[:2])),)
    assert count(path, "apart") == 0
    store.stories.arrange(before)
    assert count(path, "apart") == 1


def test_what_is_in_a_story_is_put_into_no_other(store: Store) -> None:
    ids = fill(store, *numbered(4))
    first = store.stories.put_beside(ids[0], Placed(ids[1]))
    other = store.stories.put_beside(ids[2], Placed(ids[3], also=(ids[1],)))
    assert other != first
    assert store.stories.put_beside(ids[0], Placed(ids[2])) == first
    assert store.stories.articles(first or 0) == ids[:2]
    assert store.stories.articles(other or 0) == ids[2:]


def test_an_article_that_has_gone_is_put_nowhere(store: Store) -> None:
    [one] = fill(store, *numbered(1))
    assert store.stories.put_beside(one, Placed(987)) is None
    assert store.stories.put_beside(987, Placed(one)) is None
    told(store, [987])
    assert store.stories.gist(987) is None


def test_a_gist_that_is_damaged_is_like_no_other(store: Store, path: Path) -> None:
    ids = fill(store, *numbered(2))
    told(store, ids)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE gist SET body = x'ff00' WHERE article_id = ?", (ids[1],))
    asked = store.stories.candidates(ids[0])
    assert asked is not None
    assert [one.gist for one in asked[1]] == [Gist()]


def test_a_long_list_is_right_without_what_is_left_out(store: Store) -> None:
    ids = fill(store, *numbered(2_300))
    told(store, ids[:1])
    out = frozenset({ids[3], ids[2_200]})
    listing = store.listing(View(), out)
    assert list(listing) == [number for number in ids if number not in out]
    assert len(listing) == 2_298


def test_a_library_of_before_has_no_stories_and_takes_them(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, STEPS[:13])
    connection.close()
    with Store.open(path) as store:
        ids = fill(store, *numbered(2))
        assert store.stories.of(ids) == {}
        story = store.stories.put_beside(ids[0], Placed(ids[1]))
        assert store.stories.story_of(ids[1]) == story


def test_large_stories_are_made_and_taken_apart_in_a_few_statements(store: Store) -> None:
    ids = fill(store, *numbered(400))
    store.stories.join(ids[:300])
    store.stories.take_out(ids[0])
    statements = list[str]()
    with store._writing() as connection:
        connection.set_trace_callback(statements.append)
    before = store.stories.join(ids)
    assert len(statements) < 3 * len(ids)
    assert len(before.apart) == 299
    assert len(store.stories.articles(store.stories.story_of(ids[0]) or 0)) == 400
    store.stories.arrange(before)
    assert store.stories.story_of(ids[0]) is None
    again = store.stories.take_out(ids[1])
    assert len(again.apart) == 298
