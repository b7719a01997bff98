from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import Author, Block, Document, Entry, View
from reader.storage import Store
from tests.storage.samples import FERRY, HARBOUR, LIGHTHOUSE, NOON, fill

NEWS = (
    Entry("fr", title="Élections à Genève", authors=("Zoë Émond",), text="Le café reste fermé."),
    Entry("ja", title="東京都の天気", text="明日は雨が降るでしょう。"),
    Entry("ko", title="서울에서 열린 회의", text="회의가 끝났다."),
    Entry("th", title="ข่าวเช้าวันนี้", text="ฝนตกหนัก"),
    Entry("en", title="C++ turns forty", text="The don't-repeat-yourself rule in state-owned firms."),
)

HOSTILE = [
    '"', '""', "a AND", "NEAR(", "title:x", "c++", "don't", "\0", "(" * 5000, "a OR", "NOT", "*", "a*b", "^a",
    "-", "--a", '-"', "{a b}:c", "a + b", "😀", "\ud800", "a " * 5000,
    "'; DROP TABLE article; --", "%", "_", "a\ud800",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "guid"),
    [
        ("elections geneve", "fr"),
        ("ZOE", "fr"),
        ("ferme cafe", "fr"),
        ("caf", "fr"),
        ('"cafe reste"', "fr"),
        ("東京", "ja"),
        ("京都", "ja"),
        ("天気 明日", "ja"),
        ("雨", "ja"),
        ("서울", "ko"),
        ("วันนี้", "th"),
        ("c++", "en"),
        ("don't", "en"),
        ("state-owned", "en"),
        ("forty -geneva", "en"),
    ],
)
def test_words_are_found_in_every_script(store: Store, query: str, guid: str) -> None:
    ids = dict(zip((e.guid for e in NEWS), fill(store, *NEWS), strict=True))
    assert store.ids(View("search", query)).tolist() == [ids[guid]]


@pytest.mark.parametrize(
    "query",
    ['"reste cafe"', "cafe -ferme", '-"reste ferme" cafe', "京東", "ele geneve", "", "-cafe", "...", "天 空"],
)
def test_what_is_not_there_is_not_found(store: Store, query: str) -> None:
    fill(store, *NEWS)
    assert store.count(View("search", query)) == 0


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_a_search_never_fails_for_its_spelling(store: Store, query: str) -> None:
    fill(store)
    assert len(store.articles(View("search", query))) <= 2


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("ab*\"():^+-{}\0 '\n京éOR") | st.characters(), max_size=40))
def test_nor_for_any_string_at_all(store: Store, query: str) -> None:
    store.count(View("search", query))


def test_hits_come_newest_first_and_can_be_limited_to_unread_ones(store: Store) -> None:
    mixed = tuple(
        replace(FERRY, guid=str(n), published=NOON - timedelta(days=days)) for n, days in enumerate((2, 0, 1))
    )
    oldest, newest, middle = fill(store, *mixed)
    store.set_read([newest], True)
    assert store.ids(View("search", "ferry")).tolist() == [newest, middle, oldest]
    assert store.ids(View("search", "ferry", unread_only=True)).tolist() == [middle, oldest]
    assert store.ids(View("search", "ferry", oldest_first=True)).tolist() == [oldest, middle, newest]


def test_the_index_stays_what_a_new_one_would_be(store: Store, path: Path) -> None:
    lighthouse, ferry = fill(store)
    document = Document(title="東京", blocks=(Block("paragraph", "Full text. 雨"),), authors=(Author("Ann"),))
    page = store.add_page("https://page.example/", document)
    store.put_document(ferry, document, "page", 1)
    store.put_document(lighthouse, document, "feed", 1)
    store.record_fetch(1, replace(HARBOUR, entries=tuple(replace(e, title="é 1") for e in HARBOUR.entries)))
    store.put_document(page, replace(document, blocks=()), "page", 2)
    store.add_page("https://page.example/", replace(document, title="Again"))
    store.record_fetch(1, replace(HARBOUR, entries=(replace(LIGHTHOUSE, authors=("Bo", "Cy")),)))
    kept = _indexed(path)
    store.rebuild_search()
    assert _indexed(path) == kept
    assert len(kept) > 20


def test_a_word_that_only_the_standfirst_has_is_found_and_forgotten_with_it(store: Store) -> None:
    document = Document(
        title="The reefs",
        standfirst="After a decade of bleaching.",
        blocks=(Block("paragraph", "They grow."),),
    )
    page = store.add_page("https://page.example/", document)
    assert store.ids(View("search", "bleaching")).tolist() == [page]
    store.put_document(page, replace(document, standfirst=""), "page", 2)
    assert store.count(View("search", "bleaching")) == 0


def _indexed(path: Path) -> list[tuple[str, int, str, int]]:
    """Every word in the index, and where it stands."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, instance)")
    rows = connection.execute("SELECT term, doc, col, offset FROM words ORDER BY 1, 2, 3, 4").fetchall()
    connection.close()
    return rows
