"""An unfinished word where very many words begin like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.model import View
from reader.storage import Store, beginnings
from tests.storage.samples import FERRY, fill

WORDS = [f"con{letter}{end}" for letter in "abcdefgh" for end in "aeiou"]


def _filled(store: Store) -> list[int]:
    entries = [
        replace(FERRY, guid=f"{word} {n}", title=word, text=f"About {word}. " * 20)
        for n in range(6)
        for word in (*WORDS, *(["Concért"] if n == 0 else []))
    ]
    return fill(store, *entries)


def test_all_words_with_a_beginning_are_looked_for_where_they_are_few(store: Store) -> None:
    ids = _filled(store)
    assert set(store.ids(View("search", "con"))) == set(ids)


def test_the_most_frequent_ones_are_where_they_are_many(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = _filled(store)
    monkeypatch.setattr(beginnings, "_MOST_PAGES", 0)
    monkeypatch.setattr(beginnings, "_MOST_WORDS", 3)
    found = set(store.ids(View("search", "CON")))
    assert found
    assert found < set(ids)
    assert len({article.title for article in store.articles_by_id(found)}) <= 3


@pytest.mark.parametrize(
    ("typed", "title"), [("concert", "Concért"), ("conaa", "conaa"), ("about conaa", "conaa")]
)
def test_the_word_itself_is_always_among_them(
    store: Store, monkeypatch: pytest.MonkeyPatch, typed: str, title: str
) -> None:
    _filled(store)
    monkeypatch.setattr(beginnings, "_MOST_PAGES", 0)
    monkeypatch.setattr(beginnings, "_MOST_WORDS", 1)
    assert {article.title for article in store.articles(View("search", typed))} == {title}


@pytest.mark.parametrize("typed", ["東", "don't-rep", "\ud800ab", "é", "a\0b", "ﬁ", "ſt", "ǅa", "İst", "١٢"])
def test_any_word_can_be_unfinished(store: Store, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    _filled(store)
    monkeypatch.setattr(beginnings, "_MOST_PAGES", 0)
    view = View("search", typed)
    assert store.count(view) == len(store.articles(view, limit=1000))
