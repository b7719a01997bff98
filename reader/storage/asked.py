"""How a query is answered: which articles it looks through, and from which end.

Where a part of the query is rare, its articles are taken from an index and put into order. Else the articles
are walked in their order, newest first, and tried one by one: the first are there at once.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Literal

from reader.model import View
from reader.query import Query, QueryError, parse
from reader.query.fields import FIELDS
from reader.query.tree import And, Figure, Flag, Node, Not, Or, Term, Text
from reader.storage.condition import Among, Condition, Parameter, all_of
from reader.storage.conditions import Conditions
from reader.storage.errors import LibraryError
from reader.storage.functions import lay
from reader.storage.moments import Moments
from reader.storage.sorting import NEWEST_FIRST, OLDEST_FIRST, RELEVANCE, order_of
from reader.storage.sources import Source
from reader.storage.views import Selection

RARE = 5_000
"""So many articles are put into order as quickly as they are walked."""
MANY = 100_000
"""So many articles are quicker gathered from an index at once than tried one by one."""

Scope = Literal["listed", "unhidden", "everything"]
_SCOPES = {"listed": "article.listed = 1", "unhidden": "article.hidden = 0", "everything": "1"}
# What is asked for in particular is found in muted and removed feeds, too, as a search finds it.
_PARTICULAR = frozenset(
    {"anywhere", "title", "text", "summary", "author", "role", "outlet", "based", "person", "org", "place"}
    | {
        "entity",
        "who",
        "about",
        "feed",
        "feedurl",
        "feedsite",
        "feedid",
        "tag",
        "url",
        "guid",
        "id",
        "saved-at",
    }
    | {"note", "highlight", "story"}
)
_CHOSEN = frozenset({"saved", "starred", "tagged", "noted", "highlighted"})
_SLIM = frozenset({"id", "newest", "read", "hidden"})
_DATED = "article INDEXED BY article_dates"
_HIDDEN = Source("SELECT id AS article_id FROM article WHERE hidden = 1")


@lru_cache(maxsize=128)
def understood(text: str) -> Query:
    """Return what a query says; LibraryError, with the sentence, where it says nothing."""
    try:
        return parse(text)
    except QueryError as error:
        raise LibraryError(str(error)) from None


def answer(
    view: View, now: datetime, connection: sqlite3.Connection, among: Iterable[int] | None = None
) -> Selection:
    """Return what a query selects, of the articles `among` which it is asked for if that is given."""
    lay(connection)
    query = _query(view)
    parts = [] if query.where is None else _side_by_side(query.where)
    parts += [Flag("unread")] * view.unread_only
    conditions = Conditions(connection, Moments.of(connection, now))
    scope = _scope(parts)
    order = order_of(view, query.sort)
    source, condition = _begin(conditions, parts, scope, connection, among)
    if view.filter and (also := understood(view.filter).where) is not None:
        condition = all_of([condition, conditions.of(also)])
    if RELEVANCE in order:
        selection = _ranked(conditions, parts, condition, scope, source)
    elif source is not None:
        selection = _from_source(source, condition, scope)
    elif order in {NEWEST_FIRST, OLDEST_FIRST}:
        selection = _walked(condition, scope, unread=Flag("unread") in parts)
    else:
        where = Condition(f"{_SCOPES[scope]} AND {condition.sql}", condition.parameters)
        selection = Selection(where.sql, where.parameters)
    return replace(selection, order=order, limit=query.limit)


class Asking:
    """Asks of some articles which ones a query selects: many queries, one after the other."""

    def __init__(self, connection: sqlite3.Connection, now: datetime, ids: Sequence[int]) -> None:
        lay(connection)
        self._connection, self._ids = connection, json.dumps(ids)
        moments = Moments.of(connection, now)
        self._conditions = Conditions(connection, moments, Among(self._ids, min(ids), max(ids)))

    def matching(self, where: Node, whole: Node) -> list[int]:
        """Return those of which a condition holds, among the articles that a whole query is about."""
        also = self._conditions.together(_side_by_side(where))
        scope = _SCOPES[_scope(_side_by_side(whole))]
        sql = (
            f"SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?)) AND {scope} AND {also.sql}"  # noqa: S608
        )
        return [number for (number,) in self._connection.execute(sql, (self._ids, *also.parameters))]


def restricted(chosen: Selection, text: str, now: datetime, connection: sqlite3.Connection) -> Selection:
    """Return those of a selection's articles that also meet a query; its order and limit do not count."""
    lay(connection)
    query = understood(text)
    if query.where is None:
        return chosen
    also = Conditions(connection, Moments.of(connection, now)).of(query.where)
    return replace(
        chosen, where=f"{chosen.where} AND {also.sql}", parameters=(*chosen.parameters, *also.parameters)
    )


def ordered(chosen: Selection, view: View, connection: sqlite3.Connection) -> Selection:
    """Return a selection in the order that its view names."""
    lay(connection)
    order = order_of(view)
    return chosen if RELEVANCE in order else replace(chosen, order=order)


def _query(view: View) -> Query:
    if view.kind == "query":
        return understood(view.value)
    if not any(map(str.isalnum, view.value)):
        return Query(Term("id", ()))
    return Query(Term(view.kind, (Text(view.value, exact=True),)))


def _side_by_side(node: Node) -> list[Node]:
    return list(node.parts) if isinstance(node, And) else [node]


def _scope(parts: Sequence[Node]) -> Scope:
    if any(_mentions("hidden", part) for part in parts):
        return "everything"
    if any(_mentions("muted", part) or _is_particular(part) for part in parts):
        return "unhidden"
    return "listed"


def _mentions(flag: str, node: Node) -> bool:
    match node:
        case And(parts) | Or(parts):
            return any(_mentions(flag, part) for part in parts)
        case Not(part):
            return _mentions(flag, part)
    return node == Flag(flag)


def _is_particular(node: Node) -> bool:
    match node:
        case Or(parts):
            return all(map(_is_particular, parts))
        case And(parts):
            return any(map(_is_particular, parts))
        case Term(field, _):
            return field in _PARTICULAR
        case Flag(name):
            return name in _CHOSEN
    return isinstance(node, Figure)


def _begin(
    conditions: Conditions,
    parts: list[Node],
    scope: Scope,
    connection: sqlite3.Connection,
    among: Iterable[int] | None,
) -> tuple[Source | None, Condition]:
    """Return the rarest source, None where all are large, and the condition that the articles must meet."""
    if among is not None:
        sql = "SELECT value AS article_id FROM json_each(?)"
        return Source(sql, (json.dumps(list(among)),), exact=False), conditions.together(parts)
    if scope == "everything":
        return (_HIDDEN if Flag("hidden") in parts else None), conditions.together(parts)
    sized = [(source.size(connection, MANY), source, own) for source, own in _sources(conditions, parts)]
    sized.sort(key=lambda one: one[0])
    best = sized[0][1] if sized and sized[0][0] <= RARE else None
    most = max(sized[0][0] * 20, 2_000) if best is not None else MANY
    met, answered = list[Condition](), list[Node]()
    for size, source, own in sized:
        if source is best:
            answered += own if source.exact else []
        elif size <= most:
            met.append(source.condition)
            answered += own if source.exact else []
        elif best is not None and (alone := conditions.found_one_by_one(_together(own))) is not None:
            met.append(alone)
            answered += own
    rest = [part for part in parts if part not in answered]
    return best, all_of([*met, *([conditions.together(rest)] if rest else [])])


def _together(parts: list[Node]) -> Node:
    return And(tuple(parts)) if len(parts) > 1 else parts[0]


def _sources(conditions: Conditions, parts: list[Node]) -> Iterable[tuple[Source, list[Node]]]:
    """Yield the sources of a query's parts; all that is about words is one."""
    words = [part for part in parts if conditions.expression(part) is not None]
    groups = [[part] for part in parts if part not in words]
    for group in [words, *groups] if words else groups:
        if (source := conditions.source(_together(group))) is not None:
            yield source, group


def _from_source(source: Source, condition: Condition, scope: Scope) -> Selection:
    where = f"{_SCOPES[scope]} AND article.id IN ({source.sql}) AND {condition.sql}"
    # Their dates stand closer together in an index, where nothing else is asked of them.
    slim = scope == "unhidden" and set(re.findall(r"article\.(\w+)", where)) <= _SLIM
    table = _DATED if slim else "article NOT INDEXED"
    return Selection(where, (*source.parameters, *condition.parameters), source=table)


def _walked(condition: Condition, scope: Scope, *, unread: bool) -> Selection:
    index = "article_unread" if unread else "article_newest"
    where = f"{_SCOPES['listed']}{' AND article.read = 0' * unread} AND {condition.sql}"
    table = f"article INDEXED BY {index}"
    if scope == "listed":
        return Selection(where, condition.parameters, source=table)
    if scope == "everything":
        return Selection(condition.sql, condition.parameters)
    # Two walks side by side, always on with the newer of both.
    both = (
        f"SELECT id, newest FROM {table} WHERE {where} UNION ALL"  # noqa: S608 - our own text
        " SELECT id, newest FROM article INDEXED BY article_unlisted"
        f" WHERE article.listed = 0 AND article.hidden = 0 AND {condition.sql}"
    )
    return Selection("1", condition.parameters * 2, walks=both)


def _ranked(
    conditions: Conditions, parts: Sequence[Node], condition: Condition, scope: Scope, source: Source | None
) -> Selection:
    """How well each fits the words is told by the index of words."""
    wanted = " OR ".join(_wanted(conditions, parts)) or '""'
    table = (
        "(SELECT rowid AS hit, rank FROM search WHERE search MATCH ?) AS ranked"
        " JOIN article ON article.id = ranked.hit"
    )
    within = "" if source is None else f"article.id IN ({source.sql}) AND "
    parameters: tuple[Parameter, ...] = () if source is None else source.parameters
    where = f"{_SCOPES[scope]} AND {within}{condition.sql}"
    return Selection(where, (wanted, *parameters, *condition.parameters), source=table)


def _wanted(conditions: Conditions, parts: Sequence[Node]) -> Iterable[str]:
    for part in parts:
        if isinstance(part, (And, Or)):
            yield from _wanted(conditions, part.parts)
        elif isinstance(part, Term) and FIELDS[part.field].kind == "words":
            expression = conditions.expression(part)
            if expression is not None:
                yield expression
