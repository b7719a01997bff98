"""Whether a library's file can be read at all: what costs a few milliseconds when it is opened."""

from __future__ import annotations

import sqlite3

from reader.storage.errors import DamagedError

_TABLES = (
    "feed",
    "article",
    "content",
    "document",
    "understanding",
    "picture",
    "search_data",
    "search_docsize",
)
_KEYED = ("article_tag", "state", "feed_tag")


def refuse_damaged(connection: sqlite3.Connection) -> None:
    """Raise DamagedError, or an error of SQLite's, if a table is missing or its first or last row unreadable.

    `connection` has a library of the present version open.
    """
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not there.issuperset((*_TABLES, *_KEYED)):
        raise DamagedError
    for table in _TABLES:
        for order in ("", "DESC"):
            connection.execute(f"SELECT * FROM {table} ORDER BY rowid {order} LIMIT 1").fetchall()  # noqa: S608
    for table in _KEYED:
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchall()  # noqa: S608
