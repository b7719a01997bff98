"""Points in time as pages and data write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:(?:T|\s+|\s*,\s*)(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.IGNORECASE,
)
_ISO_WITHIN = re.compile(r"(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?![\d.])")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b(?:\D{1,12}(\d\d?):(\d\d))?")
_EAST = re.compile(
    r"(\d{4})\s*[年년./]\s*(\d{1,2})\s*[月월./]\s*(\d{1,2})(?:\s*[日일.])?(?:\D{1,6}(\d\d?)[:時시](\d\d))?"
)
_WORDED = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?([^\W\d]{3,12})\.?,?|"
    r"([^\W\d]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?)"
    r"\s+(?:de\s+|del\s+)?(\d{4})\b(?:\D{1,12}(\d\d?)[:.h](\d\d)(?:\s*([ap])\.?m)?)?",
    re.IGNORECASE,
)
# The first letters by which month names of the larger European languages are told apart.
_MONTHS = {
    1: "jan ene gen janv sty led янв січ ιαν oca tam ian",
    2: "feb fev fév febr fevr févr lut úno фев лют φεβ şub hel",
    3: "mar mär mrz maa mars bře мар бер μαρ már",
    4: "apr abr avr kwi dub апр кві απρ nis huh ápr",
    5: "may mai maj mag mei maio mayo kvě май мая тра μαι μαΐ tou máj",
    6: "jun jui giu juin cze juni čvn июн чер ιουν haz kes jún iun",
    7: "jul lug juil lip juli čvc июл лип ιουλ tem hei júl iul",
    8: "aug ago aoû aou sie srp авг сер αυγ ağu elo agu",
    9: "sep set wrz zář сен вер σεπ eyl syy sze",
    10: "oct okt ott out paź říj окт жов οκτ eki lok",
    11: "nov lis noviembre ноя лис νοε kas marr noi",
    12: "dec dez dic déc gru pro дек гру δεκ ara jou des",
}
_BY_NAME = {name: month for month, names in _MONTHS.items() for name in names.split()}
_EARLIEST, _LATEST = 1970, 2200


def read_time(value: object) -> datetime | None:
    """Return the aware time that a value states, in UTC where it gives no zone; None where it states none.

    Read are ISO 8601, RFC 5322, epoch seconds and milliseconds, and days in the words of European languages
    or in the order of East Asian ones."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_epoch(float(value))
    if not isinstance(value, str):
        return None
    text = value.strip()[:80]
    if text.isdecimal() and len(text) in {10, 13}:
        return _from_epoch(float(text))
    return _from_iso(text) or _from_mail(text) or _from_words(text)


def _from_epoch(seconds: float) -> datetime | None:
    try:
        return _plausible(datetime.fromtimestamp(seconds / 1000 if abs(seconds) > 1e11 else seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return None


def _from_iso(text: str) -> datetime | None:
    match = _ISO.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    return _made(year, month, day, hour, minute, second, _zone(match[7]))


def _zone(text: str | None) -> timezone:
    if not text or text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return timezone(-offset if text[0] == "-" else offset) if offset < timedelta(hours=24) else UTC


def _from_mail(text: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return _plausible(time if time.tzinfo else time.replace(tzinfo=UTC))


def _from_words(text: str) -> datetime | None:
    if match := _EAST.search(text):
        year, month, day, hour, minute = (int(part or 0) for part in match.groups())
        return _made(year, month, day, hour, minute)
    if match := _DAY_FIRST.search(text):
        day, month, year, hour, minute = (int(part or 0) for part in match.groups())
        return _made(year, month, day, hour, minute) if month <= 12 else _made(year, day, month, hour, minute)
    if match := _WORDED.search(text):
        name = (match[2] or match[3]).casefold()
        named = _BY_NAME.get(name) or _BY_NAME.get(name[:4]) or _BY_NAME.get(name[:3])
        if named:
            hour = int(match[6] or 0) % 24
            hour = hour % 12 + 12 * (match[8].lower() == "p") if match[8] else hour
            return _made(int(match[5]), named, int(match[1] or match[4]), hour, int(match[7] or 0))
    if match := _SHORT_YEAR.search(text):
        return _made(2000 + int(match[3]), int(match[2]), int(match[1]))
    return None


def read_day_within(text: str) -> datetime | None:
    """Return the time that stands somewhere in a line of prose: "Published 5 March 2026 by …"."""
    if match := _ISO_WITHIN.search(text):
        return read_time(text[match.start() :])
    return _from_words(text)


_IN_ADDRESS = re.compile(
    r"[/_.-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2]|[1-9](?=[/_-]))[/_-]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?!\d)"
)
_ARCHIVED = re.compile(r"/web/\d{14}[a-z_]{0,4}/")


def read_address(address: str) -> datetime | None:
    """Return the day that an address names: ".../2026/03/05/...", not that on which an archive kept it."""
    match = _IN_ADDRESS.search(_ARCHIVED.sub("/", address[:600]))
    return _made(int(match[1]), int(match[2]), int(match[3])) if match else None


def _made(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, zone: timezone = UTC
) -> datetime | None:
    try:
        return _plausible(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone))
    except ValueError:
        return None


def _plausible(time: datetime) -> datetime | None:
    return time if _EARLIEST <= time.year < _LATEST else None
