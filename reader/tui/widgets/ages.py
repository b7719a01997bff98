"""When something was published, in as few letters as a list has room for."""

from __future__ import annotations

from datetime import UTC, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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


def full_date(published: datetime | None) -> str:
    """Return "3 Jun 2025, 14:05" in the reader's own time zone; empty without a date."""
    if published is None:
        return ""
    here = published.astimezone()
    return f"{here.day} {MONTHS[here.month - 1]} {here.year}, {here:%H:%M}"


def reading_time(text: str) -> str:
    """Return "4 min": at 230 words a minute, or 500 letters of a script without spaces."""
    letters = sum(1 for c in text if "\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3")
    words = len(text.split())
    return f"{max(1, round(words / 230 + letters / 500))} min" if text else ""
