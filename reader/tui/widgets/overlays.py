"""What is laid over the text when it is drawn: names and figures, the places of a search, colours of code."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import pairwise

from reader.model import Span, Understanding
from reader.tui.widgets.column import OURS, Piece
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the analysed text and the style laid over it."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Places to go through with n and N: the matches of a search, the mentions of a name.

    One that is not `begun` is only marked in the text; going on leads to the place at `index`.
    """

    label: str
    places: tuple[Span, ...]
    index: int = 0
    begun: bool = True

    @property
    def place(self) -> Span:
        return self.places[self.index]

    @property
    def position(self) -> str:
        """Return "3 of 7", or "7 places" before one of them was gone to."""
        many = len(self.places)
        return f"{self.index + 1} of {many}" if self.begun else f"{many} place{'s' * (many != 1)}"

    def step(self, by: int) -> Trail:
        first = int(not self.begun and by > 0)
        return Trail(self.label, self.places, (self.index + by - first) % len(self.places))


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks in the order of their ends, none over another, to be asked for by place."""

    marks: tuple[Mark, ...] = ()
    _ends: tuple[int, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Marks:
        """Keep, of marks that overlap, the first and of those the longest."""
        kept: list[Mark] = []
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
            if mark.start < mark.end and (not kept or mark.start >= kept[-1].end):
                kept.append(mark)
        return cls(tuple(kept), tuple(mark.end for mark in kept))

    def within(self, start: int, end: int) -> list[Mark]:
        """Return the marks that touch a stretch."""
        first = bisect_left(self._ends, start + 1)
        found = []
        for mark in self.marks[first:]:
            if mark.start >= end:
                break
            found.append(mark)
        return found


def understood(understanding: Understanding | None) -> Marks:
    """Return where names and figures stand; a name wins over a figure inside it."""
    if understanding is None:
        return Marks()
    named = [
        Mark(s.start, s.end, str(entity.kind)) for entity in understanding.entities for s in entity.mentions
    ]
    return Marks.of([*named, *(Mark(f.start, f.end, "figure") for f in understanding.figures)])


class Places:
    """The places of a trail in the order of the text, however the trail goes through them."""

    def __init__(self, trail: Trail | None = None) -> None:
        spans = trail.places if trail is not None else ()
        self.spans = sorted({(span.start, span.end) for span in spans})
        self._longest = max((end - start for start, end in self.spans), default=0)
        self._now = (trail.place.start, trail.place.end) if trail is not None and trail.begun else None

    @property
    def now(self) -> int | None:
        """Where the present place begins."""
        return self._now[0] if self._now is not None else None

    def within(self, start: int, end: int) -> list[Mark]:
        """Return the places that touch a stretch, the present one in a style of its own."""
        found = []
        for place in self.spans[bisect_left(self.spans, (start - self._longest, 0)) :]:
            if place[0] >= end:
                break
            if place[1] > start:
                found.append(Mark(*place, "match-now" if place == self._now else "match"))
        return found


def cut(piece: Piece, marks: Sequence[Mark]) -> list[tuple[str, tuple[str, ...]]]:
    """Cut a piece where a mark begins or ends, and add the marks' styles to its own."""
    if piece.start == OURS or not marks:
        return [(piece.text, piece.styles)]
    start, end = piece.start, piece.start + len(piece.text)
    edges = sorted({start, end, *(m.start for m in marks), *(m.end for m in marks)})
    parts = []
    for left, right in pairwise(edge for edge in edges if start <= edge <= end):
        styles = tuple(m.style for m in marks if m.start <= left and right <= m.end)
        parts.append((piece.text[left - start : right - start], piece.styles + styles))
    return parts
