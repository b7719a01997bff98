"""An answer of the web, as far as a reader needs it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.lazily import lazily
from reader.model import Validators
from reader.values import dataclass

if TYPE_CHECKING:
    import email.utils as mail
else:
    mail = lazily("email.utils")

FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.3, */*;q=0.1"
)
"""What to accept where a feed is expected."""
PAGE = "text/html, application/xhtml+xml, application/xml;q=0.8, text/plain;q=0.6, */*;q=0.3"
"""What to accept where an article's page is expected."""
PICTURE = "image/jpeg, image/png, image/webp, image/gif, image/avif;q=0.9, image/*;q=0.1"
"""What to accept where a picture is expected; not SVG, which is a program."""

_LONGEST_VALIDATOR = 1024
_MOST_DIGITS = 12  # of seconds, which are thousands of years; whoever uses them has a bound
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:+-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    """What an address answered. `body` is decompressed; empty if `not_modified`.

    `url` is the final address, without credentials. `moved_to` is the address to keep from now on, after
    permanent redirects (301, 308) from the one that was asked, without credentials. `max_age` is how many
    seconds the server calls the answer fresh, None where it does not say. `delta` says that the body holds
    only what is new (226 IM Used). `date` is the server's clock. Validators are byte for byte as they came.
    `milliseconds` is how long the answer took, redirects and body together.
    """

    url: str
    status: int
    body: bytes = field(default=b"", repr=False)
    content_type: str = ""
    charset: str | None = None
    validators: Validators = field(default_factory=Validators)
    not_modified: bool = False
    delta: bool = False
    max_age: int | None = None
    retry_after: int | None = None
    moved_to: str | None = None
    date: datetime | None = None
    milliseconds: int = field(default=0, compare=False)
    from_inside: bool = field(default=False, compare=False)


def validators_of(headers: Mapping[str, str]) -> Validators:
    """The ETag and Last-Modified to ask again with; one that is absurdly long is dropped."""
    etag, modified = headers.get("etag") or None, headers.get("last-modified") or None
    return Validators(
        etag if etag and len(etag) <= _LONGEST_VALIDATOR else None,
        modified if modified and len(modified) <= _LONGEST_VALIDATOR else None,
    )


def charset_of(content_type: str) -> str | None:
    """The charset parameter of a content type."""
    found = _CHARSET.search(content_type[:1000])
    return found[1].lower() if found else None


def http_date(value: str | None) -> datetime | None:
    """Read an HTTP date (RFC 9110, 5.6.7) as aware UTC, or None."""
    if not value or len(value) > 100:
        return None
    try:
        parsed = mail.parsedate_to_datetime(value)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def retry_after_of(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds of Retry-After; a date counts from the server's own Date, so a wrong clock does no harm."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return int(value[:_MOST_DIGITS])
    return _seconds_until(value, headers, now)


def max_age_of(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds for which the answer is fresh (RFC 9111, 4.2.1): max-age, else Expires. None if unsaid.

    What must not be reused without asking (no-cache, no-store, an Expires that is no date, such as 0)
    is fresh for no time at all. Its validators count all the same: asking with them is just that asking.
    """
    control = headers.get("cache-control", "").lower()[:1000]
    if "no-cache" in control or "no-store" in control:
        return 0
    if found := _MAX_AGE.search(control):
        return max(0, int(found[1]) - _age(headers))
    if "expires" not in headers:
        return None
    return _seconds_until(headers["expires"], headers, now) or 0


def _age(headers: Mapping[str, str]) -> int:
    """Seconds that the answer has been in caches on its way (RFC 9111, 5.1)."""
    value = headers.get("age", "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 11 else 0


def _seconds_until(value: str, headers: Mapping[str, str], now: datetime) -> int | None:
    moment = http_date(value)
    if moment is None:
        return None
    return max(0, round((moment - (http_date(headers.get("date")) or now)).total_seconds()))
