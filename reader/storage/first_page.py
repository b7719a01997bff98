"""The first page of a library, which holds the header and the way to all tables, put right in a copy.

Without it nothing can be found. A backup of the same library has the same one, and so, more often than not,
has a library that was just made, at once or, as older ones were, step by step: tables are laid in the same
order, and nothing ever moves them.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from reader.storage.backups import backups_of
from reader.storage.migrations import STEPS, migrate, take_steps
from reader.storage.salvage import is_readable, opened
from reader.storage.schema import APPLICATION_ID

_PAGE = 4096  # SQLite's default, which no library departs from
_MAGIC = b"SQLite format 3\0"


def mended_copy(damaged: Path, copy: Path) -> bool:
    """Copy a file whose articles cannot be reached, with another first page; say whether they can be then."""
    shutil.copyfile(damaged, copy)
    journal = damaged.with_name(f"{damaged.name}-wal")
    if journal.exists():
        shutil.copyfile(journal, copy.with_name(f"{copy.name}-wal"))
    for page in _first_pages(damaged, copy):
        with copy.open("rb+") as file:
            file.write(_with_header(page, max(1, copy.stat().st_size // _PAGE), logged=journal.exists()))
        with suppress(sqlite3.DatabaseError), closing(opened(copy)) as connection:
            if is_readable(connection):
                return True
    return False


def _first_pages(damaged: Path, copy: Path) -> Iterator[bytes]:
    for path in (damaged, *(backup.path for backup in backups_of(damaged))):
        with suppress(OSError):
            yield _first(path)
    fresh = copy.with_name(f"{copy.name}.fresh")
    for make in (migrate, take_steps):
        try:
            with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
                make(connection)
            yield _first(fresh)
        finally:
            fresh.unlink(missing_ok=True)


def _first(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_PAGE).ljust(_PAGE, b"\0")


def _with_header(page: bytes, pages: int, *, logged: bool) -> bytes:
    """Write a header as of https://sqlite.org/fileformat.html#the_database_header over a page's."""
    whole = bytearray(page)
    whole[:100] = bytes(100)
    whole[:16] = _MAGIC
    whole[16:18] = _PAGE.to_bytes(2, "big")
    whole[18:20] = bytes([2, 2] if logged else [1, 1])
    whole[21:24] = bytes([64, 32, 32])
    for at, number in (
        (24, 1),  # how often the file was changed, and, at 92, at which change its size is valid
        (28, pages),
        (40, 1),  # the schema's cookie
        (44, 4),  # and format
        (56, 1),  # UTF-8
        (60, len(STEPS)),
        (68, APPLICATION_ID),
        (92, 1),
        (96, sqlite3.sqlite_version_info[0] * 1_000_000 + sqlite3.sqlite_version_info[1] * 1_000),
    ):
        whole[at : at + 4] = number.to_bytes(4, "big")
    return bytes(whole)
