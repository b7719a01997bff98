"""What a fetch brought: new entries become articles, changed ones are revised, nothing else is touched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from reader.model import Entry, FeedDocument, Validators
from reader.storage import tallies
from reader.storage.entries import (
    characters_of,
    guid_of,
    insert_all,
    is_same,
    revise,
)
from reader.storage.records import Fetched, Recorded
from reader.storage.retention import returning
from reader.storage.search import Words, enter_all
from reader.storage.times import stored
from reader.text import encodable, fold, safe_line

_KNOWN = """
SELECT guid, id, content_hash FROM article
WHERE feed_id = ? AND guid IN (SELECT value FROM json_each(?))
"""
_CHECKED = """
UPDATE feed SET checked = :checked, next_check = :next_check, failures = 0, error = NULL, reason = :reason,
    failing_since = NULL, succeeded = :checked, gone = :gone, max_age = coalesce(:max_age, max_age),
    status = coalesce(:status, status),
    answer_ms = coalesce((answer_ms * 3 + :milliseconds) / 4, :milliseconds, answer_ms)
WHERE id = :feed_id
"""
_FAILED = """
UPDATE feed SET checked = :checked, next_check = :next_check,
    failures = failures + (:reason IS NOT 'offline'), error = :error, reason = :reason,
    failing_since = coalesce(failing_since, :checked),
    status = :status, gone = CASE WHEN :gone IS NULL THEN gone ELSE coalesce(gone, :gone) END
WHERE id = :feed_id
"""
_SAID = """
UPDATE feed SET title = coalesce(nullif(:title, ''), title), site = coalesce(:site, site),
    about = coalesce(nullif(:about, ''), about), ttl = :ttl, skip_hours = :skip_hours, skip_days = :skip_days,
    entries = CASE WHEN :partial THEN entries ELSE :entries END,
    stubs = CASE WHEN :partial THEN stubs ELSE :stubs END
WHERE id = :feed_id
"""
_MOVED = """
UPDATE feed SET moved_seen = CASE WHEN moved_to = ?1 THEN moved_seen + 1 ELSE 1 END, moved_to = ?1,
    move_note = ?2
WHERE id = ?3 RETURNING moved_seen
"""
_AT_HOME = "UPDATE feed SET moved_to = NULL, moved_seen = 0, move_note = NULL WHERE id = ?"
_WAIT = """
INSERT INTO host VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET asked = excluded.asked, wait_until = excluded.wait_until
"""
_SET_VALIDATORS = "UPDATE feed SET etag = ?, last_modified = ? WHERE id = ?"
_RENEW_VALIDATORS = """
UPDATE feed SET etag = coalesce(?, etag), last_modified = coalesce(?, last_modified) WHERE id = ?
"""
_MAX_ERROR = 300
_MAX_ABOUT = 1_000
_STUB = 500
"""An entry with fewer characters of text than this is the beginning of an article, not the whole of it."""


class UnkeepableError(Exception):
    """One of several documents cannot be kept."""


def record(
    connection: sqlite3.Connection, fetched: Iterable[Fetched], *, apart: bool = False
) -> list[Recorded]:
    """Keep the outcomes of several fetches.

    Raise UnkeepableError if a document cannot be kept; then nothing of the transaction may stay. `apart`
    makes it a failure of its feed only, at twice the price: a savepoint has SQLite copy every page aside.
    """
    words: list[Words] = []
    recorded: list[Recorded] = []
    for one in fetched:
        if any(one.feed_id == before.feed_id for before in recorded):
            enter_all(connection, words)  # what is not in the index yet could not be taken out of it
            words.clear()
        recorded.append(_record(connection, one, words, apart=apart))
    enter_all(connection, words)
    return recorded


def _record(connection: sqlite3.Connection, fetched: Fetched, words: list[Words], *, apart: bool) -> Recorded:
    if fetched.wait is not None:
        host, until = fetched.wait
        connection.execute(_WAIT, (host, stored(fetched.checked), stored(until)))
    if fetched.document is None:
        _mark(connection, fetched, fetched.error)
        moved = 0 if fetched.error else _note_move(connection, fetched, same=True)
        return Recorded(fetched.feed_id, moved_seen=moved)
    before = len(words)
    if apart:
        connection.execute("SAVEPOINT one_feed")
    try:
        recorded = _record_document(connection, fetched, fetched.document, words)
    except (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.DataError) as error:
        if not apart:
            raise UnkeepableError from error
        connection.execute("ROLLBACK TO one_feed")
        del words[before:]
        recorded = Recorded(fetched.feed_id)
        _mark(connection, replace(fetched, reason="feed"), f"The feed could not be kept: {error}.")
    if apart:
        connection.execute("RELEASE one_feed")
    return recorded


def _record_document(
    connection: sqlite3.Connection, fetched: Fetched, document: FeedDocument, words: list[Words]
) -> Recorded:
    recorded, common = _record_entries(connection, fetched, document, words)
    _mark(connection, fetched, document.error)
    if document.error is None:
        same = common or _is_called(connection, fetched.feed_id, document.title)
        recorded = replace(recorded, moved_seen=_note_move(connection, fetched, same=same))
    if document.error is None or document.entries:
        _keep_what_it_said(connection, fetched, document)
    if recorded.new or recorded.updated:
        connection.execute(
            "UPDATE feed SET changed = ? WHERE id = ?", (stored(fetched.checked), fetched.feed_id)
        )
    return recorded


def _keep_what_it_said(connection: sqlite3.Connection, fetched: Fetched, document: FeedDocument) -> None:
    said = {
        "feed_id": fetched.feed_id,
        "title": safe_line(document.title),
        "site": document.site,
        "about": safe_line(document.description, _MAX_ABOUT),
        "ttl": document.ttl,
        "skip_hours": sum(1 << hour for hour in document.skip_hours),
        "skip_days": sum(1 << day for day in document.skip_days),
        "partial": fetched.partial,
        "entries": len(document.entries),
        "stubs": sum(characters_of(entry) < _STUB for entry in document.entries),
    }
    connection.execute(_SAID, said)


def _note_move(connection: sqlite3.Connection, fetched: Fetched, *, same: bool) -> int:
    """Count how often in a row the feed was found at another address; what is another feed does not count."""
    if fetched.moved_to is None or not same:
        connection.execute(_AT_HOME, (fetched.feed_id,))
        return 0
    row = (encodable(fetched.moved_to), fetched.move_note, fetched.feed_id)
    seen = connection.execute(_MOVED, row).fetchone()
    return int(seen[0]) if seen and fetched.move_note is None else 0


def _is_called(connection: sqlite3.Connection, feed_id: int, title: str) -> bool:
    row = connection.execute("SELECT title FROM feed WHERE id = ?", (feed_id,)).fetchone()
    return bool(title) and row is not None and fold(row[0]) == fold(title)


def _record_entries(
    connection: sqlite3.Connection, fetched: Fetched, document: FeedDocument, words: list[Words]
) -> tuple[Recorded, bool]:
    """Keep the entries; say, too, whether any of them was known."""
    entries: dict[str, Entry] = {}
    for entry in document.entries:
        entries.setdefault(guid_of(entry), entry)  # of two with one guid the first stands, as feeds begin new
    known = known_guids(connection, fetched.feed_id, entries)
    unknown = entries.keys() - known.keys()
    let_go = returning(connection, fetched.feed_id, unknown, fetched.checked) if unknown else set()
    listed = is_listed(connection, fetched.feed_id)
    arrived: list[Entry] = []
    updated: list[int] = []
    for guid, entry in reversed(entries.items()):  # so that ids, too, grow with time
        if guid in let_go:
            continue
        if guid not in known:
            arrived.append(entry)
        elif not is_same(connection, *known[guid], entry):
            revise(connection, known[guid][0], entry, fetched.checked)
            updated.append(known[guid][0])
    if not arrived:
        return Recorded(fetched.feed_id, (), tuple(updated)), bool(known or let_go)
    entered = insert_all(connection, fetched.feed_id, arrived, fetched.checked, listed=listed)
    words += entered
    tallies.add(connection, fetched.feed_id, len(entered))
    new = tuple(one.article_id for one in entered)
    return Recorded(fetched.feed_id, new, tuple(updated)), bool(known or let_go)


def known_guids(
    connection: sqlite3.Connection, feed_id: int, guids: Iterable[str]
) -> dict[str, tuple[int, bytes]]:
    """Return those guids of a feed that the library has, with each article's id and content's hash."""
    rows = connection.execute(_KNOWN, (feed_id, json.dumps(list(guids))))
    return {guid: (number, digest) for guid, number, digest in rows}


def is_listed(connection: sqlite3.Connection, feed_id: int) -> bool:
    """Say whether a feed's articles are in lists of many feeds."""
    row = connection.execute("SELECT active AND NOT muted FROM feed WHERE id = ?", (feed_id,)).fetchone()
    return bool(row and row[0])


def _mark(connection: sqlite3.Connection, fetched: Fetched, error: str | None) -> None:
    checked = stored(fetched.checked)
    finished = fetched.document is not None and fetched.document.finished
    row = {
        "feed_id": fetched.feed_id,
        "checked": checked,
        "next_check": stored(fetched.next_check),
        "error": error and safe_line(error, _MAX_ERROR),
        "reason": fetched.reason or ("feed" if error else "finished" if finished else None),
        "gone": checked if fetched.gone or finished else None,
        "status": fetched.status,
        "milliseconds": fetched.milliseconds,
        "max_age": fetched.max_age,
    }
    connection.execute(_CHECKED if error is None else _FAILED, row)
    if fetched.validators is not None and error is None:
        _keep_validators(connection, fetched.feed_id, fetched.validators, whole=fetched.document is not None)


def _keep_validators(
    connection: sqlite3.Connection, feed_id: int, validators: Validators, *, whole: bool
) -> None:
    """A document brings both validators or does without; a "not modified" only renews what it names."""
    statement = _SET_VALIDATORS if whole else _RENEW_VALIDATORS
    connection.execute(statement, (validators.etag, validators.last_modified, feed_id))
