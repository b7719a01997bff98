"""Feeds are asked again neither too soon nor never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reader.fetch import Wish, is_due, next_check

NOW = datetime(2026, 3, 4, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ({}, HOUR),
        ({"ttl": 5, "max_age": 60, "interval": 10}, HOUR),
        ({"ttl": 180}, 3 * HOUR),
        ({"max_age": 7200}, 2 * HOUR),
        ({"ttl": 10**30, "max_age": 10**30}, DAY),
        ({"interval": 2 * 24 * 60}, 2 * DAY),
        ({"retry_after": 3 * 86400}, 3 * DAY),
        ({"retry_after": 10**30}, 7 * DAY),
        ({"ttl": -5, "max_age": -1}, HOUR),
    ],
)
def test_the_longest_wish_counts_within_bounds(said: dict[str, Any], wait: timedelta) -> None:
    said = dict(said)
    wish = Wish(ttl=said.pop("ttl", None), max_age=said.pop("max_age", None))
    assert next_check(NOW, "unchanged", wish, random=lambda: 0.0, **said) == NOW + wait


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [next_check(NOW, "failed", Wish(), failures=n, random=lambda: 0.0) for n in (1, 2, 3, 6, 99)]
    assert waits == [NOW + wait for wait in (HOUR, 2 * HOUR, 4 * HOUR, DAY, DAY)]


def test_retry_after_is_honoured_after_a_failure() -> None:
    assert (
        next_check(NOW, "failed", Wish(), failures=1, retry_after=5 * 3600, random=lambda: 0.0)
        == NOW + 5 * HOUR
    )


def test_chance_only_ever_adds_up_to_a_tenth() -> None:
    assert next_check(NOW, "changed", Wish(), random=lambda: 1.0) == NOW + 1.1 * HOUR


def test_what_is_gone_is_not_asked_again() -> None:
    assert next_check(NOW, "gone", Wish(), random=lambda: 0.0) is None


def test_what_gives_nothing_to_ask_again_with_is_asked_once_a_day() -> None:
    wish = Wish(conditional=False)
    assert next_check(NOW, "changed", wish, random=lambda: 0.0) == NOW + DAY
    assert next_check(NOW, "changed", wish, interval=90, random=lambda: 0.0) == NOW + 1.5 * HOUR


def test_hours_and_days_that_a_feed_skips_are_passed_over() -> None:
    night = Wish(skip_hours=tuple(range(7)))
    assert next_check(NOW, "unchanged", night, random=lambda: 0.0) == NOW + 7 * HOUR
    midweek = Wish(skip_days=(2, 3))  # it is a Wednesday
    due = next_check(NOW, "unchanged", midweek, random=lambda: 0.0)
    assert due == NOW + 2 * DAY
    never = Wish(skip_hours=tuple(range(24)))
    due = next_check(NOW, "unchanged", never, random=lambda: 0.0)
    assert due is not None
    assert due <= NOW + 8 * DAY


def test_the_usual_interval_of_the_settings_holds_for_every_feed() -> None:
    assert next_check(NOW, "unchanged", Wish(), usual=120, random=lambda: 0.0) == NOW + 2 * HOUR


def test_what_a_clock_that_was_ahead_has_planned_does_not_count() -> None:
    year = timedelta(days=365)
    assert is_due(NOW, NOW + year, NOW + year + HOUR)
    assert not is_due(NOW, NOW + timedelta(minutes=5), NOW + HOUR)  # clocks are set a little now and then
    assert not is_due(NOW, NOW - HOUR, NOW + 6 * DAY)
    assert is_due(NOW, NOW - 2 * HOUR, NOW - HOUR)
    assert is_due(NOW, None, None)
