"""What rules do to articles as they come, one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reader.model import Block, Document, Entity, Entry, FeedDocument, Figure, Understanding, View
from reader.rule import ArticleRule
from reader.storage import Store, ruling
from reader.storage.asked import Asking
from reader.storage.records import Fetched, Recorded
from reader.storage.ruling import Acted, Ruling
from tests.storage.samples import NOON, URL, fill, numbered, subscribe


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("store", "deeds", "acting"):
        monkeypatch.setattr(f"reader.storage.{module}.now", lambda: NOON)


def rulings(*rules: ArticleRule) -> list[Ruling]:
    return [Ruling.of(rule) for rule in rules]


def arrive(
    store: Store, entries: Sequence[Entry], *rules: ArticleRule, url: str = URL
) -> tuple[Recorded, list[Acted]]:
    """Fetch a feed with these entries under these rules."""
    feed_id = subscribe(store)[url]
    fetched = Fetched(feed_id, NOON, FeedDocument("Harbour News", entries=tuple(entries)))
    recorded, acted = store.record_and_rule([fetched], rulings(*rules))
    return recorded[0], acted


# One by one


def test_every_act_is_done_to_what_comes(store: Store) -> None:
    does = ("mark read", "star", "save", "tag blue", "tag red", "untag red")
    recorded, acted = arrive(store, numbered(4), ArticleRule("title:2", does))
    (article,) = [one for one in store.articles_by_id(recorded.new) if "2" in one.title]
    assert (article.read, article.starred, article.saved, article.tags) == (True, True, True, ("blue",))
    assert [one.ids.tolist() for one in acted] == [[article.id]]
    others = [one for one in store.articles_by_id(recorded.new) if one != article]
    assert not any(one.read or one.starred or one.saved or one.tags for one in others)


def test_what_a_rule_hides_is_in_no_list_and_in_no_count(store: Store) -> None:
    recorded, _ = arrive(store, numbered(4), ArticleRule("title:2", ("hide",)))
    feed = store.feeds()[0]
    assert (feed.unread, feed.total) == (3, 3)
    assert len(store.ids(View("unread"))) == 3 == store.count(View("all"))
    assert len(store.ids(View("search", "number"))) == 3
    assert len(store.ids(View("query", "hidden"))) == 1
    assert store.problems() == []
    assert len(recorded.new) == 4


def test_rules_act_in_their_order_and_see_what_those_before_did(store: Store) -> None:
    _, acted = arrive(
        store,
        numbered(4),
        ArticleRule("title:2", ("tag two", "mark read")),
        ArticleRule("tag:two", ("star",)),
        ArticleRule("unread", ("save",)),
        ArticleRule("title:0", ("hide",)),
        ArticleRule("title:0", ("tag never",)),
    )
    assert [len(one.ids) for one in acted] == [1, 1, 3, 1]


def test_after_a_rule_that_stops_those_below_leave_its_articles_alone(store: Store) -> None:
    recorded, acted = arrive(
        store,
        numbered(4),
        ArticleRule("title:2", ("star",), stop=True),
        ArticleRule("number", ("mark read",)),
    )
    assert [len(one.ids) for one in acted] == [1, 3]
    assert [one.title for one in store.articles_by_id(recorded.new) if not one.read] == ["Number 2"]


def changed(entries: Sequence[Entry], word: str) -> list[Entry]:
    return [replace(entry, title=f"{entry.title} {word}") for entry in entries]


def test_a_rule_acts_once_on_an_article_whatever_becomes_of_it(store: Store) -> None:
    rule = ArticleRule("number", ("mark read",))
    recorded, _ = arrive(store, numbered(3), rule)
    store.set_read(recorded.new[:1], False)
    again, acted = arrive(store, changed(numbered(3), "anew"), rule)
    assert len(again.updated) == 3
    assert acted == []
    assert [one.id for one in store.articles_by_id(recorded.new) if not one.read] == [recorded.new[0]]


def test_what_changes_so_that_a_rule_is_about_it_is_acted_upon(store: Store) -> None:
    rule = ArticleRule("title:anew", ("star",))
    recorded, acted = arrive(store, numbered(3), rule)
    assert acted == []
    _, acted = arrive(store, [*changed(numbered(1), "anew"), *numbered(3)[1:]], rule)
    assert [one.ids.tolist() for one in acted] == [[recorded.new[-1]]]


def test_what_did_not_come_now_is_left_alone(store: Store) -> None:
    fill(store, *numbered(3))
    recorded, acted = arrive(store, numbered(4), ArticleRule("number", ("mark read",)))
    assert len(recorded.new) == 1
    assert [one.ids.tolist() for one in acted] == [list(recorded.new)]


def test_what_was_done_is_taken_back_and_then_left_alone(store: Store) -> None:
    rule = ArticleRule("number", ("mark read", "star", "save", "hide", "tag blue"))
    recorded, acted = arrive(store, numbered(3), rule)
    before = store.articles_by_id(recorded.new)
    marked = [one for did in acted for one in did.marked]
    store.unrule(marked)
    assert not any(
        one.read or one.starred or one.saved or one.tags for one in store.articles_by_id(recorded.new)
    )
    assert store.count(View("all")) == 3
    _, acted = arrive(store, changed(numbered(3), "anew"), rule)
    assert acted == []
    store.rule_again(marked)
    assert [replace(one, title="", changed=None) for one in store.articles_by_id(recorded.new)] == [
        replace(one, title="") for one in before
    ]


def test_what_had_been_so_before_is_not_taken_back(store: Store) -> None:
    first = ArticleRule("title:1", ("mark read", "tag blue"))
    recorded, acted = arrive(store, numbered(3), first, ArticleRule("number", ("mark read", "tag blue")))
    store.unrule(acted[1].marked)
    (read,) = [one for one in store.articles_by_id(recorded.new) if one.read]
    assert (read.title, read.tags) == ("Number 1", ("blue",))


NAMED = Understanding(
    entities=(Entity("NATO", "organisation"),), figures=(Figure(0, 1, "a", "money", 2e6),), version=1
)


def understand(store: Store, number: int, understanding: Understanding = NAMED) -> None:
    store.put_document(number, Document(blocks=(Block("paragraph", "Of NATO."),)), "feed", 1)
    store.put_understanding(number, understanding)


def test_what_the_text_says_is_acted_upon_once_it_has_been_understood(store: Store) -> None:
    rule = ArticleRule("org:nato money:>1m", ("star",))
    recorded, acted = arrive(store, numbered(3), rule)
    assert acted == []
    assert store.rule_understood(rulings(rule)) == []
    understand(store, recorded.new[1])
    assert store.rule_understood(rulings(rule), recorded.new[:1]) == []
    assert [one.ids.tolist() for one in store.rule_understood(rulings(rule))] == [[recorded.new[1]]]
    store.set_starred([recorded.new[1]], False)
    understand(store, recorded.new[1])
    assert store.rule_understood(rulings(rule)) == []


def test_what_came_before_there_was_a_rule_is_not_acted_upon_when_it_is_understood(store: Store) -> None:
    (old,) = fill(store, *numbered(1))
    rule = ArticleRule("org:nato", ("star",))
    arrive(store, numbered(2), rule)
    understand(store, old)
    assert store.rule_understood(rulings(rule)) == []


def test_that_somebody_is_not_named_is_not_known_before(store: Store) -> None:
    rule = ArticleRule("number -org:nato", ("mark read",))
    recorded, acted = arrive(store, numbered(2), rule)
    assert acted == []
    understand(store, recorded.new[0])
    understand(store, recorded.new[1], Understanding(version=1))
    assert [one.ids.tolist() for one in store.rule_understood(rulings(rule))] == [[recorded.new[1]]]


def test_a_rule_that_stopped_at_first_stops_later_ones_too(store: Store) -> None:
    rules = ArticleRule("title:0", ("tag zero",), stop=True), ArticleRule("org:nato", ("star",))
    recorded, _ = arrive(store, numbered(2), *rules)
    for number in recorded.new:
        understand(store, number)
    (acted,) = store.rule_understood(rulings(*rules))
    assert [one.title for one in store.articles_by_id(acted.ids)] == ["Number 1"]


def test_a_rule_that_fails_costs_itself_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    matching = Asking.matching

    def failing(self: Asking, *arguments: object) -> list[int]:
        if "fail" in str(arguments):
            self._connection.execute("SELECT no_such")
        return matching(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Asking, "matching", failing)
    recorded, acted = arrive(
        store, numbered(3), ArticleRule("title:fail", ("hide",)), ArticleRule("number", ("star",))
    )
    assert len(recorded.new) == 3
    assert acted[0].error == "Its query failed: no such column: no_such."
    assert len(acted[1].ids) == 3


def test_a_rule_that_takes_too_long_is_stopped_and_the_articles_are_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruling, "SECONDS", -1.0)
    rule = ArticleRule("text:/(a|b|number)+x/ or title:/(a|b|number)+x/", ("star",))
    recorded, acted = arrive(store, numbered(3_000), rule)
    assert len(recorded.new) == 3_000
    assert "took longer" in acted[0].error
    assert store.problems() == []


def test_rows_of_rules_go_with_their_articles_and_those_of_no_rule_after_a_while(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = ArticleRule("number", ("star",)), ArticleRule("org:nato or number", ("tag x",))
    arrive(store, numbered(3), kept, gone)
    assert rows(path) == (6, 3)
    store.tidy_rules([kept])
    assert rows(path) == (6, 3)
    monkeypatch.setattr(ruling, "MOST_WAITING", 2)
    store.tidy_rules([kept])
    assert rows(path) == (6, 2)
    monkeypatch.setattr("reader.storage.acting.now", lambda: NOON + timedelta(days=31))
    store.tidy_rules([kept])
    assert rows(path) == (3, 0)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM article")
    connection.close()
    assert rows(path) == (0, 0)


def rows(path: Path) -> tuple[int, int]:
    connection = sqlite3.connect(path)
    try:
        ruled, waiting = "SELECT count(*) FROM ruled", "SELECT count(*) FROM rule_waiting"
        return connection.execute(ruled).fetchone()[0], connection.execute(waiting).fetchone()[0]
    finally:
        connection.close()
