"""A library's state as lines that travel (see `reader.state_lines`): what it says, and what another said
joined into it. To join the same again changes nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from reader.annotation import Highlight, Note
from reader.canonical import canonical
from reader.model import Entry
from reader.passages import Passage, found
from reader.state_lines import (
    ApartLine,
    ArticleLine,
    Highlighted,
    Reference,
    Said,
    SameLine,
    TagLine,
    TogetherLine,
    note_of,
    parts_joined,
    parts_of,
)
from reader.storage import corrections, documents, marks, notes, search, tags, tallies
from reader.storage.entries import expect
from reader.storage.fetches import is_listed
from reader.storage.records import StateCounts
from reader.storage.retention import digest_of, returning
from reader.storage.times import now, restored, stored
from reader.text import encodable, safe_line, without_credentials

_AT_ONCE = 500
_LONGEST_TITLE = 1_000
_MARKED = """
SELECT article.id, coalesce(feed.url, ''), guid, coalesce(article.url, ''), article.title,
    coalesce(published, 0), added, read, hidden, article.muted, coalesce(saved, 0), coalesce(starred, 0)
FROM article LEFT JOIN feed ON feed.id = feed_id
WHERE read = 1 OR hidden = 1 OR article.muted = 1 OR saved IS NOT NULL OR starred IS NOT NULL
    OR feed_id IS NULL OR article.id IN (
        SELECT article_id FROM article_tag
        UNION SELECT article_id FROM note UNION SELECT article_id FROM highlight
    )
ORDER BY 2, guid
"""
_TAGS = "SELECT article_id, tag FROM article_tag WHERE article_id IN (SELECT value FROM json_each(?))"
_COLOURS = "SELECT name, colour FROM tag ORDER BY name"
# Which of several people of one name is meant is numbered differently in every library.
_SAMENESS = """
SELECT kind, key, other_kind, other_key, same, made FROM sameness WHERE part = 0 AND other_part = 0
ORDER BY kind, key, other_kind, other_key
"""
_REFERENCE = """
SELECT coalesce(feed.url, ''), guid FROM article LEFT JOIN feed ON feed.id = feed_id WHERE article.id = ?
"""
_BY_HAND = "SELECT story_id, article_id FROM story_article WHERE by_hand = 1 ORDER BY story_id"
_APART = "SELECT article_id, other_id FROM apart"
_FEED = "SELECT id FROM feed WHERE url = ?"
_ADD_FEED = "INSERT INTO feed (url, title, active) VALUES (?1, ?1, 0) RETURNING id"
_OF_FEED = "SELECT id FROM article WHERE feed_id = ? AND guid = ?"
_KEPT = "SELECT guid, id FROM article WHERE feed_id IS NULL"
_ENTER_PAGE = """
INSERT INTO article (guid, url, title, site, authors, published, newest, added, content_hash)
VALUES (?1, ?2, ?3, ?4, '[]', ?5, min(coalesce(?5, ?6), ?6), ?6, ?7) RETURNING id
"""
_MARK_SINCE = "UPDATE article SET {0} = ?1 WHERE id = ?2 AND ({0} IS NULL OR {0} > ?1) RETURNING id"
_LET_IN = "DELETE FROM purged WHERE feed_id = ? AND digest = ?"
_SAME_NOW = """
SELECT kind, key, same, made FROM sameness
WHERE (kind, key, other_kind, other_key) IN (VALUES (?1, ?2, ?3, ?4), (?3, ?4, ?1, ?2))
    AND part = 0 AND other_part = 0
"""
_FORGET_SAME = """
DELETE FROM sameness WHERE (kind, key, other_kind, other_key) IN (VALUES (?1, ?2, ?3, ?4), (?3, ?4, ?1, ?2))
    AND part = 0 AND other_part = 0
"""
_SAY_SAME = "INSERT INTO sameness VALUES (?, ?, 0, ?, ?, 0, ?, ?)"
_MARK_PLACE = "UPDATE highlight SET start = ?, stop = ?, lost = ? WHERE id = ?"


def lines(connection: sqlite3.Connection) -> Iterator[Said]:
    """Yield what a library says of articles, tags, names and stories, in order."""
    yield from (TagLine(name, colour) for name, colour in connection.execute(_COLOURS))
    yield from _sameness(connection)
    cursor = connection.execute(_MARKED)
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from _article_lines(connection, rows)
    yield from _stories(connection)


def _article_lines(
    connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]]
) -> Iterator[ArticleLine]:
    ids = [row[0] for row in rows]
    tagged: dict[object, list[str]] = {}
    for number, tag in connection.execute(_TAGS, (json.dumps(ids),)):
        tagged.setdefault(number, []).append(tag)
    noted = notes.of(connection, [int(str(number)) for number in ids])
    for row in rows:
        number, feed, guid, url, title, published, added, read, hidden, muted, saved, starred = row
        its = noted.get(int(str(number)))
        note = its.note if its is not None else None
        marked = map(_highlighted, its.highlights if its is not None else ())
        yield ArticleLine(
            feed=without_credentials(str(feed))[0],
            guid=str(guid) if feed else without_credentials(str(guid))[0],
            url=without_credentials(str(url))[0],
            title=str(title),
            published=int(str(published)),
            added=int(str(added)),
            read=bool(read),
            hidden=bool(hidden),
            muted=bool(muted),
            saved=int(str(saved)),
            starred=int(str(starred)),
            tags=tuple(sorted(tagged.get(number, ()))),
            notes=parts_of(note.text) if note is not None else (),
            noted=stored(note.made) if note is not None else 0,
            note_changed=stored(note.changed) if note is not None else 0,
            highlights=tuple(_each_once(sorted(marked, key=lambda one: one.key))),
        )


def _each_once(marked: Sequence[Highlighted]) -> Iterator[Highlighted]:
    """A passage that was marked twice over is one."""
    for _, alike in groupby(marked, key=lambda one: one.key):
        first, *others = alike
        for other in others:
            first = first.joined(other)
        yield first


def _highlighted(one: Highlight) -> Highlighted:
    return Highlighted(
        *(one.words, one.before, one.after, one.start, one.end),
        notes=parts_of(one.note),
        colour=one.colour,
        made=stored(one.made),
        changed=stored(one.changed),
    )


def _sameness(connection: sqlite3.Connection) -> Iterator[SameLine]:
    for kind, key, other_kind, other_key, same, made in connection.execute(_SAMENESS):
        one, other = sorted(((kind, key), (other_kind, other_key)))
        yield SameLine(one, other, bool(same), made)


def _stories(connection: sqlite3.Connection) -> Iterator[Said]:
    rows = connection.execute(_BY_HAND).fetchall()
    for _, members in groupby(rows, key=lambda row: row[0]):
        references = sorted(_reference(connection, number) for _, number in members)
        if len(references) > 1:
            yield TogetherLine(tuple(references))
    for one, other in connection.execute(_APART).fetchall():
        first, second = sorted((_reference(connection, one), _reference(connection, other)))
        yield ApartLine(first, second)


def _reference(connection: sqlite3.Connection, number: int) -> Reference:
    feed, guid = connection.execute(_REFERENCE, (number,)).fetchone()
    return without_credentials(feed)[0], guid if feed else without_credentials(guid)[0]


class Joining:
    """One transaction in which lines are joined."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._now = connection, now()
        self._feeds: dict[str, int] = {}
        self._kept: dict[str, int] | None = None
        self._new = self._changed = 0
        self._saved: list[int] = []

    def join(self, lines: Iterable[Said]) -> StateCounts:
        others = 0
        for line in lines:
            match line:
                case ArticleLine():
                    self._article(line)
                case TagLine():
                    others += self._colour(line)
                case SameLine():
                    others += self._same(line)
                case TogetherLine():
                    others += self._together(line)
                case ApartLine():
                    others += self._apart(line)
        return StateCounts(self._new, self._changed, others, tuple(self._saved))

    # Articles

    def _article(self, line: ArticleLine) -> None:
        number = self._find(line.feed, line.guid)
        is_new = number is None
        if number is None:
            number = self._enter(line)
        if number is None:
            return
        self._new += is_new
        changed = [
            bool(marks.set_read(self._connection, [number] * line.read, True)),
            bool(marks.set_hidden(self._connection, [number] * line.hidden, True)),
            bool(marks.set_muted(self._connection, [number] * line.muted, True)),
            self._since("starred", number, line.starred),
            bool([tag for tag in line.tags if tags.add(self._connection, [number], tag)]),
            self._note(number, line),
            bool([one for one in line.highlights if self._highlight(number, one)]),
        ]
        if self._since("saved", number, line.saved):
            self._saved.append(number)
            changed.append(True)
        self._changed += any(changed) and not is_new

    def _find(self, feed: str, guid: str) -> int | None:
        if feed:
            row = self._connection.execute(_FEED, (encodable(feed),)).fetchone()
            if row is None:
                return None
            row = self._connection.execute(_OF_FEED, (row[0], encodable(guid))).fetchone()
            return None if row is None else int(row[0])
        if (page := documents.page(self._connection, guid)) is not None:
            return page.id
        if self._kept is None:
            rows = self._connection.execute(_KEPT).fetchall()
            self._kept = {canonical(address): number for address, number in rows}
        return self._kept.get(canonical(guid))

    def _enter(self, line: ArticleLine) -> int | None:
        """Enter an article of which the title is known, until its feed or its page gives the rest; None if it
        was let go of here and nothing but read there."""
        added = restored(min(line.added or stored(self._now), stored(self._now)))
        published = restored(line.published) if line.published else None
        title = safe_line(line.title, _LONGEST_TITLE)
        if not line.feed:
            return self._enter_page(line, title, published, added)
        feed_id = self._feed(line.feed)
        guid = encodable(line.guid)
        if returning(self._connection, feed_id, [guid], self._now):
            if not line.is_marked:
                return None
            self._connection.execute(_LET_IN, (feed_id, digest_of(guid)))
        url = line.url if line.url.startswith(("http://", "https://")) else None
        entry = Entry(guid=guid, url=url, title=title, published=published)
        number = expect(self._connection, feed_id, entry, added, listed=is_listed(self._connection, feed_id))
        tallies.add(self._connection, feed_id, 1)
        return number

    def _enter_page(self, line: ArticleLine, title: str, published: datetime | None, added: datetime) -> int:
        guid = encodable(line.guid)
        row = (
            *(guid, encodable(line.url) or guid, title or documents.stopgap(guid), documents.host_of(guid)),
            *(stored(published), stored(added), documents.WANTED),
        )
        number = int(self._connection.execute(_ENTER_PAGE, row).fetchone()[0])
        tallies.add(self._connection, 0, 1)
        search.index(self._connection, number)
        if self._kept is not None:
            self._kept[canonical(guid)] = number
        return number

    def _feed(self, url: str) -> int:
        """The feed of that address; one that is not subscribed to keeps its articles until it is."""
        if url not in self._feeds:
            kept = encodable(without_credentials(url)[0])
            row = self._connection.execute(_FEED, (kept,)).fetchone()
            if row is None:
                row = self._connection.execute(_ADD_FEED, (kept,)).fetchone()
            self._feeds[url] = int(row[0])
        return self._feeds[url]

    def _since(self, mark: str, number: int, when: int) -> bool:
        """Save or star an article since then, if it is not so since earlier."""
        if not when:
            return False
        row = (min(when, stored(self._now)), number)
        return self._connection.execute(_MARK_SINCE.format(mark), row).fetchone() is not None

    def _note(self, number: int, line: ArticleLine) -> bool:
        if not line.notes:
            return False
        before = notes.note(self._connection, number)
        here = parts_of(before.text) if before is not None else ()
        parts = parts_joined(here, line.notes)
        if parts == here:
            return False
        made = restored(line.noted) if line.noted else self._now
        changed = restored(line.note_changed) if line.note_changed else made
        if before is not None:
            made, changed = min(made, before.made), max(changed, before.changed)
        note = Note(number, encodable(note_of(parts)), made, changed)
        notes.put_note_back(self._connection, number, note)
        return True

    def _highlight(self, number: int, line: Highlighted) -> bool:
        kept = notes.of(self._connection, [number]).get(number)
        alike = [one for one in (kept.highlights if kept else ()) if _highlighted(one).key == line.key]
        if not alike:
            self._mark(number, line)
            return True
        before = _highlighted(alike[0])
        after = before.joined(line)
        if (before.notes, before.colour, before.made, before.changed) == (
            after.notes,
            after.colour,
            after.made,
            after.changed,
        ):
            return False
        self._put(alike[0].id, number, after, (alike[0].start, alike[0].end), lost=alike[0].lost)
        return True

    def _mark(self, number: int, line: Highlighted) -> None:
        """Keep a passage where it is found in the text here, or until it is."""
        document = documents.document(self._connection, number)
        passage = Passage(line.start, line.end, line.words, line.before, line.after)
        place = found(passage, document.analysed_text) if document is not None else None
        made = notes.add_highlight(self._connection, number, passage, "", line.colour, self._now)
        if made is not None:
            self._put(made, number, line, place or (line.start, line.end), lost=place is None)

    def _put(
        self, highlight: int, number: int, line: Highlighted, place: tuple[int, int], *, lost: bool
    ) -> None:
        made, changed = restored(line.made), restored(line.changed)
        kept = Highlight(
            *(highlight, number, *place, line.words, line.before, line.after),
            note=encodable(note_of(line.notes)),
            colour=line.colour,
            made=made,
            changed=changed,
            lost=lost,
        )
        notes.put_highlight_back(self._connection, kept)

    # The rest

    def _colour(self, line: TagLine) -> bool:
        name = tags.cleaned(line.name)
        before = tags.colours(self._connection).get(name, -1)
        return line.colour > before and bool(tags.colour(self._connection, name, line.colour))

    def _same(self, line: SameLine) -> bool:
        asked = (*line.one, *line.other)
        row = self._connection.execute(_SAME_NOW, asked).fetchone()
        if row is not None and (row[3], bool(row[2])) >= (line.made, line.same):
            return False
        self._connection.execute(_FORGET_SAME, asked)
        self._connection.execute(_SAY_SAME, (*line.one, *line.other, line.same, line.made))
        return True

    def _together(self, line: TogetherLine) -> bool:
        """Put articles into one story, but for those that were taken apart here."""
        ids = [number for one in line.articles if (number := self._find(*one)) is not None]
        return len(ids) > 1 and corrections.put_together(self._connection, ids)

    def _apart(self, line: ApartLine) -> bool:
        one, other = self._find(*line.one), self._find(*line.other)
        if one is None or other is None or one == other:
            return False
        return corrections.take_apart(self._connection, min(one, other), max(one, other))
