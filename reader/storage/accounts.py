"""Accounts on servers: the mirror of those in feeds.toml, how each stands, and what it subscribes to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from reader.model import Account
from reader.storage.intent_triggers import is_watched, watch
from reader.storage.remote_records import AccountState, KnownFeed
from reader.storage.times import restored, stored
from reader.text import encodable, safe_line

_MAX_ERROR = 300
_STATES = """
SELECT id, name, cursor, came, complete, epoch, synced, tried, next_try, failures, error, reason, refused,
    (SELECT count(*) FROM intent WHERE account_id = account.id),
    (SELECT count(*) FROM remote_feed WHERE account_id = account.id)
FROM account WHERE active ORDER BY id
"""
_SUCCEEDED = """
UPDATE account SET synced = ?2, tried = ?2, next_try = ?3, failures = 0, error = ?4, reason = NULL,
    refused = NULL, complete = 1 WHERE id = ?1
"""
_FAILED = """
UPDATE account SET tried = ?2, next_try = ?3, failures = failures + 1, error = ?4, reason = ?5, refused = ?6
WHERE id = ?1
"""
_FEEDS_SYNCED = """
UPDATE feed SET checked = ?2, succeeded = ?2, failures = 0, error = NULL, reason = NULL, failing_since = NULL,
    next_check = NULL, status = NULL, gone = NULL, moved_to = NULL, moved_seen = 0, move_note = NULL
WHERE id IN (SELECT feed_id FROM remote_feed WHERE account_id = ?1)
"""
_KNOWN = """
SELECT remote_id, feed_id, url, title, folder, own_title, own_folder FROM remote_feed
WHERE account_id = ? ORDER BY remote_id
"""
_ITEMS_OF_FEED = """
SELECT remote_id FROM remote_article JOIN article ON article.id = article_id
WHERE account_id = ?1 AND feed_id = (SELECT feed_id FROM remote_feed WHERE account_id = ?1 AND remote_id = ?2)
"""


def server_of(account: Account) -> str:
    """Return what tells a server and whom it knows there; https or not does not matter."""
    parts = urlsplit(account.url)
    return f"{account.kind} {parts.netloc.lower()}{parts.path.rstrip('/')} {account.user}"


def mirror(connection: sqlite3.Connection, accounts: Sequence[Account]) -> None:
    """Make the active accounts be these. One that is only called otherwise keeps what is known of it; one
    that is on another server now begins anew; one that is not there any more rests: the file may be amiss."""
    rows = connection.execute("SELECT name, server, active FROM account").fetchall()
    known = {name: server for name, server, _ in rows}
    wanted = {account.name: encodable(server_of(account)) for account in accounts}
    if {name: server for name, server, active in rows if active} != wanted:
        resting = {server: name for name, server in known.items() if name not in wanted}
        for name, server in wanted.items():
            if name not in known and server in resting:
                former = resting.pop(server)
                connection.execute("UPDATE account SET name = ? WHERE name = ?", (name, former))
                known[name] = known.pop(former)
        elsewhere = [(n,) for n, server in known.items() if wanted.get(n, server) != server]
        connection.executemany("DELETE FROM account WHERE name = ?", elsewhere)
        connection.executemany(
            "INSERT INTO account (name, server) VALUES (?, ?) ON CONFLICT DO NOTHING", wanted.items()
        )
        active = json.dumps([*wanted])
        connection.execute("UPDATE account SET active = name IN (SELECT value FROM json_each(?))", (active,))
    watch(connection)


def is_mirrored(connection: sqlite3.Connection, accounts: Sequence[Account]) -> bool:
    """Whether the active accounts are these, and what the person does is noted or not accordingly."""
    rows = connection.execute("SELECT name, server FROM account WHERE active").fetchall()
    return dict(rows) == {one.name: encodable(server_of(one)) for one in accounts} and is_watched(connection)


def forget(connection: sqlite3.Connection, name: str) -> None:
    """Forget an account, with all that is known of its server; articles stay."""
    connection.execute("DELETE FROM account WHERE name = ?", (name,))
    watch(connection)


def states(connection: sqlite3.Connection) -> list[AccountState]:
    """Return how the accounts stand."""
    return [
        AccountState(
            number,
            name,
            cursor,
            came,
            bool(complete),
            epoch,
            restored(synced),
            restored(tried),
            restored(next_try),
            *rest,
        )
        for number, name, cursor, came, complete, epoch, synced, tried, next_try, *rest in connection.execute(
            _STATES
        )
    ]


def succeeded(
    connection: sqlite3.Connection, account_id: int, when: datetime, next_try: datetime, note: str | None
) -> None:
    """Note that a round came to its end; `note` is a sentence on what it could not do."""
    said = note and safe_line(note, _MAX_ERROR)
    connection.execute(_SUCCEEDED, (account_id, stored(when), stored(next_try), said))
    connection.execute(_FEEDS_SYNCED, (account_id, stored(when)))


def failed(
    connection: sqlite3.Connection,
    account_id: int,
    when: datetime,
    next_try: datetime,
    why: tuple[str, str],
    refused: bytes | None,
) -> None:
    """Note that a round ended early: (sentence, reason). `refused` stands for the settings that did not let
    anybody in."""
    error, reason = safe_line(why[0], _MAX_ERROR), why[1]
    connection.execute(_FAILED, (account_id, stored(when), stored(next_try), error, reason, refused))


# Subscriptions


def known_feeds(connection: sqlite3.Connection, account_id: int) -> list[KnownFeed]:
    """Return the subscriptions that an account's server and the library agree on."""
    return [KnownFeed(*row) for row in connection.execute(_KNOWN, (account_id,))]


def know_feeds(connection: sqlite3.Connection, account_id: int, feeds: Iterable[KnownFeed]) -> None:
    """Keep what server and library agree on."""
    for one in feeds:
        texts = (one.url, one.title, one.folder, one.own_title, one.own_folder)
        row = (account_id, encodable(one.remote_id), one.feed_id, *map(encodable, texts))
        connection.execute("INSERT OR REPLACE INTO remote_feed VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def forget_feeds(connection: sqlite3.Connection, account_id: int, remote_ids: Iterable[str]) -> None:
    """Forget subscriptions that are no longer the account's, and its items' ids; articles stay."""
    for remote_id in remote_ids:
        items = [
            (account_id, item) for (item,) in connection.execute(_ITEMS_OF_FEED, (account_id, remote_id))
        ]
        for table in ("intent", "remote_label", "remote_article"):
            connection.executemany(
                f"DELETE FROM {table} WHERE account_id = ? AND remote_id = ?",  # noqa: S608
                items,
            )
        connection.execute(
            "DELETE FROM remote_feed WHERE account_id = ? AND remote_id = ?", (account_id, remote_id)
        )


def call_feed(connection: sqlite3.Connection, feed_id: int, title: str, site: str | None) -> None:
    """Give a feed the name, and the site, that a server knows for it; one that the person gave it stays."""
    connection.execute(
        "UPDATE feed SET title = coalesce(nullif(?2, ''), title), site = coalesce(?3, site) WHERE id = ?1",
        (feed_id, safe_line(title, 1000), site and encodable(site)),
    )
