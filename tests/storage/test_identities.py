"""Who is named across articles: kept with each understanding, told apart, put together by a person."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reader.acquaintance import Acquaintance, Known, Place
from reader.model import (
    Block,
    Description,
    Document,
    Entity,
    EntityKind,
    Figure,
    Span,
    Understanding,
    View,
)
from reader.periods import Keep
from reader.storage import Store, identities
from reader.storage.migrations import STEPS, migrate
from reader.storage.recovery import recover
from tests.storage.samples import NOON, fill, numbered


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("store", "deeds", "acting", "choosing", "knowing", "upkeep"):
        monkeypatch.setattr(f"reader.storage.{module}.now", lambda: NOON)


def entity(
    text: str, name: str, kind: EntityKind = "person", *aliases: str, salience: float = 0.5, role: str = ""
) -> Entity:
    """Somebody with a mention wherever the text has the name or an alias."""
    spans = []
    at = 0
    while at < len(text):
        found = next((one for one in (name, *aliases) if text.startswith(one, at)), None)
        if found is not None:
            spans.append(Span(at, at + len(found)))
        at += len(found) if found is not None else 1
    told = (Description(role, "", text.index(role), text.index(role) + len(role)),) if role else ()
    return Entity(name, kind, tuple(spans), salience, aliases, told)


def understand(
    store: Store, article_id: int, text: str, *entities: Entity, figures: tuple[Figure, ...] = ()
) -> None:
    document = Document(blocks=(Block("paragraph", text),))
    store.put_document(article_id, document, "feed", 1)
    assert store.put_understanding(article_id, Understanding(entities=entities, figures=figures, version=1))


def named(store: Store, ids: list[int], name: str, kind: EntityKind = "person", role: str = "") -> None:
    """Have articles name somebody, each with a title."""
    for number in ids:
        text = f"The {role or 'quiet'} {name} spoke."
        understand(store, number, text, entity(text, name, kind, role=role))


def page(store: Store, label: str) -> Acquaintance:
    return store.acquaintance(store.known_as(label)[0])


def articles(store: Store, label: str) -> list[int]:
    return page(store, label).articles.tolist()


# One across articles


def test_a_name_is_one_whatever_its_case_and_accents_and_a_the_before_it(store: Store) -> None:
    ids = fill(store, *numbered(3))
    for number, name in zip(ids, ("The Café Bank", "CAFE BANK", "Cafe Bank"), strict=True):
        named(store, [number], name, "organisation")
    assert articles(store, "cafe bank") == ids
    assert articles(store, "The Café Bank") == ids


def test_an_alias_in_an_article_counts_for_the_full_name_there(store: Store) -> None:
    first, second = fill(store, *numbered(2))
    text = "Kim Jong Un spoke. Kim left."
    understand(store, first, text, entity(text, "Kim Jong Un", "person", "Kim"))
    named(store, [second], "Kim")
    one = page(store, "Kim Jong Un")
    assert (one.articles.tolist(), one.mentions) == ([first], 2)
    assert articles(store, "Kim") == [second]


def test_its_own_name_in_other_letters_is_no_other_spelling(store: Store) -> None:
    ids = fill(store, *numbered(1))
    text = "Marta Ilves spoke. MARTA ILVES is loud; Marta sat down."
    understand(store, ids[0], text, entity(text, "Marta Ilves", "person", "MARTA ILVES", "Marta"))
    assert [one.name for one in page(store, "Marta Ilves").spellings] == ["Marta"]


def test_one_name_of_two_kinds_is_two(store: Store) -> None:
    first, second = fill(store, *numbered(2))
    named(store, [first], "Jordan", "person")
    named(store, [second], "Jordan", "place")
    assert {one.kind for one in store.known_as("jordan")} == {"person", "place"}
    assert store.known_as("jordan", "place")[0].kind == "place"


def test_a_spelling_that_only_one_goes_by_is_that_one(store: Store) -> None:
    first, second, third = fill(store, *numbered(3))
    text = "United Nations (UN)"
    understand(store, first, text, entity(text, "United Nations", "organisation", "UN"))
    named(store, [second], "UN", "organisation")
    assert articles(store, "UN") == articles(store, "United Nations") == [first, second]
    assert [one.name for one in page(store, "United Nations").others] == ["UN"]
    text = "Union of Nurses (UN)"
    understand(store, third, text, entity(text, "Union of Nurses", "organisation", "UN"))
    assert articles(store, "United Nations") == [first]
    assert articles(store, "UN") == [second]


def test_one_word_is_no_spelling_of_a_person(store: Store) -> None:
    first, second = fill(store, *numbered(2))
    text = "Robert Smith, called Bobby"
    understand(store, first, text, entity(text, "Robert Smith", "person", "Bobby"))
    named(store, [second], "Bobby")
    assert articles(store, "Robert Smith") == [first]


# Their page


def test_the_page_tells_where_how_often_with_whom_and_since_when(store: Store) -> None:
    ids = fill(
        store, *(replace(one, published=NOON - timedelta(weeks=n)) for n, one in enumerate(numbered(3)))
    )
    for number in ids:
        text = "Judge Ida Lund met Acme. Lund asked for 40 ships. Nobody had 50 boats."
        sentence = "Lund asked for 40 ships."
        at, other = text.index("40"), text.index("50")
        figures = (
            Figure(at, at + 2, "40", "count", 40.0, counted="ships", sentence=sentence),
            Figure(other, other + 2, "50", "count", 50.0, counted="boats", sentence="Nobody had 50 boats."),
        )
        ida = entity(text, "Ida Lund", "person", "Lund", role="Judge")
        understand(store, number, text, ida, entity(text, "Acme", "organisation"), figures=figures)
    one = page(store, "Ida Lund")
    assert one.articles.tolist() == ids
    assert (one.mentions, one.weeks) == (6, (2, 2, 2))
    assert one.since is not None
    assert one.since.weekday() == 0
    assert one.first is not None
    assert one.last is not None
    assert (one.first.place.article_id, one.last.place.article_id) == (ids[-1], ids[0])
    assert one.last.sentence == "Judge Ida Lund met Acme."
    assert [(said.name, said.articles, said.place) for said in one.spellings] == [
        ("Lund", 3, Place(ids[0], 25, 29))
    ]
    assert [(told.role, told.articles, told.place) for told in one.told] == [
        ("Judge", 3, Place(ids[0], 0, 5))
    ]
    assert [(c.known.name, c.articles) for c in one.company] == [("Acme", 3)]
    assert [(near.text, near.counted, near.place.article_id) for near in one.figures] == [
        ("40", "ships", number) for number in ids
    ]
    assert store.together(one.known, one.company[0].known) == Place(ids[0], 19, 23)


def test_a_figure_whose_words_come_twice_is_near_whom_its_own_sentence_names(store: Store) -> None:
    (number,) = fill(store, *numbered(1))
    sentence = "There 5 ships of the whole old fleet were lost and 5 stayed."
    text = f"So said Bo Berg. {sentence} Ida Lund had said 5 before."
    figures = tuple(
        Figure(at, at + 1, "5", "count", 5.0, sentence=sentence)
        for at in range(len(text) - 15)
        if text[at] == "5"
    )
    understand(store, number, text, entity(text, "Bo Berg"), entity(text, "Ida Lund"), figures=figures[:2])
    assert len(figures) > 1
    assert page(store, "Bo Berg").figures == page(store, "Ida Lund").figures == ()
    known = entity(text, "fleet", "other")
    understand(store, number, text, known, figures=figures[:2])
    assert [near.place.start for near in page(store, "fleet").figures] == [one.start for one in figures[:2]]


def test_hidden_articles_are_on_no_page(store: Store) -> None:
    ids = fill(store, *numbered(2))
    named(store, ids, "Ida Lund")
    store.set_hidden([ids[0]], True)
    one = page(store, "Ida Lund")
    assert (one.articles.tolist(), one.mentions) == ([ids[1]], 1)


def test_what_is_understood_anew_or_goes_is_no_longer_known(store: Store, path: Path) -> None:
    first, second = fill(store, *numbered(2))
    named(store, [first, second], "Ida Lund")
    named(store, [first], "Bo Berg")
    assert articles(store, "Ida Lund") == [second]
    store.set_read([second], True)
    store.purge(1, Keep(count=1))
    with sqlite3.connect(path) as connection:
        left = connection.execute("SELECT name FROM identity").fetchall()
    connection.close()
    assert left == [("Bo Berg",)]
    assert store.problems() == store.mend() == []


def test_the_order_follows_when_articles_are_said_to_be_from(store: Store, path: Path) -> None:
    first, second = fill(store, *numbered(2))
    named(store, [first, second], "Ida Lund")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE article SET newest = newest - 1000000000000 WHERE id = ?", (first,))
    connection.close()
    assert articles(store, "Ida Lund") == [second, first]


# Told apart


def test_two_of_a_name_are_apart_once_their_roles_say_so_twice_each(store: Store) -> None:
    ids = fill(store, *numbered(4))
    named(store, ids[:2], "John Smith", role="judge")
    named(store, ids[2:3], "John Smith", role="striker")
    assert articles(store, "John Smith") == ids[:3]
    named(store, ids[3:], "John Smith", role="striker")
    assert [one.label for one in store.known_as("John Smith")] == ["John Smith", "John Smith (2)"]
    assert articles(store, "John Smith (2)") == ids[2:]
    assert store.known_in(ids[3], "John Smith", "person") == store.known_as("John Smith (2)")[0]
    assert store.ids(View("query", 'who:"John Smith (2)"')).tolist() == ids[2:]
    assert store.ids(View("query", 'who:"John Smith"')).tolist() == ids


def test_nobody_changes_their_number_when_the_other_is_told_of_more(store: Store) -> None:
    ids = fill(store, *numbered(8))
    named(store, ids[:2], "John Smith", role="judge")
    named(store, ids[2:], "John Smith", role="striker")
    assert articles(store, "John Smith (2)") == ids[2:]


# What a person says


def test_two_that_are_put_together_stay_so_for_what_comes_and_can_be_parted(store: Store) -> None:
    ids = fill(store, *numbered(3))
    named(store, ids[:1], "Bob Smith")
    named(store, ids[1:2], "Robert Smith")
    bob, robert = store.known_as("Bob Smith")[0], store.known_as("Robert Smith")[0]
    before = store.say_same(robert, bob, True)
    assert articles(store, "Robert Smith") == ids[:2]
    named(store, ids, "Bob Smith")
    assert articles(store, "Robert Smith") == ids
    assert store.ids(View("query", 'who:"Robert Smith"')).tolist() == ids
    store.unsay(robert, bob, before)
    assert articles(store, "Robert Smith") == []
    assert articles(store, "Bob Smith") == ids


def test_a_spelling_that_is_said_to_be_another_is_one_no_longer(store: Store) -> None:
    first, second = fill(store, *numbered(2))
    text = "United Nations (UN)"
    understand(store, first, text, entity(text, "United Nations", "organisation", "UN"))
    named(store, [second], "UN", "organisation")
    one = store.known_as("United Nations")[0]
    un = page(store, "UN").others[0]
    before = store.say_same(one, un, False)
    assert articles(store, "UN") == [second]
    store.unsay(one, un, before)
    assert articles(store, "UN") == [first, second]


def test_an_article_that_is_said_to_mean_another_does_so_when_understood_anew(store: Store) -> None:
    ids = fill(store, *numbered(3))
    named(store, ids, "John Smith", role="judge")
    one = store.known_as("John Smith")[0]
    assert store.mean(one, ids[1], store.next_part(one)) is None
    assert articles(store, "John Smith") == [ids[0], ids[2]]
    assert articles(store, "John Smith (2)") == [ids[1]]
    named(store, ids, "John Smith", role="judge")
    assert articles(store, "John Smith (2)") == [ids[1]]
    assert store.mean(one, ids[1], None) == 1
    assert articles(store, "John Smith") == ids


def test_new_articles_go_with_the_one_they_are_most_like(store: Store) -> None:
    ids = fill(store, *numbered(4))

    def with_company(number: int, other: str) -> None:
        text = f"John Smith met {other}."
        understand(store, number, text, entity(text, "John Smith"), entity(text, other))

    with_company(ids[0], "Ida Lund")
    with_company(ids[1], "Bo Berg")
    one = store.known_as("John Smith")[0]
    store.mean(one, ids[1], 1)
    with_company(ids[2], "Bo Berg")
    with_company(ids[3], "Ida Lund")
    assert articles(store, "John Smith (2)") == [ids[1], ids[2]]


# Queries, muting


def test_about_asks_for_articles_in_which_somebody_is_salient(store: Store) -> None:
    first, second = fill(store, *numbered(2))
    for number, salience in ((first, 0.7), (second, 0.2)):
        text = "Ida Lund"
        understand(store, number, text, entity(text, "Ida Lund", salience=salience))
    assert store.ids(View("query", 'who:"ida lund"')).tolist() == [first, second]
    assert store.ids(View("query", 'about:"ida lund"')).tolist() == [first]
    assert store.ids(View("query", '-about:"ida lund"')).tolist() == [second]
    assert store.ids(View("query", "who:/^Ida/")).tolist() == [first, second]
    assert store.matching('about:"ida lund"', [first, second]) == [first]
    assert store.ids(View("query", 'who:"ida"')).tolist() == []


def test_a_muted_article_leaves_the_lists_of_many_feeds_until_it_is_back(store: Store) -> None:
    ids = fill(store, *numbered(2))
    assert store.set_muted(ids[:1], True) == ids[:1]
    assert store.ids(View("all")).tolist() == ids[1:]
    assert store.ids(View("feed", "1")).tolist() == ids
    assert store.ids(View("query", "muted")).tolist() == ids[:1]
    store.set_hidden(ids[:1], True)
    store.set_hidden(ids[:1], False)
    assert store.ids(View("all")).tolist() == ids[1:]
    assert store.set_muted(ids, False) == ids[:1]
    assert store.ids(View("all")).tolist() == ids


# Older libraries, and damaged ones


def test_a_library_of_version_13_is_brought_along(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, STEPS[:13])
    for number in (1, 2):
        connection.execute(
            "INSERT INTO article (id, guid, newest, added, title, content_hash)"
            " VALUES (?1, ?1, ?1, 1, 'T', x'00')",
            (number,),
        )
        document = "INSERT INTO document (article_id, source, version, extracted, text, body)"
        connection.execute(f"{document} VALUES (?, 'page', 1, 0, 'Ida Lund.', x'80')", (number,))
        connection.execute("INSERT INTO understanding (article_id, version) VALUES (?, 1)", (number,))
        entities = "INSERT INTO entity (article_id, ordinal, name, kind, salience)"
        connection.execute(f"{entities} VALUES (?, 0, 'Ida Lund', 'person', 1)", (number,))
        connection.execute(f"{entities} VALUES (?, 1, 'Acme', 'organisation', 1)", (number,))
        connection.execute("INSERT INTO mention VALUES (?, 0, 0, 0, 8)", (number,))
    connection.close()
    path.chmod(0o600)
    with Store.open(path) as store:
        one = page(store, "Ida Lund")
        assert (one.articles.tolist(), one.mentions) == ([2, 1], 2)
        assert [(c.known.name, c.articles) for c in one.company] == [("Acme", 2)]
        assert store.mend() == ["The counts were wrong; they were made anew."]  # as the rows above left them
        assert store.problems() == []


def test_identities_made_anew_are_those_that_were_kept(store: Store) -> None:
    ids = fill(store, *numbered(6))
    named(store, ids[:2], "John Smith", role="judge")
    named(store, ids[2:4], "John Smith", role="striker")
    named(store, ids[4:], "Ida Lund")
    lund = store.known_as("Ida Lund")[0]
    store.mean(lund, ids[4], 1)
    labels = ("John Smith", "John Smith (2)", "Ida Lund", "Ida Lund (2)")
    before = [articles(store, label) for label in labels]
    with store._connections.writing() as connection:
        identities.rebuild(connection)
    assert [articles(store, label) for label in labels] == before
    assert store.problems() == []


def test_what_a_person_said_outlives_a_damaged_file(path: Path) -> None:
    with Store.open(path) as store:
        ids = fill(store, *numbered(4))
        named(store, ids[:1], "Bob Smith")
        named(store, ids[1:], "Robert Smith")
        robert = store.known_as("Robert Smith")[0]
        store.mean(robert, ids[3], 1)
        store.say_same(robert, store.known_as("Bob Smith")[0], True)
        store.set_muted(ids[:1], True)
        with store._connections.writing() as connection:  # as if it could not be read
            connection.execute("DELETE FROM appearance")
            connection.execute("DELETE FROM identity")
    damaged = bytearray(path.read_bytes())
    damaged[:4096] = os.urandom(4096)
    path.write_bytes(damaged)
    recover(path)
    with Store.open(path) as store:
        assert articles(store, "Bob Smith") == ids[:3]
        assert articles(store, "Robert Smith (2)") == ids[3:]
        assert store.ids(View("query", "muted")).tolist() == ids[:1]
        assert store.problems() == []


def test_nobody_is_known_by_a_name_without_letters(store: Store) -> None:
    (number,) = fill(store, *numbered(1))
    understand(store, number, "…", Entity("…", "other", (Span(0, 1),)))
    assert store.known_as("…") == store.known_as("") == []
    assert store.acquaintance(Known("other", "", "…")).articles.tolist() == []
