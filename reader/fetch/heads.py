"""The head of an answer: its headers by name, and where it says to ask instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.fetch.address import Address
    from reader.fetch.exchange import Answer

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_JOINED = frozenset({"cache-control", "content-encoding"})
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that says where to ask instead, and whether somebody inside said so."""

    status: int
    location: str
    from_inside: bool


def headers_of(answer: Answer) -> dict[str, str]:
    """Headers by small name, in Latin-1 so that no byte changes; of repeated ones the first."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in answer.headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name in headers and name in _JOINED:
            headers[name] += ", " + value
        else:
            headers.setdefault(name, value)
    return headers


def redirect_in(address: Address, answer: Answer, headers: dict[str, str]) -> Redirect | None:
    """Return where an answer leads, None if it is one itself."""
    if answer.status in REDIRECTS and "location" in headers:
        return Redirect(answer.status, location_in(headers), address.private or answer.from_inside)
    return None


def location_in(headers: Mapping[str, str]) -> str:
    """Return where a Location leads that may be written as it must not be: with spaces, which are escaped,
    and with other letters than ASCII's, which are in UTF-8 or stay the bytes that they are."""
    raw = headers["location"].encode("latin-1", "replace").strip()
    try:
        location = raw.decode()
    except UnicodeDecodeError:
        location = _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), raw).decode()
    return location.replace(" ", "%20")


def length_of(headers: dict[str, str]) -> int | None:
    """The bytes that a body is to have, None where it is not said."""
    length = headers.get("content-length", "")
    return int(length[:20]) if length.isascii() and length.isdigit() else None
