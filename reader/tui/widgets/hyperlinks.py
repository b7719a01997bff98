"""Links as the terminal knows them (OSC 8), for those that open them with the mouse. Pure."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit
from zlib import crc32

from rich.style import Style

from reader.opener import CannotOpenError, checked

_LONGEST = 2000  # terminals ignore what is longer


@lru_cache(4096)
def terminal_address(href: str) -> str | None:
    """Return `href` as it may stand in an escape sequence: the address that the browser would be given, in
    printable ASCII; None for what would not be opened, and for what is too long."""
    try:
        address = checked(href)
        host = urlsplit(address).hostname or ""
        address = address.replace(f"//{host}", f"//{host.encode('idna').decode()}", 1)
    except (CannotOpenError, UnicodeError):
        return None
    return address if address.isascii() and len(address) <= _LONGEST else None


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
