"""Dates in the many forms that feeds write them in beside the two usual ones.

A date is what all of its text says, or none: no part of it is ever the clock's.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 100
_MONTHS = "january february march april may june july august september october november december"
_FLAGS = re.IGNORECASE | re.ASCII
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s*", _FLAGS)
_SECONDS = re.compile(r"([1-3]\d{9})(\d{3})?", _FLAGS)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(?!\d)", _FLAGS)
_MONTH_ALONE = re.compile(r"(\d{4})(?:-(\d\d))?", _FLAGS)
# Day of the week, or of the year.
_COUNTED = re.compile(
    r"(?P<year>\d{4})-(?:w(?P<week>\d\d)-(?P<weekday>[1-7])|(?P<ordinal>\d{3}))(?![\d-])", _FLAGS
)
_DAYS = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        # Some write a month as 012.
        r"(?P<year>\d{4})(?P<sign>[-/.])\s?0?(?P<month>\d\d?)(?P=sign)\s?(?P<day>\d\d?)\.?",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)\s?[日일]",
        r"(?P<year>\d{4})[-/\s](?P<name>[a-z]{3,9})[-/\s](?P<day>\d\d?)",
        r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?P<day>\d\d?)(?:st|nd|rd|th|\.)?[-/\s]\s*(?P<name>[a-z]{3,9})\.?,?[-/\s]\s*(?P<year>\d{4})",
        r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})",
    )
)
_TIME = re.compile(
    r"(?:(?:\s?t\s?|,?\s+(?:at\s+)?|,)"
    r"(?P<hour>\d\d?)(?::(?P<minute>\d\d?)(?::(?P<second>\d\d?)(?:[.,]\d{1,30})?)?)?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*(?:etc/)?(?P<zone>[a-z]{1,5}))?)?"
    r"(?:\s*(?P<away>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?(?:\s+[a-z]{1,5})?|z)?(?:\s*\([^()]{1,40}\))?",
    _FLAGS,
)
# Hours before Greenwich; of names that are not known none, as feedparser has it.
_HOURS = {
    3: "adt", 4: "ast at edt", 5: "est et cdt", 6: "cst ct mdt", 7: "mst mt pdt",
    8: "pst pt akdt", 9: "akst", 10: "hst",
    -1: "bst west cet met", -2: "cest mest eet", -3: "eest msk", -8: "hkt sgt awst", -9: "jst kst",
    -10: "aest", -11: "aedt",
}  # fmt: skip
_ZONES = {name: hours for hours, names in _HOURS.items() for name in names.split()}
_KOREAN = "년"
_FROM_KOREA = timedelta(hours=-9)


def read_date(value: str) -> datetime | Sequence[int] | None:
    """Return the moment in UTC that a date means, or its parts, as `moment.parts_of` does."""
    value = " ".join(value.split())
    if not value:
        return None
    try:
        found = _our_own(value) if len(value) <= _LONGEST else None
    except (ValueError, OverflowError):
        return None  # it is in one of the forms, and there is no such day
    return found or _by_feedparser(value)


def _our_own(value: str) -> datetime | None:
    if since := _SECONDS.fullmatch(value):
        return datetime.fromtimestamp(int(since[1]), UTC)
    if alone := _MONTH_ALONE.fullmatch(value):
        return datetime(int(alone[1]), int(alone[2] or 1), 1, tzinfo=UTC)
    if weekday := _WEEKDAY.match(value):
        value = value[weekday.end() :]
    if compact := _COMPACT.match(value):
        value = _spread(compact) + value[compact.end() :]
    elif counted := _COUNTED.match(value):
        return _at(_counted(counted), value[counted.end() :])
    for pattern in _DAYS:
        if found := pattern.match(value):
            said = found.groupdict()
            month = _month(said["name"]) if said.get("name") else int(said["month"])
            if month is not None:
                day = date(int(said["year"]), month, int(said["day"]))
                return _at(day, value[found.end() :], _FROM_KOREA if _KOREAN in value else timedelta())
    return None


def _spread(compact: re.Match[str]) -> str:
    year, month, day, hour, minute, second = compact.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}" if hour else "")


def _counted(found: re.Match[str]) -> date:
    year = int(found["year"])
    if found["week"]:
        return date.fromisocalendar(year, int(found["week"]), int(found["weekday"]))
    day = date(year, 1, 1) + timedelta(days=int(found["ordinal"]) - 1)
    if day.year != year:
        raise ValueError
    return day


def _month(name: str) -> int | None:
    name = "sep" if name.lower() == "sept" else name.lower()
    return next(
        (number for number, month in enumerate(_MONTHS.split(), start=1) if month.startswith(name)), None
    )


def _at(day: date, time: str, usual: timedelta = timedelta()) -> datetime | None:
    """Return the moment of a day that the rest of a text says; `usual` is added to a time without a zone."""
    found = _TIME.fullmatch(time)
    if found is None or (found["away"] and not (found["hour"] or found["minutes"])):
        return None
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"] in "pP")
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if (hour, minute, second) == (24, 0, 0):
        moment = midnight + timedelta(days=1)
    else:  # a leap second is the one before it
        moment = midnight.replace(hour=hour, minute=minute, second=59 if second == 60 else second)
    if found["away"]:
        away = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        return moment - away if found["away"] == "+" else moment + away
    if found["zone"]:
        return moment + timedelta(hours=_ZONES.get(found["zone"].lower(), 0))
    return moment + usual if found["hour"] else moment


def _by_feedparser(value: str) -> Sequence[int] | None:
    """The forms of which feedparser looks at all parts; its readers of ISO 8601 look at the first ones, and
    take the others from the clock."""
    from feedparser.datetimes.asctime import _parse_date_asctime
    from feedparser.datetimes.greek import _parse_date_greek
    from feedparser.datetimes.hungarian import _parse_date_hungarian
    from feedparser.datetimes.korean import _parse_date_nate
    from feedparser.datetimes.rfc822 import _parse_date_rfc822

    for read in (
        _parse_date_rfc822,
        _parse_date_asctime,
        _parse_date_hungarian,
        _parse_date_greek,
        _parse_date_nate,
    ):
        try:
            parts: Sequence[int] | None = read(value)
        except (KeyError, OverflowError, ValueError, AttributeError):
            continue
        if parts:
            return parts
    return None
