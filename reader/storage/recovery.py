"""What can be read of a damaged library, brought into a new file; the old one is set aside, never changed.

What the person did is copied first, then the articles and what was extracted and understood of them, then
what the newest backup has beyond that. The search index and the counts are made anew.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from reader.storage import identities, names, search, tallies
from reader.storage.aside import set_aside
from reader.storage.backups import Backup, backups_of, put
from reader.storage.errors import LibraryError, explained
from reader.storage.first_page import mended_copy
from reader.storage.leftovers import RECOVERY, working_in
from reader.storage.mark import alone
from reader.storage.migrations import migrate
from reader.storage.retention import digest_of
from reader.storage.salvage import Row, Table, has_tables, is_readable, opened, rows, shared, tables_of
from reader.values import dataclass

_PERSONS = (
    "feed",
    "article",
    "article_tag",
    "note",
    "highlight",
    "tag",
    "feed_tag",
    "state",
    "purged",
    "ruled",
    "sameness",
    "meant",
)
_STAND_IN = """
INSERT INTO feed (id, url, title, active)
SELECT DISTINCT feed_id, 'lost:' || feed_id, 'A feed whose name was lost', 0 FROM article
WHERE feed_id IS NOT NULL AND feed_id NOT IN (SELECT id FROM feed)
"""
_LISTS = (("article", "authors"), ("content", "categories"), ("content", "writers"), ("author", "beats"))
_MARKED = "SELECT id, {0} FROM article INDEXED BY article_{0} WHERE {0} IS NOT NULL AND hidden = 0"
_MARK = "UPDATE article SET {0} = ? WHERE id = ? AND {0} IS NULL"
_RELIST = """
UPDATE article SET
    listed = NOT hidden AND NOT article.muted
        AND coalesce((SELECT active AND NOT feed.muted FROM feed WHERE feed.id = feed_id), 1)
"""


@dataclass(frozen=True, slots=True)
class Recovery:
    """How a recovery went. `missing` counts articles that there were and that could not be had, None if the
    file does not tell; `backed_up` those that only the backup had."""

    aside: Path
    feeds: int
    articles: int
    saved: int
    tagged: int
    starred: int
    noted: int
    missing: int | None
    backed_up: int
    backup: Backup | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person wants to know of it."""
        what = f"{_counted(self.articles, 'article')} of {_counted(self.feeds, 'feed')}"
        said = [f"{what} are there again, {self.saved:,} of them saved and {self.tagged:,} tagged."]
        if self.starred or self.noted:
            said.append(f"{self.starred:,} are starred, and {self.noted:,} have a note or a highlight.")
        if self.backup is not None and self.backed_up:
            day = self.backup.made.astimezone()
            said.append(
                f"{_counted(self.backed_up, 'article')} of these could only be had from the backup of "
                f"{day:%Y-%m-%d}, as they were then."
            )
        if self.missing is None:
            said.append("How many are missing cannot be told.")
        elif self.missing:
            said.append(f"{_counted(self.missing, 'article')} could not be read and are in no backup.")
        else:
            said.append("No article is missing.")
        said.append(f"The damaged file is kept: {self.aside}")
        return tuple(said)


def recover(path: Path, told: Callable[[str], None] = lambda _: None) -> Recovery:
    """Put a new library in the place of a damaged one; `told` hears what is being done.

    Raise LibraryError, with the old file where it was, if somebody has the library open or the new one cannot
    be written.
    """
    path = Path(os.path.realpath(path))
    try:
        with (
            alone(path),
            working_in(path.parent, re.escape(path.name)),
            tempfile.TemporaryDirectory(dir=path.parent, prefix=RECOVERY) as folder,
        ):
            new = Path(folder) / "library.db"
            found = _rebuild(path, new, told)
            aside = set_aside(path, "damaged")
            put(new, path, overwrite=True)
            return Recovery(aside, *found)
    except OSError as error:
        raise LibraryError(f"The library could not be recovered: {error.strerror or error}.") from None
    except sqlite3.Error as error:
        raise LibraryError(f"The library could not be recovered: {explained(error)}") from error


def _rebuild(
    path: Path, new: Path, told: Callable[[str], None]
) -> tuple[int, int, int, int, int, int, int | None, int, Backup | None]:
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(new, isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode = OFF")  # it is thrown away unless it becomes complete
        target.execute("PRAGMA synchronous = OFF")
        migrate(target)
        target.execute("PRAGMA foreign_keys = OFF")
        tables = sorted(tables_of(target), key=lambda table: _rank(table.name))
        expected = None
        with _readable(path, new.parent) as source:
            if source is not None:
                told("Reading what can be read …")
                _copy(source, target, tables)
                expected = _expected(source)
            read = _count(target, "article")
            told("Looking for what is missing in the newest backup …")
            backup = _fill_up(path, target, tables)
            if source is not None:
                _mark_again(source, target)
        articles = _count(target, "article")
        told("Making the search index anew …")
        _make_whole(target)
        missing = None if expected is None else max(0, expected - articles)
        counts = (
            _count(target, "feed WHERE active"),
            _count(target, "article"),
            _count(target, "article WHERE saved IS NOT NULL"),
            _count(target, "(SELECT DISTINCT article_id FROM article_tag)"),
            _count(target, "article WHERE starred IS NOT NULL"),
            _count(target, "(SELECT article_id FROM note UNION SELECT article_id FROM highlight)"),
        )
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    return (*counts, missing, articles - read, backup)


@contextmanager
def _readable(path: Path, folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The damaged file, or a copy of it with its first page put right; None if nothing helps."""
    copy = folder / "mended.db"
    connection = _opened(path, is_readable)
    if connection is None and path.stat().st_size:
        connection = opened(copy) if mended_copy(path, copy) else _opened(path, has_tables)
    try:
        yield connection
    finally:
        if connection is not None:
            connection.close()


def _opened(path: Path, is_enough: Callable[[sqlite3.Connection], bool]) -> sqlite3.Connection | None:
    connection = None
    with suppress(sqlite3.DatabaseError):
        connection = opened(path)
        if is_enough(connection):
            return connection
    if connection is not None:
        connection.close()
    return None


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, tables: Sequence[Table]) -> None:
    for table in tables:
        there = shared(source, table)
        if there is not None:
            for some in rows(source, there):
                _enter(target, there, some)


def _enter(target: sqlite3.Connection, table: Table, some: list[Row]) -> None:
    places = ", ".join("?" * len(table.columns))
    statement = f"INSERT OR IGNORE INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})"  # noqa: S608
    target.execute("BEGIN")
    try:
        target.executemany(statement, some)
    except sqlite3.Error:
        for row in some:  # one of them holds what the table does not take
            with suppress(sqlite3.Error):
                target.execute(statement, row)
    target.execute("COMMIT")


def _fill_up(path: Path, target: sqlite3.Connection, tables: Sequence[Table]) -> Backup | None:
    """Add what the newest backup has of the same library and the target has not, but for what was purged."""
    for backup in backups_of(path):
        with suppress(sqlite3.DatabaseError), closing(opened(backup.path)) as source:
            if not is_readable(source) or not _is_kin(source, target):
                continue
            purged = set(target.execute("SELECT feed_id, digest FROM purged"))
            _copy(source, target, tables)
            gone = [
                (number,)
                for number, feed, guid in target.execute("SELECT id, feed_id, guid FROM article")
                if (feed, digest_of(guid)) in purged
            ]
            target.executemany("DELETE FROM article WHERE id = ?", gone)
            return backup
    return None


def _is_kin(source: sqlite3.Connection, target: sqlite3.Connection) -> bool:
    """Whether a backup is of the library that the target comes from: the same feeds have the same numbers."""
    known = dict(target.execute("SELECT id, url FROM feed").fetchall())
    theirs = dict(source.execute("SELECT id, url FROM feed").fetchall())
    common = known.keys() & theirs.keys()
    return not known or not common or any(known[number] == theirs[number] for number in common)


def _mark_again(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Save and star what the indexes of such articles name and only a backup had, where it was not so yet."""
    for mark in ("saved", "starred"):
        with suppress(sqlite3.DatabaseError):
            for number, when in source.execute(_MARKED.format(mark)):
                target.execute(_MARK.format(mark), (when, number))


def _make_whole(target: sqlite3.Connection) -> None:
    """Drop what belongs to nothing, count, and index."""
    target.execute("BEGIN")
    target.execute(_STAND_IN)
    for name, column in _LISTS:
        target.execute(f"UPDATE {name} SET {column} = '[]' WHERE NOT json_valid({column})")  # noqa: S608
    for table in tables_of(target):  # parents first, as they were made
        for condition in _belongings(target, table.name):
            target.execute(f"DELETE FROM {table.name} WHERE NOT ({condition})")  # noqa: S608
    target.execute(_RELIST)
    tallies.recount(target)
    names.rebuild(target)
    identities.rebuild(target)
    search.rebuild(target)
    target.execute("COMMIT")
    if (problem := target.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise LibraryError(f"The library could not be recovered: {problem}.")


def _belongings(connection: sqlite3.Connection, table: str) -> list[str]:
    """For each reference of a table the condition that its row is there."""
    references: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for number, _, parent, column, theirs, *_ in connection.execute(f"PRAGMA foreign_key_list({table})"):
        references.setdefault(number, (parent, []))[1].append((column, theirs))
    return [
        f"EXISTS (SELECT 1 FROM {parent} WHERE "  # noqa: S608
        + " AND ".join(f"{parent}.{theirs} = {table}.{column}" for column, theirs in columns)
        + ")"
        + "".join(f" OR {table}.{column} IS NULL" for column, _ in columns)
        for parent, columns in references.values()
    ]


def _expected(source: sqlite3.Connection) -> int | None:
    """How many articles there were, hidden ones aside, as far as the file tells."""
    with suppress(sqlite3.DatabaseError):
        return int(source.execute("SELECT sum(total) FROM tally").fetchone()[0] or 0)
    return None


def _rank(table: str) -> int:
    return _PERSONS.index(table) if table in _PERSONS else len(_PERSONS)


def _count(connection: sqlite3.Connection, what: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
