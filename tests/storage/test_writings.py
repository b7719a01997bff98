"""All by one author across feeds: articles, outlets, places, beats, and whom they write about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reader.model import (
    Author,
    Block,
    Document,
    Entity,
    Entry,
    FeedDocument,
    Span,
    Subscription,
    Understanding,
)
from reader.storage import Store
from tests.storage.samples import NOON

FEEDS = ("https://one.example/feed", "https://two.example/feed")


def written(store: Store, feed: int, days: int, author: Author, *names: str) -> int:
    """An article by somebody about some, so many days old."""
    ids = {state.url: state.feed_id for state in store.fetch_states()}
    moment = NOON - timedelta(days=days)
    entry = Entry(guid=f"{feed} {days}", title=f"Story of day {days}", published=moment, text="It began.")
    (number,) = store.record_fetch(ids[FEEDS[feed]], FeedDocument(entries=(entry,)), checked=NOON).new
    text = f"It began with {' and '.join(names) or 'nobody'}. It went on."
    store.put_document(number, Document(title=entry.title, blocks=(Block("paragraph", text),)), "feed", 1)
    entities = tuple(
        Entity(name, "person", (Span(text.index(name), text.index(name) + len(name)),), 0.5) for name in names
    )
    store.put_understanding(number, Understanding(authors=(author,), entities=entities, version=1))
    return number


def library(store: Store) -> dict[str, int]:
    store.sync_feeds([Subscription(url) for url in FEEDS])
    ida = Author("Ida Lund", role="reporter", outlet="One", based_in="Tallinn", beats=("ports", "fish"))
    return {
        "old": written(store, 0, 20, ida, "Otto Quell"),
        "new": written(
            store, 0, 2, replace(ida, name="IDA LUND", filed_from="Riga"), "Otto Quell", "Mara Sepp"
        ),
        "elsewhere": written(store, 1, 9, Author("Ida Lund", role="columnist", outlet="Two"), "Otto Quell"),
        "helped": written(store, 1, 1, Author("Ida Lund", part="contributor")),
        "another": written(store, 1, 3, Author("Ida Lundgren", outlet="Two")),
    }


def test_what_somebody_wrote_for_whatever_feed_stands_together_the_newest_first(store: Store) -> None:
    ids = library(store)
    known = store.author_known("ida lund")
    assert known is not None
    found = store.acquaintance(known)
    assert list(found.articles) == [ids["new"], ids["elsewhere"], ids["old"]]
    assert sum(found.weeks) == 3
    assert (found.first and found.first.place.article_id) == ids["old"]
    assert (found.last and found.last.place.article_id) == ids["new"]


def test_roles_outlets_places_and_beats_are_told_with_their_newest_article(store: Store) -> None:
    ids = library(store)
    known = store.author_known("Ida Lund")
    assert known is not None
    told = {one.said: (one.articles, one.place.article_id) for one in store.acquaintance(known).told}
    assert told["reporter, One"] == (2, ids["new"])
    assert told["columnist, Two"] == (1, ids["elsewhere"])
    assert told["based in Tallinn"] == (2, ids["new"])
    assert told["filed from Riga"] == (1, ids["new"])
    assert told["covers ports"] == (2, ids["new"])


def test_whom_an_author_writes_about_is_counted_by_article(store: Store) -> None:
    library(store)
    known = store.author_known("Ida Lund")
    assert known is not None
    company = {one.known.name: one.articles for one in store.acquaintance(known).company}
    assert company == {"Otto Quell": 3, "Mara Sepp": 1}


def test_an_author_is_found_by_a_part_of_the_name_and_nobody_by_none(store: Store) -> None:
    library(store)
    assert [one.name for one in store.authors_like("lund")] == ["Ida Lund", "Ida Lundgren"]
    assert store.authors_like("%") == []
    assert store.author_known("Nobody") is None


def test_hidden_articles_are_not_told_of(store: Store) -> None:
    ids = library(store)
    store.set_hidden([ids["new"]], True)
    known = store.author_known("Ida Lund")
    assert known is not None
    assert ids["new"] not in store.acquaintance(known).articles


def test_each_article_is_shown_with_how_it_begins(store: Store) -> None:
    ids = library(store)
    known = store.author_known("Ida Lund")
    assert known is not None
    (shown,) = store.named_in(known, [ids["old"]])
    assert shown.sentence == "It began with Otto Quell."


def bylined(store: Store, feed: int, days: int, *authors: str) -> int:
    """An article that nothing but its feed's byline tells of."""
    ids = {state.url: state.feed_id for state in store.fetch_states()}
    moment = NOON - timedelta(days=days)
    entry = Entry(guid=f"by {feed} {days}", title=f"Byline of day {days}", published=moment, authors=authors)
    return store.record_fetch(ids[FEEDS[feed]], FeedDocument(entries=(entry,)), checked=NOON).new[0]


def test_whom_a_feed_alone_names_has_a_page(store: Store) -> None:
    store.sync_feeds([Subscription(url) for url in FEEDS])
    ids = [bylined(store, 0, 3, "Zoë Šimić"), bylined(store, 1, 5, "Max Roth", "ZOE SIMIC")]
    hidden, _ = bylined(store, 0, 4, "Zoë Šimić"), bylined(store, 0, 6, "Zoë Šimić-Roth")
    store.set_hidden([hidden], True)
    known = store.author_known("zoe simic")
    assert known is not None
    assert known.name == "Zoë Šimić"
    found = store.acquaintance(known)
    assert list(found.articles) == ids
    assert sum(found.weeks) == 2
    assert [one.title for one in store.named_in(known, ids)] == ["Byline of day 3", "Byline of day 5"]
    assert [one.name for one in store.authors_like("simi")] == ["Zoë Šimić", "Zoë Šimić-Roth"]
    assert store.author_known('zoe" OR simic') is None


def test_a_page_has_what_was_understood_and_what_was_not_yet(store: Store) -> None:
    ids = library(store)
    later = bylined(store, 1, 1, "Ida Lund")
    known = store.author_known("Ida Lund")
    assert known is not None
    assert list(store.acquaintance(known).articles) == [later, ids["new"], ids["elsewhere"], ids["old"]]
    assert store.author_known("*") is None
    assert store.authors_like('"') == []


def test_a_byline_of_an_article_that_is_known_by_another_name_counts_as_well(store: Store) -> None:
    ids = library(store)
    number = bylined(store, 1, 4, "Ida Lund", "Max Roth")
    store.put_document(number, Document(blocks=(Block("paragraph", "It began."),)), "feed", 1)
    store.put_understanding(number, Understanding(authors=(Author("Max Roth"),), version=1))
    known = store.author_known("Ida Lund")
    assert known is not None
    assert list(store.acquaintance(known).articles) == [ids["new"], number, ids["elsewhere"], ids["old"]]
