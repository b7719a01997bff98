"""Feeds: the mirror of feeds.toml, their counts, and when each is to be asked again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from reader.model import Feed, Subscription, Validators
from reader.storage.records import FetchState
from reader.storage.times import restored, stored
from reader.text import safe_line

_MIRROR = """
INSERT INTO feed (url, title, custom_title, folder, position, full_text, interval, muted, author_pages)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
    custom_title = excluded.custom_title, folder = excluded.folder, position = excluded.position,
    full_text = excluded.full_text, interval = excluded.interval, muted = excluded.muted,
    author_pages = excluded.author_pages, active = 1
RETURNING id
"""
_RELIST = """
UPDATE article SET listed = NOT listed
WHERE feed_id = ?1 AND hidden = 0 AND listed != (SELECT active AND NOT muted FROM feed WHERE id = ?1)
"""
_FEEDS = """
SELECT id, url, name, folder, site, error, checked, changed, muted,
    tally.total, tally.unread
FROM feed LEFT JOIN tally ON feed_id = feed.id WHERE active ORDER BY position, id
"""
_STATES = """
SELECT id, url, etag, last_modified, checked, next_check, failures, interval, full_text
FROM feed WHERE active ORDER BY coalesce(next_check, 0), id
"""


def mirror(connection: sqlite3.Connection, subscriptions: Sequence[Subscription]) -> tuple[int, ...]:
    """Make the feeds be those subscriptions, in their order; return the ids of all that were not active.

    A feed that is no longer subscribed to keeps its articles: the saved ones stay in their list, and all
    are back when it is subscribed to again.
    """
    before = _visibility(connection)
    connection.execute("UPDATE feed SET active = 0")
    mirrored = [
        _mirror_one(connection, position, subscription) for position, subscription in enumerate(subscriptions)
    ]
    after = _visibility(connection)
    for feed_id in after:
        if before.get(feed_id, after[feed_id])[1] != after[feed_id][1]:
            connection.execute(_RELIST, (feed_id,))
    return tuple(dict.fromkeys(i for i in mirrored if not before.get(i, (False, False))[0]))


def move(connection: sqlite3.Connection, old_url: str, new_url: str) -> bool:
    """Give a feed its new address and keep its articles; False if there is none or the address is taken."""
    changed = connection.execute(
        "UPDATE OR IGNORE feed SET url = ?, etag = NULL, last_modified = NULL WHERE url = ?",
        (new_url, old_url),
    )
    return changed.rowcount > 0


def feeds(connection: sqlite3.Connection) -> list[Feed]:
    """Return the feeds that are subscribed to, in their order, with their counts."""
    tags = _tags(connection)
    return [
        Feed(
            id=number,
            url=url,
            title=name,
            folder=folder,
            tags=tags.get(number, ()),
            site=site,
            unread=unread,
            total=total,
            error=error,
            checked=restored(checked),
            changed=restored(changed),
            muted=bool(muted),
        )
        for number, url, name, folder, site, error, checked, changed, muted, total, unread in (
            connection.execute(_FEEDS)
        )
    ]


def folders(connection: sqlite3.Connection) -> list[str]:
    """Return the folders in the order of their first feeds; feeds without one are not in any."""
    rows = connection.execute("SELECT folder FROM feed WHERE active AND folder != '' ORDER BY position, id")
    return list(dict.fromkeys(folder for (folder,) in rows))


def fetch_states(connection: sqlite3.Connection, due: datetime | None = None) -> list[FetchState]:
    """Return what a refresh needs to know of each feed, longest due first; with `due` only those due then."""
    latest = stored(due)
    return [
        FetchState(
            feed_id=number,
            url=url,
            validators=Validators(etag, last_modified),
            checked=restored(checked),
            next_check=restored(next_check),
            failures=failures,
            interval=interval,
            full_text=None if full_text is None else bool(full_text),
        )
        for number, url, etag, last_modified, checked, next_check, failures, interval, full_text in (
            connection.execute(_STATES)
        )
        if latest is None or next_check is None or next_check <= latest
    ]


def _mirror_one(connection: sqlite3.Connection, position: int, subscription: Subscription) -> int:
    row = (
        subscription.url,
        _provisional_title(subscription.url),
        safe_line(subscription.title or "") or None,
        safe_line(subscription.folder),
        position,
        subscription.full_text,
        subscription.interval,
        subscription.mute,
        subscription.author_pages,
    )
    feed_id = int(connection.execute(_MIRROR, row).fetchone()[0])
    connection.execute("DELETE FROM feed_tag WHERE feed_id = ?", (feed_id,))
    tags = dict.fromkeys(filter(None, map(safe_line, subscription.tags)))
    connection.executemany(
        "INSERT INTO feed_tag VALUES (?, ?, ?)", [(feed_id, t, n) for n, t in enumerate(tags)]
    )
    return feed_id


def _provisional_title(url: str) -> str:
    """The address without what may be secret in it, until the feed has said its name."""
    try:
        parts = urlsplit(url)
        return safe_line(f"{parts.hostname or ''}{parts.path}".rstrip("/")) or "feed"
    except ValueError:
        return "feed"


def _visibility(connection: sqlite3.Connection) -> dict[int, tuple[bool, bool]]:
    """For every feed: whether it is active, and whether its articles are in lists of many feeds."""
    rows = connection.execute("SELECT id, active, active AND NOT muted FROM feed")
    return {feed_id: (bool(active), bool(listed)) for feed_id, active, listed in rows}


def _tags(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    for feed_id, tag in connection.execute("SELECT feed_id, tag FROM feed_tag ORDER BY feed_id, position"):
        tags[feed_id] = (*tags.get(feed_id, ()), tag)
    return tags
