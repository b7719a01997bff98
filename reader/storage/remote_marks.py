"""Marks as a server has them beside those it had: what it has changed is changed here, unless the person
wants it otherwise."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime

from reader.storage import marks, tags
from reader.storage.remote_items import applying, put_label
from reader.storage.remote_records import Difference, ToldMarks

_WITH = {
    "read": "SELECT remote_id FROM remote_article WHERE account_id = ? AND read = 0",
    "starred": "SELECT remote_id FROM remote_article WHERE account_id = ? AND starred = 1",
}
_LABELS = "SELECT label, remote_id FROM remote_label WHERE account_id = ?"
_KNOWN = """
SELECT remote_id, article_id FROM remote_article
WHERE account_id = ? AND remote_id IN (SELECT value FROM json_each(?))
"""
_WANTED = """
SELECT remote_id FROM intent WHERE account_id = ?1 AND what = ?2 AND tag = ?3
    AND remote_id IN (SELECT value FROM json_each(?4))
"""
_SET = """
UPDATE remote_article SET {0} = ?3
WHERE account_id = ?1 AND remote_id IN (SELECT value FROM json_each(?2))
"""
_LABEL = "INSERT OR IGNORE INTO remote_label (account_id, remote_id, label) VALUES (?, ?, ?)"
_UNLABEL = "DELETE FROM remote_label WHERE account_id = ? AND remote_id = ? AND label = ?"
_FORGET = "DELETE FROM {0} WHERE account_id = ? AND remote_id IN (SELECT value FROM json_each(?))"
_LET_GO = "SELECT remote_id, starred FROM remote_article WHERE account_id = ? AND article_id IS NULL"


def differences(connection: sqlite3.Connection, account_id: int, told: ToldMarks) -> list[Difference]:
    """Return what has changed at the server since it was last heard of; what it told of ids that are not
    known here is left out when it is applied."""
    unread = _ids(connection, _WITH["read"], account_id)
    starred = _ids(connection, _WITH["starred"], account_id)
    found = [
        Difference("read", True, tuple(unread - told.unread)),
        Difference("read", False, tuple(told.unread - unread)),
        Difference("starred", False, tuple(starred - told.starred)),
        Difference("starred", True, tuple(told.starred - starred)),
    ]
    labelled: dict[str, set[str]] = {}
    for label, remote_id in connection.execute(_LABELS, (account_id,)):
        labelled.setdefault(label, set()).add(remote_id)
    for label, ids in told.labelled.items():
        had = labelled.get(label, set())
        found.append(Difference("label", False, tuple(had - ids), label))
        found.append(Difference("label", True, tuple(ids - had), label))
    return [one for one in found if one.ids]


def unknown(connection: sqlite3.Connection, account_id: int, ids: Collection[str]) -> list[str]:
    """Return those of some ids that the library has never heard of."""
    known = {remote for remote, _ in connection.execute(_KNOWN, (account_id, json.dumps([*ids])))}
    return [one for one in ids if one not in known]


def let_go(connection: sqlite3.Connection, account_id: int) -> dict[str, bool]:
    """Return the items that are known and have no article here, and whether they were starred."""
    rows = connection.execute(_LET_GO, (account_id,))
    return {remote: bool(starred) for remote, starred in rows}


def labels(connection: sqlite3.Connection, account_id: int) -> set[str]:
    """Return the labels that items had."""
    return _ids(connection, "SELECT DISTINCT label FROM remote_label WHERE account_id = ?", account_id)


def tidy(connection: sqlite3.Connection, account_id: int, told: ToldMarks) -> None:
    """Forget items without an article here of which the server's lists do not tell either."""
    forget(connection, account_id, let_go(connection, account_id).keys() - told.unread - told.starred)


def apply(
    connection: sqlite3.Connection, account_id: int, one: Difference, saved_label: str, when: datetime
) -> list[int]:
    """Have articles marked as the server has them now; return those that changed."""
    known = dict(connection.execute(_KNOWN, (account_id, json.dumps(one.ids))).fetchall())
    what, tag = _named(one, saved_label)
    wanted = _ids(connection, _WANTED, account_id, what, tag, json.dumps([*known]))
    with applying(connection):
        _note(connection, account_id, one, known)
        numbers = [number for remote, number in known.items() if number is not None and remote not in wanted]
        return _changed(connection, one, numbers, saved_label, when)


def _named(one: Difference, saved_label: str) -> tuple[str, str]:
    if one.what != "label":
        return one.what, ""
    return ("saved", "") if one.label == saved_label else ("tag", tags.cleaned(one.label))


def _note(connection: sqlite3.Connection, account_id: int, one: Difference, known: Iterable[str]) -> None:
    if one.what == "label":
        rows = [(account_id, remote, one.label) for remote in known]
        connection.executemany(_LABEL if one.value else _UNLABEL, rows)
    else:
        connection.execute(_SET.format(one.what), (account_id, json.dumps([*known]), one.value))


def _changed(
    connection: sqlite3.Connection, one: Difference, numbers: list[int], saved_label: str, when: datetime
) -> list[int]:
    if one.what == "read":
        return marks.set_read(connection, numbers, one.value)
    if one.what == "label" and one.value:
        return put_label(connection, one.label, numbers, saved_label, when)
    if one.what == "label" and one.label != saved_label:
        return tags.remove(connection, numbers, one.label)
    if one.value:
        return marks.put(connection, "starred", numbers, when)
    return marks.take(connection, "starred" if one.what == "starred" else "saved", numbers).ids.tolist()


def forget(connection: sqlite3.Connection, account_id: int, ids: Collection[str]) -> None:
    """Forget items that the server does not have any more; their articles stay as they are."""
    listed = json.dumps([*ids])
    for table in ("intent", "remote_article"):  # labels go with the latter
        connection.execute(_FORGET.format(table), (account_id, listed))


def _ids(connection: sqlite3.Connection, statement: str, *values: object) -> set[str]:
    return {remote for (remote,) in connection.execute(statement, values)}
