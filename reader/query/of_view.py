"""A list as the query that selects the same: what is kept of it under a name."""

from __future__ import annotations

import re

from reader.query.parser import parse
from reader.query.printing import written_query
from reader.query.tree import And, Flag, Node, Query, Term, Text
from reader.view import View

_WORD = re.compile(r'"([^"]*)"?|(\S+)')
_FLAGS = frozenset({"unread", "saved", "starred", "today", "new", "noted", "highlighted"})


def query_of(view: View, feed_url: str = "") -> str:
    """Return a query for what a view shows, its filter and its order with it; "" for all articles.

    `feed_url` is the address of its feed, if it is one's. Raise QueryError where a query in it is none.
    """
    query = parse(view.value) if view.kind == "query" else Query()
    parts = [] if query.where is None else [query.where]
    parts += _parts(view, feed_url)
    parts += [Flag("unread")] * view.unread_only
    restriction = parse(view.filter).where if view.filter else None
    parts += [] if restriction is None else [restriction]
    flat = list(
        dict.fromkeys(one for part in parts for one in (part.parts if isinstance(part, And) else (part,)))
    )
    where = And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
    order = view.order or query.sort or (("date",) if view.oldest_first else ())
    return written_query(Query(where, order, query.limit))


def _parts(view: View, feed_url: str) -> list[Node]:
    match view.kind:
        case "feed":
            return [Term("feedurl", (Text(feed_url, exact=True),))]
        case "folder" | "tag":
            return [Term(view.kind, (Text(view.value),))]
        case "author" | "entity":
            return [Term(view.kind, (Text(view.value, exact=True),))]
        case "search":
            words = (found[1] or found[2] for found in _WORD.finditer(view.value))
            return [Term("anywhere", (Text(word.rstrip("*"), word.endswith("*")),)) for word in words if word]
    return [Flag(view.kind)] if view.kind in _FLAGS else []
