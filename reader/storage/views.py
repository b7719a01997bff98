"""Which rows a view means, in SQL that an index serves."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from reader.lazily import lazily
from reader.model import View
from reader.storage.beginnings import words_beginning
from reader.storage.state import SESSION_ENDED, remembered
from reader.storage.times import stored
from reader.text import encodable
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.storage import search
else:
    search = lazily("reader.storage.search")

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
_NOTED = (
    "hidden = 0 AND id IN (SELECT article_id FROM note"
    " UNION SELECT article_id FROM highlight WHERE note != '')"
)
_HIGHLIGHTED = "hidden = 0 AND id IN (SELECT article_id FROM highlight)"
_ASKED = frozenset({"query", "author", "entity"})
"""Views that are answered as queries are; see `asked`."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The conditions and the order of a view's rows in `article`."""

    where: str
    parameters: tuple[str | int | float, ...] = ()
    order: str = "newest DESC, id DESC"
    source: str = "article"
    limit: int | None = None
    walks: str = ""
    """Statements for id and newest, each of rows that an index has in order: they are merged."""

    @property
    def counting(self) -> str:
        """The statement that counts them."""
        if self.walks and self.limit is None:
            return f"SELECT count(*) FROM ({self.walks})"  # noqa: S608 - our own text
        if self.walks:
            return f"SELECT count(*) FROM (SELECT 1 FROM ({self.walks}) LIMIT {self.limit})"  # noqa: S608
        if self.limit is None:
            return f"SELECT count(*) FROM {self.source} WHERE {self.where}"  # noqa: S608 - our own text
        some = f"SELECT 1 FROM {self.source} WHERE {self.where} LIMIT {self.limit}"  # noqa: S608
        return f"SELECT count(*) FROM ({some})"  # noqa: S608

    def reading(self, offset: int = 0, limit: int = -1) -> str:
        """The statement that gives their ids in order; `limit` -1 is all of them."""
        if self.limit is not None:
            left = max(0, self.limit - offset)
            limit = left if limit < 0 else min(left, limit)
        end = f"ORDER BY {self.order} LIMIT {int(limit)} OFFSET {int(offset)}"
        if self.walks:
            return f"SELECT id FROM ({self.walks} {end})"  # noqa: S608
        return f"SELECT id FROM {self.source} WHERE {self.where} {end}"  # noqa: S608


def is_asked(view: View) -> bool:
    """Whether a view needs more than an index: a query, or an order of its own."""
    return view.kind in _ASKED or bool(view.filter or view.order)


def selection(view: View, now: datetime, connection: sqlite3.Connection) -> Selection:
    """Return what `view` selects; one whose value makes no sense selects nothing.

    Raise LibraryError, with the sentence on what is wrong, for a query that cannot be understood.
    """
    view = replace(view, value=encodable(view.value), filter=encodable(view.filter))
    if view.kind in _ASKED:
        from reader.storage.asked import answer  # the language of queries, which few lists need

        chosen: Selection | None = answer(view, now, connection)
    else:
        chosen = _chosen(view, now, connection)
    if chosen is None:
        return Selection("0")
    if view.unread_only and view.kind not in _ASKED:
        chosen = replace(chosen, where=f"{chosen.where} AND read = 0")
    if view.filter and view.kind not in _ASKED:
        from reader.storage.asked import restricted

        chosen = restricted(chosen, view.filter, now, connection)
    if view.order and view.kind not in _ASKED:
        from reader.storage.asked import ordered

        chosen = ordered(chosen, view, connection)
    elif view.oldest_first and view.kind not in _ASKED:
        chosen = replace(chosen, order=chosen.order.replace(" DESC", ""))
    return chosen


def _chosen(view: View, now: datetime, connection: sqlite3.Connection) -> Selection | None:
    match view.kind:
        case "all":
            return Selection("listed = 1")
        case "unread":
            return Selection("listed = 1 AND read = 0")
        case "saved":
            return Selection("hidden = 0 AND saved IS NOT NULL", order="saved DESC, id DESC")
        case "starred":
            return Selection("hidden = 0 AND starred IS NOT NULL", order="starred DESC, id DESC")
        case "today":
            return Selection("listed = 1 AND newest >= ?", (stored(now - _TODAY),))
        case "new":
            return Selection("listed = 1 AND added > ?", (remembered(connection, SESSION_ENDED),))
        case "noted":
            return Selection(_NOTED, source=_DATED)
        case "highlighted":
            return Selection(_HIGHLIGHTED, source=_DATED)
        case "feed":
            number = int(view.value) if view.value.isdecimal() and len(view.value) < 19 else None
            return None if number is None else Selection("hidden = 0 AND feed_id = ?", (number,))
        case "folder":
            return Selection(_IN_FOLDER, (view.value,))
        case "tag":
            return Selection(_TAGGED, (view.value,), source=_DATED)
        case "search":
            expression = search.match_expression(view.value, partial(words_beginning, connection))
            return (
                None if expression is None else Selection(_FOUND, (expression, SEARCH_DEPTH), source=_DATED)
            )
    return None
