"""All that the library knows of an author across feeds: what they wrote, for whom, from where, about whom.

An author is known by a name without case, accents and signs (see `authors.author_key`), whatever the outlet:
who writes for two papers is one. Whom a feed alone names, before the article was understood, is one, too.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import TypeAlias

from reader.acquaintance import Acquaintance, Known, Named, Place, Told, sentence_around
from reader.storage.acquaintances import by_week, company
from reader.storage.authors import author_key
from reader.storage.search import phrase
from reader.storage.times import restored
from reader.text import encodable, safe_line
from reader.words import words_of

_Row: TypeAlias = tuple[int, int]
"""When an article was new, and its number."""
AUTHOR = "author"
"""The kind of an author among those that have a page."""
_MOST_TOLD = 12
_NEWEST = 1_000
"""In so many articles is it counted what is said of their author."""
_MOST_FOUND = 20
_MOST_BYLINES = 500
"""So many of the newest bylines that have some words are looked at for names."""

# Two indexes have all of it: whose articles these are, and when they were new.
_ARTICLES = """
SELECT newest, article_id
FROM author INDEXED BY author_named CROSS JOIN article INDEXED BY article_dates ON id = article_id
WHERE name_key = ? AND part = 'author' AND hidden = 0 ORDER BY newest DESC, article_id DESC
"""
_SAID = """
SELECT author.article_id, role, outlet, based_in, filed_from, beats
FROM json_each(?) AS asked JOIN author ON author.article_id = asked.value
WHERE name_key = ? AND part = 'author' ORDER BY asked.key
"""
_NAMED = """
SELECT article.id, article.title, coalesce(feed.name, article.site, ''), newest, read,
    substr(document.text, 1, 800)
FROM json_each(?) AS asked JOIN article ON article.id = asked.value
LEFT JOIN document ON document.article_id = article.id LEFT JOIN feed ON feed.id = article.feed_id
ORDER BY asked.key
"""
_CALLED = """
SELECT name, count(*) FROM (SELECT name FROM author WHERE name_key = ? AND name IS NOT NULL LIMIT 500)
GROUP BY name ORDER BY 2 DESC LIMIT 1
"""
# Without those by whom is known already: of who writes much it is nearly all.
_BYLINES = """
SELECT newest, article.id, article.authors FROM search CROSS JOIN article ON article.id = search.rowid
WHERE search MATCH ?1 AND hidden = 0 AND article.authors != '[]' AND search.rowid NOT IN (
    SELECT article_id FROM author INDEXED BY author_named WHERE name_key = ?2 AND part = 'author'
) ORDER BY search.rowid DESC LIMIT ?3
"""
_WITH_WORDS = """
SELECT name_key, name, count(*) FROM author
WHERE name_key IS NOT NULL AND kind = 'person' AND name_key LIKE ? ESCAPE '\\'
GROUP BY name_key ORDER BY 3 DESC LIMIT ?
"""


def author_known(connection: sqlite3.Connection, name: str) -> Known | None:
    """Return the author of a name, None if nothing is by one."""
    if (key := author_key(name)) is None:
        return None
    row = connection.execute(_CALLED, (key,)).fetchone()
    if row is not None:
        return Known(AUTHOR, key, safe_line(row[0], 200))
    named = _named_by_feeds(connection, _byline(name), _MOST_BYLINES)
    newest = max(((row, one) for row, one, own in named if own == key), default=None)
    return None if newest is None else Known(AUTHOR, key, safe_line(newest[1], 200))


def authors_like(connection: sqlite3.Connection, name: str) -> list[Known]:
    """Return the authors whose names have such a part, who wrote most first."""
    if (key := author_key(name)) is None:
        return []
    like = "%" + key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found = {own: name for own, name, _ in connection.execute(_WITH_WORDS, (like, _MOST_FOUND))}
    count: Counter[str] = Counter()
    written: dict[str, str] = {}
    for _, one, own in sorted(
        _named_by_feeds(connection, _byline(name, begins=True), _MOST_BYLINES), reverse=True
    ):
        if own is not None and own not in found and key in own:
            count[own] += 1
            written.setdefault(own, one)
    found |= {own: written[own] for own, _ in count.most_common(_MOST_FOUND)}
    return [Known(AUTHOR, own, safe_line(name or "", 200)) for own, name in found.items()][:_MOST_FOUND]


def _byline(name: str, *, begins: bool = False) -> str:
    """Return what finds by the index of words the bylines that have a name."""
    words = [phrase(word) for word in words_of(encodable(name))]
    return f"{{authors}} : ({' AND '.join(words)}{' *' * begins})" if words else '""'


def _named_by_feeds(
    connection: sqlite3.Connection, expression: str, limit: int = -1, besides: str = ""
) -> Iterator[tuple[_Row, str, str | None]]:
    """Yield each name of the bylines that feeds gave, and its key, with the article, the newest to come
    first; without the articles that are known to be by the author of the key `besides`."""
    keyed: dict[str, list[tuple[str, str | None]]] = {}
    for newest, number, names in connection.execute(_BYLINES, (expression, besides, limit)):
        if names not in keyed:
            keyed[names] = [(name, author_key(name)) for name in json.loads(names)]
        for name, key in keyed[names]:
            yield (newest, number), name, key


def writings(connection: sqlite3.Connection, known: Known) -> Acquaintance:
    """Return all that is known of an author: articles, roles and outlets, places filed from, beats, and whom
    and what they write about."""
    rows: list[_Row] = connection.execute(_ARTICLES, (known.key,)).fetchall()
    bylines = _named_by_feeds(connection, _byline(known.name), besides=known.key)
    if more := [row for row, _, key in bylines if key == known.key]:
        rows = sorted([*rows, *more], reverse=True)
    # An author can stand twice over one article.
    moment_of = {number: moment for moment, number in rows}
    articles = array("q", moment_of)
    since, weeks = by_week(list(moment_of.values()), repeat(1, len(moment_of)))
    ends = written(connection, [*articles[:1], *articles[1:][-1:]])
    return Acquaintance(
        known,
        articles,
        len(articles),
        since,
        weeks,
        ends[-1] if ends else None,
        ends[0] if ends else None,
        told=_told(connection, known, articles[:_NEWEST]),
        company=company(connection, articles),
    )


def written(connection: sqlite3.Connection, articles: Iterable[int]) -> list[Named]:
    """Return articles, in the order given, with how each begins."""
    found = []
    for number, title, feed, newest, read, text in connection.execute(_NAMED, (json.dumps(list(articles)),)):
        sentence = sentence_around(text, 0, 1) if text else ""
        found.append(Named(Place(number, 0, 0), title, feed, restored(newest), sentence, 1, bool(read)))
    return found


def _told(connection: sqlite3.Connection, known: Known, articles: Iterable[int]) -> tuple[Told, ...]:
    """Roles with their outlets, then where the author is based, where articles were filed from, and beats;
    each with in how many articles, and the newest of them."""
    roles: Counter[tuple[str, str]] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    beats: Counter[tuple[str, str]] = Counter()
    newest: dict[tuple[str, str], int] = {}
    asked = (json.dumps(list(articles)), known.key)
    alike: dict[tuple[str | None, ...], list[int]] = {}
    for number, *said in connection.execute(_SAID, asked):
        alike.setdefault(tuple(said), []).append(number)
    for (role, outlet, based_in, filed_from, covers), numbers in alike.items():
        told = [(roles, (role or "writer", outlet or ""))] if role or outlet else []
        told += [(places, (f"based in {based_in}", ""))] if based_in else []
        told += [(places, (f"filed from {filed_from}", ""))] if filed_from else []
        told += [(beats, (f"covers {beat}", "")) for beat in json.loads(covers or "[]")]
        for counter, what in told:
            counter[what] += len(numbers)
            newest.setdefault(what, numbers[0])
    return tuple(
        Told(safe_line(what[0], 100), safe_line(what[1], 100), many, Place(newest[what], 0, 0))
        for counter in (roles, places, beats)
        for what, many in counter.most_common(_MOST_TOLD)
    )
