"""Who is one: names in made-up texts told apart as they are labelled, and what decides it."""

from __future__ import annotations

from itertools import combinations

import pytest

from reader.analyse import analyse
from reader.identity import Sighting, apart
from reader.occupations import field_of, head_of
from tests.identity.labelled import LABELLED


def sighting(text: str, name: str) -> Sighting:
    """What one article says of a name, as the store has it."""
    entities = analyse(text, engine="light").entities
    one = next(entity for entity in entities if entity.name == name)
    others = {other.name for other in entities if other.kind in {"person", "organisation"}} - {name}
    return Sighting(
        frozenset(told.role for told in one.described),
        frozenset(told.organisation for told in one.described if told.organisation),
        frozenset(others),
    )


def scores() -> tuple[float, float]:
    """Of pairs of texts that mean one person the part that is found to; of those of two, likewise."""
    kept: list[bool] = []
    parted: list[bool] = []
    for name, texts in LABELLED.items():
        found = apart([sighting(text, name) for _, text in texts])
        for a, b in combinations(range(len(texts)), 2):
            same = texts[a][0] == texts[b][0]
            (kept if same else parted).append((found[a] == found[b]) == same)
    return sum(kept) / len(kept), sum(parted) / len(parted)


def test_labelled_texts_are_told_apart_and_nobody_is_torn_apart() -> None:
    together, separate = scores()
    assert together == 1.0
    assert separate >= 0.95


def seen(role: str = "", body: str = "", *company: str, part: int | None = None) -> Sighting:
    bodies = frozenset([body] if body else [])
    return Sighting(frozenset([role] if role else []), bodies, frozenset(company), part)


def test_fields_that_differ_set_two_apart_once_each_is_told_of_twice() -> None:
    judge, striker = seen("judge"), seen("striker")
    assert apart([judge, judge, striker, striker]) == (0, 0, 1, 1)
    assert apart([judge, judge, judge, striker]) == (0, 0, 0, 0)


def test_whoever_is_both_in_one_article_is_one() -> None:
    both = Sighting(frozenset({"judge", "striker"}))
    assert set(apart([seen("judge")] * 3 + [seen("striker")] * 3 + [both])) == {0}


@pytest.mark.parametrize(
    "link",
    [
        [seen("judge", "lindby"), seen("striker", "lindby")],
        [seen("judge", "", "bo", "ida"), seen("striker", "", "bo", "ida")],
        [seen("judge", "court"), seen("striker", "", "court")],
    ],
    ids=["a body", "company", "a body named by the other"],
)
def test_what_they_share_keeps_them_one(link: list[Sighting]) -> None:
    assert set(apart([link[0], link[0], link[1], link[1]])) == {0}


def test_words_of_many_fields_tell_nothing() -> None:
    assert set(apart([seen("spokesman", "acme")] * 3 + [seen("director", "bolt")] * 3)) == {0}


def test_who_is_not_described_goes_with_the_company() -> None:
    judge, striker = seen("judge", "", "lars"), seen("striker", "", "bo")
    assert apart([judge, judge, judge, striker, striker, seen("", "", "bo")])[-1] == 1
    assert apart([judge, judge, judge, striker, striker, seen()])[-1] == 0


def test_what_a_person_said_stands_and_draws_what_is_most_like_it() -> None:
    plain, marked = seen("judge", "", "lars"), seen("judge", "", "bo", "ida", part=4)
    assert apart([plain, plain, marked, seen("judge", "", "bo", "ida"), plain]) == (0, 0, 4, 4, 0)


def test_what_a_person_said_moves_nobody_else() -> None:
    assert apart([seen("judge", "court"), seen("judge", "court"), seen("judge", "court", part=1)]) == (
        0,
        0,
        1,
    )


def test_a_role_is_known_by_its_last_word_before_whom_it_is_for() -> None:
    assert head_of("deputy energy minister for the north") == "minister"
    assert head_of("adviser to the prime minister") == "adviser"
    assert field_of("chief executive") == "business"
    assert field_of("attorney general") == "law"
    assert field_of("director") == field_of("weather") == ""
