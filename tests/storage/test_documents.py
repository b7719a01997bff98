from __future__ import annotations

from dataclasses import replace

import pytest

from reader.model import (
    Author,
    Block,
    Document,
    Entity,
    Figure,
    Picture,
    Span,
    Understanding,
    View,
)
from reader.storage import LibraryError, Origin, Store
from tests.storage.samples import FERRY, NOON, fill

PAGE = "https://magazine.example/reefs"
REEFS = Document(
    title="The reefs come back",
    site="Magazine",
    url=PAGE,
    published=NOON,
    language="en",
    standfirst="After ten years.",
    blocks=(
        Block("heading", "Under water", level=2),
        Block(
            "paragraph", "Mara Velasco counted 1,200 corals.", (Span(0, 12, "link", "https://x.example/"),)
        ),
        Block("caption", "A diver near the wall.", picture=0),
    ),
    authors=(Author(name="Jo Quist", beats=("oceans",)),),
    pictures=(Picture("https://magazine.example/a.jpg", "A diver near the wall."),),
)
UNDERSTOOD = Understanding(
    authors=(Author("Jo Quist", "reporter", "Magazine", "Lisbon", ("oceans", "food"), "a@b.example", "@jo"),),
    entities=(
        Entity("Mara Velasco", "person", (Span(13, 25), Span(40, 47)), 0.8, ("Velasco", "M. Velasco")),
        Entity("Lisbon", "place", (), 0.25),
    ),
    figures=(
        Figure(34, 39, "1,200", "count", 1200.0, counted="corals", counted_head="coral", sentence="Mara …"),
        Figure(1, 2, "3-4", "measure", None, 3.0, 4.0, "metre", "~", "about"),
    ),
    version=3,
    approximate=True,
    engine="light",
)


def test_a_kept_page_is_a_saved_article_without_a_feed(store: Store) -> None:
    number = store.add_page(PAGE, REEFS)
    article = store.article(number)
    assert article is not None
    assert (article.feed_id, article.feed_title, article.title) == (None, "Magazine", "The reefs come back")
    assert (article.saved, article.read, article.authors) == (True, False, ("Jo Quist",))
    assert (article.summary, article.published) == ("After ten years.", NOON)
    assert store.document(number) == REEFS
    assert store.ids(View("saved")).tolist() == store.ids(View()).tolist() == [number]


def test_the_same_page_again_renews_it(store: Store) -> None:
    number = store.add_page(PAGE, REEFS)
    store.set_read([number], True)
    store.set_saved([number], False)
    renewed = replace(REEFS, title="The reefs are back")
    assert store.add_page(PAGE, renewed) == number
    article = store.article(number)
    assert article is not None
    assert (article.title, article.read, article.saved) == (renewed.title, True, True)
    assert store.count(View("search", "come")) == 0
    assert store.count(View()) == 1


@pytest.mark.parametrize("address", ["file:///home/ada/notes.txt", "http://[bad", "-"])
def test_a_document_without_a_title_is_called_by_its_first_words(store: Store, address: str) -> None:
    number = store.add_page(address, Document(blocks=(Block("paragraph", "Dear diary, " * 30),)), "file")
    article = store.article(number)
    assert article is not None
    assert article.title.startswith("Dear diary")
    assert len(article.title) <= 80


def test_a_document_makes_its_article_findable(store: Store) -> None:
    (ferry,) = fill(store, FERRY)
    assert store.document(ferry) is None
    store.put_document(ferry, REEFS, "page", 1)
    assert store.document(ferry) == REEFS
    assert store.ids(View("search", "corals diver")).tolist() == [ferry]
    assert store.count(View("search", "Sunday")) == 0


def test_a_document_says_what_it_was_made_from(store: Store) -> None:
    (ferry,) = fill(store, FERRY)
    assert store.document_origin(ferry) is None
    store.put_document(ferry, REEFS, "page", 4)
    assert store.document_origin(ferry) == Origin("page", 4)


def test_a_document_needs_its_article(store: Store) -> None:
    with pytest.raises(LibraryError):
        store.put_document(77, REEFS, "page", 1)


def test_what_was_understood_comes_back_as_it_was(store: Store) -> None:
    number = store.add_page(PAGE, REEFS)
    assert store.understanding(number) is None
    assert store.put_understanding(number, UNDERSTOOD)
    assert store.put_understanding(number, UNDERSTOOD)
    assert store.understanding(number) == UNDERSTOOD


def test_nothing_is_understood_of_an_article_without_a_document(store: Store) -> None:
    (ferry,) = fill(store, FERRY)
    assert not store.put_understanding(ferry, UNDERSTOOD)
    assert store.understanding(ferry) is None


def test_documents_wait_for_an_analyser_that_is_newer_than_theirs(store: Store) -> None:
    first = store.add_page("https://a.example/", REEFS)
    second = store.add_page("https://b.example/", REEFS)
    third = store.add_page("https://c.example/", REEFS)
    store.put_understanding(second, replace(UNDERSTOOD, engine=""))
    assert store.documents_to_analyse(3) == [third, first]
    assert store.documents_to_analyse(4) == [third, second, first]
    assert store.documents_to_analyse(4, limit=1) == [third]


def test_what_another_engine_understood_waits_too(store: Store) -> None:
    number = store.add_page(PAGE, REEFS)
    store.put_understanding(number, replace(UNDERSTOOD, engine="light"))
    assert store.documents_to_analyse(3, "light") == []
    assert store.documents_to_analyse(3) == [number]


def test_what_was_understood_of_a_text_that_is_no_longer_there_is_not_kept(store: Store) -> None:
    number = store.add_page(PAGE, REEFS)
    other = replace(REEFS, blocks=REEFS.blocks[:1])
    assert not store.put_understanding(number, UNDERSTOOD, other)
    assert store.understanding(number) is None
    assert store.put_understanding(number, UNDERSTOOD, REEFS)


def test_another_text_is_analysed_anew_and_the_same_is_not(store: Store) -> None:
    number = store.add_page(PAGE, REEFS)
    store.put_understanding(number, UNDERSTOOD)
    store.put_document(number, replace(REEFS, site="Elsewhere"), "page", 2)
    assert store.understanding(number) == UNDERSTOOD
    store.put_document(number, replace(REEFS, blocks=REEFS.blocks[:1]), "page", 2)
    assert store.understanding(number) is None
    assert store.documents_to_analyse(3) == [number]
