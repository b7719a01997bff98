"""What a feed's health is told from: how its fetches went, and what has become of its latest articles."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from reader.storage.records import FeedVitals
from reader.storage.times import restored, stored

RECENT = timedelta(days=14)
"""What counts as lately when articles are counted."""
# Its pages are looked for among its latest articles only, each by one look-up; see VERSION_8 for the walls.
_VITALS = """
SELECT feed.id, url, name, folder, site, since, checked, changed, succeeded, failing_since, failures, error,
    reason, status, answer_ms, gone, moved_to, moved_seen, move_note, next_check, entries, stubs, full_text,
    muted,
    (SELECT max(newest) FROM article WHERE feed_id = feed.id AND hidden = 0),
    (SELECT newest FROM article WHERE feed_id = feed.id AND hidden = 0
     ORDER BY newest DESC LIMIT 1 OFFSET 19),
    (SELECT count(*) FROM article WHERE feed_id = feed.id AND hidden = 0 AND newest >= :recent),
    (SELECT count(*) FROM article
     WHERE feed_id = feed.id AND hidden = 0 AND read = 0 AND newest >= :recent),
    (SELECT count(*) FROM (
        SELECT id FROM article WHERE feed_id = feed.id AND hidden = 0 ORDER BY newest DESC LIMIT 60
     ) AS latest
     JOIN document ON article_id = latest.id WHERE source = 'page'),
    (SELECT count(*) FROM (
        SELECT id FROM article WHERE feed_id = feed.id AND hidden = 0 ORDER BY newest DESC LIMIT 60
     ) AS latest
     JOIN document INDEXED BY document_paywalled ON article_id = latest.id WHERE paywalled = 1)
FROM feed WHERE active ORDER BY position, feed.id
"""
_TIMES = (5, 6, 7, 8, 9, 15, 19, 24, 25)


def vitals(connection: sqlite3.Connection, when: datetime) -> list[FeedVitals]:
    """Return what the health of each subscribed feed is told from, in their order."""
    rows = connection.execute(_VITALS, {"recent": stored(when - RECENT)})
    return [_vitals(row) for row in rows]


def _vitals(row: tuple[object, ...]) -> FeedVitals:
    columns = list(row)
    for at in _TIMES:
        columns[at] = restored(columns[at])  # type: ignore[call-overload]
    return FeedVitals(*columns)  # type: ignore[arg-type]
