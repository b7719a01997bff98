"""The plot of weeks: as many lines as it is given, in blocks or in ASCII."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.tui.widgets.week_plot import axis, columns, plot

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)


def test_the_highest_column_is_full_and_the_others_are_in_proportion() -> None:
    assert plot([0, 4, 8], 3, 1) == [" ▄█"]
    assert plot([0, 4, 8], 3, 2) == ["  █", " ██"]
    assert plot([1, 3], 2, 1, ascii=True) == [".|"]


def test_a_little_is_seen_beside_very_much() -> None:
    assert plot([1, 10_000], 2, 2) == [" █", "▁█"]


def test_weeks_share_a_column_where_there_are_many_and_are_wide_where_there_are_few() -> None:
    assert columns([1] * 10, 4) == ([3, 3, 3, 1], 3, 1)
    assert columns([1, 2], 10) == ([1, 2], 1, 3)
    assert plot([1, 1], 10, 1) == ["██████"]


@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_the_room(ascii_only: bool) -> None:
    for weeks in (1, 7, 52, 1_000):
        for width in (1, 20, 79):
            lines = plot(range(weeks), width, 3, ascii=ascii_only)
            assert len(lines) == 3
            assert all(len(line) <= width for line in lines)
            assert not ascii_only or all(line.isascii() for line in lines)


def test_nothing_draws_nothing() -> None:
    assert plot([], 10, 2) == ["", ""]
    assert columns([], 10) == ([], 1, 1)


def test_the_months_stand_below_the_first_and_the_last_week() -> None:
    assert axis(MONDAY, 1, 20) == "Nov 2026"
    assert axis(MONDAY, 10, 20) == "Nov 2026    Jan 2027"
    assert axis(MONDAY, 10, 12) == "Nov 2026"
