"""A library grown to many times its size, by copies of its articles: quicker than fetching a million."""

from __future__ import annotations

import random
import sqlite3
from datetime import datetime
from pathlib import Path

from reader.packing import unpacked
from reader.storage import tallies
from reader.storage.times import stored

_SOME = 20_000

_FEEDS = """
INSERT INTO feed (id, url, title, folder, position)
SELECT id + ?1 * ?2, url || '?' || ?2, title, folder, position + ?1 * ?2 FROM feed WHERE id <= ?1
"""
_ARTICLES = """
INSERT INTO article (id, feed_id, guid, newest, published, added, url, title, authors, content_hash)
SELECT id + ?1 * ?2, feed_id + ?3 * ?2, guid || '?' || ?2, moment(), newest, added, url, title, authors,
    content_hash
FROM article WHERE id <= ?1
"""
_CONTENTS = """
INSERT INTO content (article_id, summary, categories, writers, packed)
SELECT article_id + ?1 * ?2, summary, categories, writers, packed FROM content WHERE article_id <= ?1
"""
_WORDS = """
INSERT INTO search (rowid, title, authors, text)
SELECT id, title, 'Some Author', plain(packed) FROM article JOIN content ON article_id = id
WHERE id > ? AND id <= ?
"""


def grow(path: Path, times: int, first: datetime, last: datetime) -> None:
    """Make the articles of a closed library so many, dated anywhere between two moments."""
    chance = random.Random(5)  # noqa: S311
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("synchronous = OFF", "cache_size = -300000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("plain", 1, lambda kept: unpacked(kept)[0])
    connection.create_function("moment", 0, lambda: chance.randrange(stored(first), stored(last)))
    (articles,) = connection.execute("SELECT max(id) FROM article").fetchone()
    (feeds,) = connection.execute("SELECT max(id) FROM feed").fetchone()
    for copy in range(1, times):
        connection.execute("BEGIN")
        connection.execute(_FEEDS, (feeds, copy))
        connection.execute(_ARTICLES, (articles, copy, feeds))
        connection.execute(_CONTENTS, (articles, copy))
        connection.execute("COMMIT")
        for start in range(articles * copy, articles * (copy + 1), _SOME):
            connection.execute(_WORDS, (start, min(start + _SOME, articles * (copy + 1))))
    tallies.recount(connection)
    connection.close()
