"""Links as the terminal knows them (OSC 8), for those that open them with the mouse. Pure."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from rich.style import Style

_LONGEST = 2000  # terminals ignore what is longer
_SCHEMES = ("http://", "https://", "mailto:")
_KEPT = "!#$%&'()*+,/:;=?@[]~-._"


def terminal_address(href: str) -> str | None:
    """Return `href` as it may stand in an escape sequence: printable ASCII, of a scheme that opens a page
    or a letter; None for anything else."""
    href = href.strip()
    if len(href) > _LONGEST or not href.lower().startswith(_SCHEMES):
        return None
    if any(c.isspace() or not c.isprintable() for c in href):
        return None
    address = quote(href, safe=_KEPT)
    return address if len(address) <= _LONGEST else None


@lru_cache(4096)
def hyperlink(href: str) -> Style:
    """Return the style that makes text a link. One link has one id, so all its lines light up together."""
    address = terminal_address(href)
    return Style(link=address) if address else Style.null()
