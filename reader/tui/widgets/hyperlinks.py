"""Links as the terminal knows them (OSC 8), for those that open them with the mouse. Pure."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote
from zlib import crc32

from rich.style import Style

_LONGEST = 2000  # terminals ignore what is longer
_SCHEMES = ("http://", "https://", "mailto:")
_KEPT = "!#$%&'()*+,/:;=?@[]~-._"


@lru_cache(4096)
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


def linked(style: Style, href: str) -> Style:
    """Return `style` as that of a link, or as it is where `href` is no address for a terminal.

    All pieces of one link have one id, so that the terminal lights them up together; Rich by itself gives
    every style its own.
    """
    address = terminal_address(href)
    if address is None:
        return style
    style += Style(link=address)
    style._link_id = f"{crc32(address.encode()):x}"
    return style
