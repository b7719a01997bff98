"""Values that the fields of a query may have: those that the library has."""

from __future__ import annotations

import sqlite3

_RECENT = 5_000
_HEADLINES = """
SELECT title FROM story_article JOIN article ON article.id = article_id WHERE hidden = 0 ORDER BY newest DESC
"""
_KNOWN = {
    "feed": "SELECT name FROM feed WHERE active",
    "folder": "SELECT DISTINCT folder FROM feed WHERE active AND folder != ''",
    "feedtag": "SELECT DISTINCT tag FROM feed_tag",
    "tag": "SELECT tag FROM article_tag UNION SELECT tag FROM feed_tag",
    "story": f"{_HEADLINES} LIMIT {_RECENT}",
    "lang": f"SELECT DISTINCT language FROM (SELECT language FROM article ORDER BY id DESC LIMIT {_RECENT})",  # noqa: S608
    **{
        name: f"SELECT DISTINCT {column} FROM (SELECT * FROM author ORDER BY article_id DESC LIMIT {_RECENT})"  # noqa: S608
        for name, column in (("role", "role"), ("outlet", "outlet"), ("based", "based_in"))
    },
}


def values_known(connection: sqlite3.Connection, name: str, letters: str) -> list[str]:
    """Return values that a query's field may have, for the letters that were written so far."""
    if name in _KNOWN:
        return [text for (text,) in connection.execute(_KNOWN[name]) if text]
    from reader.storage.names_meant import known

    return known(connection, name, letters)
