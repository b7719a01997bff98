"""Small things to remember between sessions, by key: where the reader was, how the panes stood."""

from __future__ import annotations

import sqlite3

from reader.text import encodable

SESSION_ENDED = "session.ended"
"""Under this stands when the application was last closed, in microseconds."""
REFRESH_BEGAN = "refresh.began"
"""The same of when the last refresh began that brought something."""


def state(connection: sqlite3.Connection, key: str) -> str | None:
    """Return what is remembered under `key`, None if nothing is."""
    row = connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def put_state(connection: sqlite3.Connection, key: str, value: str | None) -> None:
    """Remember `value` under `key`; None forgets it."""
    if value is None:
        connection.execute("DELETE FROM state WHERE key = ?", (key,))
    else:
        connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, encodable(value)))


def remembered(connection: sqlite3.Connection, key: str) -> int:
    """Return the moment that is remembered under a key, 0 for none."""
    said = state(connection, key)
    return int(said) if said is not None and said.isdecimal() and len(said) < 19 else 0
