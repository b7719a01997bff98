"""newsboat's files, made here: the tables of its cache are those that newsboat 2.21 and 2.44 write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

_TABLES = """
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
    title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0,
    is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT '');
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
    title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
    feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
    unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
    enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
    base VARCHAR(128) NOT NULL DEFAULT '');
CREATE INDEX idx_feedurl ON rss_item (feedurl);
CREATE TABLE metadata (db_schema_version_major INTEGER NOT NULL, db_schema_version_minor INTEGER NOT NULL);
INSERT INTO metadata VALUES (2, 11);
"""
_ITEM = """
INSERT INTO rss_item (guid, title, feedurl, url, author, pubDate, content, unread, flags, deleted,
    enclosure_url, enclosure_type)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True)
class Row:
    """An item of the cache."""

    guid: object
    title: object
    feedurl: str = "https://a.example/feed"
    url: object = ""
    author: str = ""
    published: object = 1_700_000_000
    content: object = "<p>Text.</p>"
    unread: int = 1
    flags: str | None = None
    deleted: int = 0
    enclosure_url: str = ""
    enclosure_type: str = ""


def cache(path: Path, feeds: Iterable[tuple[str, str, str]], rows: Iterable[Row]) -> Path:
    """Write a cache.db; `feeds` are addresses, sites and titles."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_TABLES)
        connection.executemany("INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)", feeds)
        connection.executemany(_ITEM, map(astuple, rows))
        connection.commit()
    return path
