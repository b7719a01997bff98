"""The queue of downloads: which files are wanted, how far they are, and what is known to ask for the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from reader.model import Download, DownloadState, Enclosure, Validators
from reader.storage.connections import Connections
from reader.storage.times import now, restored, stored
from reader.text import encodable, safe_line

_COLUMNS = """
id, article_id, url, title, feed_title, named_by, type, state, path, length, etag, last_modified, error,
added, finished, played
"""
_WANT = """
INSERT INTO download (article_id, url, title, feed_title, named_by, type, added, state)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting'
ON CONFLICT (url) DO UPDATE SET state = CASE state WHEN 'done' THEN 'done' ELSE 'waiting' END, error = '',
    article_id = coalesce(article_id, excluded.article_id)
RETURNING id
"""
# A file that was wanted once, and even one that was removed, is known by its address.
_NEWEST = """
SELECT article.id, enclosure.position FROM article JOIN enclosure ON enclosure.article_id = article.id
WHERE feed_id = ?1 AND hidden = 0 AND position = (
    SELECT min(position) FROM enclosure AS other
    WHERE other.article_id = article.id AND (other.type GLOB 'audio/*' OR other.type GLOB 'video/*'))
ORDER BY newest DESC, article.id DESC LIMIT ?2
"""


class Downloads:
    """The part of a `Store` that keeps the queue."""

    def __init__(self, connections: Connections) -> None:
        self._reading, self._writing = connections.reading, connections.writing

    def all(self) -> list[Download]:
        """Return all but those that were removed, in the order in which they were wanted."""
        return self._found("state != 'removed' ORDER BY id")

    def waiting(self) -> list[Download]:
        """Return those that are to be fetched, the first first."""
        return self._found("state = 'waiting' ORDER BY id")

    def of_article(self, article_id: int) -> list[Download]:
        """Return those of one article."""
        return self._found("article_id = ? AND state != 'removed' ORDER BY id", article_id)

    def of_address(self, url: str) -> Download | None:
        """Return that of one address."""
        return next(iter(self._found("url = ? AND state != 'removed'", encodable(url))), None)

    def get(self, number: int) -> Download | None:
        """Return one, None if there is none of that number."""
        return next(iter(self._found("id = ?", number)), None)

    def want(
        self, article_id: int, enclosure: Enclosure, title: str, feed_title: str, named_by: str
    ) -> Download:
        """Put a file into the queue, or a failed or removed one back into it."""
        row = (
            article_id,
            encodable(enclosure.url),
            safe_line(title, 1000),
            safe_line(feed_title, 300),
            encodable(named_by),
            enclosure.type,
            stored(now()),
        )
        with self._writing() as connection:
            number = int(connection.execute(_WANT, row).fetchone()[0])
        found = self.get(number)
        if found is None:  # somebody else has it out again
            raise KeyError(number)
        return found

    def newest(self, feed_id: int, count: int) -> list[tuple[int, int]]:
        """Return (article, position of the file) of the newest articles of a feed that have something to be
        heard or seen; only of those that were never wanted."""
        with self._reading() as connection:
            rows = connection.execute(_NEWEST, (feed_id, count)).fetchall()
            return [(article, place) for article, place in rows if self._is_new(connection, article, place)]

    def begin(self, number: int, path: str) -> bool:
        """Say where a file will be; False if another program has said so before."""
        with self._writing() as connection:
            statement = "UPDATE download SET path = ? WHERE id = ? AND path IS NULL RETURNING id"
            return connection.execute(statement, (path, number)).fetchone() is not None

    def note(self, number: int, length: int | None, validators: Validators) -> None:
        """Keep what is needed to ask for the rest."""
        self._set(number, length=length, etag=validators.etag, last_modified=validators.last_modified)

    def start_over(self, number: int) -> None:
        """Forget what there is of a file."""
        self._set(number, path=None, length=None, etag=None, last_modified=None)

    def set_state(self, number: int, state: DownloadState, error: str = "") -> None:
        """Say what is to become of a file, or why it did not come."""
        self._set(number, state=state, error=safe_line(error, 300))

    def done(self, number: int, path: str, length: int) -> None:
        """Say that a file is there."""
        self._set(number, state="done", path=path, length=length, error="", finished=stored(now()))

    def set_played(self, number: int, when: datetime | None) -> None:
        """Say that a file was played, or was not."""
        self._set(number, played=stored(when))

    def _set(self, number: int, **values: Any) -> None:
        columns = ", ".join(f"{name} = :{name}" for name in values)
        with self._writing() as connection:
            connection.execute(
                f"UPDATE download SET {columns} WHERE id = :id",  # noqa: S608 - our own names
                {**values, "id": number},
            )

    def _found(self, condition: str, *values: Any) -> list[Download]:
        with self._reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM download WHERE {condition}",  # noqa: S608 - our own text
                values,
            ).fetchall()
        return [_download(row) for row in rows]

    def _is_new(self, connection: sqlite3.Connection, article_id: int, position: int) -> bool:
        statement = """
            SELECT 1 FROM enclosure JOIN download ON download.url = enclosure.url
            WHERE enclosure.article_id = ? AND position = ?
        """
        return connection.execute(statement, (article_id, position)).fetchone() is None


def _download(row: Sequence[Any]) -> Download:
    added, finished, played = (restored(time) for time in row[-3:])
    return replace(Download(*row[:-3]), added=added, finished=finished, played=played)
