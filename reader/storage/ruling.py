"""Rules act on articles: on those that came or changed, and later on those that have been understood.

Each rule acts once on an article, whatever becomes of that article: `ruled` has which rule, by its
fingerprint, has acted on which. `rule_waiting` has the articles that a rule is still to look at once they are
understood. Rows of both go with their articles; see `tidy` for the others.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from datetime import datetime, timedelta

from reader.query import awaits_understanding, certain
from reader.query.tree import Node
from reader.rule import MARKS, ArticleRule
from reader.storage import marks, tags
from reader.storage.asked import Asking, understood
from reader.storage.errors import LibraryError
from reader.storage.patience import patience
from reader.storage.times import stored
from reader.values import dataclass

SECONDS = 1.0
"""How long a rule may look at the articles of one transaction, for which others wait."""
MOST_WAITING = 20_000
WAITING_DAYS = 30
"""So many articles, and none that came longer ago, wait to be understood; others are left alone."""
_FORGOTTEN = timedelta(days=30)

_ACTED = "SELECT article_id FROM ruled WHERE rule = ? AND article_id IN (SELECT value FROM json_each(?))"
_NOTE = "INSERT OR IGNORE INTO ruled SELECT value, ?, ? FROM json_each(?)"
_WAIT = "INSERT OR REPLACE INTO rule_waiting SELECT value, ? FROM json_each(?)"
_ALL_READY = """
SELECT article_id FROM rule_waiting WHERE EXISTS
    (SELECT 1 FROM understanding WHERE understanding.article_id = rule_waiting.article_id AND version > 0)
"""
_READY = f"{_ALL_READY} AND article_id IN (SELECT value FROM json_each(?))"  # noqa: S608
_NO_LONGER = "DELETE FROM rule_waiting WHERE article_id IN (SELECT value FROM json_each(?))"
_TIDY_WAITING = """
DELETE FROM rule_waiting WHERE since < ?1 OR article_id <
    (SELECT article_id FROM rule_waiting ORDER BY article_id DESC LIMIT 1 OFFSET ?2)
"""
_TIDY_ACTED = "DELETE FROM ruled WHERE acted < ? AND rule NOT IN (SELECT value FROM json_each(?))"
_FLUSH = "SELECT 1 FROM search WHERE search MATCH '\"\"'"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A rule made ready: its query, what of that can be told of an article that is not understood yet (None
    for nothing), and whether there is more to be told then."""

    rule: ArticleRule
    where: Node
    first: Node | None
    later: bool

    @classmethod
    def of(cls, rule: ArticleRule) -> Ruling:
        """Raise LibraryError, with the sentence, if its query cannot be understood."""
        where = understood(rule.when).where
        if where is None:
            raise LibraryError("A rule that is about everything does nothing.")
        return cls(rule, where, certain(where), awaits_understanding(where))


@dataclass(frozen=True, slots=True)
class Marked:
    """Articles that one of a rule's acts changed; `verb` is one of `rule.MARKS`."""

    verb: str
    name: str
    ids: array[int]


@dataclass(frozen=True, slots=True)
class Acted:
    """What a rule did: to which articles, and what changed them. `error` is one sentence if it failed."""

    rule: ArticleRule
    ids: array[int] = field(default_factory=lambda: array("q"))
    marked: tuple[Marked, ...] = ()
    error: str = ""


def on_arrival(
    connection: sqlite3.Connection,
    rulings: Sequence[Ruling],
    new: Collection[int],
    changed: Collection[int],
    now: datetime,
) -> list[Acted]:
    """Let rules act on articles that came, or whose content changed, just now and in this transaction."""
    if not new and not changed:
        return []
    connection.execute(_FLUSH).fetchall()  # what is entered in the index is written before a clock runs
    acted = []
    groups = [(list(ids), known) for ids, known in ((new, False), (changed, True)) if ids]
    left = [set(ids) for ids, _ in groups]
    asking = [Asking(connection, now, ids) for ids, _ in groups]
    for ruling in rulings:
        if ruling.first is None:
            continue
        for (_, known), rest, asked in zip(groups, left, asking, strict=True):
            did, found = _rule(connection, ruling, ruling.first, asked, rest, now, known=known)
            if ruling.rule.stop:
                rest -= found
            acted.append(did)
    if any(ruling.later for ruling in rulings):
        every = json.dumps([*new, *changed])
        connection.execute(_WAIT, (stored(now), every))
    return [one for one in acted if one.ids or one.error]


def ready(connection: sqlite3.Connection, ids: Iterable[int] | None = None) -> list[int]:
    """Return the articles, of these or of all, that waited to be understood and have been."""
    rows = (
        connection.execute(_ALL_READY) if ids is None else connection.execute(_READY, (json.dumps([*ids]),))
    )
    return [number for (number,) in rows]


def on_understanding(
    connection: sqlite3.Connection, rulings: Sequence[Ruling], ids: Collection[int], now: datetime
) -> list[Acted]:
    """Let rules act on articles that have been understood; they wait no longer."""
    acted, rest = [], set(ids)
    asked = Asking(connection, now, list(ids))
    for ruling in rulings:
        found: set[int] = set()
        if ruling.later:
            did, found = _rule(connection, ruling, ruling.where, asked, rest, now, known=True)
            acted.append(did)
        if ruling.rule.stop:
            rest -= found | _acted(connection, ruling.rule, rest)
    connection.execute(_NO_LONGER, (json.dumps([*ids]),))
    return [one for one in acted if one.ids or one.error]


def on_demand(
    connection: sqlite3.Connection, rule: ArticleRule, ids: Collection[int], now: datetime
) -> Acted:
    """Do what a rule does to these articles, whatever it did before."""
    _note(connection, rule, ids, now)
    return Acted(rule, array("q", ids), _marked(connection, rule, ids, now))


def take_back(connection: sqlite3.Connection, marked: Iterable[Marked]) -> None:
    """Undo what rules did to articles, the last first."""
    for one in reversed([*marked]):
        match one.verb:
            case "mark read" | "mark unread":
                marks.set_read(connection, one.ids, one.verb == "mark unread")
            case "star" | "save":
                marks.take(connection, "starred" if one.verb == "star" else "saved", one.ids)
            case "hide":
                marks.set_hidden(connection, one.ids, False)
            case "mute":
                marks.set_muted(connection, one.ids, False)
            case "tag":
                tags.remove(connection, one.ids, one.name)
            case "untag":
                tags.add(connection, one.ids, one.name)


def do_again(connection: sqlite3.Connection, marked: Iterable[Marked], now: datetime) -> None:
    """Do again what was taken back."""
    for one in marked:
        _mark(connection, one.verb, one.name, one.ids, now)


def tidy(connection: sqlite3.Connection, fingerprints: Iterable[int], now: datetime) -> None:
    """Forget what rules did that there are no more, after a while, and who has waited too long."""
    since = stored(now - timedelta(days=WAITING_DAYS))
    connection.execute(_TIDY_WAITING, (since, MOST_WAITING - 1))
    connection.execute(_TIDY_ACTED, (stored(now - _FORGOTTEN), json.dumps([*fingerprints])))


def _rule(
    connection: sqlite3.Connection,
    ruling: Ruling,
    where: Node,
    asked: Asking,
    rest: Collection[int],
    now: datetime,
    *,
    known: bool,
) -> tuple[Acted, set[int]]:
    """Return what a rule did, and to which of the articles its query applies."""
    rule = ruling.rule
    if not rest:
        return Acted(rule), set()
    try:
        with patience(connection, seconds=SECONDS):
            found = {number for number in asked.matching(where, ruling.where) if number in rest}
    except (LibraryError, sqlite3.OperationalError) as error:
        return Acted(rule, error=_why(error)), set()
    fresh = found - _acted(connection, rule, found) if known and found else found
    if not fresh:
        return Acted(rule), found
    ids = sorted(fresh)
    _note(connection, rule, ids, now)
    return Acted(rule, array("q", ids), _marked(connection, rule, ids, now)), found


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, LibraryError) else f"Its query failed: {error}."


def _acted(connection: sqlite3.Connection, rule: ArticleRule, ids: Iterable[int]) -> set[int]:
    rows = connection.execute(_ACTED, (rule.fingerprint, json.dumps([*ids])))
    return {number for (number,) in rows}


def _note(connection: sqlite3.Connection, rule: ArticleRule, ids: Iterable[int], now: datetime) -> None:
    connection.execute(_NOTE, (rule.fingerprint, stored(now), json.dumps([*ids])))


def _marked(
    connection: sqlite3.Connection, rule: ArticleRule, ids: Collection[int], now: datetime
) -> tuple[Marked, ...]:
    marks_of_it = [act for act in rule.acts if act.verb in MARKS]
    done = [(act, _mark(connection, act.verb, act.name, ids, now)) for act in marks_of_it]
    return tuple(Marked(act.verb, act.name, array("q", changed)) for act, changed in done if changed)


def _mark(
    connection: sqlite3.Connection, verb: str, name: str, ids: Iterable[int], now: datetime
) -> list[int]:
    match verb:
        case "mark read" | "mark unread":
            return marks.set_read(connection, ids, verb == "mark read")
        case "star" | "save":
            return marks.put(connection, "starred" if verb == "star" else "saved", ids, now)
        case "hide":
            return marks.set_hidden(connection, ids, True)
        case "mute":
            return marks.set_muted(connection, ids, True)
        case "tag":
            return tags.add(connection, ids, name)
    return tags.remove(connection, ids, name)
