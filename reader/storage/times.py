"""Times as the library keeps them: whole microseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def now() -> datetime:
    """The present, with its timezone."""
    return datetime.now(UTC)


@overload
def stored(time: datetime) -> int: ...
@overload
def stored(time: datetime | None) -> int | None: ...
def stored(time: datetime | None) -> int | None:
    """Return what a column keeps of `time`; a time without a timezone is taken for UTC."""
    if time is None:
        return None
    if time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    return (time - _EPOCH) // _MICROSECOND


@overload
def restored(value: int) -> datetime: ...
@overload
def restored(value: int | None) -> datetime | None: ...
def restored(value: int | None) -> datetime | None:
    """Return the time that a column holds, in UTC."""
    if value is None:
        return None
    try:
        return _EPOCH + timedelta(microseconds=value)
    except OverflowError:  # no program wrote that: the file is damaged
        return datetime.min.replace(tzinfo=UTC) if value < 0 else datetime.max.replace(tzinfo=UTC)
