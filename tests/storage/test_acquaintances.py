"""The page of somebody whom articles name: its weeks, and its company when one stands in an article twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.acquaintance import Acquaintance
from reader.model import Block, Document, Entity, Span, Understanding
from reader.storage import Store
from tests.storage.samples import NOON, fill, numbered


def naming(store: Store, moments: list[datetime], *names: str) -> list[int]:
    """Articles of those moments, each of which names all of them once."""
    entries = (
        replace(one, guid=f"{names} {one.guid}", published=moment)
        for one, moment in zip(numbered(len(moments)), moments, strict=True)
    )
    ids = fill(store, *entries)
    text = f"{', '.join(names)} met."
    entities = tuple(
        Entity(name, "organisation", (Span(text.index(name), text.index(name) + len(name)),), 0.5)
        for name in names
    )
    for number in ids:
        store.put_document(number, Document(blocks=(Block("paragraph", text),)), "feed", 1)
        assert store.put_understanding(number, Understanding(entities=entities, version=1))
    return ids


def page(store: Store, label: str) -> Acquaintance:
    return store.acquaintance(store.known_as(label)[0])


def test_mentions_are_added_up_by_weeks_that_begin_on_a_monday_with_those_between_empty(store: Store) -> None:
    monday = datetime(2025, 3, 3, tzinfo=UTC)
    sunday = monday - timedelta(microseconds=1)
    naming(store, [monday + timedelta(days=15), monday + timedelta(days=6), monday, sunday], "Acme")
    one = page(store, "Acme")
    assert one.since == monday - timedelta(days=7)
    assert one.weeks == (1, 2, 0, 1)


def test_weeks_before_1970_are_weeks_too(store: Store) -> None:
    moments = [
        datetime(1969, 12, day, 12, tzinfo=UTC) for day in (29, 28, 22)
    ]  # a Monday, a Sunday, a Monday
    naming(store, moments, "Acme")
    one = page(store, "Acme")
    assert one.since == datetime(1969, 12, 22, tzinfo=UTC)
    assert one.weeks == (2, 1)


def test_an_article_that_names_one_by_two_spellings_is_one_of_the_company(store: Store) -> None:
    ids = naming(store, [NOON, NOON - timedelta(hours=1)], "The Harbour Bank", "HARBOUR BANK", "Ministry")
    one = page(store, "Harbour Bank")
    assert one.articles.tolist() == ids
    assert one.mentions == 4
    assert [(with_.known.name, with_.articles) for with_ in one.company] == [("Ministry", 2)]


def test_whoever_stands_for_two_names_has_the_articles_of_both_the_newest_first(store: Store) -> None:
    old, new = naming(store, [NOON - timedelta(weeks=3), NOON - timedelta(weeks=1)], "Acme", "Ministry")
    (between,) = naming(store, [NOON - timedelta(weeks=2)], "Ajax Works", "Ministry")
    store.say_same(page(store, "Acme").known, page(store, "Ajax Works").known, True)
    one = page(store, "Acme")
    assert one.articles.tolist() == [new, between, old]
    assert one.weeks == (1, 1, 1)
    assert [(with_.known.name, with_.articles) for with_ in one.company] == [("Ministry", 3)]


def test_company_is_counted_in_the_newest_articles(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.storage.acquaintances.COMPANY_FROM", 2)
    naming(store, [NOON - timedelta(weeks=weeks) for weeks in (1, 3)], "Acme", "Ministry")
    naming(store, [NOON - timedelta(weeks=weeks) for weeks in (2, 4)], "Acme", "Union")
    one = page(store, "Acme")
    assert len(one.articles) == 4
    assert {with_.known.name: with_.articles for with_ in one.company} == {"Ministry": 1, "Union": 1}
