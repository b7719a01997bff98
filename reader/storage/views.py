"""Which rows a view means, in SQL that an index serves."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from reader.model import View
from reader.storage.beginnings import words_beginning
from reader.storage.entries import encodable
from reader.storage.search import match_expression
from reader.storage.times import stored

# A search is ordered by date among this many hits, the latest to arrive; sorting all hits of a common word
# would take longer than a key press may.
SEARCH_DEPTH = 5_000
# "today" does not empty at midnight.
_TODAY = timedelta(hours=24)

# The plus keeps SQLite from gathering the folder's articles and sorting them: it walks `article_newest`.
_IN_FOLDER = "listed = 1 AND +feed_id IN (SELECT id FROM feed WHERE folder = ?)"
# For some thousands of articles from anywhere, to be put into order.
_DATED = "article INDEXED BY article_dates"
_TAGGED = (
    "hidden = 0 AND id IN (SELECT article_id FROM article_tag WHERE tag = ?1 UNION "
    "SELECT id FROM article WHERE listed = 1 AND feed_id IN (SELECT feed_id FROM feed_tag WHERE tag = ?1))"
)
_FOUND = "hidden = 0 AND id IN (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)"


@dataclass(frozen=True, slots=True)
class Selection:
    """The conditions and the order of a view's rows in `article`."""

    where: str
    parameters: tuple[str | int, ...] = ()
    order: str = "newest DESC, id DESC"
    source: str = "article"


def selection(view: View, now: datetime, connection: sqlite3.Connection) -> Selection:
    """Return what `view` selects; one whose value makes no sense selects nothing."""
    chosen = _chosen(replace(view, value=encodable(view.value)), now, connection)
    if chosen is None:
        return Selection("0")
    where = f"{chosen.where} AND read = 0" if view.unread_only else chosen.where
    order = chosen.order.replace(" DESC", "") if view.oldest_first else chosen.order
    return Selection(where, chosen.parameters, order, chosen.source)


def _chosen(view: View, now: datetime, connection: sqlite3.Connection) -> Selection | None:
    match view.kind:
        case "all":
            return Selection("listed = 1")
        case "unread":
            return Selection("listed = 1 AND read = 0")
        case "saved":
            return Selection("hidden = 0 AND saved IS NOT NULL", order="saved DESC, id DESC")
        case "today":
            return Selection("listed = 1 AND newest >= ?", (stored(now - _TODAY),))
        case "feed":
            number = int(view.value) if view.value.isdecimal() and len(view.value) < 19 else None
            return None if number is None else Selection("hidden = 0 AND feed_id = ?", (number,))
        case "folder":
            return Selection(_IN_FOLDER, (view.value,))
        case "tag":
            return Selection(_TAGGED, (view.value,), source=_DATED)
        case "search":
            expression = match_expression(view.value, partial(words_beginning, connection))
            return (
                None if expression is None else Selection(_FOUND, (expression, SEARCH_DEPTH), source=_DATED)
            )
