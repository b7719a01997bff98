"""Pages that other programs had kept, entered as kept pages: each once, by its address, whoever had it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from reader.annotation import Note
from reader.bookmark import Bookmark, BookmarkCounts
from reader.canonical import canonical
from reader.packing import deflated
from reader.passages import Passage, found, passage
from reader.storage import documents, marks, notes, search, tags, tallies
from reader.storage.bringing import Addresses
from reader.storage.entries import names_json
from reader.storage.times import now, stored
from reader.text import encodable, fold, safe_line, summary_of
from reader.words import count_words

_LONGEST_TITLE = 1_000
_ADDRESSES = (
    "SELECT id, coalesce(url, guid) FROM article WHERE hidden = 0 OR feed_id IS NULL ORDER BY id DESC"
)
_ENTER = """
INSERT INTO article (guid, url, title, site, authors, language, published, newest, added, content_hash)
VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, min(coalesce(?6, ?7), ?7), ?7, ?8) RETURNING id
"""
_HAS_TEXT = """
SELECT EXISTS (SELECT 1 FROM document WHERE article_id = ?1)
    OR EXISTS (SELECT 1 FROM content WHERE article_id = ?1 AND (packed IS NOT NULL OR text != ''))
"""
_CONTENT = "INSERT OR REPLACE INTO content (article_id, summary, packed) VALUES (?, ?, ?)"
_STANDING = "SELECT feed_id IS NULL, read FROM article WHERE id = ?"
_TITLED = "SELECT id FROM article WHERE title = ? LIMIT 2"

_WORD = re.compile(r"\w+")


def addresses(connection: sqlite3.Connection) -> Addresses:
    """Return the articles by their canonical addresses; of several the latest."""
    return {key_of(url): number for number, url in reversed(connection.execute(_ADDRESSES).fetchall())}


class Entering:
    """One transaction in which pages are entered."""

    def __init__(
        self, connection: sqlite3.Connection, addresses: Addresses, came: Addresses, version: int
    ) -> None:
        self._connection, self._addresses, self._came = connection, addresses, came
        self._version, self._now = version, now()

    def enter(self, items: Sequence[Bookmark]) -> tuple[BookmarkCounts, list[int]]:
        new = texts = noted = highlighted = 0
        read: list[int] = []
        tagged, starred, saved = set[int](), set[int](), set[int]()
        for item in items:
            number = self._known(item)
            is_new = number is None
            if number is None:
                number = self._enter(item)
                new += 1
            texts += self._give_text(number, item)
            own, is_read = self._connection.execute(_STANDING, (number,)).fetchone()
            if item.read:
                read.append(number)
            if item.saved and (is_new or not (own or is_read)):
                saved.update(marks.put(self._connection, "saved", [number], self._when(item)))
            if item.starred:
                starred.update(marks.put(self._connection, "starred", [number], self._when(item)))
            for tag in item.tags:
                tagged.update(tags.add(self._connection, [number], tag))
            noted += self._note(number, item)
            highlighted += self._highlight(number, item)
        changed = marks.set_read(self._connection, read, True)
        counts = BookmarkCounts(
            new=new,
            known=len(items) - new,
            texts=texts,
            read=len(changed),
            saved=len(saved),
            starred=len(starred),
            tagged=len(tagged),
            noted=noted,
            highlights=highlighted,
        )
        return counts, list(saved)

    def _known(self, item: Bookmark) -> int | None:
        key = key_of(item.url)
        number = self._came.get(key, self._addresses.get(key))
        if number is not None and self._connection.execute(_STANDING, (number,)).fetchone() is None:
            number = None  # it went since
        if number is None and (page := documents.page(self._connection, item.url)) is not None:
            number = page.id
        if number is None and item.url.startswith("kept:"):
            rows = self._connection.execute(_TITLED, (safe_line(item.title, _LONGEST_TITLE),)).fetchall()
            number = rows[0][0] if len(rows) == 1 else None
        if number is not None:
            self._came[key] = number
        return number

    def _when(self, item: Bookmark) -> datetime:
        """When it was kept there, never later than now."""
        return min(item.added or self._now, self._now)

    def _enter(self, item: Bookmark) -> int:
        guid, when = encodable(item.url), stored(self._when(item))
        title = safe_line(item.title, _LONGEST_TITLE)
        row = (
            guid,
            title or documents.stopgap(guid),
            documents.host_of(guid),
            names_json(item.authors),
            item.language,
            stored(item.published),
            when,
            documents.WANTED,
        )
        number = int(self._connection.execute(_ENTER, row).fetchone()[0])
        tallies.add(self._connection, 0, 1)
        search.index(self._connection, number)
        self._came[key_of(item.url)] = number
        return number

    def _give_text(self, number: int, item: Bookmark) -> bool:
        """Give a page its text, if it has none."""
        if item.document is None and not item.html:
            return False
        if self._connection.execute(_HAS_TEXT, (number,)).fetchone()[0]:
            return False
        if item.document is not None:
            source = documents.FILE if item.file or item.url.startswith("kept:") else documents.PAGE
            documents.put_document(self._connection, number, item.document, source, self._version, self._now)
            return True
        search.forget(self._connection, number)
        row = (number, summary_of(item.text), deflated(item.text, item.html))
        self._connection.execute(_CONTENT, row)
        digest = blake2b(item.text.encode("utf-8", "replace"), digest_size=16).digest()
        self._connection.execute(
            "UPDATE article SET content_hash = ?, word_count = ? WHERE id = ?",
            (digest, count_words(item.text), number),
        )
        search.index(self._connection, number)
        return True

    def _note(self, number: int, item: Bookmark) -> bool:
        """Add a note to what is noted; what stands there already is not added again."""
        if not item.note:
            return False
        before = notes.note(self._connection, number)
        if before is not None and item.note.strip() in before.text:
            return False
        when = self._when(item)
        text, made = (item.note, when) if before is None else (f"{before.text}\n\n{item.note}", before.made)
        notes.put_note_back(self._connection, number, Note(number, encodable(text), made, when))
        return True

    def _highlight(self, number: int, item: Bookmark) -> int:
        """Keep passages: where they stand in the text, or until it is here and they are found in it."""
        if not item.quotes:
            return 0
        kept = notes.of(self._connection, [number]).get(number)
        known = {_words(one.words) for one in kept.highlights} if kept is not None else set[str]()
        document = documents.document(self._connection, number)
        text = document.analysed_text if document is not None else ""
        came = 0
        for quote in item.quotes:
            if _words(quote.words) in known:
                continue
            known.add(_words(quote.words))
            place = found(Passage(-1, -1, quote.words), text) if text else None
            marked = passage(text, *place) if place is not None else Passage(0, 0, quote.words)
            if marked is None:
                continue
            when = min(quote.made or self._when(item), self._now)
            entered = notes.add_highlight(self._connection, number, marked, quote.note, 0, when)
            if entered is not None and place is None:
                notes.lose_highlight(self._connection, entered)
            came += 1
        return came


def _words(text: str) -> str:
    """What passages are compared by: words without the signs between them."""
    return " ".join(_WORD.findall(fold(text)))


def key_of(url: str) -> int:
    """Return by what an address is known."""
    digest = blake2b(canonical(url).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big")
