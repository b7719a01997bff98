"""What a person does with articles: read, saved, hidden, tagged. Each returns the ids that it changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from reader.storage.times import stored
from reader.text import safe_line

_MAX_TAG = 100
_SET_READ = """
UPDATE article SET read = ?2
WHERE id IN (SELECT value FROM json_each(?1)) AND read != ?2 RETURNING id
"""
_SAVE = """
UPDATE article SET saved = ?2
WHERE id IN (SELECT value FROM json_each(?1)) AND saved IS NULL RETURNING id
"""
_UNSAVE = """
UPDATE article SET saved = NULL
WHERE id IN (SELECT value FROM json_each(?1)) AND saved IS NOT NULL RETURNING id
"""
_SET_HIDDEN = """
UPDATE article SET hidden = ?2,
    listed = NOT ?2 AND coalesce((SELECT active AND NOT muted FROM feed WHERE feed.id = feed_id), 1)
WHERE id IN (SELECT value FROM json_each(?1)) AND hidden != ?2 RETURNING id
"""
_ADD_TAG = """
INSERT OR IGNORE INTO article_tag
SELECT id, ?2 FROM article WHERE id IN (SELECT value FROM json_each(?1)) RETURNING article_id
"""
_REMOVE_TAG = """
DELETE FROM article_tag WHERE tag = ?2 AND article_id IN (SELECT value FROM json_each(?1))
RETURNING article_id
"""


def set_read(connection: sqlite3.Connection, ids: Iterable[int], value: bool) -> list[int]:
    """Mark articles read or unread."""
    return _changed(connection, _SET_READ, ids, value)


def set_saved(connection: sqlite3.Connection, ids: Iterable[int], value: bool, when: datetime) -> list[int]:
    """Save articles or let go of them; one that is saved already keeps the time when it was."""
    return _changed(connection, _SAVE, ids, stored(when)) if value else _changed(connection, _UNSAVE, ids)


def set_hidden(connection: sqlite3.Connection, ids: Iterable[int], value: bool) -> list[int]:
    """Take articles out of every list, or bring them back."""
    return _changed(connection, _SET_HIDDEN, ids, value)


def add_tag(connection: sqlite3.Connection, ids: Iterable[int], tag: str) -> list[int]:
    """Tag articles; a tag without a letter changes nothing."""
    tag = safe_line(tag, _MAX_TAG)
    return _changed(connection, _ADD_TAG, ids, tag) if tag else []


def remove_tag(connection: sqlite3.Connection, ids: Iterable[int], tag: str) -> list[int]:
    """Take a tag off articles."""
    return _changed(connection, _REMOVE_TAG, ids, safe_line(tag, _MAX_TAG))


def set_tags(connection: sqlite3.Connection, article_id: int, tags: Iterable[str]) -> None:
    """Give an article these tags and no others."""
    connection.execute("DELETE FROM article_tag WHERE article_id = ?", (article_id,))
    for tag in tags:
        add_tag(connection, (article_id,), tag)


def _changed(
    connection: sqlite3.Connection, statement: str, ids: Iterable[int], *values: object
) -> list[int]:
    return [row[0] for row in connection.execute(statement, (json.dumps(list(ids)), *values)).fetchall()]
