"""Whether the library's file is sound."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from reader.storage import identities, names, search, tallies
from reader.storage.errors import is_of_text, kind_of
from reader.storage.patience import SlowQueryError, patience

_MOST_PROBLEMS = 10
_TEXTS = """
SELECT tables.name, group_concat('"' || columns.name || '"', ', ')
FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table' AND tables.name NOT LIKE 'search%' AND columns.type = 'TEXT'
GROUP BY tables.name ORDER BY tables.name
"""
_SECONDS = 10.0  # for reading all texts; what is longer has been looked through by SQLite at least
_AT_ONCE = 500


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the file, a sentence each; some seconds for 100,000 articles."""
    found = [row[0] for row in connection.execute(f"PRAGMA quick_check({_MOST_PROBLEMS})")]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_PROBLEMS)
    found += [f"a row of {table} belongs to nothing" for table, *_ in orphans]
    found += [f"the counts of feed {feed} are wrong" for feed in tallies.wrong(connection)[:_MOST_PROBLEMS]]
    found += [f"a text in {table} is not UTF-8" for table in _with_garbled_texts(connection)]
    return [problem for problem in found if problem != "ok"]


def _with_garbled_texts(connection: sqlite3.Connection) -> list[str]:
    """Return the tables whose texts cannot all be read, which is nothing that SQLite looks at."""
    found = []
    with suppress(SlowQueryError), patience(connection, seconds=_SECONDS):
        for table, columns in connection.execute(_TEXTS).fetchall():
            texts = connection.execute(f"SELECT {columns} FROM {table}")  # noqa: S608 - of our own schema
            try:
                while texts.fetchmany(_AT_ONCE):
                    pass
            except sqlite3.OperationalError as error:
                if not is_of_text(error):
                    raise
                found.append(table)
    return found


def mend(connection: sqlite3.Connection) -> list[str]:
    """Make anew what is only derived, where it is wrong; return a sentence for each."""
    done = []
    names.forget_unused(connection)
    identities.forget_unused(connection)
    if tallies.wrong(connection):
        tallies.recount(connection)
        done.append("The counts were wrong; they were made anew.")
    try:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if kind_of(error) != sqlite3.SQLITE_CORRUPT:
            raise
        search.rebuild(connection)
        done.append("The search index was damaged; it was made anew.")
    return done


def article_count(connection: sqlite3.Connection) -> int:
    """Return how many articles are kept, hidden and muted ones too."""
    return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
