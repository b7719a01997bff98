"""Articles carried out of a library whole, and into another one."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from reader.annotation import Annotations
from reader.model import Subscription
from reader.packing import deflated
from reader.portable import Brought, PortableArticle, PortableFeed, PortableTag
from reader.storage import documents, marks, notes, search, tags, tallies, understandings
from reader.storage.articles import content
from reader.storage.entries import names_json
from reader.storage.records import Mark, Times
from reader.storage.times import restored, stored
from reader.text import encodable
from reader.words import count_words

_ARTICLES = """
SELECT article.id, feed.url, guid, article.url, article.site, article.title, authors, language, published,
    updated, added, newest, revised, read, hidden, article.muted, saved, starred, content_hash,
    coalesce(summary, ''), document.source, document.version, document.extracted
FROM article
LEFT JOIN feed ON feed.id = feed_id
LEFT JOIN content ON content.article_id = article.id
LEFT JOIN document ON document.article_id = article.id
WHERE article.id IN (SELECT value FROM json_each(?)) ORDER BY article.id
"""
_TAGS = """
SELECT article_id, tag FROM article_tag WHERE article_id IN (SELECT value FROM json_each(?))
ORDER BY article_id, tag
"""
_FEEDS = "SELECT url, title, site, about, active FROM feed ORDER BY active DESC, position, id"
_PUT_FEED = "INSERT OR IGNORE INTO feed (url, title, active) VALUES (?, ?, 0)"
_NAME_FEED = """
UPDATE feed SET title = coalesce(nullif(?2, ''), title), site = coalesce(site, ?3),
    about = coalesce(about, ?4)
WHERE url = ?1 AND succeeded IS NULL
"""
_KNOWN = "SELECT id FROM article WHERE feed_id IS ? AND guid = ?"
_INSERT = """
INSERT INTO article (id, feed_id, guid, newest, listed, published, updated, added, revised, url, site, title,
    authors, language, content_hash, word_count)
VALUES ((SELECT ?1 WHERE ?1 > 0 AND NOT EXISTS (SELECT 1 FROM article WHERE id = ?1)),
    ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
"""
_CONTENT = "INSERT INTO content (article_id, summary, categories, writers, packed) VALUES (?, ?, ?, ?, ?)"
_ENCLOSURE = """
INSERT INTO enclosure (article_id, position, url, type, length, duration, title) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def every_id(connection: sqlite3.Connection) -> array[int]:
    """Return the ids of all articles, hidden ones too, in the order in which they came."""
    return array("q", (row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")))


def feeds(connection: sqlite3.Connection, subscriptions: Iterable[Subscription]) -> list[PortableFeed]:
    """Return every feed, those that are subscribed to first, in their order."""
    said = {one.url: one for one in subscriptions}
    return [
        _feed(url, title, site, about, said.get(url) if active else None)
        for url, title, site, about, active in connection.execute(_FEEDS)
    ]


def _feed(
    url: str, title: str, site: str | None, about: str | None, said: Subscription | None
) -> PortableFeed:
    if said is None:
        return PortableFeed(url, title, site=site, about=about, subscribed=False)
    return PortableFeed(
        url=url,
        title=title,
        named=said.title,
        folder=said.folder,
        tags=said.tags,
        site=site,
        about=about,
        full_text=said.full_text,
        interval=said.interval,
        mute=said.mute,
        author_pages=said.author_pages,
        auto_download=said.auto_download,
        keep=said.keep,
    )


def coloured_tags(connection: sqlite3.Connection) -> list[PortableTag]:
    """Return the tags that have a colour of the person's."""
    return [PortableTag(name, colour) for name, colour in sorted(tags.colours(connection).items())]


def articles(connection: sqlite3.Connection, ids: Iterable[int]) -> list[PortableArticle]:
    """Return those articles in the order of their ids; unknown ids are left out."""
    wanted = list(ids)
    asked = json.dumps(wanted)
    tagged: defaultdict[int, list[str]] = defaultdict(list)
    for number, tag in connection.execute(_TAGS, (asked,)):
        tagged[number].append(tag)
    annotated = notes.of(connection, wanted)
    rows = connection.execute(_ARTICLES, (asked,)).fetchall()
    return [_article(connection, row, tagged[row[0]], annotated.get(row[0], Annotations())) for row in rows]


def _article(
    connection: sqlite3.Connection, row: tuple[Any, ...], tagged: Sequence[str], marked: Annotations
) -> PortableArticle:
    number, feed, guid, url, site, title, authors, language, *rest = row
    published, updated, added, newest, revised, *rest = rest
    read, hidden, muted, saved, starred, digest, summary, source, extractor, extracted = rest
    given = content(connection, number)
    return PortableArticle(
        id=number,
        guid=guid,
        feed=feed,
        url=url,
        site=site,
        title=title,
        authors=tuple(json.loads(authors)),
        language=language,
        published=restored(published),
        updated=restored(updated),
        added=restored(added),
        newest=restored(newest),
        revised=restored(revised),
        read=bool(read),
        hidden=bool(hidden),
        muted=bool(muted),
        saved=restored(saved),
        starred=restored(starred),
        tags=tuple(tagged),
        note=marked.note,
        highlights=marked.highlights,
        summary=summary,
        text=given.text if given is not None else "",
        html=given.html if given is not None else "",
        categories=given.categories if given is not None else (),
        writers=given.writers if given is not None else (),
        enclosures=given.enclosures if given is not None else (),
        hash=digest,
        source=source,
        extractor=extractor or 0,
        extracted=restored(extracted),
        document=documents.document(connection, number),
        understanding=understandings.understanding(connection, number),
    )


# Into a library


def put_feeds(connection: sqlite3.Connection, brought: Iterable[PortableFeed]) -> None:
    """Know feeds by the names that they have; those not subscribed to are there for their articles."""
    for one in brought:
        connection.execute(_PUT_FEED, (one.url, one.title or one.url))
        connection.execute(_NAME_FEED, (one.url, one.title, one.site, one.about))


def put_articles(
    connection: sqlite3.Connection, brought: Sequence[PortableArticle], when: datetime
) -> Brought:
    """Keep articles under the ids that they had, where these are free. One that is here already keeps what it
    says here, and is read, tagged, noted and so on where it is so in either library."""
    listed = {
        url: (number, bool(shown))
        for number, url, shown in connection.execute("SELECT id, url, active AND NOT muted FROM feed")
    }
    new, changed = 0, 0
    for one in brought:
        feed_id, is_listed = listed.get(one.feed, (None, True)) if one.feed else (None, True)
        if one.feed and feed_id is None:
            feed_id, is_listed = _unknown_feed(connection, one.feed), False
            listed[one.feed] = (feed_id, False)
        known = connection.execute(_KNOWN, (feed_id, encodable(one.guid))).fetchone()
        if known is None:
            number = _enter(connection, one, feed_id, when, listed=is_listed)
            tallies.add(connection, feed_id or 0, 1)
            new += 1
        else:
            number = int(known[0])
        is_changed = _mark(connection, number, one)
        changed += is_changed and known is not None
    return Brought(new, len(brought) - new, changed)


def _unknown_feed(connection: sqlite3.Connection, url: str) -> int:
    connection.execute(_PUT_FEED, (encodable(url), encodable(url)))
    row = connection.execute("SELECT id FROM feed WHERE url = ?", (encodable(url),)).fetchone()
    return int(row[0])


def _enter(
    connection: sqlite3.Connection, one: PortableArticle, feed_id: int | None, when: datetime, *, listed: bool
) -> int:
    added = min(one.added or when, when)
    newest = min(one.newest or one.published or added, added)
    row = (
        *(one.id, feed_id, encodable(one.guid), stored(newest), listed, stored(one.published)),
        *(stored(one.updated), stored(added), stored(one.revised), one.url, one.site, one.title),
        *(names_json(one.authors), one.language, one.hash, count_words(one.text)),
    )
    number = int(connection.execute(_INSERT, row).lastrowid or 0)
    writers = json.dumps([[writer.name, writer.email, writer.url] for writer in one.writers])
    given = deflated(one.text, one.html)
    connection.execute(_CONTENT, (number, one.summary, names_json(one.categories), writers, given))
    connection.executemany(
        _ENCLOSURE,
        [
            (number, place, file.url, file.type, file.length, file.duration, file.title)
            for place, file in enumerate(one.enclosures)
        ],
    )
    search.index(connection, number)
    if one.document is not None:
        extracted = one.extracted or when
        documents.put_document(
            connection, number, one.document, one.source or "page", one.extractor, extracted
        )
        if one.understanding is not None:
            understandings.put_understanding(connection, number, one.understanding)
    return number


def _mark(connection: sqlite3.Connection, number: int, one: PortableArticle) -> bool:
    """Do to an article what the person had done to it; say whether that changed anything."""
    changed = bool(marks.set_read(connection, [number], True)) if one.read else False
    changed |= bool(marks.set_hidden(connection, [number], True)) if one.hidden else False
    changed |= bool(marks.set_muted(connection, [number], True)) if one.muted else False
    changed |= _put_at(connection, "saved", number, one.saved)
    changed |= _put_at(connection, "starred", number, one.starred)
    for tag in one.tags:
        changed |= bool(tags.add(connection, [number], tag))
    return _annotate(connection, number, one) or changed


def _put_at(connection: sqlite3.Connection, mark: Mark, number: int, since: datetime | None) -> bool:
    if since is None:
        return False
    return bool(marks.put_back(connection, mark, Times(array("q", [number]), array("q", [stored(since)]))))


def _annotate(connection: sqlite3.Connection, number: int, one: PortableArticle) -> bool:
    changed = False
    if one.note is not None and notes.note(connection, number) is None:
        notes.put_note_back(connection, number, replace(one.note, article_id=number))
        changed = True
    here = {(kept.start, kept.end, kept.words) for kept in _kept(connection, number).highlights}
    for highlight in one.highlights:
        if (highlight.start, highlight.end, highlight.words) not in here:
            free = _free(connection, highlight.id)
            notes.put_highlight_back(connection, replace(highlight, id=free, article_id=number))
            changed = True
    return changed


def _kept(connection: sqlite3.Connection, number: int) -> Annotations:
    return notes.of(connection, [number]).get(number, Annotations())


def _free(connection: sqlite3.Connection, wished: int) -> int:
    """The number for a highlight: the one that it had, if no other has it."""
    row = connection.execute(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM highlight WHERE id = ?1)"
        " THEN (SELECT max(id) + 1 FROM highlight) ELSE ?1 END",
        (wished,),
    ).fetchone()
    return int(row[0])


def put_tags(connection: sqlite3.Connection, brought: Iterable[PortableTag]) -> None:
    """Give tags their colours, where they have none here."""
    here = tags.colours(connection)
    for one in brought:
        if one.name not in here:
            tags.colour(connection, one.name, one.colour)
