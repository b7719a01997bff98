"""The ids of a long list: the first are there at once, the rest come while the person looks at them."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from itertools import chain
from threading import Thread
from typing import overload

AT_ONCE = 2_000
_SOME = 5_000


class Listing(Sequence[int]):
    """Ids as they were at one moment, all read in one transaction.

    What has not come yet is waited for where it is asked for. An error while it came is raised there.
    """

    def __init__(
        self,
        first: Sequence[int],
        length: int,
        cursor: sqlite3.Cursor,
        end: ExitStack,
        left_out: Collection[int] = (),
    ) -> None:
        """`cursor` has what follows `first`, `length` ids with it, and those that are left out beside; `end`
        ends its transaction."""
        self._ids = array("q", first)
        self._length, self._left_out = length, left_out
        self._error: Exception | None = None
        self._reading = Thread(target=self._read, args=(cursor, end), name="listing")
        self._reading.start()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if max(start, stop) > len(self._ids):
                self._wait()
            return self._ids[start:stop:step] if step > 0 else self._ids[place]
        place += len(self) if place < 0 else 0
        if place >= len(self._ids):
            self._wait()
        if place < 0:
            raise IndexError(place)
        return self._ids[place]

    def __iter__(self) -> Iterator[int]:
        self._wait()
        return iter(self._ids)

    def __contains__(self, value: object) -> bool:
        return value in self._whole()

    def index(self, value: int, *bounds: int) -> int:
        """Return the place of an id; ValueError if it is not there."""
        try:
            return self._ids.index(value, *bounds)
        except ValueError:
            return self._whole().index(value, *bounds)

    def _whole(self) -> array[int]:
        self._wait()
        return self._ids

    def _wait(self) -> None:
        self._reading.join()
        if self._error is not None:
            raise self._error

    def _read(self, cursor: sqlite3.Cursor, end: ExitStack) -> None:
        try:
            with end:
                while some := cursor.fetchmany(_SOME):
                    self._ids.extend(_kept(some, self._left_out))
        except Exception as error:
            self._error = error
        self._length = len(self._ids)


def listed(
    transaction: AbstractContextManager[sqlite3.Connection],
    query: Callable[[sqlite3.Connection], sqlite3.Cursor],
    count: Callable[[sqlite3.Connection], int],
    left_out: Collection[int] = (),
) -> Sequence[int]:
    """Return the ids that `query` selects but those to be left out, which it selects, too; `count` says how
    many it selects, where that is not seen at once.

    Both are called with the connection of `transaction`, which lasts as long as reading does.
    """
    with ExitStack() as stack:
        connection = stack.enter_context(transaction)
        cursor = query(connection)
        rows = cursor.fetchmany(AT_ONCE)
        first = array("q", _kept(rows, left_out))
        if len(rows) < AT_ONCE:
            return first
        return Listing(first, count(connection) - len(left_out), cursor, stack.pop_all(), left_out)


def _kept(rows: Iterable[tuple[int]], left_out: Collection[int]) -> Iterator[int]:
    ids = chain.from_iterable(rows)
    return (number for number in ids if number not in left_out) if left_out else ids
