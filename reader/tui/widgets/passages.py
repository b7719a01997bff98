"""Passages laid over the text: highlights under the names in it, what is being chosen over them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from reader.model import Span
from reader.tui.widgets.overlays import Mark


class Passages:
    """What is laid under the names of a text: stretches that may lie over one another."""

    def __init__(self, marks: Iterable[Mark] = (), chosen: Span | None = None) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)
        self._chosen = Mark(chosen.start, chosen.end, "selected") if chosen is not None else None

    def under(self, start: int, end: int) -> list[Mark]:
        """Return the highlights that touch a stretch."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end > start]

    def over(self, start: int, end: int) -> list[Mark]:
        """Return what is being chosen, where it touches a stretch."""
        chosen = self._chosen
        return [chosen] if chosen is not None and chosen.start < end and chosen.end > start else []
