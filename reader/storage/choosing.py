"""What queries are for: articles chosen while somebody looks at the first, and values to complete."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from reader.lazily import lazily
from reader.model import View
from reader.storage import state
from reader.storage.patience import SECONDS, patience
from reader.storage.times import now, restored, stored
from reader.storage.upkeep import Upkeep

if TYPE_CHECKING:
    from reader.storage import articles, known_values
else:
    articles = lazily("reader.storage.articles")
    known_values = lazily("reader.storage.known_values")

_FIRST, _NEXT = 200, 5_000


class Choosing(Upkeep):
    """The part of a `Store` that answers queries at length."""

    def select(
        self, view: View, stop: Callable[[], bool] = lambda: False, seconds: float = SECONDS
    ) -> Iterator[array[int]]:
        """Yield the ids of a view's articles in its order, some at a time and the first as soon as found.

        For a thread of its own. Raise SlowQueryError after so many seconds, StoppedError when `stop`
        says so.
        """
        with self._reading() as connection, patience(connection, stop, seconds):
            cursor = articles.rows(connection, view, now())
            some = cursor.fetchmany(_FIRST)
            while some:
                yield array("q", chain.from_iterable(some))
                some = cursor.fetchmany(_NEXT)

    def count_patiently(
        self, view: View, stop: Callable[[], bool] = lambda: False, seconds: float = SECONDS
    ) -> int:
        """Return how many articles a view has. Raise as `select` does."""
        with self._reading() as connection, patience(connection, stop, seconds):
            return articles.count(connection, view, now())

    def matching(self, query: str, ids: Iterable[int]) -> list[int]:
        """Return those of the articles that a query selects, in its order: what a rule is about."""
        from reader.storage.asked import answer

        with self._reading() as connection, patience(connection):
            chosen = answer(View("query", query), now(), connection, ids)
            return [row[0] for row in connection.execute(chosen.reading(), chosen.parameters)]

    def known(self, name: str, letters: str) -> list[str]:
        """Return values that a query's field may have, for the letters that were written so far."""
        with self._reading() as connection:
            return known_values.values_known(connection, name, letters)

    def note_moment(self, key: str, when: datetime) -> None:
        """Remember a moment, such as SESSION_ENDED, for queries that name it."""
        with self._writing(durable=False) as connection:
            state.put_state(connection, key, str(stored(when)))

    def moment(self, key: str) -> datetime | None:
        """Return a moment that is remembered under a key."""
        with self._reading() as connection:
            return restored(state.remembered(connection, key) or None)

    def stamp(self) -> tuple[int, int]:
        """Return what differs once anything was written to the library, by this program or another."""
        return self._connections.stamp()
