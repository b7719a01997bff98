"""Related articles: what counts as rare, which are good enough, and what is never told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.library import Library, LibraryError
from reader.model import (
    Block,
    Document,
    Entity,
    EntityKind,
    Entry,
    FeedDocument,
    Figure,
    Span,
    Subscription,
    Understanding,
    View,
)
from reader.related import Clue, Kin, Shared, best, rarity, tells
from reader.storage import Store
from reader.storage.patience import StoppedError

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FILLER = "The council met on Tuesday and spoke of nothing else until the lights went out."


# Pure


def clue(written: str = "Rita Moura", rare: float = 0.9, salience: float = 1.0) -> Clue:
    return Clue(written, "person", salience, rare)


def kin(number: int, *shared: Shared, title: str = "", story: int | None = None) -> Kin:
    return Kin(number, title or f"Article {number}", story, shared)


GOOD = (Shared(clue(), in_title=True), Shared(clue("Ana Sousa")))


def test_what_few_articles_have_is_rarer_and_what_many_have_tells_nothing() -> None:
    assert rarity(1, 100_000) > rarity(30, 100_000) > rarity(3_000, 100_000)
    assert tells(clue(rare=rarity(2_000, 100_000)))
    assert not tells(clue(rare=rarity(10_000, 100_000)))
    assert rarity(1, 1) == 0


def test_at_most_five_are_told_the_best_first() -> None:
    found = best([kin(number, *GOOD, Shared(clue("Bo", rare=number / 10))) for number in range(1, 9)], "")
    assert [one.article for one in found] == [8, 7, 6, 5, 4]


def test_one_thing_in_common_or_only_places_and_words_are_not_enough() -> None:
    alone = Shared(Clue("Rita Moura", "person", 1.0, 1.0), in_title=True)
    place = Shared(Clue("Aveiro", "place", 1.0, 1.0), in_title=True)
    figure = Shared(Clue("58,120 tonnes", "figure", 1.0, 1.0))
    assert best([kin(1, alone), kin(2, place, figure)], "") == []
    found = best([kin(1, alone, place), kin(2, place, figure, figure)], "")
    assert {one.article for one in found} == {1, 2}


def test_names_in_passing_count_less_than_in_the_headline() -> None:
    passing, unread, central = Shared(clue(), salience=0.0), Shared(clue()), Shared(clue(), in_title=True)
    assert passing.weight < unread.weight < central.weight
    assert Shared(clue(), salience=0.5).weight == central.weight


def test_of_one_story_or_one_headline_the_best_is_told_and_never_the_headline_itself() -> None:
    more = (*GOOD, Shared(clue("Bo Lund")))
    found = best(
        [
            kin(1, *GOOD, story=7),
            kin(2, *more, story=7),
            kin(3, *more, title="Storm!"),
            kin(4, *GOOD, title="storm! "),
            kin(5, *more, title="The same"),
        ],
        "The same",
    )
    assert [one.article for one in found] == [3, 2]


# On a library


def written(
    store: Store,
    title: str,
    text: str,
    names: dict[str, EntityKind] | None = None,
    figures: tuple[Figure, ...] = (),
    days: int = 0,
) -> int:
    """Enter an article; with names it is understood."""
    entry = Entry(
        guid=title, url=f"https://x.example/{title}", title=title, published=NOW - timedelta(days=days)
    )
    number = store.record_fetch(1, FeedDocument(entries=(entry,))).new[0]
    store.put_document(number, Document(title=title, blocks=(Block("paragraph", text),)), "page", 1)
    if names is not None:
        entities = tuple(
            Entity(name, kind, (Span(text.find(name), text.find(name) + len(name)),), 0.6)
            for name, kind in names.items()
        )
        store.put_understanding(number, Understanding(entities=entities, figures=figures, version=1))
    return number


NAMES: dict[str, EntityKind] = {"Rita Moura": "person", "Iberlane": "organisation", "Aveiro": "place"}
STORM = "Rita Moura of Iberlane said in Aveiro that nothing moves."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library.db") as opened:
        opened.sync_feeds([Subscription("https://x.example/feed")])
        for number in range(40):
            written(opened, f"Council meeting {number}", FILLER)
        yield opened


def titles(store: Store, number: int) -> list[str]:
    return [one.title for one in store.related.of(number)]


def test_an_article_with_the_same_rare_names_is_found_with_why(store: Store) -> None:
    asked = written(store, "Storm closes harbour", STORM, NAMES)
    written(store, "Harbour master resigns", "Iberlane lets Rita Moura go, after years in Aveiro.", NAMES)
    written(store, "Moon landing", "Nobody was there.", {})
    (found,) = store.related.of(asked)
    assert found.title == "Harbour master resigns"
    assert {one.clue.written for one in found.shared} >= {"Rita Moura", "Iberlane"}


def test_texts_that_were_not_understood_are_found_by_their_words(store: Store) -> None:
    asked = written(store, "Storm closes harbour", STORM, NAMES)
    written(store, "Harbour master resigns", "Iberlane lets Rita Moura go, after years in Aveiro.")
    assert titles(store, asked) == ["Harbour master resigns"]


def test_neither_the_article_itself_nor_its_story_nor_what_is_hidden_is_related(store: Store) -> None:
    asked = written(store, "Storm closes harbour", STORM, NAMES)
    other = written(store, "Harbour master resigns", STORM, NAMES)
    hidden = written(store, "Harbour master returns", STORM, NAMES)
    assert titles(store, asked) == ["Harbour master returns", "Harbour master resigns"]
    store.set_hidden([hidden], True)
    assert titles(store, asked) == ["Harbour master resigns"]
    store.stories.join([asked, other])
    assert titles(store, asked) == []


def test_what_everybody_has_relates_nothing_however_much_of_it(store: Store) -> None:
    names: dict[str, EntityKind] = {f"Councillor Number{n}": "person" for n in range(12)}
    asked = written(store, "Council meeting again", " and ".join(names), names)
    for number in range(30):
        written(store, f"Evening {number}", " and ".join(names), names)
    assert titles(store, asked) == []


def figure(value: float, unit: str | None = "tonne") -> Figure:
    return Figure(0, 4, f"{value:,.0f} tonnes", "measure", value, unit=unit, counted_head="wheat")


@pytest.mark.parametrize(("value", "is_shared"), [(58_120.0, True), (50_000.0, False), (40.0, False)])
def test_a_figure_in_common_says_something_if_it_is_not_round(
    store: Store, value: float, is_shared: bool
) -> None:
    asked = written(store, "Storm closes harbour", STORM, NAMES, (figure(value),))
    written(store, "Harbour master resigns", STORM, NAMES, (figure(value),))
    (found,) = store.related.of(asked)
    assert ("figure" in {one.clue.kind for one in found.shared}) == is_shared


def test_a_search_that_nobody_waits_for_is_ended(store: Store) -> None:
    asked = written(store, "Storm closes harbour", STORM, NAMES)
    with pytest.raises(StoppedError):
        store.related.of(asked, lambda: True)


async def test_the_demo_edition_has_related_articles_and_none_without_reason(library: Library) -> None:
    await library.refresh()
    by_title = {one.title: one.id for one in library.articles(library.article_ids(View("all")))}
    for number in by_title.values():
        await library.open_article(number, lambda _: None)
    fund = next(number for title, number in by_title.items() if title.startswith("The fund that says no"))
    found = await library.relations.related(fund)
    assert found[0].article.title.startswith("Castellan")
    assert {"Dana Whitlock", "Larkspur Capital"} & {clue.written for clue in found[0].clues}
    buns = next(number for title, number in by_title.items() if "saffron buns" in title)
    assert await library.relations.related(buns) == []
    with pytest.raises(LibraryError):
        await library.relations.related(10_000)
