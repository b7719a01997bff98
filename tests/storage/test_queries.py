"""What a query selects: the same as looking at every article one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import (
    Author,
    Block,
    Document,
    Entity,
    Entry,
    Figure,
    Subscription,
    Understanding,
    View,
)
from reader.periods import Keep
from reader.query import QueryError, parse
from reader.storage import LibraryError, SlowQueryError, StoppedError, Store, choosing, patience
from reader.storage import asked as planning
from reader.storage.migrations import STEPS, migrate
from reader.text import fold
from tests.query.samples import CONDITIONS, FLAGS, NONSENSE, TERMS
from tests.storage import naive
from tests.storage.naive import Facts
from tests.storage.samples import NOON, URL, fill, numbered

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


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(CONDITIONS, CONDITIONS, st.integers(0, MADE - 1))
def test_a_filter_takes_away_what_does_not_meet_it(
    libraries: list[tuple[Store, list[Facts]]], query: str, also: str, seed: int
) -> None:
    store, facts = libraries[seed]
    try:
        shown, where = expected(query, facts), parse(also).where
    except QueryError:
        return
    assert where is not None
    world = naive.World(facts)
    meeting = {one.id for one in facts if world.holds(where, one)}
    view = View("query", query, filter=also)
    assert store.ids(view).tolist() == [number for number in shown if number in meeting]
    assert store.count(view) == len([number for number in shown if number in meeting])


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
        (View("entity", "Kim Jong Un"), "entity:=kim-jong-un"),
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


# At length


def test_what_is_selected_comes_in_its_order_and_some_at_a_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "_FIRST", 3)
    monkeypatch.setattr(choosing, "_NEXT", 4)
    ids = fill(store, *numbered(12))
    view = View("query", "unread")
    assert [some.tolist() for some in store.select(view)] == [ids[:3], ids[3:7], ids[7:11], ids[11:]]
    assert store.count_patiently(view) == 12


def test_a_query_that_takes_too_long_is_ended_and_what_it_gave_holds(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "_STEPS", 1)
    fill(store, *numbered(12))
    with pytest.raises(SlowQueryError, match=r"longer than 0 seconds .* since:1w"):
        list(store.select(View("query", "/zzz/"), seconds=0))
    stops = iter([False] * 300)
    with pytest.raises(StoppedError):
        list(store.select(View("query", "/zzz/"), stop=lambda: next(stops, True)))
    assert len(store.ids(View("query", "/Number/"))) == 12  # the connection is as it was


def test_a_rule_asks_about_some_articles_alone(store: Store) -> None:
    ids = fill(store, *numbered(6))
    store.set_read(ids[:2], True)
    assert store.matching("unread", ids[:4]) == ids[2:4]
    assert store.matching("number sort:date limit:1", ids[:4]) == [ids[3]]
    assert store.matching("unread", []) == []


def test_rare_and_frequent_parts_are_taken_from_either_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(store, *numbered(12))
    for number in ids:
        store.put_document(number, Document(blocks=(Block("paragraph", "Text text."),)), "page", 1)
        who = Entity("Kim Jong Un", "person"), Entity(f"Number {number % 3}", "place")
        figure = Figure(0, 4, "Text", "count", float(number))
        store.put_understanding(number, Understanding(entities=who, figures=(figure,)), None)
    store.sync_feeds([Subscription(URL, mute=True)])
    queries = (
        "person:kim",
        "person:kim place:1",
        "text place:2",
        "figure:>3 person:kim",
        "text -place:1 saved or text",
    )
    wanted: dict[str, list[int]] = {}
    for rare, many in ((5_000, 100_000), (5, 100_000), (0, 100_000), (0, 0), (5, 5)):
        monkeypatch.setattr(planning, "RARE", rare)
        monkeypatch.setattr(planning, "MANY", many)
        for query in queries:
            found = store.ids(View("query", query)).tolist()
            assert found == wanted.setdefault(query, found), (query, rare, many)
            assert found


def test_names_are_known_for_completion(store: Store) -> None:
    one, other = fill(store)
    store.put_document(one, Document(blocks=(Block("paragraph", "x"),)), "page", 1)
    named = (Entity("Kim Jong Un", "person", aliases=("Kim", "Marshal")), Entity("Kiel", "place"))
    store.put_understanding(one, Understanding((Author("Ida Kimura", role="reporter"),), named))
    store.set_tags(other, ["kin"])
    assert store.known("person", "jo ki") == []
    assert store.known("person", "kim jo") == store.known("person", "KIM") == ["Kim Jong Un"]
    assert store.known("entity", "ki") == ["Kiel", "Kim Jong Un"]
    assert store.known("author", "kim") == ["Ida Kimura"]
    assert store.known("person", "") == []
    assert (store.known("tag", ""), store.known("role", "")) == (["kin"], ["reporter"])
    assert store.known("feed", "") == ["Harbour News"]


def test_names_go_with_the_last_article_that_has_them(store: Store) -> None:
    one, other = fill(store)
    for number, names in ((one, ("Ann Lee", "Bo Berg")), (other, ("Ann Lee",))):
        store.put_document(number, Document(blocks=(Block("paragraph", "x"),)), "page", 1)
        entities = tuple(Entity(name, "person") for name in names)
        store.put_understanding(number, Understanding(entities=entities))
    store.set_read([one], True)
    feed = store.feeds()[0].id
    assert store.purge(feed, Keep(count=0), limit=1) == 1
    with store._connections.reading() as connection:
        assert connection.execute("SELECT written FROM name").fetchall() == [("Ann Lee",)]
        words = {word for (word,) in connection.execute("SELECT word FROM name_word")}
    assert words == {"ann", "lee"}


def test_a_library_of_the_version_before_is_brought_along(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, STEPS[:11])
    for number, cut in ((1, True), (2, False)):
        document = Document(blocks=(Block("paragraph", "One two three."),), truncated=cut)
        connection.execute(
            "INSERT INTO article (id, guid, newest, added, title, content_hash)"
            " VALUES (?1, ?1, ?1, 1, 'T', x'00')",
            (number,),
        )
        connection.execute(
            "INSERT INTO document (article_id, source, version, extracted, text, body)"
            " VALUES (?, 'page', 1, 0, 'One two three.', ?)",
            (number, msgspec.msgpack.encode(document)),
        )
        connection.execute("INSERT INTO understanding (article_id, version) VALUES (?, 1)", (number,))
        connection.execute("INSERT INTO entity VALUES (?, 0, 'Kim Jong Un', 'person', 1)", (number,))
        connection.execute("INSERT INTO alias VALUES (?, 0, 0, 'Marshal Kim')", (number,))
        connection.execute(
            "INSERT INTO author (article_id, ordinal, name) VALUES (?, 0, 'Ida Lund')", (number,)
        )
    connection.close()
    path.chmod(0o600)
    with Store.open(path) as store:
        for query in ("person:kim", "person:marshal", 'author:"ida lund"', "words:3", "full or truncated"):
            assert store.ids(View("query", query)).tolist() == [2, 1], query
        assert store.ids(View("query", "truncated")).tolist() == [1]
        assert store.mend() == ["The counts were wrong; they were made anew."]  # as the rows above left them
        assert store.problems() == []
