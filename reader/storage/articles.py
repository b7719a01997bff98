"""Articles as lists show them: which ones, how many, and one with its content."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from reader.model import Article, Author, Enclosure, View
from reader.packing import unpacked
from reader.storage.records import Content
from reader.storage.tallies import tallied
from reader.storage.times import restored
from reader.storage.views import selection

_ARTICLES = """
SELECT article.id, feed_id, coalesce(feed.name, article.site, ''), article.title, article.url, authors,
    published, coalesce(summary, ''), language, read, saved IS NOT NULL, starred IS NOT NULL, added,
    EXISTS (SELECT 1 FROM note WHERE note.article_id = article.id)
        OR EXISTS (SELECT 1 FROM highlight WHERE highlight.article_id = article.id),
    (SELECT max(changed) FROM revision WHERE revision.article_id = article.id AND steps > 0),
    EXISTS (SELECT 1 FROM revision WHERE revision.article_id = article.id AND missed = 1)
FROM article
LEFT JOIN feed ON feed.id = feed_id
LEFT JOIN content ON content.article_id = article.id
WHERE article.id IN (SELECT value FROM json_each(?))
"""
_CONTENT = """
SELECT packed, text, html, article.url, article.title, language, feed_id, full_text, categories, feed.url,
    coalesce(author_pages, 0), writers
FROM article
LEFT JOIN content ON content.article_id = article.id
LEFT JOIN feed ON feed.id = feed_id
WHERE article.id = ?
"""


def count(connection: sqlite3.Connection, view: View, now: datetime) -> int:
    """Return how many articles a view has; a search counts no further than its depth."""
    if (known := tallied(connection, view)) is not None:
        return known
    chosen = selection(view, now, connection)
    return int(connection.execute(chosen.counting, chosen.parameters).fetchone()[0])


def ids(
    connection: sqlite3.Connection, view: View, now: datetime, *, offset: int = 0, limit: int = -1
) -> array[int]:
    """Return the ids of a view's articles in its order; `limit` -1 is all of them."""
    return array("q", chain.from_iterable(rows(connection, view, now, offset=offset, limit=limit)))


def rows(
    connection: sqlite3.Connection, view: View, now: datetime, *, offset: int = 0, limit: int = -1
) -> sqlite3.Cursor:
    """Return what reads those ids, one a row."""
    chosen = selection(view, now, connection)
    return connection.execute(chosen.reading(offset, limit), chosen.parameters)


def by_ids(connection: sqlite3.Connection, wanted: Iterable[int]) -> list[Article]:
    """Return the articles of those ids, in that order; unknown ids are left out."""
    wanted = list(wanted)
    asked = json.dumps(wanted)
    tags = _tags(connection, asked)
    found = {row[0]: _article(row, tags) for row in connection.execute(_ARTICLES, (asked,))}
    return [found[number] for number in wanted if number in found]


def content(connection: sqlite3.Connection, article_id: int) -> Content | None:
    """Return what the feed gave of an article, None if there is no such article."""
    row = connection.execute(_CONTENT, (article_id,)).fetchone()
    if row is None:
        return None
    kept, text, html, *rest = row
    url, title, language, feed_id, full_text, categories, feed_url, author_pages, writers = rest
    text, html = unpacked(kept, text, html)
    return Content(
        html=html,
        text=text,
        url=url,
        title=title,
        language=language,
        feed_id=feed_id,
        feed_url=feed_url,
        full_text=None if full_text is None else bool(full_text),
        author_pages=bool(author_pages),
        writers=tuple(Author(n, email=e, url=u) for n, e, u in json.loads(writers or "[]")),
        categories=tuple(json.loads(categories or "[]")),
        enclosures=_enclosures(connection, article_id),
    )


def _article(row: tuple[Any, ...], tags: dict[int, tuple[str, ...]]) -> Article:
    number, feed_id, feed_title, title, url, authors, published, summary, language, *marks = row
    read, saved, starred, added, noted, changed, missed = marks
    return Article(
        id=number,
        feed_id=feed_id,
        feed_title=feed_title,
        title=title,
        url=url,
        authors=tuple(json.loads(authors)),
        published=restored(published),
        summary=summary,
        language=language,
        read=bool(read),
        saved=bool(saved),
        tags=tags.get(number, ()),
        added=restored(added),
        starred=bool(starred),
        noted=bool(noted),
        changed=restored(changed),
        missed=bool(missed),
    )


def _tags(connection: sqlite3.Connection, asked: str) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    for article_id, tag in connection.execute(
        "SELECT article_id, tag FROM article_tag WHERE article_id IN (SELECT value FROM json_each(?))"
        " ORDER BY article_id, tag",
        (asked,),
    ):
        tags[article_id] = (*tags.get(article_id, ()), tag)
    return tags


def _enclosures(connection: sqlite3.Connection, article_id: int) -> tuple[Enclosure, ...]:
    rows = connection.execute(
        "SELECT url, type, length, duration, title FROM enclosure WHERE article_id = ? ORDER BY position",
        (article_id,),
    )
    return tuple(Enclosure(*row) for row in rows)
