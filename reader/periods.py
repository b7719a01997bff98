"""How long, how many, how often: what "90d", "500" and "all" mean in feeds.toml."""

from __future__ import annotations

import re
from datetime import timedelta

from reader.values import dataclass

_PERIOD = re.compile(r"([1-9]\d{0,3})([hdwmy])")
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
_LONGEST = timedelta(days=500 * 365)
"""For ever: there is a year 1500 for whoever counts back from today, not one for 9999 years ago."""
_COUNT = re.compile(r"[1-9]\d{0,6}")


@dataclass(frozen=True, slots=True)
class Keep:
    """What is kept of a feed: what came within `period`, or the newest `count`; everything with neither."""

    period: timedelta | None = None
    count: int | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is ever let go of."""
        return self.period is None and self.count is None


def period(said: str) -> timedelta | None:
    """Return what "12h", "7d", "2w", "6m" (months of 30 days) or "1y" means; None for anything else.

    From 500 years on it is that long: from any day on it can be counted back, and forward.
    """
    found = _PERIOD.fullmatch(said)
    return None if found is None else min(_LONGEST, timedelta(hours=int(found[1]) * _HOURS[found[2]]))


def keep(said: str) -> Keep | None:
    """Return what "all", "90d" or "500" (articles) means; None for anything else."""
    if said == "all":
        return Keep()
    if _COUNT.fullmatch(said):
        return Keep(count=int(said))
    span = period(said)
    return None if span is None else Keep(period=span if span < _LONGEST else None)
