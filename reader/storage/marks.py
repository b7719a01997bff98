"""What a person does with articles: read, saved, starred, hidden. Each returns what it changed."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable
from datetime import datetime

from reader.storage.records import Mark, Times
from reader.storage.times import stored

_SET_READ = """
UPDATE article SET read = ?2
WHERE id IN (SELECT value FROM json_each(?1)) AND read != ?2 RETURNING id
"""
_SET_HIDDEN = """
UPDATE article SET hidden = ?2,
    listed = NOT ?2 AND NOT article.muted
        AND coalesce((SELECT active AND NOT feed.muted FROM feed WHERE feed.id = feed_id), 1)
WHERE id IN (SELECT value FROM json_each(?1)) AND hidden != ?2 RETURNING id
"""
_SET_MUTED = """
UPDATE article SET muted = ?2,
    listed = NOT ?2 AND NOT hidden
        AND coalesce((SELECT active AND NOT feed.muted FROM feed WHERE feed.id = feed_id), 1)
WHERE id IN (SELECT value FROM json_each(?1)) AND muted != ?2 RETURNING id
"""
_PUT = """
UPDATE article SET {0} = ?2 WHERE id IN (SELECT value FROM json_each(?1)) AND {0} IS NULL RETURNING id
"""
_WHEN = "SELECT id, {0} FROM article WHERE id IN (SELECT value FROM json_each(?)) AND {0} IS NOT NULL"
_NOT_SO = "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?)) AND {0} IS NULL"
_PUT_AT = "UPDATE article SET {0} = ? WHERE id = ?"
_TAKE = "UPDATE article SET {0} = NULL WHERE id = ?"


def set_read(connection: sqlite3.Connection, ids: Iterable[int], value: bool) -> list[int]:
    """Mark articles read or unread."""
    return _changed(connection, _SET_READ, ids, value)


def set_hidden(connection: sqlite3.Connection, ids: Iterable[int], value: bool) -> list[int]:
    """Take articles out of every list, or bring them back."""
    return _changed(connection, _SET_HIDDEN, ids, value)


def set_muted(connection: sqlite3.Connection, ids: Iterable[int], value: bool) -> list[int]:
    """Take articles out of the lists of many feeds, or bring them back; their own feed shows them."""
    return _changed(connection, _SET_MUTED, ids, value)


def put(connection: sqlite3.Connection, mark: Mark, ids: Iterable[int], when: datetime) -> list[int]:
    """Save or star articles; one that is so already keeps the time when it was."""
    return _changed(connection, _PUT.format(mark), ids, stored(when))


def put_back(connection: sqlite3.Connection, mark: Mark, times: Times) -> list[int]:
    """Save or star articles as they were before `take` let go of them."""
    rows = connection.execute(_NOT_SO.format(mark), (json.dumps(times.ids.tolist()),))
    free = {number for (number,) in rows}
    changed = [(when, number) for number, when in zip(times.ids, times.times, strict=True) if number in free]
    connection.executemany(_PUT_AT.format(mark), changed)
    return [number for _, number in changed]


def take(connection: sqlite3.Connection, mark: Mark, ids: Iterable[int]) -> Times:
    """Let go of articles that were saved or starred; return which, and when they had been."""
    rows = connection.execute(_WHEN.format(mark), (json.dumps(list(ids)),)).fetchall()
    connection.executemany(_TAKE.format(mark), [(number,) for number, _ in rows])
    return Times(array("q", (number for number, _ in rows)), array("q", (when for _, when in rows)))


def _changed(
    connection: sqlite3.Connection, statement: str, ids: Iterable[int], *values: object
) -> list[int]:
    return [row[0] for row in connection.execute(statement, (json.dumps(list(ids)), *values)).fetchall()]
