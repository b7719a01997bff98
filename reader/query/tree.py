"""A query as it was understood: a tree of frozen values."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import TypeAlias

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words, or a text in quotes. `begins`: the last word may go on; `exact`: the whole must be this."""

    text: str
    begins: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, in the syntax of RE2."""

    pattern: str
    ignores_case: bool = False


@dataclass(frozen=True, slots=True)
class Ago:
    """So long before the present, in seconds; as an age it is that long. `unit` is how it was written."""

    amount: float
    unit: str

    @property
    def seconds(self) -> float:
        """The time in seconds; months have 30 days and years 365."""
        return self.amount * SECONDS[self.unit]


SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 2592000, "y": 31536000}


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year of the calendar, where the person is; `precision` counts what was said of it."""

    date: date
    precision: int = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment by its name: today, yesterday, lastsession or lastrefresh."""

    name: str


Point: TypeAlias = float | Ago | Day | Moment


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, either of which may be missing; an open end does not belong to it."""

    low: Point | None = None
    high: Point | None = None
    low_open: bool = False
    high_open: bool = False


Value: TypeAlias = Text | Pattern | Range | Ago | Day | Moment


@dataclass(frozen=True, slots=True)
class Term:
    """A field that has one of these values."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """What an article is or is not, such as unread."""

    name: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the article, of which all of this holds; of units, kinds and what it counts any."""

    bounds: tuple[Range, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What must hold together; two parts or more, none of them an `And`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What must hold in part; two parts or more, none of them an `Or`."""

    parts: tuple[Node, ...]


Node: TypeAlias = Term | Flag | Figure | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query. `where` None holds of every article; `sort` are keys such as "-date"."""

    where: Node | None = None
    sort: tuple[str, ...] = field(default=())
    limit: int | None = None


def both(parts: list[Node]) -> Node:
    """Return what holds where all parts do; at least one."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def either(parts: list[Node]) -> Node:
    """Return what holds where any part does; at least one."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def negated(part: Node) -> Node:
    """Return what holds where a part does not."""
    return part.part if isinstance(part, Not) else Not(part)
