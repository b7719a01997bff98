"""How many articles feeds have, read from the tally instead of counted; triggers keep it (see `schema`)."""

from __future__ import annotations

import sqlite3

from reader.model import View
from reader.text import encodable

# The visible feeds' rows, and that of kept pages.
_LISTED = "tally LEFT JOIN feed ON feed.id = tally.feed_id WHERE tally.feed_id = 0 OR (active AND NOT muted)"
_IN_FOLDER = "tally JOIN feed ON feed.id = tally.feed_id WHERE folder = ? AND active AND NOT muted"
_ADD = "UPDATE tally SET total = total + ?1, unread = unread + ?1 WHERE feed_id = ?2"
_COUNTED = """
SELECT tally.feed_id, tally.total, tally.unread, count(article.id), coalesce(sum(article.read = 0), 0)
FROM tally LEFT JOIN article ON article.feed_id IS nullif(tally.feed_id, 0) AND hidden = 0
GROUP BY tally.feed_id
"""


def tallied(connection: sqlite3.Connection, view: View) -> int | None:
    """Return how many articles a view has, None if that is not to be had from the tally."""
    if view.filter:
        return None
    column = "unread" if view.unread_only or view.kind == "unread" else "total"
    match view.kind:
        case "all" | "unread":
            return _sum(connection, column, _LISTED)
        case "folder":
            return _sum(connection, column, _IN_FOLDER, encodable(view.value))
        case "feed" if view.value.isdecimal() and len(view.value) < 19:
            return _sum(connection, column, "tally WHERE feed_id = ? AND feed_id > 0", int(view.value))
    return None


def add(connection: sqlite3.Connection, feed_id: int, new: int) -> None:
    """Count new articles of a feed (0: kept pages), all unread."""
    connection.execute(_ADD, (new, feed_id))


def wrong(connection: sqlite3.Connection) -> list[int]:
    """Return the feeds whose tally is not what counting gives."""
    return [
        feed for feed, total, unread, *counted in connection.execute(_COUNTED) if [total, unread] != counted
    ]


def recount(connection: sqlite3.Connection) -> None:
    """Make the tally what counting gives."""
    connection.execute("INSERT OR IGNORE INTO tally (feed_id) SELECT 0 UNION SELECT id FROM feed")
    for feed, _, _, total, unread in connection.execute(_COUNTED).fetchall():
        connection.execute("UPDATE tally SET total = ?, unread = ? WHERE feed_id = ?", (total, unread, feed))


def _sum(connection: sqlite3.Connection, column: str, source: str, *parameters: str | int) -> int:
    statement = f"SELECT coalesce(sum(tally.{column}), 0) FROM {source}"  # noqa: S608 - our own text
    return int(connection.execute(statement, parameters).fetchone()[0])
