"""What SQL asks of Python: whether texts are like what a query says, and how they are sorted."""

from __future__ import annotations

import json
import sqlite3
from urllib.parse import urlsplit

from reader.packing import unpacked
from reader.storage.predicates import predicate
from reader.text import fold


def lay(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that conditions of queries use."""
    for name, places, function in (
        ("fits", 2, _fits),
        ("any_fits", 2, _any_fits),
        ("kept_fits", 3, _kept_fits),
        ("folded", 1, _folded),
        ("host_of", 1, _host_of),
    ):
        connection.create_function(name, places, function, deterministic=True)


def _fits(said: str, text: str | None) -> bool:
    return predicate(said)(text)


def _any_fits(said: str, listed: str | None) -> bool:
    """Whether any text of a JSON array is like that."""
    if listed is None or listed == "[]":
        return False
    return any(map(predicate(said), json.loads(listed)))


def _kept_fits(said: str, packed: bytes | None, text: str | None) -> bool:
    """Whether the text that a feed gave is like that; see `contents`."""
    return predicate(said)(unpacked(packed, text)[0])


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _host_of(url: str | None) -> str | None:
    try:
        return None if url is None else urlsplit(url).hostname
    except ValueError:
        return None
