"""The triggers that note what the person wants a server to be told.

They are there while the library has an account, so that nobody else pays for them, and so that no way of
marking an article, now or later, can forget to note it. They delete and insert: what REPLACE does within a
trigger is up to the statement that fires it.
"""

from __future__ import annotations

import sqlite3

_ARTICLE = """
CREATE TRIGGER IF NOT EXISTS intent_{what} AFTER UPDATE OF {what} ON article
WHEN {changed} AND EXISTS (SELECT 1 FROM remote_article WHERE article_id = new.id)
    AND NOT EXISTS (SELECT 1 FROM applying)
BEGIN
    DELETE FROM intent WHERE serial IN (
        SELECT serial FROM remote_article AS item JOIN intent AS former
            ON former.account_id = item.account_id AND former.remote_id = item.remote_id AND what = '{what}'
        WHERE article_id = new.id);
    INSERT INTO intent (account_id, remote_id, what, value)
        SELECT account_id, remote_id, '{what}', {value} FROM remote_article WHERE article_id = new.id;
END
"""
_TAG = """
CREATE TRIGGER IF NOT EXISTS intent_{name} AFTER {event} ON article_tag
WHEN EXISTS (SELECT 1 FROM remote_article WHERE article_id = {row}.article_id)
    AND EXISTS (SELECT 1 FROM article WHERE id = {row}.article_id)  -- else its tags go because it goes
    AND NOT EXISTS (SELECT 1 FROM applying)
BEGIN
    DELETE FROM intent WHERE serial IN (
        SELECT serial FROM remote_article AS item JOIN intent AS former
            ON former.account_id = item.account_id AND former.remote_id = item.remote_id AND what = 'tag'
        WHERE article_id = {row}.article_id AND tag = {row}.tag);
    INSERT INTO intent (account_id, remote_id, what, tag, value)
        SELECT account_id, remote_id, 'tag', {row}.tag, {value}
        FROM remote_article WHERE article_id = {row}.article_id;
END
"""


def _timed(what: str) -> str:
    changed = f"(old.{what} IS NULL) != (new.{what} IS NULL)"
    return _ARTICLE.format(what=what, changed=changed, value=f"new.{what} IS NOT NULL")


_TRIGGERS = {
    "read": _ARTICLE.format(what="read", changed="old.read != new.read", value="new.read"),
    "starred": _timed("starred"),
    "saved": _timed("saved"),
    "tagged": _TAG.format(name="tagged", event="INSERT", row="new", value=1),
    "untagged": _TAG.format(name="untagged", event="DELETE", row="old", value=0),
}


def watch(connection: sqlite3.Connection) -> None:
    """Have what the person does noted from now on, if there is an account; else not."""
    wanted, there = _wanted_and_there(connection)
    if wanted and there < len(_TRIGGERS):
        for statement in _TRIGGERS.values():
            connection.execute(statement)
    elif there and not wanted:
        for name in _TRIGGERS:
            connection.execute(f"DROP TRIGGER IF EXISTS intent_{name}")


def is_watched(connection: sqlite3.Connection) -> bool:
    """Whether `watch` has nothing to do."""
    wanted, there = _wanted_and_there(connection)
    return there == (len(_TRIGGERS) if wanted else 0)


def _wanted_and_there(connection: sqlite3.Connection) -> tuple[bool, int]:
    wanted = connection.execute("SELECT 1 FROM account").fetchone() is not None
    there = connection.execute(
        "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'intent\\_%' ESCAPE '\\' AND type = 'trigger'"
    ).fetchone()[0]
    return wanted, int(there)
