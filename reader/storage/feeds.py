"""Feeds: the mirror of feeds.toml, their counts, and when each is to be asked again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from reader.model import Feed, Subscription, Validators
from reader.storage.records import FetchState
from reader.storage.times import restored, stored
from reader.text import safe_line, without_credentials

_MIRROR = """
INSERT INTO feed (url, title, custom_title, folder, position, full_text, interval, muted, author_pages, since)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
    custom_title = excluded.custom_title, folder = excluded.folder, position = excluded.position,
    full_text = excluded.full_text, interval = excluded.interval, muted = excluded.muted,
    author_pages = excluded.author_pages, active = 1
RETURNING id
"""
_MIRRORED = """
SELECT id, url, custom_title, folder, position, full_text, interval, muted, author_pages
FROM feed WHERE active
"""
_RELIST = """
UPDATE article SET listed = NOT listed
WHERE feed_id = ?1 AND hidden = 0 AND muted = 0
    AND listed != (SELECT active AND NOT feed.muted FROM feed WHERE feed.id = ?1)
"""
_FEEDS = """
SELECT id, url, name, folder, site, error, checked, changed, muted,
    tally.total, tally.unread
FROM feed LEFT JOIN tally ON feed_id = feed.id WHERE active ORDER BY position, id
"""
_STATES = """
SELECT id, url, etag, last_modified, checked, next_check, failures, interval, full_text,
    gone, moved_to, moved_seen, ttl, max_age, skip_hours, skip_days
FROM feed WHERE active ORDER BY coalesce(next_check, 0), id
"""
_CLOCKS_DIFFER = 3_600_000_000  # microseconds: what is noted later than that is noted by a wrong clock
_MOVE = """
UPDATE OR IGNORE feed SET url = ?, etag = NULL, last_modified = NULL,
    moved_to = NULL, moved_seen = 0, move_note = NULL, gone = NULL
WHERE url = ?
"""
_WITH_CREDENTIALS = "SELECT id, url FROM feed WHERE url LIKE '%://%@%'"


class _Mirrored(NamedTuple):
    """What a feed's row has of feeds.toml."""

    url: str
    title: str | None
    folder: str
    position: int
    full_text: bool | None
    interval: int | None
    muted: bool
    author_pages: bool | None
    tags: tuple[str, ...]

    @classmethod
    def of(cls, position: int, one: Subscription) -> Self:
        """Return what the row of a subscription is to have."""
        return cls(
            without_credentials(one.url)[0],
            safe_line(one.title or "") or None,
            safe_line(one.folder),
            position,
            one.full_text,
            one.interval,
            one.mute,
            one.author_pages,
            tuple(dict.fromkeys(filter(None, map(safe_line, one.tags)))),
        )


def mirror(
    connection: sqlite3.Connection, subscriptions: Sequence[Subscription], when: datetime
) -> tuple[int, ...]:
    """Make the feeds be those subscriptions, in their order; return the ids of all that were not active.

    A feed that is no longer subscribed to keeps its articles: the saved ones stay in their list, and all
    are back when it is subscribed to again.
    """
    _forget_credentials(connection)
    wanted = [_Mirrored.of(position, one) for position, one in enumerate(subscriptions)]
    _follow(connection, [one.url for one in wanted])
    before = _visibility(connection)
    connection.execute("UPDATE feed SET active = 0")
    mirrored = [_mirror_one(connection, one, when) for one in wanted]
    after = _visibility(connection)
    for feed_id in after:
        if before.get(feed_id, after[feed_id])[1] != after[feed_id][1]:
            connection.execute(_RELIST, (feed_id,))
    return tuple(dict.fromkeys(i for i in mirrored if not before.get(i, (False, False))[0]))


def is_mirrored(connection: sqlite3.Connection, subscriptions: Sequence[Subscription]) -> bool:
    """Whether the feeds are those subscriptions, as at nearly every start."""
    if connection.execute(_WITH_CREDENTIALS).fetchone() is not None:
        return False
    wanted = (_Mirrored.of(position, one) for position, one in enumerate(subscriptions))
    return _mirrored(connection) == {one.url: one for one in wanted}


def move(connection: sqlite3.Connection, old_url: str, new_url: str) -> bool:
    """Give a feed its new address and keep its articles; False if there is none or the address is taken."""
    return connection.execute(_MOVE, (new_url, old_url)).rowcount > 0


def note_move(connection: sqlite3.Connection, url: str, new_url: str) -> None:
    """Keep where a feed is found now; `mirror` gives it that address once it is subscribed to there."""
    connection.execute("UPDATE feed SET moved_to = ? WHERE url = ?", (new_url, url))


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


def fetch_states(connection: sqlite3.Connection) -> list[FetchState]:
    """Return what a refresh needs to know of each feed, longest due first."""
    return [_fetch_state(*row) for row in connection.execute(_STATES)]


def _fetch_state(  # the columns of _STATES
    feed_id: int,
    url: str,
    etag: str | None,
    last_modified: str | None,
    checked: int | None,
    next_check: int | None,
    failures: int,
    interval: int | None,
    full_text: int | None,
    gone: int | None,
    moved_to: str | None,
    moved_seen: int,
    ttl: int | None,
    max_age: int | None,
    skip_hours: int,
    skip_days: int,
) -> FetchState:
    return FetchState(
        feed_id=feed_id,
        url=url,
        validators=Validators(etag, last_modified),
        checked=restored(checked),
        next_check=restored(next_check),
        failures=failures,
        interval=interval,
        full_text=None if full_text is None else bool(full_text),
        gone=restored(gone),
        moved_to=moved_to,
        moved_seen=moved_seen,
        ttl=ttl,
        max_age=max_age,
        skip_hours=_bits(skip_hours),
        skip_days=_bits(skip_days),
    )


def host_waits(connection: sqlite3.Connection, when: datetime) -> dict[str, datetime]:
    """Return the hosts that asked for time, and until when; what a clock ahead noted does not count."""
    rows = connection.execute(
        "SELECT name, wait_until FROM host WHERE wait_until > ?1 AND asked <= ?1 + ?2",
        (stored(when), _CLOCKS_DIFFER),
    )
    return {name: restored(until) for name, until in rows}


def _forget_credentials(connection: sqlite3.Connection) -> None:
    """Take names and passwords out of addresses that were kept with them; feeds.toml has them."""
    for feed_id, url in connection.execute(_WITH_CREDENTIALS).fetchall():
        bare = without_credentials(url)[0]
        connection.execute("UPDATE OR IGNORE feed SET url = ? WHERE id = ?", (bare, feed_id))


def _follow(connection: sqlite3.Connection, urls: Sequence[str]) -> None:
    """Let a feed have the new address that stands in place of its own and is where it was found last."""
    subscribed = set(urls)
    moved = connection.execute("SELECT url, moved_to FROM feed WHERE moved_to IS NOT NULL").fetchall()
    for url, new_url in moved:
        if new_url in subscribed and url not in subscribed:
            move(connection, url, new_url)


def _mirrored(connection: sqlite3.Connection) -> dict[str, _Mirrored]:
    """The active feeds by their addresses."""
    tags, rows = _tags(connection), connection.execute(_MIRRORED)
    return {row[0]: _Mirrored._make((*row, tags.get(feed_id, ()))) for feed_id, *row in rows}


def _mirror_one(connection: sqlite3.Connection, one: _Mirrored, when: datetime) -> int:
    row = (one.url, _provisional_title(one.url), *one[1:-1], stored(when))
    feed_id = int(connection.execute(_MIRROR, row).fetchone()[0])
    connection.execute("DELETE FROM feed_tag WHERE feed_id = ?", (feed_id,))
    connection.executemany(
        "INSERT INTO feed_tag VALUES (?, ?, ?)", [(feed_id, t, n) for n, t in enumerate(one.tags)]
    )
    return feed_id


def _provisional_title(url: str) -> str:
    """The address without what may be secret in it, until the feed has said its name."""
    try:
        parts = urlsplit(url)
        return safe_line(f"{parts.hostname or ''}{parts.path}".rstrip("/")) or "feed"
    except ValueError:
        return "feed"


def _bits(mask: int) -> tuple[int, ...]:
    return tuple(n for n in range(24) if mask >> n & 1)


def _visibility(connection: sqlite3.Connection) -> dict[int, tuple[bool, bool]]:
    """For every feed: whether it is active, and whether its articles are in lists of many feeds."""
    rows = connection.execute("SELECT id, active, active AND NOT muted FROM feed")
    return {feed_id: (bool(active), bool(listed)) for feed_id, active, listed in rows}


def _tags(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    for feed_id, tag in connection.execute("SELECT feed_id, tag FROM feed_tag ORDER BY feed_id, position"):
        tags[feed_id] = (*tags.get(feed_id, ()), tag)
    return tags
