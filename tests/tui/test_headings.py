"""Where headings stand in a list, how days are called, and what the style of a list means."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reader.model import View
from reader.tui.list_style import ListStyle, complaint, keys_of, read, styled
from reader.tui.querying import has_fields
from reader.tui.screens.sorting import toggled
from reader.tui.widgets.ages import day_name, when
from reader.tui.widgets.headings import Heading, Headings

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("height", [1, 2, 3])
def test_every_line_belongs_to_the_row_that_it_is_drawn_for(height: int) -> None:
    rows = 12
    headings = Headings([Heading(row, str(row)) for row in (0, 3, 3, 4, 11)])
    lines = []
    for row in range(rows):
        lines += [row] * (len(headings.above(row)) + height)
    assert [headings.row_at(line, height) for line in range(len(lines))] == lines
    assert [headings.top(row, height) for row in range(rows)] == [lines.index(row) for row in range(rows)]
    assert headings.top(rows, height) == len(lines)


def test_headings_move_with_the_rows_below_them() -> None:
    headings = Headings([Heading(row, str(row)) for row in (0, 3, 8)])
    assert headings.moved(2, 5) == [Heading(5, "3"), Heading(10, "8")]


def test_without_headings_rows_stand_as_ever() -> None:
    assert [Headings().row_at(line, 2) for line in range(4)] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 21), "Tomorrow"),
        (date(2026, 11, 20), "Today"),
        (date(2026, 11, 19), "Yesterday"),
        (date(2026, 11, 14), "Saturday"),
        (date(2026, 11, 13), "Friday 13 November"),
        (date(2026, 11, 25), "Wednesday 25 November"),
        (date(2025, 3, 8), "8 March 2025"),
    ],
)
def test_days_are_called_by_what_tells_them_apart(day: date, name: str) -> None:
    assert day_name(day, TODAY) == name


def test_a_moment_is_told_with_its_time_only_in_this_week() -> None:
    assert when(datetime(2026, 11, 19, 18, 40, tzinfo=UTC), TODAY) == "yesterday 18:40"
    assert when(datetime(2026, 11, 17, 7, 5, tzinfo=UTC), TODAY) == "Tuesday 7:05"
    assert when(datetime(2026, 10, 1, 7, 5, tzinfo=UTC), TODAY) == "Thursday 1 October"


@pytest.mark.parametrize(
    "style",
    [ListStyle(), ListStyle(("feed", "-date"), "feed", True), ListStyle((), "day"), ListStyle(("-words",))],
)
def test_the_style_of_a_list_is_kept_in_a_line(style: ListStyle) -> None:
    assert read(style.written()) == style


def test_what_is_no_style_counts_for_nothing() -> None:
    assert read("order=nonsense,date group=hour") == ListStyle(("date",))


def test_an_index_serves_what_it_can() -> None:
    assert not styled(View("unread"), ListStyle(("-date",))).asked
    assert styled(View("feed", "1"), ListStyle(("date",))) == View("feed", "1", oldest_first=True)
    assert not styled(View("all"), ListStyle((), "day")).asked
    assert styled(View("saved"), ListStyle(("-date",))).order == ("-date",)


def test_groups_of_feeds_stand_together_whatever_else_is_sorted_by() -> None:
    assert styled(View(), ListStyle(("title", "feed"), "feed")).order == ("feed", "title")
    assert styled(View(), ListStyle(("title",), "day")).order == ()


def test_a_search_by_relevance_is_a_query() -> None:
    assert styled(View("search", 'ferry "two words"'), ListStyle(("relevance",))) == View(
        "query", 'ferry "two words"', order=("relevance",)
    )


def test_keys_of_an_order_are_typed_with_commas_or_spaces() -> None:
    assert tuple(keys_of("feed, newest -Title")) == ("feed", "-date", "-title")
    assert complaint(("feed", "nonsense")).startswith("There is no order by “nonsense”")


def test_a_letter_adds_a_key_turns_it_round_and_takes_it_away() -> None:
    order = toggled(toggled((), "feed"), "title")
    assert order == ("feed", "title")
    assert toggled(order, "feed") == ("-feed", "title")
    assert toggled(toggled(order, "feed"), "feed") == ("title",)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("ferry", False),
        ("unread today", False),
        ("http://example.org", False),
        ('"person: of the year"', False),
        ("12:30", False),
        ("person:Ilves", True),
        ("ferry -tag:ports", True),
        ("#ports", True),
        ("(since:1w)", True),
    ],
)
def test_words_with_fields_are_a_query(words: str, fields: bool) -> None:
    assert has_fields(words) is fields
