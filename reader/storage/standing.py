"""What must be known of many articles in the order of a list: when they are from, whose, which are new."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from reader.storage.times import restored, stored
from reader.storage.upkeep import Upkeep

_SOME = 2_000  # articles that are looked up at once, so that a thread never holds others up for long
_OF = "FROM json_each(?1) AS asked JOIN article ON article.id = asked.value"
_MOMENTS = f"SELECT asked.key, newest {_OF} ORDER BY asked.key"
_FEEDS = (
    f"SELECT asked.key, coalesce(feed.name, '') {_OF} LEFT JOIN feed ON feed.id = feed_id ORDER BY asked.key"
)
_OLDER = f"SELECT asked.key, 0 {_OF} AND added <= ?2 ORDER BY asked.key LIMIT 1"
_UNREAD = f"SELECT asked.key, article.id {_OF} AND read = 0 ORDER BY asked.key"


class Standing(Upkeep):
    """The part of a `Store` that looks along lists of ids. A long one is for a thread of its own."""

    def moments(self, ids: Sequence[int]) -> Iterator[tuple[int, datetime]]:
        """Yield the place of each article that is there, and when it is from."""
        for place, value in self._along(_MOMENTS, ids):
            yield place, restored(value)

    def feed_names(self, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Yield the place of each article that is there, and its feed's name, "" for a page without one."""
        return self._along(_FEEDS, ids)

    def first_older(self, ids: Sequence[int], moment: datetime) -> int:
        """Return the place of the first article that came into the library then or before; the length of the
        list if there is none."""
        return next((place for place, _ in self._along(_OLDER, ids, stored(moment))), len(ids))

    def unread_of(self, ids: Sequence[int]) -> Iterator[int]:
        """Yield those of the articles that are unread, in their order."""
        return (number for _, number in self._along(_UNREAD, ids))

    def _along(self, statement: str, ids: Sequence[int], *more: int) -> Iterator[tuple[int, Any]]:
        for start in range(0, len(ids), _SOME):
            with self._reading() as connection:
                asked = json.dumps(list(ids[start : start + _SOME]))
                rows = connection.execute(statement, (asked, *more)).fetchall()
            for place, value in rows:
                yield start + place, value
