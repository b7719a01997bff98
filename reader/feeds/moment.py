"""When an entry was published: aware UTC, or nothing where the feed's date cannot be."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EARLIEST, LATEST = 1990, 2100
_FRACTION = re.compile(r"\.(\d{1,30})")


def from_parts(parts: Sequence[int] | None) -> datetime | None:
    """Year, month, day, hour, minute and second in UTC, as time.struct_time has them."""
    if parts is None:
        return None
    try:
        year, month, day, hour, minute, second = parts[:6]
        return _plausible(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return None


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
