"""Letting go of old articles, as far as the person asked for it: never of what they marked or have not read.

A hash of each stays, so that it does not come back as new while its feed still has it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b

from reader.periods import Keep
from reader.storage import search
from reader.storage.times import stored

MARKS = ("article_tag", "note", "highlight")
"""Tables, beside `article` itself, of what a person did with an article: one with a row there stays."""

_FORGOTTEN = timedelta(days=90)
"""After so long that a feed does not have an article any more it may come back as new."""
_SEEN_AGAIN = timedelta(days=7)

_UNMARKED = " ".join(f"AND id NOT IN (SELECT article_id FROM {table})" for table in MARKS)  # noqa: S608
# What came before that day was published before it, too, which is what the index has.
_OLD = f"""
SELECT id FROM article
WHERE feed_id = ?1 AND hidden = 0 AND newest < ?2 AND added < ?2 AND read = 1
    AND saved IS NULL AND starred IS NULL {_UNMARKED}
ORDER BY newest LIMIT ?3
"""  # noqa: S608 - our own text
_BEYOND = f"""
SELECT id FROM article
WHERE id IN (
    SELECT id FROM article WHERE feed_id = ?1 AND hidden = 0 ORDER BY newest DESC, id DESC LIMIT -1 OFFSET ?2
) AND read = 1 AND saved IS NULL AND starred IS NULL {_UNMARKED}
ORDER BY newest LIMIT ?3
"""  # noqa: S608 - our own text


def digest_of(guid: str) -> bytes:
    """Return 8 bytes that stand for a guid within its feed."""
    return blake2b(guid.encode("utf-8", "replace"), digest_size=8).digest()


def purgeable(
    connection: sqlite3.Connection, feed_id: int, keep: Keep, when: datetime, limit: int = -1
) -> list[int]:
    """Return articles of a feed that `keep` does not ask to be kept, the oldest first."""
    found: dict[int, None] = {}
    if keep.period is not None:
        rows = connection.execute(_OLD, (feed_id, stored(when - keep.period), limit))
        found.update((number, None) for (number,) in rows)
    if keep.count is not None:
        rows = connection.execute(_BEYOND, (feed_id, keep.count, limit))
        found.update((number, None) for (number,) in rows)
    return list(found)[: limit if limit >= 0 else None]


def purge(connection: sqlite3.Connection, feed_id: int, keep: Keep, when: datetime, limit: int) -> list[int]:
    """Let go of at most `limit` of those articles; return which."""
    from reader.storage import identities, names  # for what goes alone

    gone = purgeable(connection, feed_id, keep, when, limit)
    named, known = names.of_articles(connection, gone), identities.of_articles(connection, gone)
    for article_id in gone:
        search.forget(connection, article_id)
        guid = connection.execute("SELECT guid FROM article WHERE id = ?", (article_id,)).fetchone()[0]
        connection.execute(
            "INSERT OR REPLACE INTO purged VALUES (?, ?, ?)", (feed_id, digest_of(guid), stored(when))
        )
        connection.execute("DELETE FROM article WHERE id = ?", (article_id,))
    names.forget_unused(connection, named)
    identities.forget_unused(connection, known)
    return gone


def returning(connection: sqlite3.Connection, feed_id: int, guids: Iterable[str], when: datetime) -> set[str]:
    """Return those guids of a feed's document that were purged, and forget those it has long not had."""
    known = {
        bytes(d): seen
        for d, seen in connection.execute("SELECT digest, seen FROM purged WHERE feed_id = ?", (feed_id,))
    }
    if not known:
        return set()
    found = {guid: digest for guid in guids if (digest := digest_of(guid)) in known}
    stale = stored(when - _SEEN_AGAIN)
    connection.executemany(
        "UPDATE purged SET seen = ? WHERE feed_id = ? AND digest = ?",
        [(stored(when), feed_id, digest) for digest in found.values() if known[digest] < stale],
    )
    if min(known.values()) < stored(when - _FORGOTTEN):
        connection.execute(
            "DELETE FROM purged WHERE feed_id = ? AND seen < ?", (feed_id, stored(when - _FORGOTTEN))
        )
    return set(found)
