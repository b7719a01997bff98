"""The moments that a query names, in the library's microseconds. Days are those of the person's clock."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time, timedelta

from reader.query.tree import Ago, Day, Moment, Point, Range, Value
from reader.storage.state import REFRESH_BEGAN, SESSION_ENDED, remembered
from reader.storage.times import stored
from reader.values import dataclass

_END = 2**62
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moments:
    """The present, and what is remembered of the past."""

    now: datetime
    session_ended: int = 0
    refresh_began: int = 0

    @classmethod
    def of(cls, connection: sqlite3.Connection, now: datetime) -> Moments:
        """Read what is remembered."""
        return cls(now, remembered(connection, SESSION_ENDED), remembered(connection, REFRESH_BEGAN))

    def span(self, value: Value | Point) -> Span:
        """Return the half-open stretch of time that a value means."""
        match value:
            case Range():
                return self._range(value)
            case Ago():
                return self.begin(value), _END
            case Moment("today"):
                return self._day(self._today())
            case Moment("yesterday"):
                return self._day(self._today() - timedelta(days=1))
            case Moment():
                return self.begin(value), _END
            case Day(day, precision):
                return self._day(day, precision)
        raise TypeError(value)

    def begin(self, value: Value | Point) -> int:
        """Return when a moment is, or a day begins."""
        match value:
            case Ago():
                return stored(self.now) - round(value.seconds * 1_000_000)
            case Moment("lastsession"):
                return self.session_ended
            case Moment("lastrefresh"):
                return self.refresh_began
            case Moment() | Day():
                return self.span(value)[0]
        raise TypeError(value)

    def ages(self, bounds: Range) -> Span:
        """Return the stretch of time in which that is from where it is now so old."""
        low = self.begin(bounds.high) if isinstance(bounds.high, Ago) else -_END
        high = self.begin(bounds.low) if isinstance(bounds.low, Ago) else _END
        return low + bounds.high_open, high + (not bounds.low_open)

    def _range(self, bounds: Range) -> Span:
        low, high = -_END, _END
        if bounds.low is not None:
            low = self._after(bounds.low) if bounds.low_open else self.begin(bounds.low)
        if bounds.high is not None:
            high = self.begin(bounds.high) if bounds.high_open else self._after(bounds.high)
        return low, high

    def _after(self, point: Point) -> int:
        """When a day is over, or just after a moment."""
        if isinstance(point, Day) or point in (Moment("today"), Moment("yesterday")):
            return self.span(point)[1]
        return self.begin(point) + 1

    def _today(self) -> date:
        return self.now.astimezone().date()

    @staticmethod
    def _day(day: date, precision: int = 3) -> Span:
        if precision == 3:
            following = day + timedelta(days=1) if day < date.max else day
        elif precision == 2:
            following = (
                date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < 9999 else date.max
            )
        else:
            following = date(day.year + 1, 1, 1) if day.year < 9999 else date.max
        return _midnight(day), _midnight(following)


def _midnight(day: date) -> int:
    try:
        return stored(datetime.combine(day, time()).astimezone())
    except (OverflowError, ValueError, OSError):  # the first and last days there are have no place everywhere
        return stored(datetime.combine(day, time(), UTC))
