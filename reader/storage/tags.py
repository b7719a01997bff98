"""Tags: on articles one or many at once, renamed, deleted, coloured. Each says what it changed."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable

from reader.storage.records import TagChange, TagCount
from reader.text import safe_line

_MAX_TAG = 100
_ADD = """
INSERT OR IGNORE INTO article_tag
SELECT id, ?2 FROM article WHERE id IN (SELECT value FROM json_each(?1)) RETURNING article_id
"""
_REMOVE = """
DELETE FROM article_tag WHERE tag = ?2 AND article_id IN (SELECT value FROM json_each(?1))
RETURNING article_id
"""
_REMOVE_OTHERS = """
DELETE FROM article_tag
WHERE article_id IN (SELECT value FROM json_each(?1)) AND tag NOT IN (SELECT value FROM json_each(?2))
RETURNING tag, article_id
"""
# An article that carries its feed's tag itself counts once.
_COUNTS = """
SELECT tag, sum(unread), sum(total), (SELECT colour FROM tag AS given WHERE given.name = counted.tag) FROM (
    SELECT tag, sum(read = 0) AS unread, count(*) AS total
    FROM article_tag JOIN article ON id = article_id AND hidden = 0
    WHERE listed = 0 OR NOT EXISTS (
        SELECT 1 FROM feed_tag WHERE feed_tag.feed_id = article.feed_id AND feed_tag.tag = article_tag.tag)
    GROUP BY tag
    UNION ALL
    SELECT tag, tally.unread, tally.total
    FROM feed_tag JOIN feed ON feed.id = feed_tag.feed_id AND active AND NOT muted
    JOIN tally ON tally.feed_id = feed.id
) AS counted GROUP BY tag ORDER BY tag COLLATE NOCASE, tag
"""


def counts(connection: sqlite3.Connection) -> list[TagCount]:
    """Return every tag, of articles and of feeds, in the alphabet's order."""
    return [TagCount(*row) for row in connection.execute(_COUNTS)]


def colours(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the colours that the person gave to tags."""
    return dict(connection.execute("SELECT name, colour FROM tag"))


def of_feeds(connection: sqlite3.Connection, tag: str) -> int:
    """Return how many feeds carry a tag, by feeds.toml."""
    (count,) = connection.execute("SELECT count(*) FROM feed_tag WHERE tag = ?", (tag,)).fetchone()
    return int(count)


def add(connection: sqlite3.Connection, ids: Iterable[int], tag: str) -> list[int]:
    """Tag articles; a tag without a letter changes nothing."""
    tag = cleaned(tag)
    return _changed(connection, _ADD, ids, tag) if tag else []


def remove(connection: sqlite3.Connection, ids: Iterable[int], tag: str) -> list[int]:
    """Take a tag off articles."""
    return _changed(connection, _REMOVE, ids, cleaned(tag))


def change(
    connection: sqlite3.Connection, ids: Iterable[int], added: Iterable[str], removed: Iterable[str]
) -> TagChange:
    """Tag articles with some tags and take others off them."""
    ids = list(ids)
    gone = [(cleaned(tag), array("q", remove(connection, ids, tag))) for tag in removed]
    new = [(cleaned(tag), array("q", add(connection, ids, tag))) for tag in added]
    return TagChange(_some(new), _some(gone))


def set_all(connection: sqlite3.Connection, ids: Iterable[int], tags: Iterable[str]) -> TagChange:
    """Give articles these tags and no others."""
    ids, tags = list(ids), [cleaned(tag) for tag in tags]
    gone: dict[str, array[int]] = {}
    rows = connection.execute(_REMOVE_OTHERS, (json.dumps(ids), json.dumps(tags))).fetchall()
    for tag, number in rows:
        gone.setdefault(tag, array("q")).append(number)
    return TagChange(change(connection, ids, tags, ()).added, tuple(gone.items()))


def rename(connection: sqlite3.Connection, old: str, new: str) -> TagChange:
    """Give a tag another name on all articles; if there is one of that name, the two become one."""
    old, new = cleaned(old), cleaned(new)
    if not new or new == old:
        return TagChange()
    gone = _delete(connection, old)
    added = _some([(new, array("q", add(connection, ids, new))) for _, ids in gone])
    known = colours(connection)
    moved = TagChange()
    if old in known:
        kept = known.get(new, known[old])
        moved = TagChange(colours=((old, known[old], None), (new, known.get(new), kept)))
        apply(connection, moved)
    return TagChange(added, gone, moved.colours)


def delete(connection: sqlite3.Connection, tag: str) -> TagChange:
    """Take a tag off all articles, and forget its colour."""
    tag = cleaned(tag)
    return TagChange((), _delete(connection, tag), colour(connection, tag, None).colours)


def colour(connection: sqlite3.Connection, tag: str, number: int | None) -> TagChange:
    """Give a tag a colour; None gives it back the one by its name."""
    tag = cleaned(tag)
    before = colours(connection).get(tag)
    if not tag or before == number:
        return TagChange()
    changed = TagChange(colours=((tag, before, number),))
    apply(connection, changed)
    return changed


def apply(connection: sqlite3.Connection, changed: TagChange) -> None:
    """Make a change again; reversed, take it back."""
    for tag, ids in changed.removed:
        remove(connection, ids, tag)
    for tag, ids in changed.added:
        add(connection, ids, tag)
    for tag, _, number in changed.colours:
        if number is None:
            connection.execute("DELETE FROM tag WHERE name = ?", (tag,))
        else:
            connection.execute("INSERT OR REPLACE INTO tag VALUES (?, ?)", (tag, number))


def cleaned(tag: str) -> str:
    """Return a tag's name as it is kept."""
    return safe_line(tag, _MAX_TAG)


def _delete(connection: sqlite3.Connection, tag: str) -> tuple[tuple[str, array[int]], ...]:
    rows = connection.execute("DELETE FROM article_tag WHERE tag = ? RETURNING article_id", (tag,)).fetchall()
    return _some([(tag, array("q", (number for (number,) in rows)))])


def _some(changes: Iterable[tuple[str, array[int]]]) -> tuple[tuple[str, array[int]], ...]:
    return tuple((tag, ids) for tag, ids in changes if ids)


def _changed(connection: sqlite3.Connection, statement: str, ids: Iterable[int], tag: str) -> list[int]:
    return [row[0] for row in connection.execute(statement, (json.dumps(list(ids)), tag)).fetchall()]
