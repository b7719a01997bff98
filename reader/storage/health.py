"""Whether the library's file is sound."""

from __future__ import annotations

import sqlite3

from reader.storage import identities, names, search, tallies

_MOST_PROBLEMS = 10


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with the file, a sentence each; a second for 100,000 articles."""
    found = [row[0] for row in connection.execute(f"PRAGMA quick_check({_MOST_PROBLEMS})")]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_PROBLEMS)
    found += [f"a row of {table} belongs to nothing" for table, *_ in orphans]
    found += [f"the counts of feed {feed} are wrong" for feed in tallies.wrong(connection)[:_MOST_PROBLEMS]]
    return [problem for problem in found if problem != "ok"]


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
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        search.rebuild(connection)
        done.append("The search index was damaged; it was made anew.")
    return done


def article_count(connection: sqlite3.Connection) -> int:
    """Return how many articles are kept, hidden and muted ones too."""
    return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
