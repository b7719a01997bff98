"""What the first frame needs of a library, read before the rest of the program is loaded: something that was
remembered, what tells whether it still holds, and the newest titles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.values import dataclass

KEY = "first frame"
APPLICATION_ID = 0x52456164  # as in `schema`, which takes longer to load than all of this
_ROWS = """
SELECT article.title, coalesce(feed.name, article.site, '')
FROM article LEFT JOIN feed ON feed.id = feed_id
WHERE listed = 1 AND (read = 0 OR NOT ?1) ORDER BY newest DESC, article.id DESC LIMIT ?2
"""
# How many there are of what a start screen shows and counts; each of these is read from an index.
_STAMP = """
SELECT (SELECT coalesce(sum(total), 0) || ' ' || coalesce(sum(unread), 0) || ' ' || count(*) FROM tally),
    (SELECT seq FROM sqlite_sequence WHERE name = 'article'),
    (SELECT count(*) FROM article WHERE saved IS NOT NULL AND hidden = 0),
    (SELECT count(*) || ' ' || coalesce(sum(error IS NOT NULL), 0) FROM feed WHERE active)
"""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What was remembered, whether the library has still as many of everything, and (title, source) of the
    newest articles, those that are unread if there are any."""

    remembered: str
    stamp: str
    rows: tuple[tuple[str, str], ...]


def glimpse(path: Path, rows: int) -> Glimpse | None:
    """Look into the library at `path`; None if it cannot be done at once, whatever the reason."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0)
        with closing(connection):
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return None
            connection.execute("PRAGMA query_only = ON")
            found = connection.execute("SELECT value FROM state WHERE key = ?", (KEY,)).fetchone()
            if found is None:
                return None
            newest = [connection.execute(_ROWS, (unread, rows)).fetchall() for unread in (True, False)]
            return Glimpse(found[0], stamp(connection), tuple(newest[0] or newest[1]))
    except (sqlite3.Error, OSError, ValueError):
        return None


def stamp(connection: sqlite3.Connection) -> str:
    """Return a text that is another one when the library has more or less of anything that lists count."""
    return " ".join(map(str, connection.execute(_STAMP).fetchone()))
