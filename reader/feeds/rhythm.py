"""How often a feed wishes to be asked: RSS's ttl, skipHours and skipDays, and the syndication module's sy:.

Sources: the RSS 2.0 specification, and web.resource.org/rss/1.0/modules/syndication. feedparser keeps only
the last of several hours or days, so they are read from the text around the items.
"""

from __future__ import annotations

import re

from reader.values import dataclass

MOST_MINUTES = 366 * 24 * 60
_HEAD, _TAIL = 64 * 1024, 4 * 1024
_PREFIX = r"<(?:[A-Za-z_][\w.-]{0,40}:)?"
_ITEM = re.compile(rf"{_PREFIX}(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_CLOSING = ("</item>", "</entry>")
_SAID = re.compile(
    rf"{_PREFIX}(ttl|updatePeriod|updateFrequency)(?:\s[^<>]{{0,200}})?>\s{{0,100}}([^<\s]{{1,18}})\s{{0,100}}</",
    re.IGNORECASE,
)
_SKIPPED = {
    name: re.compile(rf"{_PREFIX}{name}\s{{0,100}}>", re.IGNORECASE) for name in ("skipHours", "skipDays")
}
_PART = re.compile(rf"{_PREFIX}(?:hour|day)\s{{0,100}}>\s{{0,100}}(\w{{1,9}})", re.IGNORECASE)
_HOURS = {str(hour): hour % 24 for hour in range(25)}  # RSS 0.91 counts from 1 to 24
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {name: day for day, name in enumerate(_WEEK)}
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
_DEFAULT_PERIOD, _DEFAULT_FREQUENCY = "daily", "1"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A feed's wish; see `FeedDocument`."""

    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


def rhythm(text: str) -> Rhythm:
    """Read the wish from the text of an RSS or Atom feed; what makes no sense is as if it were not there."""
    text = _around_items(text)
    said = {found[1].lower(): found[2].lower() for found in reversed(list(_SAID.finditer(text)))}
    wishes = (number(said.get("ttl", ""), MOST_MINUTES), _syndication(said))
    return Rhythm(
        max((wish for wish in wishes if wish is not None), default=None),
        _skipped(text, "skipHours", _HOURS),
        _skipped(text, "skipDays", _DAYS),
    )


def number(digits: str, largest: int) -> int | None:
    """A positive whole number up to `largest`, or None."""
    digits = digits.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        return None
    return int(digits) if 0 < int(digits) <= largest else None


def _around_items(text: str) -> str:
    first = _ITEM.search(text)
    if first is None:
        return text[:_HEAD]
    return text[: min(first.start(), _HEAD)] + _after_items(text)


def _after_items(text: str) -> str:
    tail = text[-_TAIL:]
    last = max(map(tail.rfind, _CLOSING))
    return tail[last:] if last >= 0 else tail if any(closing in text for closing in _CLOSING) else ""


def _syndication(said: dict[str, str]) -> int | None:
    if not {"updateperiod", "updatefrequency"} & said.keys():
        return None
    period = _PERIODS.get(said.get("updateperiod", _DEFAULT_PERIOD))
    frequency = number(said.get("updatefrequency", _DEFAULT_FREQUENCY), MOST_MINUTES)
    return max(1, period // frequency) if period and frequency else None


def _skipped(text: str, name: str, values: dict[str, int]) -> tuple[int, ...]:
    """The hours or days that are skipped; a feed that skips all of them has not meant it."""
    start = _SKIPPED[name].search(text)
    if start is None:
        return ()
    end = text.find("</" + start[0][1:-1].strip(), start.end(), start.end() + 4000)
    parts = (part[1].lower() for part in _PART.finditer(text, start.end(), max(end, start.end())))
    known = {values[part] for part in (one.lstrip("0") or "0" for one in parts) if part in values}
    return tuple(sorted(known)) if len(known) < len(set(values.values())) else ()
