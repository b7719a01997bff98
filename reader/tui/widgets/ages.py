"""When something was published and how long it takes to read, in as few letters as a list has room for."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

_UNSPACED = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR_DAYS = {-1: "Tomorrow", 0: "Today", 1: "Yesterday"}


def age(published: datetime | None, now: datetime | None = None) -> str:
    """Return "now", "25m", "3h", "4d", "14 Mar" or "Mar 2019"; empty without a date."""
    if published is None:
        return ""
    now = now or datetime.now(UTC)
    minutes = int((now - published).total_seconds() // 60)
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes}m"
    if minutes < 24 * 60:
        return f"{minutes // 60}h"
    if minutes < 7 * 24 * 60:
        return f"{minutes // (24 * 60)}d"
    here = published.astimezone(now.tzinfo)
    month = MONTHS[here.month - 1]
    return f"{here.day} {month}" if minutes < 300 * 24 * 60 else f"{month} {here.year}"


def ahead(moment: datetime | None, now: datetime | None = None) -> str:
    """Return "now", "in 25m", "in 3h" or "in 4d"; "now", too, without a date."""
    now = now or datetime.now(UTC)
    minutes = 0 if moment is None else -int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return "now"
    if minutes < 90:
        return f"in {minutes}m"
    if minutes < 36 * 60:
        return f"in {round(minutes / 60)}h"
    return f"in {round(minutes / (24 * 60))}d"


def full_date(published: datetime | None) -> str:
    """Return "3 Jun 2025, 14:05" in the reader's own time zone; empty without a date."""
    if published is None:
        return ""
    here = published.astimezone()
    return f"{here.day} {MONTHS[here.month - 1]} {here.year}, {here:%H:%M}"


def day_name(day: date, today: date | None = None) -> str:
    """Return "Today", "Yesterday", "Wednesday", "Sunday 8 March" or, of another year, "8 March 2019"."""
    today = today or datetime.now(UTC).astimezone().date()
    days = (today - day).days
    if days in _NEAR_DAYS:
        return _NEAR_DAYS[days]
    weekday, written = _WEEKDAYS[day.weekday()], f"{day.day} {_MONTH_NAMES[day.month - 1]}"
    if 1 < days < 7:
        return weekday
    return f"{weekday} {written}" if day.year == today.year else f"{written} {day.year}"


def when(moment: datetime, today: date | None = None) -> str:
    """Return "today 9:05", "yesterday 18:40", "Wednesday 7:12", "Sunday 8 March" or "8 March 2019"."""
    here, today = moment.astimezone(), today or datetime.now(UTC).astimezone().date()
    name = day_name(here.date(), today)
    if not 0 <= (today - here.date()).days < 7:
        return name
    return f"{name.lower() if name in _NEAR_DAYS.values() else name} {here.hour}:{here:%M}"


def reading_time(text: str) -> str:
    """Return "4 min", or nothing where there is no text."""
    minutes = reading_minutes(text)
    return f"{minutes} min" if minutes else ""


@lru_cache(maxsize=2)  # the pane and its masthead ask for the same text; none is kept for longer
def reading_minutes(text: str) -> int:
    """Return how long a text takes: 230 words a minute, or 500 letters of a script without spaces."""
    letters = len(_UNSPACED.findall(text))
    words = len(text.split())
    return max(1, round(words / 230 + letters / 500)) if text else 0
