"""A condition on the rows of `article`: SQL whose values are all parameters, and how two become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from reader.query.tree import Range
from reader.values import dataclass

Parameter: TypeAlias = str | int | float


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL that is 0, 1 or NULL, which counts as 0, for every row of `article`."""

    sql: str
    parameters: tuple[Parameter, ...] = ()

    def __invert__(self) -> Condition:
        return Condition(f"NOT ifnull({self.sql}, 0)", self.parameters)


@dataclass(frozen=True, slots=True)
class Among:
    """The articles that are asked about: their ids as JSON, and the least and the greatest of them."""

    ids: str
    first: int
    last: int


# What is never true is not said with a constant: SQLite has no plan for that where an index is told it.
NEVER, ALWAYS = Condition("article.id < 0"), Condition("1")


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Return what holds where all do."""
    return _joined(" AND ", conditions, ALWAYS)


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Return what holds where any does."""
    return _joined(" OR ", conditions, NEVER)


def within(number: str, bounds: Range) -> Condition:
    """Return what holds where a number, given in SQL, lies in a range of numbers."""
    ends = []
    if isinstance(bounds.low, float):
        ends.append(Condition(f"{number} {'>' if bounds.low_open else '>='} ?", (bounds.low,)))
    if isinstance(bounds.high, float):
        ends.append(Condition(f"{number} {'<' if bounds.high_open else '<='} ?", (bounds.high,)))
    return all_of(ends)


def during(moment: str, span: tuple[int, int]) -> Condition:
    """Return what holds where a moment, given in SQL, lies in a half-open stretch of time."""
    return Condition(f"({moment} >= ? AND {moment} < ?)", span)


def exists(table: str, condition: str) -> str:
    """Return the SQL that an article has a row in a table of which a condition holds."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE {table}.article_id = article.id AND {condition})"  # noqa: S608


def _joined(sign: str, conditions: Sequence[Condition], nothing: Condition) -> Condition:
    if len(conditions) < 2:
        return conditions[0] if conditions else nothing
    parameters = tuple(value for one in conditions for value in one.parameters)
    return Condition("(" + sign.join(one.sql for one in conditions) + ")", parameters)
