"""Queries as a screen or a command needs them: checked and completed while they are written, answered while
the first articles are looked at, counted, and kept in feeds.toml under a name."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from reader.config import SavedView, with_table, with_table_saying, without_table
from reader.history import Deed, History
from reader.model import View
from reader.storage import LibraryError, Store
from reader.subscriptions import Subscriptions
from reader.text import safe_line

if TYPE_CHECKING:
    from reader.query import Completion, QueryError

_COUNTS_LAST = 60.0
"""Seconds for which a count of a query with a time in it holds while nothing is written."""


class Queries:
    """What a library has to do with queries. Every method raises LibraryError, with one sentence, for a query
    that cannot be understood or takes too long."""

    def __init__(self, store: Store, subscriptions: Subscriptions, history: History) -> None:
        self._store, self._subscriptions, self._history = store, subscriptions, history
        self._counted: dict[View, tuple[tuple[int, int], float, int]] = {}
        self._running: set[threading.Event] = set()

    # While a query is written

    def mistake(self, query: str) -> QueryError | None:
        """Return what is wrong with a query, None for one that is understood."""
        from reader.query import QueryError, parse

        try:
            parse(query)
        except QueryError as error:
            return error
        return None

    def awaits_understanding(self, query: str) -> bool:
        """Say whether a query asks for what is known of an article only once it has been understood."""
        from reader.query import QueryError, awaits_understanding, parse

        try:
            where = parse(query).where
        except QueryError:
            return False
        return where is not None and awaits_understanding(where)

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """Return what may stand at the cursor, with names, feeds and tags that the library has; a few
        milliseconds."""
        from reader.query import complete

        return complete(query, cursor, self._store.known)

    def normalised(self, query: str) -> str:
        """Return a query as it is written in the end."""
        from reader.query import QueryError, normalised

        try:
            return normalised(query)
        except QueryError as error:
            raise LibraryError(str(error)) from None

    # Answers

    async def select(self, view: View) -> AsyncGenerator[Sequence[int], None]:
        """Yield the ids of a view's articles in its order, some at a time, and the first as soon as found.

        Whoever needs no more closes it (`contextlib.aclosing`), which ends the search. One that takes longer
        than ten seconds raises SlowQueryError; what it gave until then holds.
        """
        arrived: asyncio.Queue[Sequence[int] | Exception | None] = asyncio.Queue()
        loop, stop = asyncio.get_running_loop(), threading.Event()

        def search() -> None:
            last: Exception | None = None
            try:
                for some in self._store.select(view, stop.is_set):
                    loop.call_soon_threadsafe(arrived.put_nowait, some)
            except Exception as error:
                last = error
            finally:
                with contextlib.suppress(RuntimeError):  # nobody waits any more: the loop has ended
                    loop.call_soon_threadsafe(arrived.put_nowait, last)

        self._running.add(stop)
        threading.Thread(target=search, name="query").start()
        try:
            while (some := await arrived.get()) is not None:
                if isinstance(some, Exception):
                    raise some
                yield some
        finally:
            stop.set()
            self._running.discard(stop)

    async def ids(self, view: View) -> list[int]:
        """Return the ids of all of a view's articles in its order."""
        async with contextlib.aclosing(self.select(view)) as found:
            return list(chain.from_iterable([some async for some in found]))

    async def count(self, view: View) -> int:
        """Return how many articles a view has, counted in a thread."""
        stop = threading.Event()
        self._running.add(stop)
        try:
            return await asyncio.to_thread(self._store.count_patiently, view, stop.is_set)
        finally:
            stop.set()
            self._running.discard(stop)

    async def counts(self, views: Sequence[View]) -> dict[View, int]:
        """Return how many articles each of some views has; one that takes too long is left out.

        A view is counted anew once anything was written to the library, or a minute has passed, for queries
        speak of time; so the numbers are right whenever they are asked for, and cost nothing in between.
        """
        found = {}
        stamp = await asyncio.to_thread(self._store.stamp)
        for view in views:
            known = self._counted.get(view)
            if known is None or known[0] != stamp or time.monotonic() - known[1] > _COUNTS_LAST:
                try:
                    known = (stamp, time.monotonic(), await self.count(view))
                except LibraryError:
                    self._counted.pop(view, None)
                    continue
                self._counted[view] = known
            found[view] = known[2]
        return found

    async def matching(self, query: str, ids: Sequence[int]) -> list[int]:
        """Return those of some articles that a query selects."""
        return await asyncio.to_thread(self._store.matching, query, ids)

    # Saved queries

    def saved(self) -> tuple[SavedView, ...]:
        """Return the saved queries of feeds.toml in their order."""
        return self._subscriptions.configuration.views

    def named(self, name: str) -> View | None:
        """Return the list of a saved query, None if none has that name."""
        return next((View("query", one.query) for one in self.saved() if one.name == name), None)

    async def save(self, name: str, query: str) -> str:
        """Keep a query under a name; one of that name gets it. Return a sentence about it."""
        name, said = self._checked(name, query), {"name": safe_line(name), "query": query}
        if any(one.name == name for one in self.saved()):
            change = partial(with_table_saying, kind="view", name=name, said=said)
            return await self._do(
                change, f"“{name}” is another query now.", f"“{name}” is what it was before."
            )
        change = partial(with_table, kind="view", said=said)
        return await self._do(
            change, f"“{name}” stands among the lists.", f"“{name}” is gone from the lists."
        )

    async def rename(self, name: str, new_name: str) -> str:
        """Give a saved query another name."""
        view = self.named(name)
        new_name = self._checked(new_name, "" if view is None else view.value)
        if any(one.name == new_name for one in self.saved()):
            raise LibraryError(f"There is a list “{new_name}” already.")
        change = partial(with_table_saying, kind="view", name=name, said={"name": new_name})
        return await self._do(change, f"“{name}” is now “{new_name}”.", f"“{new_name}” is “{name}” again.")

    async def remove(self, name: str) -> str:
        """Take a saved query out; its articles stay."""
        change = partial(without_table, kind="view", name=name)
        return await self._do(change, f"“{name}” is gone from the lists.", f"“{name}” is back.")

    async def close(self) -> None:
        """End what is still being searched."""
        for stop in tuple(self._running):
            stop.set()

    def _checked(self, name: str, query: str) -> str:
        self.normalised(query)
        name = safe_line(name, 200)
        if not name:
            raise LibraryError("A saved query needs a name.")
        return name

    async def _do(self, change: Callable[[str], str], said: str, taken_back: str) -> str:
        async with self._history.turn:
            edit, again = await self._subscriptions.edit(change), self._subscriptions.make_again
            if edit.before == edit.after:
                return "It is so already."
            return self._history.did(
                Deed(said, taken_back, partial(again, edit.reverse), partial(again, edit))
            )
