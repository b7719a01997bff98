"""newsboat's `cache.db`: a foreign SQLite file, read row by row, within bounds, and never written to."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from reader.feeds.byline import author_names
from reader.feeds.entry import absolute, body_of, guid_of, title_of
from reader.feeds.plain import plain_text
from reader.model import Enclosure, Entry
from reader.takeover.values import Batch, CachedFeed, CachedItem, TakeoverError
from reader.text import safe_line

MOST_FEEDS = 10_000
_BEGINS = b"SQLite format 3\0"
_LARGEST_VALUE = 64 * 1024 * 1024
_PATIENCE = 200_000_000
"""Steps of SQLite's machine after which a file that was made to be slow is left."""
_BATCH_BYTES = 16 * 1024 * 1024
_LATEST = 253_402_300_799
_FEEDS = "SELECT rssurl, title, url FROM rss_feed ORDER BY rowid LIMIT ?"
_COUNTS = "SELECT feedurl, count(*) FROM rss_item GROUP BY feedurl LIMIT ?"
_ITEMS = """
SELECT id, guid, title, author, url, feedurl, pubDate, substr(content, 1, 600000), unread,
    {enclosures}, {flags}, {deleted}
FROM rss_item WHERE id > ? ORDER BY id LIMIT ?
"""
# What newsboat puts behind the address of an item that has no guid.
_DATE = re.compile(r"\s*(?:(?:[A-Za-z]{3}, *)?\d{1,2} +[A-Za-z]{3} +\d{2,4}\b.*|\d{4}-\d\d-\d\d.*)")


def is_database(path: Path) -> bool:
    """Say whether a file begins like one of SQLite's."""
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINS)) == _BEGINS
    except OSError:
        return False


def feeds_in(path: Path) -> tuple[CachedFeed, ...]:
    """Return the feeds of a cache, in their order, with how many items each has. Raise TakeoverError."""
    with _opened(path) as connection:
        counts = {str(url): int(many) for url, many in connection.execute(_COUNTS, (MOST_FEEDS,))}
        found: dict[str, CachedFeed] = {}
        for given, title, site in connection.execute(_FEEDS, (MOST_FEEDS,)):
            if (url := absolute(given)) is not None:
                name = title_of(str(title), markup=True)
                found[url] = CachedFeed(url, name, absolute(site), counts.get(given, 0))
        for given, many in counts.items():
            if (url := absolute(given)) is not None:
                found.setdefault(url, CachedFeed(url, "", None, many))
        return tuple(found.values())


def items_in(path: Path, after: int, limit: int) -> Batch:
    """Return at most so many items that come after the one of that number. Raise TakeoverError."""
    with _opened(path) as connection:
        items: list[CachedItem] = []
        last, seen, skipped, size = after, 0, 0, 0
        for row in connection.execute(_statement(connection), (after, limit)):
            last, seen = int(row[0]), seen + 1
            item = _item(*row[1:])
            skipped += item is None
            if item is not None:
                items.append(item)
                size += len(item.entry.content_html) + len(item.entry.text)
            if size > _BATCH_BYTES:
                return Batch(tuple(items), last, skipped)
        return Batch(tuple(items), last if seen == limit else None, skipped)


def _item(
    guid: object,
    title: object,
    author: object,
    url: object,
    feed_url: object,
    published: object,
    content: object,
    unread: object,
    enclosure_url: object,
    enclosure_type: object,
    flags: object,
    deleted: object,
) -> CachedItem | None:
    """One row; None for one that has no feed, or is no row of newsboat's."""
    feed, texts = absolute(feed_url), (guid, title, content)
    if feed is None or not all(isinstance(text, str) for text in texts):
        return None
    address = absolute(url, feed)
    name, body = title_of(str(title), markup=True), body_of(str(content))
    given = "" if _made_up(str(guid), str(url or ""), str(title)) else str(guid)
    entry = Entry(
        guid=guid_of(given, address, name, body),
        url=address,
        title=name,
        authors=author_names([str(author or "")]),
        published=_moment(published),
        content_html=body,
        text=plain_text(body),
        enclosures=_enclosures(enclosure_url, enclosure_type, feed),
    )
    letters = "".join(sorted({c for c in str(flags or "") if c.isascii() and c.isalpha()}))
    return CachedItem(feed, entry, read=not unread, deleted=bool(deleted), flags=letters)


def _made_up(guid: str, url: str, title: str) -> bool:
    """Whether the item had no guid: newsboat then takes its address and its date, or its title."""
    if not url:
        return guid == title
    return guid.startswith(url) and _DATE.fullmatch(guid[len(url) :]) is not None


def _moment(seconds: object) -> datetime | None:
    if not isinstance(seconds, int) or not 0 < seconds <= _LATEST:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _enclosures(url: object, kind: object, base: str) -> tuple[Enclosure, ...]:
    address = absolute(url, base)
    return (Enclosure(address, safe_line(str(kind or ""), 100) or None),) if address else ()


def _statement(connection: sqlite3.Connection) -> str:
    """The query, without the columns that an old cache has not."""
    columns = {str(row[1]) for row in connection.execute("PRAGMA table_info(rss_item)")}
    return _ITEMS.format(
        enclosures="enclosure_url, enclosure_type" if "enclosure_type" in columns else "NULL, NULL",
        flags="flags" if "flags" in columns else "NULL",
        deleted="deleted" if "deleted" in columns else "0",
    )


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that anybody may have made: read alone, without its views, triggers and functions."""
    _check(path)
    try:
        address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
            connection.set_progress_handler(lambda: 1, _PATIENCE)
            for pragma in (
                "trusted_schema = OFF",
                "cell_size_check = ON",
                "query_only = ON",
                "mmap_size = 0",
            ):
                connection.execute(f"PRAGMA {pragma}")
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            tables = connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('rss_feed', 'rss_item')"
                " AND sql NOT LIKE 'CREATE VIRTUAL%' AND sql NOT LIKE '% AS (%'"
            )
            if len(tables.fetchall()) != 2:
                raise TakeoverError(f"{path} is not a cache of newsboat's.")
            yield connection
    except sqlite3.OperationalError as error:
        why = "it takes too long to be read" if "interrupted" in str(error) else str(error)
        raise TakeoverError(f"{path} cannot be read: {safe_line(why, 100)}.") from None
    except (sqlite3.Error, OverflowError) as error:
        raise TakeoverError(f"{path} cannot be read: {safe_line(str(error), 100)}.") from None


def _check(path: Path) -> None:
    if not is_database(path):
        raise TakeoverError(f"{path} is not a cache of newsboat's.")
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists() and journal.stat().st_size:
        raise TakeoverError(f"newsboat was stopped while it wrote to {path}: start it once, then try again.")
