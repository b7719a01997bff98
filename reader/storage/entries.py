"""An entry of a feed as rows: how it is cleaned, entered and later revised."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from reader.model import Enclosure, Entry, Packed
from reader.packing import pack, unpacked
from reader.storage import search
from reader.storage.times import stored
from reader.text import encodable, safe_line, safe_text
from reader.words import count_words

_MAX_LINE = 1_000
_MAX_NAMES = 50
_MAX_ENCLOSURES = 50
_LARGEST_INTEGER = 2**63 - 1
_HASH = 13  # bytes

_INSERT = """
INSERT INTO article (guid, newest, published, updated, url, title, authors, language, content_hash,
    word_count, feed_id, added, listed)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ENTER_CONTENT = """
INSERT INTO content (article_id, summary, categories, writers, packed) VALUES (?, ?, ?, ?, ?)
"""
_ENTER_ENCLOSURE = """
INSERT INTO enclosure (article_id, position, url, type, length, duration, title) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_REVISE = """
UPDATE article SET guid = ?, newest = ?, published = ?, updated = ?, url = ?, title = ?, authors = ?,
    language = ?, content_hash = ?, word_count = ?, revised = ?
WHERE id = ?
"""
_KEPT = """
SELECT url, title, packed, text, html FROM article LEFT JOIN content ON article_id = id WHERE id = ?
"""
_BEFORE = "SELECT added, content_hash FROM article WHERE id = ?"
_EXPECTED = b""
"""The hash of the content of an article of which only a title is known."""
_REHASH = "UPDATE article SET content_hash = ? WHERE id = ?"


def guid_of(entry: Entry) -> str:
    """The entry's identity within its feed, as it is kept."""
    return encodable(entry.guid)


def content_hash(entry: Entry) -> bytes:
    """Return bytes that change when what a person reads of the entry does: 13; once there were 12 or 16."""
    return _hash(entry, _packed(entry))


def _hash(entry: Entry, whole: Packed) -> bytes:
    said = (entry.url, entry.title, entry.authors, entry.published, entry.tags, entry.enclosures, whole.check)
    try:
        told = msgspec.msgpack.encode(said)
    except (UnicodeEncodeError, OverflowError):  # lone surrogates and huge lengths, which JSON may bring
        told = ascii(said).encode()
    return blake2b(told, digest_size=_HASH).digest()


def is_same(connection: sqlite3.Connection, article_id: int, known: bytes, entry: Entry) -> bool:
    """Say whether an article, whose hash is `known`, reads as the entry does.

    Hashes of older libraries were made of other things; there the article itself is compared.
    """
    if len(known) == _HASH:
        return known == content_hash(entry)
    row = connection.execute(_KEPT, (article_id,)).fetchone()
    if row is None or row[:2] != (entry.url, safe_line(entry.title, _MAX_LINE)):
        return False
    if unpacked(row[2], row[3], row[4]) != unpacked(_packed(entry).body):
        return False
    connection.execute(_REHASH, (content_hash(entry), article_id))
    return True


def characters_of(entry: Entry) -> int:
    """Return how long an entry's text is."""
    return entry.packed.characters if entry.packed else len(entry.text)


def _packed(entry: Entry) -> Packed:
    return entry.packed or pack(safe_text(entry.text), entry.content_html or entry.summary_html)


def _text(entry: Entry) -> str:
    return unpacked(entry.packed.body)[0] if entry.packed else safe_text(entry.text)


def insert(
    connection: sqlite3.Connection, feed_id: int, entry: Entry, added: datetime, *, listed: bool
) -> search.Words:
    """Enter one new article; see `insert_all`."""
    return insert_all(connection, feed_id, [entry], added, listed=listed)[0]


def insert_all(
    connection: sqlite3.Connection, feed_id: int, entries: Iterable[Entry], added: datetime, *, listed: bool
) -> list[search.Words]:
    """Enter new articles of a feed, unread, so that ids grow in their order; return what `search.enter_all`
    has still to enter."""
    words, contents, enclosures = list[search.Words](), list[tuple[Any, ...]](), list[tuple[object, ...]]()
    came, names = stored(added), _Names()
    for entry in entries:
        whole, authors = _packed(entry), names.of(entry.authors)
        row = (*_row(entry, whole, came, authors.kept), whole.words, feed_id, came, listed)
        article_id = int(connection.execute(_INSERT, row).lastrowid or 0)
        contents.append(_content(article_id, entry, whole, names.of(entry.tags).kept))
        if entry.enclosures:
            enclosures += _enclosures(article_id, entry)
        words.append(search.Words(article_id, row[5], authors.names, whole.index))
    connection.executemany(_ENTER_CONTENT, contents)
    connection.executemany(_ENTER_ENCLOSURE, enclosures)
    return words


class _Told(NamedTuple):
    names: list[str]
    kept: str


class _Names:
    """Names or tags as they are kept; a feed has few, again and again."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, ...], _Told] = {}

    def of(self, names: tuple[str, ...]) -> _Told:
        told = self._told.get(names)
        if told is None:
            lines = _names(names)
            told = self._told[names] = _Told(lines, _json(lines))
        return told


def expect(
    connection: sqlite3.Connection, feed_id: int, entry: Entry, added: datetime, *, listed: bool
) -> int:
    """Enter an article of which only a title is known as yet; return its id. Its feed may bring the rest."""
    row = (*_row(entry, _packed(entry), stored(added), names_json(entry.authors))[:-1], _EXPECTED)
    cursor = connection.execute(_INSERT, (*row, None, feed_id, stored(added), listed))
    article_id = int(cursor.lastrowid or 0)
    search.index(connection, article_id)
    return article_id


def revise(connection: sqlite3.Connection, article_id: int, entry: Entry, when: datetime) -> None:
    """Give an article its new content. What the person did with it (read, saved, tags) stays, and so does
    what it said before, if that was something else and not only expected.

    A document that was made from the old content goes; one made from the web page stays.
    """
    text = _text(entry)
    added, known = connection.execute(_BEFORE, (article_id,)).fetchone()
    if known != _EXPECTED:
        from reader.storage import revisions  # what changes is rare

        revisions.keep_entry(connection, article_id, safe_line(entry.title, _MAX_LINE), text, when)
    search.forget(connection, article_id)
    connection.execute("DELETE FROM document WHERE article_id = ? AND source = 'feed'", (article_id,))
    page = connection.execute("SELECT text FROM document WHERE article_id = ?", (article_id,)).fetchone()
    words = count_words(text if page is None else page[0])
    whole = _packed(entry)
    row = _row(entry, whole, added, names_json(entry.authors))
    connection.execute(_REVISE, (*row, words, stored(when), article_id))
    connection.execute("DELETE FROM enclosure WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM content WHERE article_id = ?", (article_id,))
    connection.execute(_ENTER_CONTENT, _content(article_id, entry, whole, names_json(entry.tags)))
    connection.executemany(_ENTER_ENCLOSURE, _enclosures(article_id, entry))
    search.index(connection, article_id)


def names_json(names: Iterable[str]) -> str:
    """Return names or tags as the JSON array that a column keeps."""
    return _json(_names(names))


def _names(names: Iterable[str]) -> list[str]:
    return [line for name in names if (line := safe_line(name, _MAX_LINE))][:_MAX_NAMES]


def _row(
    entry: Entry, whole: Packed, added: int, authors: str
) -> tuple[str, int, int | None, int | None, str | None, str, str, str | None, bytes]:
    published = stored(entry.published)
    dated = published if published is not None else stored(entry.updated)
    return (
        guid_of(entry),
        min(dated if dated is not None else added, added),  # a date in the future would stay on top
        published,
        stored(entry.updated),
        None if entry.url is None else encodable(entry.url),
        safe_line(entry.title, _MAX_LINE),
        authors,
        safe_line(entry.language, 35) if entry.language else None,  # RFC 5646's longest likely tag
        _hash(entry, whole),
    )


def _content(article_id: int, entry: Entry, whole: Packed, tags: str) -> tuple[int, str, str, str, bytes]:
    return article_id, whole.summary, tags, _writers_json(entry), whole.body


def _writers_json(entry: Entry) -> str:
    return _json(
        [[_encodable(part) for part in (one.name, one.email, one.url)] for one in entry.writers[:_MAX_NAMES]]
    )


def _encodable(text: str | None) -> str | None:
    return None if text is None else encodable(text)


def _json(values: list[Any]) -> str:
    return msgspec.json.encode(values).decode() if values else "[]"


def _enclosures(article_id: int, entry: Entry) -> list[tuple[object, ...]]:
    return [_enclosure(article_id, n, e) for n, e in enumerate(entry.enclosures[:_MAX_ENCLOSURES])]


def _enclosure(article_id: int, position: int, enclosure: Enclosure) -> tuple[object, ...]:
    length = enclosure.length
    if length is not None and not 0 <= length <= _LARGEST_INTEGER:
        length = None
    kind = safe_line(enclosure.type, 100) if enclosure.type else None
    title = safe_line(enclosure.title, 300)
    return article_id, position, encodable(enclosure.url), kind, length, enclosure.duration, title
