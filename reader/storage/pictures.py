"""Pictures of articles: kept as long as the article is saved, else as long as there is room."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from reader.model import KeptPicture
from reader.storage.times import stored
from reader.text import encodable

ROOM = 64 * 1024 * 1024
"""Bytes that the pictures of articles that are not saved may take together."""

_PUT = """
INSERT INTO picture (article_id, url, kept, width, height, size, data)
SELECT ?1, ?2, ?3, ?4, ?5, length(?6), ?6 WHERE EXISTS (SELECT 1 FROM article WHERE id = ?1)
ON CONFLICT (article_id, url) DO UPDATE SET kept = excluded.kept, width = excluded.width,
    height = excluded.height, size = excluded.size, data = excluded.data
"""
# The newest are summed up until the room is full; what comes after them goes.
_EVICT = """
DELETE FROM picture WHERE id IN (
    SELECT id FROM (
        SELECT picture.id, sum(size) OVER (ORDER BY kept DESC, picture.id DESC) AS taken
        FROM picture JOIN article ON article.id = article_id
        WHERE saved IS NULL
    ) WHERE taken > ?
)
"""


def put(
    connection: sqlite3.Connection,
    article_id: int,
    url: str,
    picture: KeptPicture,
    when: datetime,
    room: int,
) -> None:
    """Keep a picture of an article in place of the one there was, and let the oldest go where `room` is full.

    Without that article nothing is kept.
    """
    row = (article_id, encodable(url), stored(when), picture.width, picture.height, picture.data)
    connection.execute(_PUT, row)
    connection.execute(_EVICT, (room,))


def picture(connection: sqlite3.Connection, article_id: int, url: str) -> KeptPicture | None:
    """Return a picture of an article, None if it is not kept."""
    row = connection.execute(
        "SELECT data, width, height FROM picture WHERE article_id = ? AND url = ?",
        (article_id, encodable(url)),
    ).fetchone()
    return None if row is None else KeptPicture(*row)


def sizes(connection: sqlite3.Connection, article_id: int) -> dict[str, tuple[int, int]]:
    """Return (width, height) in pixels of an article's kept pictures, by address."""
    rows = connection.execute("SELECT url, width, height FROM picture WHERE article_id = ?", (article_id,))
    return {url: (width, height) for url, width, height in rows}
