"""What a fetch brought: new entries become articles, changed ones are revised, nothing else is touched."""

from __future__ import annotations

import json
import sqlite3

from reader.model import Entry, FeedDocument, Validators
from reader.storage.entries import content_hash, guid_of, insert, revise
from reader.storage.records import Fetched, Recorded
from reader.storage.times import stored
from reader.text import safe_line

_KNOWN = """
SELECT guid, id, content_hash FROM article
WHERE feed_id = ? AND guid IN (SELECT value FROM json_each(?))
"""
_TALLY = "UPDATE tally SET total = total + ?1, unread = unread + ?1 WHERE feed_id = ?2"
_CHECKED = "UPDATE feed SET checked = ?, next_check = ?, failures = 0, error = NULL WHERE id = ?"
_FAILED = "UPDATE feed SET checked = ?, next_check = ?, failures = failures + 1, error = ? WHERE id = ?"
_SET_VALIDATORS = "UPDATE feed SET etag = ?, last_modified = ? WHERE id = ?"
_RENEW_VALIDATORS = """
UPDATE feed SET etag = coalesce(?, etag), last_modified = coalesce(?, last_modified) WHERE id = ?
"""
_MAX_ERROR = 300


def record(connection: sqlite3.Connection, fetched: Fetched) -> Recorded:
    """Keep the outcome of one fetch. A document that cannot be kept makes it a failure of that feed only."""
    if fetched.document is None:
        _mark(connection, fetched, fetched.error)
        return Recorded(fetched.feed_id)
    connection.execute("SAVEPOINT one_feed")
    try:
        recorded = _record_document(connection, fetched, fetched.document)
    except (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.DataError) as error:
        connection.execute("ROLLBACK TO one_feed")
        recorded = Recorded(fetched.feed_id)
        _mark(connection, fetched, f"The feed could not be kept: {error}.")
    connection.execute("RELEASE one_feed")
    return recorded


def _record_document(connection: sqlite3.Connection, fetched: Fetched, document: FeedDocument) -> Recorded:
    recorded = _record_entries(connection, fetched, document)
    _mark(connection, fetched, document.error, keep_validators=document.error is not None)
    connection.execute(
        "UPDATE feed SET title = coalesce(nullif(?, ''), title), site = coalesce(?, site) WHERE id = ?",
        (safe_line(document.title), document.site, fetched.feed_id),
    )
    if recorded.new or recorded.updated:
        connection.execute(
            "UPDATE feed SET changed = ? WHERE id = ?", (stored(fetched.checked), fetched.feed_id)
        )
    return recorded


def _record_entries(connection: sqlite3.Connection, fetched: Fetched, document: FeedDocument) -> Recorded:
    entries: dict[str, Entry] = {}
    for entry in document.entries:
        entries.setdefault(guid_of(entry), entry)  # of two with one guid the first stands, as feeds begin new
    known = _known(connection, fetched.feed_id, entries)
    listed = _is_listed(connection, fetched.feed_id)
    new: list[int] = []
    updated: list[int] = []
    for guid, entry in reversed(entries.items()):  # so that ids, too, grow with time
        if guid not in known:
            new.append(insert(connection, fetched.feed_id, entry, fetched.checked, listed=listed))
        elif known[guid][1] != content_hash(entry):
            revise(connection, known[guid][0], entry, fetched.checked)
            updated.append(known[guid][0])
    if new:
        connection.execute(_TALLY, (len(new), fetched.feed_id))
    return Recorded(fetched.feed_id, tuple(new), tuple(updated))


def _known(
    connection: sqlite3.Connection, feed_id: int, entries: dict[str, Entry]
) -> dict[str, tuple[int, bytes]]:
    rows = connection.execute(_KNOWN, (feed_id, json.dumps(list(entries))))
    return {guid: (number, digest) for guid, number, digest in rows}


def _is_listed(connection: sqlite3.Connection, feed_id: int) -> bool:
    row = connection.execute("SELECT active AND NOT muted FROM feed WHERE id = ?", (feed_id,)).fetchone()
    return bool(row and row[0])


def _mark(
    connection: sqlite3.Connection, fetched: Fetched, error: str | None, *, keep_validators: bool = False
) -> None:
    checked, next_check = stored(fetched.checked), stored(fetched.next_check)
    if error is None:
        connection.execute(_CHECKED, (checked, next_check, fetched.feed_id))
    else:
        connection.execute(_FAILED, (checked, next_check, safe_line(error, _MAX_ERROR), fetched.feed_id))
    if fetched.validators is not None and not keep_validators and error is None:
        _keep_validators(connection, fetched.feed_id, fetched.validators, whole=fetched.document is not None)


def _keep_validators(
    connection: sqlite3.Connection, feed_id: int, validators: Validators, *, whole: bool
) -> None:
    """A document brings both validators or does without; a "not modified" only renews what it names."""
    statement = _SET_VALIDATORS if whole else _RENEW_VALIDATORS
    connection.execute(statement, (validators.etag, validators.last_modified, feed_id))
