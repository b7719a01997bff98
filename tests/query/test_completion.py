"""What is offered while a query is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import QueryError, complete, parse
from tests.query.samples import NONSENSE

KNOWN = {
    "feed": ["Sports Daily", "Harbour", "My sports"],
    "tag": ["blue", "new york"],
    "person": ["Kim Jong Un", 'Ann "Ace" Lee', "Émile"],
}


def known(name: str, _letters: str) -> list[str]:
    return KNOWN.get(name, [])


def completed(text: str) -> list[str]:
    """The whole texts that accepting a completion at the end gives."""
    return [text[: one.start] + one.insert + text[one.end :] for one in complete(text, len(text), known)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("unr", "unread"),
        ("ferry -sav", "ferry -saved"),
        ("(per", "(person:"),
        ("organi", "org:"),
        ("feed:sp", 'feed:"Sports Daily"'),
        ("-feed:my", '-feed:"My sports"'),
        ('person:"kim j', 'person:"Kim Jong Un"'),
        ("person:emi", 'person:"Émile"'.replace('"', "")),
        ("person:ace", 'person:"Ann \\"Ace\\" Lee"'),
        ("tag:blue,new", 'tag:blue,"new york"'),
        ("#bl", "#blue"),
        ("sort:-da", "sort:-date"),
        ("sort:feed,ti", "sort:feed,title"),
        ("kind:mo", "kind:money"),
        ("since:last", "since:lastsession"),
        ("changed:tod", "changed:today"),
        ("ferry -is:ch", "ferry -is:changed"),
    ],
)
def test_what_was_begun_is_completed(text: str, first: str) -> None:
    assert completed(text)[0] == first


def test_a_field_without_known_values_shows_an_example() -> None:
    assert completed("words:") == ["words:>500"]
    assert completed("words:9") == []


def test_nothing_is_offered_within_a_quote_or_an_expression() -> None:
    assert completed('"unr') == completed("/unr") == []


def test_the_cursor_may_be_anywhere() -> None:
    (one,) = [c for c in complete("unr saved", 3) if c.insert == "unread"]
    assert (one.start, one.end) == (0, 3)
    (value,) = complete('person:"kim" x', 11, known)
    assert (value.start, value.end) == (7, 12)


@given(NONSENSE, st.integers(-1, 40))
def test_no_text_is_too_odd_to_be_completed(text: str, cursor: int) -> None:
    for one in complete(text, cursor, known):
        assert 0 <= one.start <= one.end <= len(text)


def test_what_is_completed_can_be_read() -> None:
    for text in ("person:", "tag:", "feed:", "unr", "kind:", "since:"):
        for whole in completed(text):
            try:
                parse(whole)
            except QueryError as error:
                assert "needs a value" in str(error)  # noqa: PT017
