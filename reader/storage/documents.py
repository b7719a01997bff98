"""Documents: what was extracted of an article, and the pages and files that were kept without a feed."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from hashlib import blake2b
from urllib.parse import urlsplit

import msgspec

from reader.model import Document
from reader.storage import search, tallies
from reader.storage.entries import names_json
from reader.storage.records import KeptPage, Origin, Source
from reader.storage.times import stored
from reader.text import encodable, masked, safe_line, summary_of
from reader.words import count_words

_DECODER = msgspec.msgpack.Decoder(Document)
_MAX_TITLE = 1_000
_MAX_STOPGAP = 80  # of a text without a title

_PUT = """
INSERT INTO document (article_id, source, version, extracted, text, body, paywalled, truncated)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (article_id) DO UPDATE SET source = excluded.source, version = excluded.version,
    extracted = excluded.extracted, text = excluded.text, body = excluded.body,
    paywalled = excluded.paywalled, truncated = excluded.truncated
"""
_BEFORE = "SELECT text, source, version, body FROM document WHERE article_id = ?"
_NOT_ANALYSED = """
INSERT INTO understanding (article_id, version) VALUES (?, 0)
ON CONFLICT (article_id) DO UPDATE SET version = 0
"""
_PUT_PAGE = """
INSERT INTO article (guid, url, title, site, authors, language, published, newest, added, saved,
    content_hash)
VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)
ON CONFLICT (guid) WHERE feed_id IS NULL DO UPDATE SET
    title = ?2, site = ?3, authors = ?4, language = ?5, published = ?6, newest = min(?7, added),
    saved = coalesce(saved, ?8), content_hash = ?9, hidden = 0, muted = 0, listed = 1,
    revised = CASE WHEN content_hash = ?9 THEN revised ELSE ?8 END
RETURNING id
"""
WANTED = b""
"""The hash of the content of an address that could not be reached yet."""
PAGE: Source = "page"
FILE: Source = "file"
_PUT_WANTED = """
INSERT INTO article (guid, url, title, site, authors, newest, added, saved, content_hash)
VALUES (?1, ?1, ?2, ?3, '[]', ?4, ?4, ?4, ?5) RETURNING id
"""
_KEEP_AGAIN = "UPDATE article SET saved = coalesce(saved, ?), hidden = 0, muted = 0, listed = 1 WHERE id = ?"
_NAME = """
UPDATE article SET title = ?, site = ?, authors = ?, language = ?, published = ?, newest = min(?, added),
    revised = ?, content_hash = ?
WHERE id = ?
"""


def put_document(
    connection: sqlite3.Connection,
    article_id: int,
    document: Document,
    source: Source,
    version: int,
    when: datetime,
) -> None:
    """Keep an article's document in place of the one there was; `version` is the extractor's.

    Search then finds the document's words. If the text is another than before it waits to be analysed.
    """
    search.forget(connection, article_id)
    _name_wanted(connection, article_id, document, when)
    _replace(connection, article_id, document, source, version, when)
    search.index(connection, article_id)


def _name_wanted(connection: sqlite3.Connection, article_id: int, document: Document, when: datetime) -> None:
    """Give an article that was kept by its address alone what its page says of itself; a title that came with
    it stays."""
    row = connection.execute(
        "SELECT guid, title FROM article WHERE id = ? AND feed_id IS NULL AND content_hash = ?",
        (article_id, WANTED),
    ).fetchone()
    if row is not None:
        guid, title = row
        own, *named = _page_row(guid, document, when)[1:]
        connection.execute(_NAME, (own if title == stopgap(guid) else title, *named, article_id))
        summary = summary_of(document.standfirst or document.text)
        connection.execute(
            "INSERT OR REPLACE INTO content (article_id, summary) VALUES (?, ?)", (article_id, summary)
        )


def document(connection: sqlite3.Connection, article_id: int) -> Document | None:
    """Return an article's document; None if there is none, or one that this program cannot read."""
    row = connection.execute("SELECT body FROM document WHERE article_id = ?", (article_id,)).fetchone()
    return None if row is None else _decoded(row[0])


def origin(connection: sqlite3.Connection, article_id: int) -> Origin | None:
    """Return what an article's document was made from, and by which version of the extractor."""
    row = connection.execute(
        "SELECT source, version FROM document WHERE article_id = ?", (article_id,)
    ).fetchone()
    return None if row is None else Origin(*row)


def put_page(
    connection: sqlite3.Connection,
    address: str,
    document: Document,
    source: Source,
    version: int,
    when: datetime,
) -> int:
    """Keep a page or file as a saved article; the same address again renews it. Return the article's id."""
    guid = encodable(address)
    known = connection.execute(
        "SELECT id FROM article WHERE guid = ? AND feed_id IS NULL", (guid,)
    ).fetchone()
    if known is not None:
        search.forget(connection, known[0])
    row = _page_row(guid, document, when)
    article_id = int(connection.execute(_PUT_PAGE, row).fetchone()[0])
    if known is None:
        tallies.add(connection, 0, 1)
    summary = summary_of(document.standfirst or document.text)
    connection.execute(
        "INSERT OR REPLACE INTO content (article_id, summary) VALUES (?, ?)", (article_id, summary)
    )
    _replace(connection, article_id, document, source, version, when)
    search.index(connection, article_id)
    return article_id


class _Cut(msgspec.Struct):
    truncated: bool = False


def is_truncated(body: bytes) -> bool:
    """Whether a document in MessagePack says that it is only a part; False for one that cannot be read."""
    try:
        return msgspec.msgpack.decode(body, type=_Cut).truncated
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


def page(connection: sqlite3.Connection, address: str) -> KeptPage | None:
    """Return what there is of a page or file of that address."""
    row = connection.execute(
        "SELECT id, hidden, saved IS NOT NULL FROM article WHERE guid = ? AND feed_id IS NULL",
        (encodable(address),),
    ).fetchone()
    return None if row is None else KeptPage(row[0], bool(row[1]), bool(row[2]))


def put_wanted(connection: sqlite3.Connection, address: str, when: datetime) -> int:
    """Keep an address whose page is still to be had, saved; what is known of it already stays."""
    known, guid = page(connection, address), encodable(address)
    if known is not None:
        connection.execute(_KEEP_AGAIN, (stored(when), known.id))
        return known.id
    row = (guid, stopgap(address), host_of(guid), stored(when), WANTED)
    article_id = int(connection.execute(_PUT_WANTED, row).fetchone()[0])
    tallies.add(connection, 0, 1)
    search.index(connection, article_id)
    return article_id


def wanted(connection: sqlite3.Connection) -> list[int]:
    """Return the articles whose pages are still to be had: the saved ones first, those wanted last first."""
    rows = connection.execute(
        "SELECT id FROM article WHERE feed_id IS NULL AND hidden = 0 AND content_hash = ? "
        "ORDER BY saved IS NULL, id DESC",
        (WANTED,),
    )
    return [number for (number,) in rows]


def searched_text(document: Document) -> str:
    """Return what search looks through. The standfirst stands last, so that offsets stay those of the
    analysed text."""
    return encodable("\n\n".join(filter(None, (document.analysed_text, document.standfirst))))


def _replace(
    connection: sqlite3.Connection,
    article_id: int,
    document: Document,
    source: Source,
    version: int,
    when: datetime,
) -> None:
    text = searched_text(document)
    before = connection.execute(_BEFORE, (article_id,)).fetchone()
    if before is not None and "feed" not in {source, before[1]}:
        _keep_earlier(connection, article_id, before, document, source, version, when)
    body = msgspec.msgpack.encode(document)
    marks = (document.paywalled, document.truncated)
    connection.execute(_PUT, (article_id, source, version, stored(when), text, body, *marks))
    connection.execute("UPDATE article SET word_count = ? WHERE id = ?", (count_words(text), article_id))
    if before is None or before[0] != text:
        connection.execute(_NOT_ANALYSED, (article_id,))
        from reader.storage import notes

        notes.find_again(connection, article_id, document.analysed_text)


def _keep_earlier(
    connection: sqlite3.Connection,
    article_id: int,
    row: tuple[str, str, int, bytes],
    document: Document,
    source: Source,
    version: int,
    when: datetime,
) -> None:
    """Keep what the page or file has said until now."""
    _, kind, made_by, body = row
    if (earlier := _decoded(body)) is not None:
        from reader.storage import revisions

        before = revisions.Earlier(kind, made_by, earlier)
        revisions.keep_document(connection, article_id, before, document, source, version, when)


def _decoded(body: bytes) -> Document | None:
    try:
        return _DECODER.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _page_row(guid: str, document: Document, when: datetime) -> tuple[object, ...]:
    text = document.text
    return (
        guid,
        safe_line(document.title, _MAX_TITLE) or summary_of(text)[:_MAX_STOPGAP] or safe_line(guid),
        safe_line(document.site or "") or host_of(guid),
        names_json(author.name for author in document.authors if author.name),
        document.language,
        stored(document.published),
        min(stored(document.published or when), stored(when)),
        stored(when),
        blake2b(encodable(text).encode(), digest_size=16).digest(),
    )


def stopgap(address: str) -> str:
    """Return what a page is called as long as nothing but its address is known."""
    return safe_line(masked(address), _MAX_TITLE)


def host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
