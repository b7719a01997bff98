"""Items that a server told become articles, or are found to be articles that are here already."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import datetime
from urllib.parse import urlsplit

from reader.storage import marks, tags, tallies
from reader.storage.entries import guid_of, insert, is_same, revise
from reader.storage.fetches import UnkeepableError, is_listed, known_guids
from reader.storage.remote_records import ToldItem
from reader.storage.retention import returning
from reader.storage.search import Words, enter_all
from reader.storage.times import stored
from reader.values import dataclass

_ROWS = """
SELECT remote_id, article_id, told FROM remote_article
WHERE account_id = ? AND remote_id IN (SELECT value FROM json_each(?))
"""
_UNJOINED = """
SELECT url, id FROM article WHERE feed_id = ? AND url IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM remote_article WHERE article_id = article.id)
"""
_KNOW = """
INSERT INTO remote_article (account_id, remote_id, article_id, read, starred, told) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
    article_id = coalesce(article_id, excluded.article_id), read = excluded.read, starred = excluded.starred
"""
_PENDING = """
SELECT remote_id, what, tag FROM intent
WHERE account_id = ? AND remote_id IN (SELECT value FROM json_each(?))
"""
_HASH = "SELECT content_hash FROM article WHERE id = ?"
_STANDING = """
SELECT read, starred IS NOT NULL, saved IS NOT NULL FROM article WHERE id = ?
"""
_TAGS = "SELECT tag FROM article_tag WHERE article_id = ?"
_WANT = "INSERT OR REPLACE INTO intent (account_id, remote_id, what, tag, value) VALUES (?, ?, ?, ?, 1)"


class Unjoined:
    """The articles of feeds that no item of a server stands for yet, by address: for one round of sync."""

    def __init__(self) -> None:
        self._feeds: dict[int, dict[str, int]] = {}

    def of(self, connection: sqlite3.Connection, feed_id: int) -> dict[str, int]:
        if feed_id not in self._feeds:
            rows = connection.execute(_UNJOINED, (feed_id,))
            self._feeds[feed_id] = {same_page(url): number for url, number in rows}
        return self._feeds[feed_id]


@dataclass(slots=True)
class Arrived:
    """What came of some items."""

    new: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    joined: set[str] = field(default_factory=set)
    """Items that were found to be articles from elsewhere."""
    article_of: dict[str, int | None] = field(default_factory=dict)


@contextmanager
def applying(connection: sqlite3.Connection) -> Iterator[None]:
    """Let what is written here be the server's doing, and no intent of the person's."""
    connection.execute("INSERT OR IGNORE INTO applying VALUES (1)")
    yield
    connection.execute("DELETE FROM applying")  # what raises ends the transaction, and this with it


def same_page(url: str) -> str:
    """Return an address without what does not tell pages apart: scheme, fragment, a slash at the end."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"


def keep(
    connection: sqlite3.Connection,
    account_id: int,
    items: Sequence[ToldItem],
    unjoined: Unjoined,
    saved_label: str,
    when: datetime,
) -> Arrived:
    """Keep items with their marks. Raise UnkeepableError if that cannot be; then nothing of it may stay.

    An item is known by its id, else by its guid, else by its address within the feed. What was here before
    the server told of it keeps its content, and is read, starred or tagged where it is so on either side.
    """
    items = list({item.remote_id: item for item in items}.values())
    try:
        with applying(connection):
            arrived = _enter(connection, account_id, items, unjoined, when)
            enter_all(connection, arrived.words)
            _know(connection, account_id, items, arrived)
            _mark(connection, account_id, items, arrived, saved_label, when)
        _want_joined(connection, account_id, items, arrived, saved_label)
    except (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.DataError) as error:
        raise UnkeepableError from error
    return arrived


def _enter(
    connection: sqlite3.Connection,
    account_id: int,
    items: Sequence[ToldItem],
    unjoined: Unjoined,
    when: datetime,
) -> Arrived:
    arrived = Arrived()
    by_feed: defaultdict[int, list[ToldItem]] = defaultdict(list)
    ids = json.dumps([item.remote_id for item in items])
    known = {remote: row for remote, *row in connection.execute(_ROWS, (account_id, ids))}
    for item in items:
        article_id, told = known.get(item.remote_id, (None, 0))
        if article_id is not None:
            arrived.article_of[item.remote_id] = article_id
            if told:
                _revise(connection, arrived, article_id, item, when)
        elif item.feed_id is None or (item.remote_id in known and not item.starred):
            arrived.article_of[item.remote_id] = None  # let go of before
        else:
            by_feed[item.feed_id].append(item)
    for feed_id, told_of_feed in by_feed.items():
        _enter_feed(connection, feed_id, told_of_feed, unjoined, arrived, when)
    return arrived


def _enter_feed(
    connection: sqlite3.Connection,
    feed_id: int,
    items: Sequence[ToldItem],
    unjoined: Unjoined,
    arrived: Arrived,
    when: datetime,
) -> None:
    there = known_guids(connection, feed_id, {guid_of(item.entry) for item in items})
    by_guid = {guid: number for guid, (number, _) in there.items()}
    unknown = [guid for item in items if (guid := guid_of(item.entry)) not in by_guid]
    let_go = returning(connection, feed_id, unknown, when)
    by_page = unjoined.of(connection, feed_id) if unknown else {}
    listed, entered = is_listed(connection, feed_id), 0
    for item in items:
        entry, guid = item.entry, guid_of(item.entry)
        found = by_guid.get(guid)
        if found is None and entry.url:
            found = by_page.pop(same_page(entry.url), None)
        if found is not None:
            arrived.joined.add(item.remote_id)
        elif guid in let_go and not item.starred:
            arrived.article_of[item.remote_id] = None
            continue
        else:
            arrived.words.append(insert(connection, feed_id, entry, when, listed=listed))
            found = by_guid[guid] = arrived.words[-1].article_id
            arrived.new.append(found)
            entered += 1
        arrived.article_of[item.remote_id] = found
    tallies.add(connection, feed_id, entered)
    if entered:
        connection.execute("UPDATE feed SET changed = ? WHERE id = ?", (stored(when), feed_id))


def _revise(
    connection: sqlite3.Connection, arrived: Arrived, article_id: int, item: ToldItem, when: datetime
) -> None:
    """Let an article say what its server tells of it now, under the guid that it has."""
    row = connection.execute("SELECT guid, content_hash FROM article WHERE id = ?", (article_id,)).fetchone()
    entry = replace(item.entry, guid=row[0])
    if not is_same(connection, article_id, row[1], entry):
        revise(connection, article_id, entry, when)
        arrived.updated.append(article_id)


def _know(
    connection: sqlite3.Connection, account_id: int, items: Sequence[ToldItem], arrived: Arrived
) -> None:
    connection.executemany(
        _KNOW,
        [
            (
                account_id,
                item.remote_id,
                arrived.article_of[item.remote_id],
                item.read,
                item.starred,
                item.remote_id not in arrived.joined,
            )
            for item in items
        ],
    )
    ids = json.dumps([item.remote_id for item in items])
    connection.execute(
        "DELETE FROM remote_label WHERE account_id = ? AND remote_id IN (SELECT value FROM json_each(?))",
        (account_id, ids),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO remote_label (account_id, remote_id, label) VALUES (?, ?, ?)",
        [(account_id, item.remote_id, label) for item in items for label in item.labels],
    )


def _mark(
    connection: sqlite3.Connection,
    account_id: int,
    items: Sequence[ToldItem],
    arrived: Arrived,
    saved_label: str,
    when: datetime,
) -> None:
    """Mark articles as the server has them, but for what the person wants otherwise."""
    ids = json.dumps([item.remote_id for item in items])
    wanted = {(remote, what, tag) for remote, what, tag in connection.execute(_PENDING, (account_id, ids))}
    read: defaultdict[bool, list[int]] = defaultdict(list)
    starred: defaultdict[bool, list[int]] = defaultdict(list)
    labelled: defaultdict[str, list[int]] = defaultdict(list)
    for item in items:
        number = arrived.article_of[item.remote_id]
        if number is None:
            continue
        joined = item.remote_id in arrived.joined  # then a mark that only the library has stays
        if (item.remote_id, "read", "") not in wanted and (item.read or not joined):
            read[item.read].append(number)
        if (item.remote_id, "starred", "") not in wanted and (item.starred or not joined):
            starred[item.starred].append(number)
        for label in item.labels:
            key = ("saved", "") if label == saved_label else ("tag", label)
            if (item.remote_id, *key) not in wanted:
                labelled[label].append(number)
    for value, numbers in read.items():
        marks.set_read(connection, numbers, value)
    marks.put(connection, "starred", starred[True], when)
    marks.take(connection, "starred", starred[False])
    for label, numbers in labelled.items():
        put_label(connection, label, numbers, saved_label, when)


def put_label(
    connection: sqlite3.Connection, label: str, numbers: Collection[int], saved_label: str, when: datetime
) -> list[int]:
    """Tag articles with a label of the server's, or save them if that is what it means."""
    if label == saved_label:
        return marks.put(connection, "saved", numbers, when)
    return tags.add(connection, numbers, label)


def _want_joined(
    connection: sqlite3.Connection,
    account_id: int,
    items: Iterable[ToldItem],
    arrived: Arrived,
    saved_label: str,
) -> None:
    """Have the server told what was done to articles before it told of them."""
    for item in items:
        number = arrived.article_of[item.remote_id]
        if number is None or item.remote_id not in arrived.joined:
            continue
        read, starred, saved = connection.execute(_STANDING, (number,)).fetchone()
        wanted = [("read", "")] * (read and not item.read) + [("starred", "")] * (
            starred and not item.starred
        )
        if saved and saved_label and saved_label not in item.labels:
            wanted.append(("saved", ""))
        own = (tag for (tag,) in connection.execute(_TAGS, (number,)))
        wanted += [("tag", tag) for tag in own if tag not in item.labels]
        connection.executemany(_WANT, [(account_id, item.remote_id, what, tag) for what, tag in wanted])
