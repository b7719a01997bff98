"""newsboat's filter expressions as queries: each is a query that Reader understands."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import parse
from reader.takeover.newsboat_filters import FilterError, query_of


@pytest.mark.parametrize(
    ("expression", "query"),
    [
        ('unread = "yes"', "unread"),
        ('unread == "no"', "read"),
        ('tags # "tag1"', "feedtag:tag1"),
        ('tags !# "two words"', '-feedtag:"two words"'),
        ("age between 10:0", "age:0d.. age:..10d"),
        ("age = 1", "age:1d.. age:<2d"),
        ('rssurl =~ "^https:"', "feedurl:/^https:/i"),
        ('link !~ "/sport/"', r"-url:/\/sport\//i"),
        ('title = "He said \\"no\\""', r'title:="He said \"no\""'),
        ('title != ""', "title:/./"),
        ('author = ""', "-author:/./"),
        ("( unread_count > 0 and unread_count < 10 ) or total_count > 100", None),
        (
            '( author =~ "Frank" or author =~ "John" ) and ( title =~ "Linux" or title =~ "FreeBSD" )',
            "(author:/Frank/i or author:/John/i) (title:/Linux/i or title:/FreeBSD/i)",
        ),
        ('flags # "ba"', "tag:flag-b tag:flag-a"),
        ('flags =~ "[ab]"', "tag:flag-a or tag:flag-b"),
        ('flags = ""', "-tag:/^flag-/"),
        ('enclosure_type =~ "audio/"', r"enclosure:/audio\//i"),
        ('enclosure_url = ""', "-enclosure"),
        ('unread = "yes" and tags # "news" and age < 3', "unread feedtag:news age:<3d"),
        ('content=~"a.b"and feedindex<=5', "text:/a.b/i feedposition:<=5"),
        ('date > "1600000000"', "date:>2020-09-13"),
    ],
)
def test_an_expression_is_said_as_a_query(expression: str, query: str | None) -> None:
    said = query_of(expression)
    assert query is None or said == query
    parse(said)


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("nonsense = 3", "nothing like the attribute “nonsense”"),
        ("title", "a comparison is missing"),
        ("", "an attribute is missing"),
        ('( title = "x"', "a closing bracket is missing"),
        ('title =~ "("', "cannot be used"),
        ('unread = "perhaps"', "either yes or no"),
        ('age < "three"', "a whole number"),
        ('title < "b"', "not compared by “<”"),
        ('title = "x" title = "y"', "not understood from “title” on"),
        ("(" * 100, "nested too deep"),
        ('title = "' + "x" * 5_000 + '"', "too long"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_reason(expression: str, why: str) -> None:
    with pytest.raises(FilterError, match=why.replace("(", r"\(")):
        query_of(expression)


@given(st.text(alphabet='()"\\=!~<>#:0aglintu and or between title age', max_size=120))
def test_any_text_gives_a_query_or_a_sentence(expression: str) -> None:
    with contextlib.suppress(FilterError):
        parse(query_of(expression))
