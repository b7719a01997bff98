"""How a long list is parted: by day, by feed, and where what is new since last time ends."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from reader.model import View
from reader.storage import Store
from reader.values import dataclass

Grouping = Literal["", "day", "feed"]
AT_ONCE = 200
"""So many articles are parted at once; a thread parts the others."""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of a list that stand together from the place `start` on: of a day, or of a feed, whose name is
    "" for pages without one."""

    start: int
    of: date | str


class Outline:
    """Looks along the ids of a list, in its order."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def first_groups(self, ids: Sequence[int], by: Grouping) -> list[Group]:
        """Return the groups of the first articles, at once."""
        return self._groups(ids[:AT_ONCE], by)

    async def groups(self, ids: Sequence[int], by: Grouping) -> list[Group]:
        """Return all groups; of a hundred thousand articles that takes a thread a fraction of a second."""
        return await asyncio.to_thread(self._groups, ids, by)

    def unread(self, ids: Sequence[int]) -> Iterator[int]:
        """Yield the unread ones of some articles, in their order."""
        return self._store.unread_of(ids)

    async def merged(
        self, view: View, old: Sequence[int], stay: Sequence[int], left_out: Callable[[View], Collection[int]]
    ) -> Sequence[int]:
        """Return what a view has now but for what is left out of it, and of the `old` list those that are to
        stay, where they stood."""

        def new() -> list[int]:
            without = left_out(view)
            return [number for number in self._store.ids(view) if number not in without]

        return await asyncio.to_thread(lambda: _merged(new(), old, stay))

    async def first_older(self, ids: Sequence[int], moment: datetime) -> int:
        """Return the place of the first article that came then or before, the length if there is none."""
        return await asyncio.to_thread(self._store.first_older, ids, moment)

    def _groups(self, ids: Sequence[int], by: Grouping) -> list[Group]:
        if by == "day":
            return list(_parted(_days(self._store.moments(ids))))
        return list(_parted(self._store.feed_names(ids))) if by else []


def _merged(new: Sequence[int], old: Sequence[int], stay: Sequence[int]) -> Sequence[int]:
    """Put each that is to stay before what it stood before."""
    there = set(new)
    staying, waiting = set(stay) - there, list[int]()
    before: dict[int, list[int]] = {}
    for number in old:
        if number in staying:
            waiting.append(number)
        elif waiting and number in there:
            before[number], waiting = waiting, []
    merged = array("q")
    for number in new:
        merged.extend(before.get(number, ()))
        merged.append(number)
    merged.extend(waiting)
    return merged


def _parted(values: Iterable[tuple[int, date | str]]) -> Iterator[Group]:
    before: date | str | None = None
    for place, value in values:
        if value != before:
            yield Group(place, value)
        before = value


def _days(moments: Iterable[tuple[int, datetime]]) -> Iterator[tuple[int, date]]:
    """Yield the days of moments here, by the clock on the wall."""
    begin = end = None
    day = date.min
    for place, moment in moments:
        if begin is None or end is None or not begin <= moment < end:
            here = moment.astimezone()
            day = here.date()
            begin = here.replace(hour=0, minute=0, second=0, microsecond=0)
            end = begin + timedelta(hours=20)
        yield place, day
