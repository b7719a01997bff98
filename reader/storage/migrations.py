"""How a library's file gets from the version it has to the one that this program knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reader.lazily import lazily
from reader.storage.errors import LibraryError
from reader.storage.later_schema import (
    VERSION_12,
    VERSION_13,
    VERSION_14,
    VERSION_15,
    VERSION_16,
    VERSION_17,
    VERSION_18,
)
from reader.storage.schema import (
    APPLICATION_ID,
    VERSION_1,
    VERSION_2,
    VERSION_3,
    VERSION_4,
    VERSION_5,
    VERSION_6,
    VERSION_7,
    VERSION_8,
    VERSION_9,
    VERSION_10,
    VERSION_11,
)

if TYPE_CHECKING:
    from reader import packing, words
    from reader.storage import authors, documents, identities, names
else:
    packing, words = lazily("reader.packing"), lazily("reader.words")
    authors, documents, identities, names = (
        lazily(f"reader.storage.{name}") for name in ("authors", "documents", "identities", "names")
    )

_NEWEST = Path(__file__).with_name("newest.sql")  # what all steps come to, made of them
_MARK = f"PRAGMA application_id = {APPLICATION_ID}"


def _to_version_4(connection: sqlite3.Connection) -> None:
    """Lay the new columns, and fill the keys by which authors are found."""
    for statement in _statements(VERSION_4):
        connection.execute(statement)
    connection.create_function("author_key", 1, authors.author_key, deterministic=True)
    connection.execute("UPDATE author SET name_key = author_key(name), outlet_key = author_key(outlet)")
    connection.create_function("author_key", 1, None)


def _to_version_12(connection: sqlite3.Connection) -> None:
    """Lay what queries need, and fill it: names, numbers of words, and which documents are cut off."""
    for statement in _statements(VERSION_12):
        connection.execute(statement)
    names.lead(connection)
    connection.create_function("count_words", 1, words.count_words, deterministic=True)
    connection.create_function(
        "plain", 2, lambda packed, text: packing.unpacked(packed, text)[0], deterministic=True
    )
    connection.create_function("is_truncated", 1, documents.is_truncated, deterministic=True)
    connection.execute("UPDATE document SET truncated = 1 WHERE is_truncated(body)")
    connection.execute(_COUNT_WORDS)
    for function, places in (("count_words", 1), ("plain", 2), ("is_truncated", 1)):
        connection.create_function(function, places, None)


def _to_version_16(connection: sqlite3.Connection) -> None:
    """Lay what is known of who is named across articles, and fill it from what each of them names."""
    for statement in _statements(VERSION_16):
        connection.execute(statement)
    identities.keep_all(connection)


_COUNT_WORDS = """
UPDATE article SET word_count = count_words(coalesce(
    (SELECT document.text FROM document WHERE article_id = article.id),
    (SELECT plain(packed, content.text) FROM content WHERE article_id = article.id),
    ''
))
"""


# The step at index n leads from version n to n + 1: SQL, or a function where SQL is not enough. A step that
# was ever released is never changed.
Step: TypeAlias = str | Callable[[sqlite3.Connection], None]
STEPS: tuple[Step, ...] = (
    VERSION_1,
    VERSION_2,
    VERSION_3,
    _to_version_4,
    VERSION_5,
    VERSION_6,
    VERSION_7,
    VERSION_8,
    VERSION_9,
    VERSION_10,
    VERSION_11,
    _to_version_12,
    VERSION_13,
    VERSION_14,
    VERSION_15,
    _to_version_16,
    VERSION_17,
    VERSION_18,
)


def migrate(
    connection: sqlite3.Connection,
    steps: Sequence[Step] = STEPS,
    before: Callable[[], object] = lambda: None,
) -> int:
    """Bring the file to version `len(steps)`, each step in a transaction of its own; return the version.

    A new file gets all tables at once, as the steps would have left them. `connection` is in autocommit mode.
    `before` is called ahead of the first step of a file that has a version already: what it raises leaves the
    file as it is. Raises LibraryError if the file is newer than that. A process that is killed on the way
    leaves the file at a whole version, old or new.
    """
    version = user_version(connection)
    if version == len(steps):
        return version
    if 0 < version < len(steps):
        before()
    if version == 0 and steps is STEPS:
        _make_new(connection)
    return take_steps(connection, steps)


def take_steps(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> int:
    """Take the steps that are still to be taken, a new file's from the first on; see `migrate`."""
    # Rebuilding a table would trip over references to it, so they are checked at each step's end instead.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        while (version := user_version(connection)) < len(steps):
            _take_step(connection, version, steps)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    refuse_newer(version, len(steps))
    return version


def refuse_newer(version: int, known: int = len(STEPS)) -> None:
    """Raise LibraryError if `version` is one that this program does not know."""
    if version > known:
        raise LibraryError(
            f"The library was written by a newer Reader (its version is {version}, this one knows {known}); "
            "please update Reader."
        )


def user_version(connection: sqlite3.Connection) -> int:
    """Return the version of the file's schema; 0 for a file without one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make_new(connection: sqlite3.Connection) -> None:
    with _from_version(connection, 0) as ours:
        if ours:
            _apply(connection, _NEWEST.read_text(encoding="utf-8"))
            connection.execute(_MARK)


def _take_step(connection: sqlite3.Connection, version: int, steps: Sequence[Step]) -> None:
    with _from_version(connection, version) as ours:
        if ours:
            _apply(connection, steps[version])
            connection.execute(_MARK)
            connection.execute(f"PRAGMA user_version = {version + 1}")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise LibraryError(f"The library cannot be brought to version {version + 1}.")


@contextmanager
def _from_version(connection: sqlite3.Connection, version: int) -> Iterator[bool]:
    """One transaction; whether the file is still at `version` in it, for another process may have been here
    first."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield user_version(connection) == version
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _apply(connection: sqlite3.Connection, step: Step) -> None:
    if callable(step):
        step(connection)
        return
    for statement in _statements(step):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """Split SQL at statement ends; `executescript` would commit the open transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
