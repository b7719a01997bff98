"""When an address is to be asked again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

Outcome = Literal["changed", "unchanged", "failed", "gone"]

SHORTEST = timedelta(hours=1)
LONGEST = timedelta(hours=24)
LONGEST_RETRY_AFTER = timedelta(days=7)
JITTER = 0.1


def next_check(
    now: datetime,
    outcome: Outcome,
    *,
    ttl: int | None = None,
    max_age: int | None = None,
    retry_after: int | None = None,
    failures: int = 0,
    interval: int | None = None,
    random: Callable[[], float],
) -> datetime | None:
    """Return the moment before which the address is not asked again by itself; None means never (gone).

    `ttl` (the feed's wish) and `interval` (the person's) are minutes, `max_age` and `retry_after` (the
    server's) seconds; `failures` counts those in a row, this one included. The longest wish counts, within
    1 and 24 hours, though the person may ask for more; failures double the hour, up to 24. Retry-After is
    honoured up to a week. `random` gives 0 to 1: up to a tenth is added so that feeds spread out.
    """
    if outcome == "gone":
        return None
    wait = _backoff(failures) if outcome == "failed" else _wish(ttl, max_age)
    wait = max(wait, _bounded(interval or 0, 60, timedelta(days=366)))
    wait = max(wait, _bounded(retry_after or 0, 1, LONGEST_RETRY_AFTER))
    return now + wait * (1 + JITTER * random())


def _wish(ttl: int | None, max_age: int | None) -> timedelta:
    wishes = (_bounded(ttl or 0, 60, LONGEST), _bounded(max_age or 0, 1, LONGEST))
    return max(SHORTEST, *wishes)


def _backoff(failures: int) -> timedelta:
    return min(LONGEST, SHORTEST * (1 << min(max(failures, 1) - 1, 10)))


def _bounded(amount: int, seconds: int, longest: timedelta) -> timedelta:
    """`amount` times `seconds`, from nothing to `longest`, whatever number a server sent."""
    return timedelta(seconds=min(max(amount, 0) * seconds, int(longest.total_seconds())))
