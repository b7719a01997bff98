"""Small things to remember between sessions, by key: where the reader was, how the panes stood."""

from __future__ import annotations

import sqlite3

from reader.storage.entries import encodable


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
