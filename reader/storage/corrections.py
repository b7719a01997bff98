"""What a person said of stories in another library: which articles belong together, which do not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from reader.storage.times import now, stored

_STANDING = """
SELECT article_id, story_id, by_hand FROM story_article WHERE article_id IN (SELECT value FROM json_each(?))
"""
_NEW_STORY = "INSERT INTO story (made) VALUES (?) RETURNING id"
_ENTER = """
INSERT INTO story_article (article_id, story_id, by_hand) VALUES (?, ?, 1)
ON CONFLICT (article_id) DO UPDATE SET story_id = excluded.story_id, by_hand = 1
"""
_TAKE_APART = "INSERT OR IGNORE INTO apart VALUES (?, ?) RETURNING 1"
_LEAVE = """
DELETE FROM story_article WHERE article_id = ?2
    AND story_id IN (SELECT story_id FROM story_article WHERE article_id = ?1)
"""
_ARE_APART = """
SELECT 1 FROM apart WHERE article_id IN (SELECT value FROM json_each(?1))
    AND other_id IN (SELECT value FROM json_each(?1))
"""
# A story of one article is none.
_LONELY = """
DELETE FROM story_article WHERE story_id IN (
    SELECT story_id FROM story_article GROUP BY story_id HAVING count(*) = 1
)
"""
_EMPTY = "DELETE FROM story WHERE id NOT IN (SELECT story_id FROM story_article)"


def put_together(connection: sqlite3.Connection, ids: Sequence[int]) -> bool:
    """Make one story of articles, unless some were taken apart here; say whether that changed anything."""
    asked = json.dumps(list(ids))
    if connection.execute(_ARE_APART, (asked,)).fetchone() is not None:
        return False
    rows = connection.execute(_STANDING, (asked,)).fetchall()
    stories = sorted({story for _, story, _ in rows})
    if len(stories) == 1 and len(rows) == len(set(ids)) and all(by_hand for _, _, by_hand in rows):
        return False
    story = stories[0] if stories else connection.execute(_NEW_STORY, (stored(now()),)).fetchone()[0]
    connection.executemany(_ENTER, [(number, story) for number in ids])
    _tidy(connection)
    return True


def take_apart(connection: sqlite3.Connection, one: int, other: int) -> bool:
    """Keep two articles, the smaller number first, out of one story; say whether they were not kept so."""
    if connection.execute(_TAKE_APART, (one, other)).fetchone() is None:
        return False
    connection.execute(_LEAVE, (one, other))
    _tidy(connection)
    return True


def _tidy(connection: sqlite3.Connection) -> None:
    connection.execute(_LONELY)
    connection.execute(_EMPTY)
