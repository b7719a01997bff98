"""Where the search for a query's articles may begin: a set of articles that an index gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.storage.condition import Condition, Parameter
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A SELECT of ids of articles, possibly more than once. `exact`: of these alone of which the condition
    holds that it stands for; else of more."""

    sql: str
    parameters: tuple[Parameter, ...] = ()
    exact: bool = True

    @property
    def condition(self) -> Condition:
        """The condition that an article is among them."""
        return Condition(f"article.id IN ({self.sql})", self.parameters)

    def size(self, connection: sqlite3.Connection, most: int) -> int:
        """Return how many it gives, counted no further than one past `most`."""
        statement = f"SELECT count(*) FROM (SELECT 1 FROM ({self.sql}) LIMIT ?)"  # noqa: S608 - our own text
        return int(connection.execute(statement, (*self.parameters, most + 1)).fetchone()[0])


def either(sources: Sequence[Source]) -> Source | None:
    """Return what gives the articles of all sources, None without any."""
    if not sources:
        return None
    return Source(
        " UNION ALL ".join(source.sql for source in sources),
        tuple(value for source in sources for value in source.parameters),
        exact=all(source.exact for source in sources),
    )
