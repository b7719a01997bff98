"""When an entry was published: aware UTC, or nothing where the feed's date cannot be."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EARLIEST, LATEST = 1990, 2100
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: str(number) for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_WEEK = frozenset("mon tue wed thu fri sat sun".split())  # noqa: SIM905
_RFC_822 = re.compile(
    r"(?:([a-z]{3}),? )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (gmt|utc|z|[+-]\d{4})",
    re.IGNORECASE | re.ASCII,
)
_RFC_3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)t(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(z|[+-]\d\d:\d\d)", re.IGNORECASE | re.ASCII
)
_FRACTION = re.compile(r"\.(\d{1,30})")


def from_parts(parts: datetime | Sequence[int] | None) -> datetime | None:
    """Year, month, day, hour, minute and second in UTC, as time.struct_time has them; or all in one."""
    if parts is None:
        return None
    if isinstance(parts, datetime):
        return _plausible(parts)
    try:
        year, month, day, hour, minute, second = parts[:6]
        return _plausible(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return None


def parts_of(value: str) -> datetime | Sequence[int] | None:
    """A feed's date in UTC, or its year, month, day, hour, minute and second. Here are only the two usual
    forms, RFC 822's and RFC 3339's."""
    if found := _RFC_822.fullmatch(value):
        weekday, day, name, year, hour, minute, second, zone = found.groups()
        month = _MONTHS.get(name.lower(), "0")
        if weekday is not None and weekday.lower() not in _WEEK:
            return None
    elif found := _RFC_3339.fullmatch(value):
        year, month, day, hour, minute, second, zone = found.groups()
    else:
        return _in_another_form(value)
    try:
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=UTC)
        if zone[0] in "+-":
            away = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            moment = moment - away if zone[0] == "+" else moment + away
    except (ValueError, OverflowError):
        return _in_another_form(value)
    return moment


def _in_another_form(value: str) -> datetime | Sequence[int] | None:
    from reader.feeds.dates import read_date  # its patterns take a while, and most feeds do without

    return read_date(value)


def from_iso(value: object) -> datetime | None:
    """An ISO 8601 or RFC 3339 date; one without a zone is taken as UTC."""
    if not isinstance(value, str) or len(value) > 60:
        return None
    text = _FRACTION.sub(lambda found: "." + found[1][:6].ljust(6, "0"), value.strip(), count=1)
    try:
        moment = datetime.fromisoformat(text)
        return _plausible((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _plausible(moment: datetime) -> datetime | None:
    """A date before the web or far past all plans is a mistake. Tomorrow's is for the store to judge."""
    return moment if EARLIEST <= moment.year <= LATEST else None


_LASTS = re.compile(
    r"(?:(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,4}):)?(?P<seconds>\d{1,6})(?:\.\d{1,9})?", re.ASCII
)
_LONGEST = 14 * 24 * 3600


def seconds(written: object) -> int | None:
    """How long a recording lasts, of "1:02:03", "62:03", "3723" or "3723.5"; None if it says nothing else."""
    found = _LASTS.fullmatch(written.strip()[:40]) if isinstance(written, str) else None
    if found is None:
        return None
    hours, minutes, rest = (int(part or 0) for part in found.group("hours", "minutes", "seconds"))
    lasts = hours * 3600 + minutes * 60 + rest
    return lasts if 0 < lasts <= _LONGEST else None
