"""Authors: as each article tells of them, as one across articles and feeds, and what their pages say."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import datetime
from typing import Any

import msgspec

from reader.model import Author
from reader.storage import names
from reader.storage.records import AuthorPage, Telling
from reader.storage.times import restored, stored
from reader.text import fold

_FIELDS = "name, role, outlet, based_in, beats, email, handle, url, bio, kind, part, filed_from"
_PUT = f"""
INSERT INTO author (article_id, ordinal, {_FIELDS}, name_key, outlet_key, name_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""  # noqa: S608 - our own text
_OF_ONE = ", ".join(f"author.{name}" for name in _FIELDS.split(", "))
_TOLD = f"""
SELECT article.id, coalesce(article.published, article.added) AS told, {_OF_ONE}
FROM author JOIN article ON id = article_id
WHERE {{}} AND (role IS NOT NULL OR based_in IS NOT NULL OR bio IS NOT NULL)
ORDER BY told DESC LIMIT ?
"""  # noqa: S608 - our own text
_SAME_NAME = _TOLD.format("name_key = ? AND outlet_key = ?")
_SAME_ADDRESS = _TOLD.format("lower(email) = ?")
_MOST_TOLD = 200
_SITE_END = re.compile(r"\.(?:com|org|net|co\.uk|de|fr|es|it)$")


def author_key(name: str | None) -> str | None:
    """Return what two spellings of an author's or outlet's name have in common; None for none."""
    plain = fold(name or "").removeprefix("the ").removeprefix("www.")
    return "".join(filter(str.isalnum, _SITE_END.sub("", plain))) or None


def put_authors(connection: sqlite3.Connection, article_id: int, authors: tuple[Author, ...]) -> None:
    """Keep what an article tells of its authors, in their order; there must be none yet."""
    numbers = names.numbers_of(connection, [author.name for author in authors if author.name])
    connection.executemany(
        _PUT,
        [
            (article_id, ordinal, *_row(author), numbers.get(author.name or ""))
            for ordinal, author in enumerate(authors)
        ],
    )


def authors_of(connection: sqlite3.Connection, article_id: int) -> tuple[Author, ...]:
    """Return the authors of an article, as it tells of them."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM author WHERE article_id = ? ORDER BY ordinal",  # noqa: S608
        (article_id,),
    )
    return tuple(map(_author, rows))


def told_of(connection: sqlite3.Connection, author: Author) -> list[Telling]:
    """Return what the articles of the library tell of an author, the newest article first.

    They are the same if name and outlet are, or the e-mail address. Articles with a mere name are left out.
    """
    name, outlet = author_key(author.name), author_key(author.outlet)
    rows: list[tuple[Any, ...]] = []
    if name is not None and outlet is not None:
        rows += connection.execute(_SAME_NAME, (name, outlet, _MOST_TOLD))
    if author.email:
        rows += connection.execute(_SAME_ADDRESS, (author.email.lower(), _MOST_TOLD))
    rows = sorted(dict.fromkeys(rows), key=lambda row: int(row[1]), reverse=True)
    return [Telling(restored(when), _author(tuple(row))) for _, when, *row in rows]


def author_page(connection: sqlite3.Connection, url: str) -> AuthorPage | None:
    """Return what is kept of an author's page, None if it was never asked."""
    row = connection.execute("SELECT asked, note, body FROM author_page WHERE url = ?", (url,)).fetchone()
    if row is None:
        return None
    asked, note, body = row
    try:
        author = None if body is None else msgspec.msgpack.decode(body, type=Author)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return AuthorPage(restored(asked), author, note)


def put_author_page(
    connection: sqlite3.Connection, url: str, author: Author | None, note: str, when: datetime
) -> None:
    """Keep what an author's page says, or why it says nothing."""
    body = None if author is None else msgspec.msgpack.encode(author)
    connection.execute(
        "INSERT OR REPLACE INTO author_page VALUES (?, ?, ?, ?)", (url, stored(when), note, body)
    )


def _row(author: Author) -> tuple[Any, ...]:
    values = [getattr(author, name) for name in _FIELDS.split(", ")]
    values[4] = json.dumps(author.beats, ensure_ascii=False)
    return *values, author_key(author.name), author_key(author.outlet)


def _author(row: tuple[Any, ...]) -> Author:
    name, role, outlet, based_in, beats, *rest = row
    return Author(name, role, outlet, based_in, tuple(json.loads(beats)), *rest)
