"""Addresses that a reader may follow: absolute, http or https, nothing hidden in them."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from reader.text import safe_line

_MAX_LENGTH = 2000
_WHOLE = re.compile(
    r"https?://[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}(?:[/?#][!-~]*)?"
)  # needs neither base nor mending


def web_address(href: str | None, base: str | None = None) -> str | None:
    """Return `href` made absolute with `base`; None unless it is a web address without a password in it."""
    if not href or len(href) > _MAX_LENGTH or href.startswith("#"):
        return None
    if _WHOLE.fullmatch(href):
        return href
    try:
        address = urljoin(base or "", safe_line(href).replace(" ", "%20"))
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    return address
