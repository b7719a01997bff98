"""What a query means, and what is said of one that means nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.query import FIELDS, FLAGS, SORT_KEYS, QueryError, normalised, parse
from reader.query.tree import And, Figure, Flag, Not, Or, Pattern, Range, Term, Text
from reader.text import safe_line
from tests.query.samples import NONSENSE, QUERIES


def test_words_side_by_side_must_all_hold() -> None:
    assert parse('ferry "old pier"').where == And(
        (Term("anywhere", (Text("ferry"),)), Term("anywhere", (Text("old pier"),)))
    )
    assert (
        parse("ferry and pier") == parse("ferry pier") == parse("(ferry) (pier)") == parse("ferry AND pier")
    )


def test_or_binds_less_than_and_and_brackets_bind_most() -> None:
    unread, saved, read = Flag("unread"), Flag("saved"), Flag("read")
    assert parse("unread saved or read").where == Or((And((unread, saved)), read))
    assert parse("unread (saved | read)").where == And((unread, Or((saved, read))))
    assert parse("-unread").where == parse("not unread").where == parse("- (unread)".replace(" ", "")).where
    assert parse("not not unread").where == unread
    assert parse("-(saved or read)").where == Not(Or((saved, read)))


def test_an_empty_query_is_everything() -> None:
    assert parse("  ").where is None
    assert parse("sort:date limit:5").where is None


def test_what_is_said_of_a_figure_side_by_side_is_of_one_figure() -> None:
    one = Figure((Range(low=1e6, low_open=True),), ("dollar",), ("money",))
    assert parse("figure:>1m unread unit:dollar kind:money").where == And((one, Flag("unread")))
    assert parse("money:>$1m").where == one
    two = parse("figure:>1m (figure:<5%)").where
    assert isinstance(two, And)
    assert len(two.parts) == 2


@pytest.mark.parametrize(
    ("written", "low", "unit"),
    [
        (">1m", 1e6, ()), (">1.5bn", 1.5e9, ()), (">3k", 3e3, ()), (">1,000", 1e3, ()),
        (">5%", 5, ("percentage",)),
        (">$10bn", 1e10, ("dollar",)), (">10km", 10, ("kilometre",)), ('">10 bn euros"', 0, ()),
        (">10bn-euros", 1e10, ("euro",)), (">-3", -3, ()), (">2tn", 2e12, ()),
    ],
)  # fmt: skip
def test_figures_are_written_as_people_write_them(written: str, low: float, unit: tuple[str, ...]) -> None:
    if written.startswith('"'):
        with pytest.raises(QueryError, match="no number"):
            parse(f"figure:{written}")
        assert parse('figure:>"10 bn euros"') == parse("figure:>10bn unit:euro")
        return
    assert parse(f"figure:{written}").where == Figure((Range(low=low, low_open=True),), unit)


def test_flags_and_keywords_are_small_so_that_names_are_words() -> None:
    assert parse("New York").where == parse('"New" "York"').where
    assert parse("new york").where == And((Flag("new"), Term("anywhere", (Text("york"),))))
    assert parse('"unread"').where == Term("anywhere", (Text("unread"),))


def test_names_that_other_readers_have_mean_the_same() -> None:
    assert parse("newer:1w marked summary:x all:ferry #a,b rssurl:x") == parse(
        "since:1w starred summary:x ferry tag:a,b feedurl:x"
    )


@pytest.mark.parametrize(
    ("query", "sentence", "marked", "suggestion"),
    [
        ("autor:x", "There is no field “autor”; did you mean author?", "autor", "author"),
        ("unread qqq:x", "There is no field “qqq”; quotes around it look for the words.", "qqq", ""),
        ("a (b", "This bracket is not closed.", "(", ""),
        ("a b)", "Nothing is open that this bracket could close.", ")", ""),
        ("a ()", "Nothing stands between these brackets.", "()", ""),
        ('say "a b', "This quote is not closed.", '"a b', '"a b"'),
        ("a or", "Something must stand on both sides of or.", "r", ""),
        ("unread -", "Nothing stands after not.", "-", ""),
        ("~unread", "Not is written with a -: -unread", "~unread", "-unread"),
        ("sort:-dat", "There is no order by “dat”; did you mean date?", "dat", "date"),
        ("(sort:date)", "sort: is about the whole query", "sort:", ""),
        ("unread sort:relevance", "sort:relevance needs words", "unread sort:relevance", "sort:-date"),
        ("kind:mony", "did you mean money?", "mony", "money"),
        ("title:>a", "title: is text, which is neither more nor less", "title:>a", ""),
        ("since:yesterdy", "did you mean yesterday?", "since:yesterdy", "since:yesterday"),
        ("since:2026-02-30", "There is no day 2026-02-30.", "since:2026-02-30", ""),
        ("on:2026-00", "There is no day 2026-00.", "on:2026-00", ""),
        ("age:3d", "Is it older or newer than 3d?", "age:3d", "age:<3d"),
        ("figure:big", "“big” is no number; write figure:>1m.", "figure:big", ""),
        ("figure:5..1", "This range is empty", "figure:5..1", ""),
        ("author:", 'author: needs a value, such as author:"Ida Lund".', "author:", ""),
        ("a & b", "“&” holds no word to look for.", "&", ""),
        ("title:/(a/", "This expression cannot be used: missing ): (a.", "/(a/", ""),
        ("title:/a", "This expression is not closed", "/a", ""),
        (r"title:/(a)\1/", "This expression cannot be used", r"/(a)\1/", ""),
        ("limit:x", "limit: takes a number, such as limit:20.", "limit:x", ""),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(
    query: str, sentence: str, marked: str, suggestion: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert sentence in str(caught.value)
    assert query[caught.value.start : caught.value.end] == marked
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize(
    "suggested", ["autor:x", "~unread", "sort:-dat", "kind:mony", "since:yesterdy", "age:3d", '"a']
)
def test_a_suggestion_in_its_place_is_right(suggested: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(suggested)
    error = caught.value
    parse(suggested[: error.start] + error.suggestion + suggested[error.end :])


@pytest.mark.parametrize(
    "query",
    ["x" * 2001, "(" * 21 + "a" + ")" * 21, "a " * 101, "title:/" + "a" * 501 + "/", "/((a{50}){50}){50}/"],
)
def test_size_depth_and_number_have_bounds(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)


def test_lengths_of_time_may_be_words() -> None:
    for written, short in (("2 days", "2d"), ("1 month ago", "1mo"), ("30 min", "30m"), ("5 minutes", "5m")):
        assert parse(f'since:"{written}"') == parse(f"since:{short}")


def test_what_the_page_on_queries_shows_is_right() -> None:
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    shown = page[page.index("## Flags") : page.index("## Coming from newsboat")]
    for code in re.findall(r"`([^`]+)`|query = '([^']+)'", shown):
        query = "".join(code).replace("\\|", "|")
        if any(map(str.isalnum, query)) and not query.endswith(":") and not query.startswith("reader "):
            parse(query)
    for name in [*(f"{field}:" for field in FIELDS), *FLAGS, *SORT_KEYS]:
        assert f"`{name}" in page, name


def test_every_fields_example_is_right() -> None:
    for field in FIELDS.values():
        parse(f"{field.name}:{field.example}")


@settings(deadline=None)
@given(QUERIES)
def test_what_is_printed_is_read_back_as_the_same(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError as error:
        assert "One figure has one" in str(error)  # noqa: PT017 - the pieces can only be at odds in that
        return
    assert parse(normalised(query)) == tree
    assert normalised(normalised(query)) == normalised(query)


@settings(deadline=None, max_examples=300)
@given(NONSENSE)
def test_any_string_is_a_query_or_a_mistake(text: str) -> None:
    try:
        tree = parse(text)
    except QueryError as caught:
        error = caught
    else:
        assert parse(normalised(text)) == tree
        return
    assert 0 <= error.start <= error.end <= len(text)
    assert str(error) == safe_line(str(error)) != ""


def test_an_expression_knows_its_slashes() -> None:
    assert parse(r"url:/a\/b/i").where == Term("url", (Pattern("a/b", ignores_case=True),))
    assert normalised(r"url:/a\/b/i") == r"url:/a\/b/i"


def test_a_flag_may_stand_behind_is() -> None:
    assert parse("is:changed -is:unread").where == And((Flag("changed"), Not(Flag("unread"))))
    assert parse("IS:marked").where == Flag("starred")
    with pytest.raises(QueryError, match="did you mean is:unread") as wrong:
        parse("ferry is:unred")
    assert (wrong.value.start, wrong.value.suggestion) == (6, "is:unread")
    with pytest.raises(QueryError, match="There is no flag"):
        parse("is:")
