"""What a query selects: the same as looking at every article one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import Entry, View
from reader.query import QueryError, parse
from reader.storage import LibraryError, Store
from reader.text import fold
from tests.query.samples import CONDITIONS, FLAGS, NONSENSE, TERMS
from tests.storage import naive
from tests.storage.naive import Facts
from tests.storage.samples import NOON, fill

MADE = 12
_MORE = (
    "starred",
    "noted",
    "highlighted",
    "hidden",
    "note:ana",
    "highlight:/^The/",
    "note:*",
    "-muted hidden",
)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Store, list[Facts]]]]:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("store", "deeds"):
            patch.setattr(f"reader.storage.{module}.now", lambda: NOON)
        made = []
        for seed in range(MADE):
            store = Store.open(tmp_path_factory.mktemp("library") / "library.db")
            made.append((store, naive.made_up(store, seed)))
        yield made
        for store, _ in made:
            store.close()


def expected(query: str, facts: list[Facts]) -> list[int]:
    found = naive.selected(parse(query), facts)
    return [one.id for one in sorted(found, key=lambda one: (one.newest, one.id), reverse=True)]


@pytest.mark.parametrize("query", [*FLAGS, *TERMS, *_MORE])
def test_every_term_means_what_it_says(query: str, libraries: list[tuple[Store, list[Facts]]]) -> None:
    for store, facts in libraries:
        for asked in (query, f"-({query})", f"hidden or ({query})"):
            view = View("query", asked)
            assert store.ids(view).tolist() == expected(asked, facts), asked
            assert store.count(view) == len(expected(asked, facts))


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(CONDITIONS, st.integers(0, MADE - 1))
def test_terms_together_mean_what_they_say(
    libraries: list[tuple[Store, list[Facts]]], query: str, seed: int
) -> None:
    store, facts = libraries[seed]
    try:
        wanted = expected(query, facts)
    except QueryError:  # two figures of two kinds, side by side
        return
    assert store.ids(View("query", query)).tolist() == wanted
    unread = {one.id for one in facts if not one.read}
    assert store.ids(View("query", query, unread_only=True)).tolist() == [i for i in wanted if i in unread]


def test_an_empty_query_is_what_lists_show(libraries: list[tuple[Store, list[Facts]]]) -> None:
    for store, facts in libraries:
        assert store.ids(View("query", "")).tolist() == store.ids(View()).tolist() == expected("", facts)


@pytest.mark.parametrize(
    ("view", "query"),
    [
        (View("all"), ""),
        (View("unread"), "unread"),
        (View("saved"), "saved sort:-saved"),
        (View("today"), "today"),
        (View("new"), "new"),
        (View("noted"), "noted"),
        (View("highlighted"), "highlighted"),
        (View("feed", "2"), "feedid:2"),
        (View("folder", "World"), "folder:=World"),
        (View("tag", "blue"), 'tag:="blue"'),
        (View("tag", "europe"), "#europe"),
        (View("search", "ferry"), "ferry*"),
        (View("author", "Ida Lund"), 'author:="ida lund"'),
        (View("entity", "Kim"), "entity:=kim"),
        (View("entity", "???"), "id:0"),
        (View("all", filter="ferry or starred"), "listed"),
    ],
)
def test_every_plain_view_is_a_query(
    view: View, query: str, libraries: list[tuple[Store, list[Facts]]]
) -> None:
    for store, facts in libraries:
        if query == "listed":
            wanted = [i for i in expected("", facts) if i in expected("ferry or starred", facts)]
        else:
            wanted = store.ids(View("query", query)).tolist()
        assert store.ids(view).tolist() == wanted
        assert store.count(view) == len(wanted)


def test_stars_are_listed_with_the_last_first(libraries: list[tuple[Store, list[Facts]]]) -> None:
    for store, facts in libraries:
        starred = {one.id for one in facts if one.starred and not one.hidden}
        assert set(store.ids(View("starred"))) == set(store.ids(View("query", "starred"))) == starred


ORDERS = [
    "title",
    "-title",
    "feed,-date",
    "unread,title",
    "-words",
    "author,-added",
    "-saved,date",
    "date",
    "added",
]


@pytest.mark.parametrize("keys", ORDERS)
def test_several_keys_sort_one_after_the_other(keys: str, libraries: list[tuple[Store, list[Facts]]]) -> None:
    for store, facts in libraries:
        wanted = _sorted(facts, [one for one in facts if one.listed], keys.split(","))
        assert store.ids(View("query", f"sort:{keys}")).tolist() == wanted
        assert store.ids(View(order=tuple(keys.split(",")))).tolist() == wanted
        assert store.ids(View("query", f"sort:{keys} limit:2")).tolist() == wanted[:2]
        assert store.count(View("query", f"sort:{keys} limit:2")) == len(wanted[:2])


def _sorted(facts: list[Facts], found: list[Facts], keys: list[str]) -> list[int]:
    """Sorted by the last key first, as a stable sort wants it; what has no value stands last."""
    values: dict[str, Any] = {
        "date": lambda one: (one.newest, one.id),
        "title": lambda one: fold(one.title),
        "feed": lambda one: one.feed and fold(one.feed.name),
        "author": lambda one: fold(one.authors[0]) if one.authors else None,
        "unread": lambda one: one.read,
        "words": lambda one: one.words,
        "added": lambda one: one.added,
        "saved": lambda one: one.saved,
    }
    found = sorted(found, key=values["date"], reverse=True)
    for key in reversed(keys):
        value = values[key.lstrip("-")]
        known = [one for one in found if value(one) is not None]
        known.sort(key=value, reverse=key.startswith("-"))
        found = known + [one for one in found if value(one) is None]
    return [one.id for one in found]


def test_the_best_fit_comes_first_by_relevance(store: Store) -> None:
    much = Entry("much", title="Ferry", text="Ferry, ferry and ferry.")
    little = Entry(
        "little", title="Harbour", text="Among much else in the harbour news there is one ferry. " * 5
    )
    ids = fill(store, little, much)
    assert store.ids(View("query", "ferry sort:relevance")).tolist() == ids[::-1]
    assert store.ids(View("query", "ferry or harbour sort:-relevance")).tolist() in (ids, ids[::-1])
    assert store.ids(View("query", "ferry -harbour sort:relevance")).tolist() == ids[1:]


def test_what_cannot_be_understood_is_told(store: Store) -> None:
    for view in (View("query", "autor:x"), View(filter="autor:x")):
        with pytest.raises(LibraryError, match="did you mean author"):
            store.ids(view)
    with pytest.raises(LibraryError, match="no order by nothing"):
        store.ids(View(order=("nothing",)))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(NONSENSE)
def test_no_string_makes_sql_fail(store: Store, query: str) -> None:
    for asked in (query, f"-({query})", f"({query}) or title:x"):
        try:
            parse(asked)
        except QueryError:
            continue
        store.count(View("query", asked))
        store.ids(View("query", asked))
