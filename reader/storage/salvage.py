"""Reading the tables of a damaged file: a range of keys that cannot be read is halved, down to one key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from reader.values import dataclass

Row: TypeAlias = tuple[Any, ...]

_SPAN = 256  # keys that are asked for at once
_PROBES = 24
_MANY = 1_000_000  # keys to look through where nothing tells how many there are
_ENDS = (
    "SELECT seq FROM sqlite_sequence WHERE name = 'article'",
    "SELECT max(id) FROM article",
    "SELECT max(article_id) FROM content",
    "SELECT max(article_id) FROM document",
    "SELECT max(id) FROM feed",
    "SELECT max(id) FROM picture",
    "SELECT max(id) FROM highlight",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table to copy; `numbered` says that its key, the first column, is a whole number."""

    name: str
    columns: tuple[str, ...]
    numbered: bool

    @property
    def key(self) -> str:
        return self.columns[0]


def opened(path: Path) -> sqlite3.Connection:
    """Open a file, damaged or not, so that it is only read."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    # The first has SQLite read a file that is shorter than its header says.
    for pragma in ("writable_schema = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def tables_of(connection: sqlite3.Connection) -> list[Table]:
    """Return the tables of a sound library that hold what is nowhere else, in the order of their making."""
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            " AND name NOT LIKE 'search%' AND name NOT IN ('tally', 'name', 'name_word') ORDER BY rowid"
        )
    ]
    found = []
    for name in names:
        columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (name,)).fetchall()
        found.append(Table(name, tuple(column for column, _ in columns), columns[0][1] == "INTEGER"))
    return found


def is_readable(source: sqlite3.Connection) -> bool:
    """Whether any article can be read."""
    article = Table("article", ("id",), numbered=True)
    with suppress(sqlite3.DatabaseError):
        return _is_there(source, "SELECT id FROM article", article, _end(source))
    return False


def has_tables(source: sqlite3.Connection) -> bool:
    """Whether the names of the tables can be read, if no article can."""
    with suppress(sqlite3.DatabaseError):
        return bool(source.execute("SELECT 1 FROM sqlite_schema WHERE name = 'article'").fetchone())
    return False


def rows(source: sqlite3.Connection, table: Table) -> Iterator[list[Row]]:
    """Yield what can be read of a table, some rows at a time, with its columns in the order of `table`.

    Columns that the file's version does not have yet are left to their defaults: see `shared`.
    """
    shown = f"SELECT {', '.join(table.columns)} FROM {table.name}"  # noqa: S608 - names of our own schema
    if table.numbered:
        yield from _by_number(source, shown, table)
    else:
        yield from _from_both_ends(source, shown, table)


def shared(source: sqlite3.Connection, table: Table) -> Table | None:
    """Return `table` with those columns only that `source` has, too; None if it has no such table."""
    with suppress(sqlite3.DatabaseError):
        there = {name for (name,) in source.execute("SELECT name FROM pragma_table_info(?)", (table.name,))}
        if table.key in there:
            columns = tuple(column for column in table.columns if column in there)
            return Table(table.name, columns, table.numbered)
    return None


def _by_number(source: sqlite3.Connection, shown: str, table: Table) -> Iterator[list[Row]]:
    end = _end(source)
    if not _is_there(source, shown, table, end):
        return
    waiting = [(low, low + _SPAN - 1) for low in range(0, end + 1, _SPAN)]
    waiting.reverse()
    while waiting:
        low, high = waiting.pop()
        try:
            found = _between(source, shown, table.key, low, high)
        except sqlite3.DatabaseError:
            if low < high:
                middle = (low + high) // 2
                waiting += [(middle + 1, high), (low, middle)]
            continue
        if found:
            yield found


def _is_there(source: sqlite3.Connection, shown: str, table: Table, end: int) -> bool:
    """Whether the table's first page can be read: if not, no key can be, and none needs to be tried."""
    step = max(1, end // _PROBES)
    for low in range(0, end + 1, step):
        with suppress(sqlite3.DatabaseError):
            _between(source, shown, table.key, low, low)
            return True
    return False


def _between(source: sqlite3.Connection, shown: str, key: str, low: int, high: int) -> list[Row]:
    return source.execute(f"{shown} WHERE {key} BETWEEN ? AND ? ORDER BY {key}", (low, high)).fetchall()


def _from_both_ends(source: sqlite3.Connection, shown: str, table: Table) -> Iterator[list[Row]]:
    """Read up to what cannot be read, and then, from the other end, down to it."""
    for order in ("", " DESC"):
        cursor = source.execute("SELECT NULL WHERE 0")
        with suppress(sqlite3.DatabaseError):
            cursor = source.execute(f"{shown} ORDER BY {table.key}{order}")
        while True:
            found = []
            try:
                found = cursor.fetchmany(_SPAN)
            except sqlite3.DatabaseError:
                yield from _singly(source, shown, table, order)
                break
            if not found:
                return
            yield found


def _singly(source: sqlite3.Connection, shown: str, table: Table, order: str) -> Iterator[list[Row]]:
    """Read row by row where some at a time could not be read."""
    with suppress(sqlite3.DatabaseError):
        for row in source.execute(f"{shown} ORDER BY {table.key}{order}"):
            yield [row]


def _end(source: sqlite3.Connection) -> int:
    """The greatest key to look for."""
    known = []
    for statement in _ENDS:
        with suppress(sqlite3.DatabaseError):
            known += [row[0] for row in source.execute(statement) if isinstance(row[0], int)]
    likely = [number for number in known if 0 < number < 100 * _MANY]
    return max(likely, default=_MANY)
