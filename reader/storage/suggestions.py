"""What a shell completes, read from a library that is not opened for it: nothing is made, changed or waited
for, and a library that cannot be read at once has nothing to suggest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reader.storage.glimpses import APPLICATION_ID
from reader.storage.known_values import values_known

MOST = 500
_FEEDS = """
SELECT feed.id, name, coalesce(unread, 0) FROM feed LEFT JOIN tally ON tally.feed_id = feed.id
WHERE active ORDER BY position
"""
_ARTICLES = (
    "SELECT id, title FROM article WHERE listed = 1 AND hidden = 0 ORDER BY newest DESC, id DESC LIMIT ?"
)
_DOWNLOADS = "SELECT id, title FROM download ORDER BY id DESC LIMIT ?"


def feeds(path: Path) -> list[tuple[int, str, int]]:
    """Return (number, title, unread articles) of the feeds in their order."""
    with _looked_into(path) as connection:
        return connection.execute(_FEEDS).fetchall()


def articles(path: Path) -> list[tuple[int, str]]:
    """Return (number, title) of the newest articles."""
    with _looked_into(path) as connection:
        return connection.execute(_ARTICLES, (MOST,)).fetchall()


def downloads(path: Path) -> list[tuple[int, str]]:
    """Return (number, title) of the files that came or are to come with articles."""
    with _looked_into(path) as connection:
        return connection.execute(_DOWNLOADS, (MOST,)).fetchall()


def known(path: Path, name: str, letters: str) -> list[str]:
    """Return values that a query's field may have; see `Store.known`."""
    with _looked_into(path) as connection:
        return values_known(connection, name, letters)[:MOST]


@contextmanager
def _looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that cannot write. Raise sqlite3.Error or OSError where there is no library."""
    address = f"{path.absolute().as_uri()}?mode=rw"  # a journal is read only by who could write
    with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise sqlite3.DatabaseError("this is no library")
        connection.execute("PRAGMA query_only = ON")
        yield connection
