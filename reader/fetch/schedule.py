"""When an address is to be asked again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

Outcome = Literal["changed", "unchanged", "failed", "gone"]

SHORTEST = timedelta(hours=1)
LONGEST = timedelta(hours=24)
UNCONDITIONAL = timedelta(hours=24)
"""How long an address is left in peace that gives nothing to ask again with: each answer is all of it."""
LONGEST_RETRY_AFTER = timedelta(days=7)
JITTER = 0.1
_LONGEST_INTERVAL = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished of those who ask: `ttl` minutes by the feed, `max_age` seconds by its server; not in
    these hours of UTC, not on these days (0 is Monday). `conditional`: it gives validators."""

    ttl: int | None = None
    max_age: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    conditional: bool = True


def next_check(
    now: datetime,
    outcome: Outcome,
    wish: Wish,
    *,
    retry_after: int | None = None,
    failures: int = 0,
    interval: int | None = None,
    usual: int = 0,
    random: Callable[[], float],
) -> datetime | None:
    """Return the moment before which the address is not asked again by itself; None means never (gone).

    `retry_after` is seconds; `interval`, what the person wants for this feed, and `usual`, for any, are
    minutes; `failures` counts those in a row, this one included. The longest wish counts, within 1 and 24
    hours, though the person may ask for more; without validators a day, unless the person set an interval.
    Failures double the hour, up to 24. Retry-After is honoured up to a week. `random` gives 0 to 1: up to a
    tenth is added so that feeds spread out. The hours and days that the feed skips are passed over.
    """
    if outcome == "gone":
        return None
    wait = _backoff(failures) if outcome == "failed" else _wished(wish, interval)
    wait = max(wait, _bounded(max(interval or 0, usual), 60, _LONGEST_INTERVAL))
    wait = max(wait, _bounded(retry_after or 0, 1, LONGEST_RETRY_AFTER))
    return _past_skipped(now + wait * (1 + JITTER * random()), wish)


def is_due(now: datetime, checked: datetime | None, due: datetime | None) -> bool:
    """Whether an address that was asked at `checked` is to be asked again, planned for `due` (None: at once).

    A `checked` that is still to come was written while the clock was wrong, and so was the plan.
    """
    clock_was_ahead = checked is not None and checked > now + SHORTEST
    return due is None or due <= now or clock_was_ahead


def _wished(wish: Wish, interval: int | None) -> timedelta:
    wishes = (_bounded(wish.ttl or 0, 60, LONGEST), _bounded(wish.max_age or 0, 1, LONGEST))
    least = SHORTEST if wish.conditional or interval else UNCONDITIONAL
    return max(least, *wishes)


def _backoff(failures: int) -> timedelta:
    return min(LONGEST, SHORTEST * (1 << min(max(failures, 1) - 1, 10)))


def _past_skipped(moment: datetime, wish: Wish) -> datetime:
    """The moment, or the first after it that the feed does not skip; within a week there is one."""
    for _ in range(7 * 24):
        if moment.hour not in wish.skip_hours and moment.weekday() not in wish.skip_days:
            return moment
        moment += timedelta(hours=1)
    return moment


def _bounded(amount: int, seconds: int, longest: timedelta) -> timedelta:
    """`amount` times `seconds`, from nothing to `longest`, whatever number a server sent."""
    return timedelta(seconds=min(max(amount, 0) * seconds, int(longest.total_seconds())))
