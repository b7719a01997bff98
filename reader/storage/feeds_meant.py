"""Which feeds a query means: there are few enough of them to be looked at one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import cached_property

from reader.query.tree import Range, Value
from reader.storage import predicates
from reader.storage.condition import Among
from reader.storage.moments import Moments
from reader.values import dataclass

_FEEDS = "SELECT id, url, name, folder, site, about, changed, position, active AND NOT muted FROM feed"
_AMONG = " WHERE id IN (SELECT feed_id FROM article WHERE id IN (SELECT value FROM json_each(?)))"
_NEWEST = "SELECT id, (SELECT max(newest) FROM article WHERE feed_id = feed.id AND hidden = 0) FROM feed"


@dataclass(frozen=True, slots=True)
class _Feed:
    id: int
    url: str
    name: str
    folder: str
    site: str | None
    about: str | None
    changed: int | None
    position: int
    listed: int


class FeedsMeant:
    """Looks at the feeds of a library at one moment, or only at those of articles that are asked about."""

    def __init__(self, connection: sqlite3.Connection, moments: Moments, among: Among | None = None) -> None:
        self._connection, self._moments, self._among = connection, moments, among
        part, whole = predicates.part, predicates.whole
        self._fields: dict[str, Callable[[Value], Iterable[int]]] = {
            "feed": lambda value: self._with(part(value), lambda feed: feed.name),
            "feedurl": lambda value: self._with(part(value), lambda feed: feed.url),
            "feedsite": lambda value: self._with(part(value), lambda feed: feed.site),
            "feedabout": lambda value: self._with(part(value), lambda feed: feed.about),
            "folder": lambda value: self._with(whole(value), lambda feed: feed.folder),
            "feedtag": self._tagged,
            "feedid": lambda value: _within(value, ((f.id, f.id) for f in self._feeds)),
            "feedposition": lambda value: _within(value, ((f.id, f.position + 1) for f in self._feeds)),
            "feedunread": lambda value: _within(value, self._tally("unread")),
            "feedtotal": lambda value: _within(value, self._tally("total")),
            "feeddate": self._changed,
            "feedage": self._aged,
        }

    def __contains__(self, field: str) -> bool:
        return field in self._fields

    def of(self, field: str, values: Iterable[Value]) -> list[int]:
        """Return the feeds that any of the values means; feed 0 stands for kept pages."""
        return sorted({feed for value in values for feed in self._fields[field](value)})

    def unlisted(self) -> list[int]:
        """Return the feeds that are muted or were removed."""
        return [feed.id for feed in self._feeds if not feed.listed]

    @cached_property
    def _feeds(self) -> list[_Feed]:
        if self._among is None:
            return [_Feed(*row) for row in self._connection.execute(_FEEDS)]
        return [_Feed(*row) for row in self._connection.execute(_FEEDS + _AMONG, (self._among.ids,))]

    def _with(self, like: str, told: Callable[[_Feed], str | None]) -> list[int]:
        holds = predicates.predicate(like)
        return [feed.id for feed in self._feeds if holds(told(feed))]

    def _tagged(self, value: Value) -> list[int]:
        holds = predicates.predicate(predicates.whole(value))
        return [
            feed for feed, tag in self._connection.execute("SELECT feed_id, tag FROM feed_tag") if holds(tag)
        ]

    def _tally(self, column: str) -> Iterable[tuple[int, float]]:
        return self._connection.execute(f"SELECT feed_id, {column} FROM tally")  # noqa: S608 - our own text

    def _changed(self, value: Value) -> list[int]:
        low, high = self._moments.span(value)
        return [f.id for f in self._feeds if f.changed is not None and low <= f.changed < high]

    def _aged(self, value: Value) -> list[int]:
        low, high = self._moments.ages(value) if isinstance(value, Range) else (0, 0)
        rows = self._connection.execute(_NEWEST)
        return [feed for feed, newest in rows if newest is not None and low <= newest < high]


def _within(value: Value, numbers: Iterable[tuple[int, float]]) -> list[int]:
    if not isinstance(value, Range):
        return []
    return [feed for feed, number in numbers if predicates.within(value, number)]
