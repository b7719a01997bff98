"""What the person did that a server has not taken yet. See `intent_triggers` for who notes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.storage.remote_records import Intent

MOST_TRIES = 3
"""So often a server is told what it says it took and then does not have."""
_PENDING = """
SELECT serial, remote_id, what, tag, value, tries FROM intent WHERE account_id = ? ORDER BY serial LIMIT ?
"""
_MARKED = "UPDATE remote_article SET {0} = ?3 WHERE account_id = ?1 AND remote_id = ?2"
_LABELLED = """
INSERT OR IGNORE INTO remote_label (account_id, remote_id, label)
SELECT account_id, remote_id, ?3 FROM remote_article
WHERE account_id = ?1 AND remote_id = ?2
"""
_UNLABELLED = "DELETE FROM remote_label WHERE account_id = ?1 AND remote_id = ?2 AND label = ?3"


def pending(connection: sqlite3.Connection, account_id: int, limit: int) -> list[Intent]:
    """Return what a server is still to be told, what was wanted first first."""
    rows = connection.execute(_PENDING, (account_id, limit))
    return [
        Intent(serial, remote_id, what, tag, bool(value), tries)
        for serial, remote_id, what, tag, value, tries in rows
    ]


def acknowledge(
    connection: sqlite3.Connection, account_id: int, taken: Sequence[Intent], saved_label: str
) -> None:
    """Note that the server took these: they leave the queue unless the person has wanted something else
    since, and the marks count as the server's."""
    connection.executemany("DELETE FROM intent WHERE serial = ?", [(one.serial,) for one in taken])
    for one in taken:
        if one.what in {"read", "starred"}:
            connection.execute(_MARKED.format(one.what), (account_id, one.remote_id, one.value))
        elif label := label_of(one, saved_label):
            statement = _LABELLED if one.value else _UNLABELLED
            connection.execute(statement, (account_id, one.remote_id, label))
    connection.execute("UPDATE account SET epoch = epoch + 1 WHERE id = ?", (account_id,))


def drop(connection: sqlite3.Connection, serials: Sequence[int]) -> None:
    """Take out what the server cannot be told: it stays on this machine."""
    connection.executemany("DELETE FROM intent WHERE serial = ?", [(serial,) for serial in serials])


def label_of(intent: Intent, saved_label: str) -> str:
    """Return the server's label that an intent is about, "" for none. A tag that is called as the label for
    what is saved is none of the server's."""
    if intent.what == "saved":
        return saved_label
    return intent.tag if intent.what == "tag" and intent.tag != saved_label else ""


def want_again(
    connection: sqlite3.Connection, account_id: int, ignored: Sequence[Intent]
) -> tuple[int, list[Intent]]:
    """Put intents back that a server took and does not have, unless something else is wanted since.

    Return how many are back, and those that it has been told often enough.
    """
    given_up = [one for one in ignored if one.tries + 1 >= MOST_TRIES]
    again = [one for one in ignored if one.tries + 1 < MOST_TRIES]
    connection.executemany(
        "INSERT OR IGNORE INTO intent (account_id, remote_id, what, tag, value, tries)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(account_id, one.remote_id, one.what, one.tag, one.value, one.tries + 1) for one in again],
    )
    return len(again), given_up
