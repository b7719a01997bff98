"""What a text says its people are: titles before a name and appositions behind it."""

from __future__ import annotations

import pytest

from reader.analyse.described import describe
from reader.model import Entity, EntityKind, Span


def told(text: str, name: str, *others: tuple[str, EntityKind]) -> list[tuple[str, str]]:
    """The roles and organisations of a person, whose name stands in the text with those of others."""
    entities = [Entity(name, "person", (Span(text.index(name), text.index(name) + len(name)),))]
    for other, kind in others:
        entities.append(Entity(other, kind, (Span(text.index(other), text.index(other) + len(other)),)))
    (one, *_) = describe(text, entities)
    for said in one.described:
        assert text[said.start : said.end].strip()
    return [(said.role, said.organisation) for said in one.described]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Energy Minister Ida Lund said so.", [("energy minister", "")]),
        ("The talks failed, Energy Minister Ida Lund said.", [("energy minister", "")]),
        ("He asked the striker Ida Lund to stay.", [("striker", "")]),
        ("The striker, Ida Lund, stayed.", [("striker", "")]),
        ("Former Prime Minister Ida Lund wrote a book.", [("prime minister", "")]),
        ("Ida Lund, the captain, was hurt.", [("captain", "")]),
        ("Ida Lund, 43, a teacher, sang.", [("teacher", "")]),
        ("Ida Lund is an economist who teaches in Oslo.", [("economist", "")]),
        ("Ida Lund (a judge) said no.", [("judge", "")]),
        ("Ida Lund said so.", []),
        ("Ida Lund, who reads a lot, said so.", []),
        ("The minister met, Ida Lund said.", []),
        ("Ida Lund, a friend of dogs, said so.", []),
        ("They told the minister that Ida Lund was there.", []),
    ],
)
def test_a_title_or_an_apposition_says_what_somebody_is(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text, "Ida Lund") == found


@pytest.mark.parametrize(
    ("text", "body", "role"),
    [
        ("Ida Lund, a spokeswoman for Acme Holdings, said no.", "Acme Holdings", "spokeswoman"),
        ("Acme Holdings chief executive Ida Lund resigned.", "Acme Holdings", "chief executive"),
        ("Acme Holdings’s chief executive, Ida Lund, resigned.", "Acme Holdings", "chief executive"),
        ("Ida Lund, chief executive of Acme Holdings, resigned.", "Acme Holdings", "chief executive"),
    ],
)
def test_the_organisation_goes_with_the_role(text: str, body: str, role: str) -> None:
    assert told(text, "Ida Lund", (body, "organisation")) == [(role, body)]


def test_names_in_a_row_are_not_what_one_of_them_is() -> None:
    others: tuple[tuple[str, EntityKind], ...] = (("Bo Berg", "person"), ("Acme", "organisation"))
    assert told("She met Ida Lund, Bo Berg and Acme.", "Ida Lund", *others) == []


def test_only_people_are_described_and_each_thing_is_told_once() -> None:
    text = "Judge Ida Lund. Judge Ida Lund. Judge Ida Lund."
    places = tuple(Span(at, at + 8) for at in (6, 22, 38))
    person, place = describe(
        text, [Entity("Ida Lund", "person", places), Entity("Ida Lund", "place", places)]
    )
    assert [said.role for said in person.described] == ["judge"]
    assert place.described == ()


def test_long_foreign_texts_are_read_quickly_whatever_they_hold() -> None:
    text = "the " * 20_000 + "Ida Lund" + ", a " * 20_000
    at = text.index("Ida Lund")
    (one,) = describe(text, [Entity("Ida Lund", "person", (Span(at, at + 8),))])
    assert one.described == ()
