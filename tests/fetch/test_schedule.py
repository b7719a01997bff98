"""Feeds are asked again neither too soon nor never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reader.fetch import next_check

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
    assert next_check(NOW, "unchanged", random=lambda: 0.0, **said) == NOW + wait


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [next_check(NOW, "failed", failures=n, random=lambda: 0.0) for n in (1, 2, 3, 6, 99)]
    assert waits == [NOW + wait for wait in (HOUR, 2 * HOUR, 4 * HOUR, DAY, DAY)]


def test_retry_after_is_honoured_after_a_failure() -> None:
    assert next_check(NOW, "failed", failures=1, retry_after=5 * 3600, random=lambda: 0.0) == NOW + 5 * HOUR


def test_chance_only_ever_adds_up_to_a_tenth() -> None:
    assert next_check(NOW, "changed", random=lambda: 1.0) == NOW + 1.1 * HOUR


def test_what_is_gone_is_not_asked_again() -> None:
    assert next_check(NOW, "gone", random=lambda: 0.0) is None
