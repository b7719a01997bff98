"""Every name and figure of an article as the records of a table: filtered, sorted, cut into columns. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from math import inf

from rich.cells import cached_cell_len as cell_len

from reader.model import Entity, Figure, Span, Understanding
from reader.text import fold, safe_line
from reader.tui.widgets.insight_rows import KINDS, phrase
from reader.tui.widgets.quantities import worth
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """A name or a figure. `more` is its other names, or what it counts; `measure` the salience of a name, or
    what a figure comes to; `weight` that as a number. `group` and `order` are its place in the sidebar."""

    kind: str
    name: str
    more: str
    places: tuple[Span, ...]
    measure: str
    weight: float
    ink: str
    group: int
    order: int
    words: str = field(default="", repr=False)

    @property
    def times(self) -> int:
        return len(self.places)

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns."""
        return self.kind, self.name, self.more, str(self.times), self.measure


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title, the columns it takes (0: a share of what is left), and what it is sorted by."""

    title: str
    width: int
    key: Callable[[Record], tuple[float | str, ...]]
    falling: bool = False  # whether the largest comes first
    right: bool = False


HEADINGS: tuple[Heading, ...] = (
    Heading("Kind", 12, lambda one: (one.group, one.kind)),
    Heading("Name or figure", 0, lambda one: (fold(one.name),)),
    Heading("Also, or what it counts", 0, lambda one: (not one.more, fold(one.more))),
    Heading("Times", 6, lambda one: (one.times,), falling=True, right=True),
    Heading("Salience or value", 18, lambda one: (one.group < len(KINDS), one.weight), falling=True),
)
_KIND, _NAME, _MORE, _VALUE = 0, 1, 2, 4
_TWO_OF_WORDS = 26  # columns that names and what else there is to say of them need together
_NARROWEST = 8  # of a column whose cells are shorter than its title
AS_LISTED = -1
"""The order of the sidebar, which is no column's."""


def records(understanding: Understanding) -> list[Record]:
    """Return everything that was understood, as the sidebar lists it."""
    names = [
        _named(entity, group, order)
        for group, (kind, _) in enumerate(KINDS)
        for order, entity in enumerate(understanding.entities)
        if entity.kind == kind
    ]
    return [*names, *(_figure(figure, order) for order, figure in enumerate(understanding.figures))]


def matching(everything: Iterable[Record], typed: str) -> list[Record]:
    """Return the records that have every typed word in one of their cells, whatever its case and accents."""
    wanted = fold(typed).split()
    return [one for one in everything if all(word in one.words for word in wanted)]


def in_order(some: Iterable[Record], column: int, turned: bool = False) -> list[Record]:
    """Sort by a column of `HEADINGS` or AS_LISTED, the other way round if `turned`."""
    listed = sorted(some, key=lambda one: (one.group, one.order))
    if column == AS_LISTED:
        return listed[::-1] if turned else listed
    heading = HEADINGS[column]
    return sorted(listed, key=heading.key, reverse=heading.falling != turned)


def needs(some: Iterable[Record]) -> tuple[int, ...]:
    """Return how many columns of the screen the widest cell of each column takes."""
    widest = [0] * len(HEADINGS)
    for one in some:
        widest = [max(before, cell_len(cell)) for before, cell in zip(widest, one.cells, strict=True)]
    return tuple(widest)


def widths(room: int, needed: Sequence[int] = ()) -> tuple[int, ...]:
    """Share `room` columns out, two between each pair, to cells that need so many.

    The two columns of words have the same room, unless one needs more: then it takes what the other does not
    need, and what is empty in the others.
    """
    needed = needed or [heading.width for heading in HEADINGS]
    found = [heading.width for heading in HEADINGS]
    left = max(16, room - sum(found) - 2 * (len(HEADINGS) - 1))
    name, more = needed[_NAME], needed[_MORE]
    for column in (_VALUE, _KIND):
        empty = found[column] - max(_NARROWEST, needed[column])
        taken = max(0, min(empty, name + more - left))
        found[column], left = found[column] - taken, left + taken
    if left < _TWO_OF_WORDS:
        found[_NAME], found[_MORE] = left, 0  # half a name helps nobody
        return tuple(found)
    half = left // 2
    if name > left - half:
        half = max(min(half, more), left - name)
    elif more > half:
        half = min(more, left - name)
    found[_NAME], found[_MORE] = left - half, half
    return tuple(found)


def _named(entity: Entity, group: int, order: int) -> Record:
    name, more = safe_line(entity.name, 200), ", ".join(safe_line(alias, 80) for alias in entity.aliases)
    measure = f"{entity.salience:.2f}"
    words = _words(entity.kind, name, more, measure)
    weight = entity.salience
    return Record(entity.kind, name, more, entity.mentions, measure, weight, entity.kind, group, order, words)


def _figure(figure: Figure, order: int) -> Record:
    name, more = phrase(figure)
    more = more or safe_line(figure.counted or "", 160)
    measure = worth(figure)
    ends = [end for end in (figure.value, figure.high, figure.low) if end is not None]
    place = (Span(figure.start, figure.end),)
    words = _words(figure.kind, name, more, measure)
    weight = ends[0] if ends else -inf
    return Record(figure.kind, name, more, place, measure, weight, "figure", len(KINDS), order, words)


def _words(*cells: str) -> str:
    return fold("\n".join(cells))


def tabbed(record: Record) -> str:
    """Return a record for the clipboard, its cells parted by tabs."""
    return "\t".join(record.cells)


def cursor_after(before: Record | None, shown: Sequence[Record]) -> int:
    """Return where the record under the cursor is now, 0 if it is no longer among those shown."""
    return next((at for at, one in enumerate(shown) if one == before), 0)
