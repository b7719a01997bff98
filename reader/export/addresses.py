"""Addresses as documents for strict readers hold them: nothing in them that a parser of addresses refuses."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from reader.export.inline import destination
from reader.text import safe_line, without_credentials

_HOST = re.compile(
    r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?)*\.?|\[[0-9a-f:.]+\]"
)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST = 4000


def followed(address: str | None) -> str:
    """Return an address as a link leads to it: one of the web, of mail or of a telephone; else empty."""
    said = destination(address)
    if said.lower().startswith(("mailto:", "tel:")):
        return said.replace("[", "%5B").replace("]", "%5D").replace("#", "%23")[:_LONGEST]
    return web_address(address)


def web_address(address: str | None) -> str:
    """Return an address of the web (http or https) with every sign escaped that may not stand in one, and
    without name and password; empty for anything else."""
    said = without_credentials(safe_line(address or ""))[0]
    if len(said) > _LONGEST:
        return ""
    try:
        parts = urlsplit(said)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"}:
        return ""
    if not host.isascii():
        host = _ascii(host)
    if ":" in host:
        host = f"[{host}]"
    if not _HOST.fullmatch(host):
        return ""
    place = host if port is None else f"{host}:{port}"
    path, query, fragment = (_quoted(one) for one in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), place, path, query, fragment))


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _quoted(part: str) -> str:
    return quote(
        _STRAY_PERCENT.sub("%25", part), safe="%/:?@!$&'()*+,;=~-._", encoding="utf-8", errors="replace"
    )
