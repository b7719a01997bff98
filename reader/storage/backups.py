"""Copies of a library: made while it is used, whole or not at all, and the oldest let go of.

They stand in a folder beside the library, named after it, the version of its schema and the moment (UTC)
when they were made. SQLite's online backup copies them, from one read transaction: nobody waits for it.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.storage.errors import DamagedError, LibraryError, explained, kind_of
from reader.storage.leftovers import working_in
from reader.storage.own_files import JOURNALS, refuse_journals
from reader.values import dataclass

KEPT = 3
"""Backups that are kept of the present version unless the settings say otherwise, and of all earlier ones."""

_STEP = 512  # pages
_PAUSE = 0.002  # seconds after each step, so that a refresh and a search get the disk, too
_MARGIN = 8 * 1024 * 1024
_SUFFIX = ".db"
_NAME = re.compile(r"-v(\d{1,4})-(\d{8}-\d{6})(?:-(\d{6}))?(?:-\d+)?\.db")
_SKEW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library; `version` is its schema's, `size` in bytes."""

    path: Path
    version: int
    made: datetime
    size: int


def folder_of(library: Path) -> Path:
    """Where the backups of a library are: news-backups for news.db, news.sqlite.backups for news.sqlite.

    No two libraries have the same: they would push out each other's backups.
    """
    if library.suffix == _SUFFIX:
        return library.with_name(f"{library.stem}-backups")
    return library.with_name(f"{library.name}.backups")


def backups_of(library: Path) -> list[Backup]:
    """Return the backups of a library, the newest first; those that are dated in the future come last."""
    latest = datetime.now(UTC) + _SKEW  # a clock that was wrong must not hide the backups made since
    found: list[Backup] = []
    for folder, first in _places(library):
        with suppress(OSError):
            found += [one for path in folder.iterdir() if (one := _backup(path, first)) is not None]
    return sorted(found, key=lambda one: (one.made <= latest, one.made), reverse=True)


def _places(library: Path) -> Iterator[tuple[Path, str]]:
    """Each folder with backups of a library, and how their names begin."""
    yield folder_of(library), _prefix(library)
    usual = library.with_suffix(_SUFFIX)
    if library.suffix != _SUFFIX and not usual.exists():  # made before, when all of one stem had one folder
        yield folder_of(usual), _prefix(usual)


def _prefix(library: Path) -> str:
    return library.stem if library.suffix == _SUFFIX else library.name


def _backup(path: Path, first: str) -> Backup | None:
    """What a file's name tells, if it begins so and is that of a backup."""
    said = _NAME.fullmatch(path.name.removeprefix(first))
    if said is None or not path.name.startswith(first):
        return None
    with suppress(OSError, ValueError):  # a link to nothing; no such day
        made = datetime.strptime(f"{said[2]}+0000", "%Y%m%d-%H%M%S%z")
        made += timedelta(microseconds=int(said[3] or 0))
        status = path.stat()
        # The first year and the last do not have all their hours everywhere.
        if stat.S_ISREG(status.st_mode) and 1 < made.year < 9999:
            return Backup(path, int(said[1]), made, status.st_size)
    return None


def is_due(library: Path, interval: timedelta) -> bool:
    """Whether the newest backup is older than `interval`."""
    present = datetime.now(UTC)
    return not any(present - interval < one.made <= present + _SKEW for one in backups_of(library))


def back_up(
    source: sqlite3.Connection,
    library: Path,
    *,
    kept: int = KEPT,
    stop: Callable[[], bool] = lambda: False,
) -> Backup:
    """Copy the library that `source` has open into its folder of backups, and let go of the oldest there.

    Raise LibraryError, with nothing left behind, if that cannot be; DamagedError if the copy is not sound, or
    InterruptedError once `stop` says so.
    """
    made = datetime.now(UTC)
    version = int(source.execute("PRAGMA user_version").fetchone()[0])
    folder = folder_of(library)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        why = error.strerror or error
        raise LibraryError(f"No backup could be made in {folder}: {why}; name another place.") from None
    stem = f"{_prefix(library)}-v{version}-{made:%Y%m%d-%H%M%S-%f}"
    target = free_name(folder / f"{stem}.db")
    with (
        working_in(library.parent, re.escape(library.name)),  # a restore or a recovery that was killed
        working_in(folder, f".+{_NAME.pattern}"),
    ):
        copy(source, target, stop=stop)
    backup = Backup(target, version, made, target.stat().st_size)
    _let_go(library, backup, kept)
    return backup


def copy(
    source: sqlite3.Connection,
    target: Path,
    *,
    overwrite: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Copy what `source` has open to the file `target`, which appears once it is complete; see `back_up`."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if not overwrite and os.path.lexists(target):
            raise LibraryError(f"{target} is there already; it was left as it is (--force overwrites it).")
        refuse_journals(target)
        with working_in(target.parent, re.escape(target.name)):
            _refuse_without_room(source, target.parent)
            _copy(source, part, stop)
            put(part, target, overwrite=overwrite)
    except sqlite3.Error as error:
        damaged = isinstance(explained(error), DamagedError)
        raise (
            explained(error)
            if damaged
            else LibraryError(f"No backup could be made: {error}; `reader doctor` says more.")
        ) from error
    except OSError as error:
        if isinstance(error, InterruptedError):
            raise
        raise LibraryError(
            f"No backup could be made at {target}: {error.strerror or error}; name another place."
        ) from None
    finally:
        for name in (part, *(part.with_name(f"{part.name}{end}") for end in JOURNALS)):
            with suppress(OSError):  # why there is none has been said
                name.unlink()


def put(part: Path, target: Path, *, overwrite: bool = False) -> None:
    """Give a complete file its name; without `overwrite` raise FileExistsError if another has it."""
    if overwrite:
        part.replace(target)
    else:
        _rename(part, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder outlive a power cut, where that can be asked for."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _rename(part: Path, target: Path) -> None:
    """Rename a file, and never take another's place."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        part.rename(target)
    else:
        part.unlink()


def free_name(path: Path) -> Path:
    """Return `path`, or the first of path-2, path-3 … that nothing has."""
    number, free = 1, path
    while any(os.path.lexists(f"{free}{end}") for end in ("", *JOURNALS)):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _copy(source: sqlite3.Connection, part: Path, stop: Callable[[], bool]) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))

    def rest(_status: int, _remaining: int, _total: int) -> None:
        if stop():
            raise InterruptedError
        time.sleep(_PAUSE)

    with closing(sqlite3.connect(f"{part.as_uri()}?mode=rw", uri=True, isolation_level=None)) as copied:
        copied.execute("PRAGMA synchronous = OFF")  # it is synced once, below
        source.backup(copied, pages=_STEP, progress=rest)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, wherever it is taken
        copied.set_progress_handler(stop, 100_000)
        try:
            found = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.OperationalError as error:
            if kind_of(error) == sqlite3.SQLITE_INTERRUPT:
                raise InterruptedError from None
            raise
        if found != "ok":
            raise DamagedError
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _refuse_without_room(source: sqlite3.Connection, folder: Path) -> None:
    pages = int(source.execute("PRAGMA page_count").fetchone()[0])
    needed = pages * int(source.execute("PRAGMA page_size").fetchone()[0]) + _MARGIN
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise LibraryError(
            f"There is no room for a backup in {folder}: it takes {needed / 2**20:,.0f} MB, and "
            f"{free / 2**20:,.0f} MB are free; nothing was changed."
        )


def _let_go(library: Path, made: Backup, kept: int) -> None:
    """Delete backups beyond the newest of the present version, and beyond those of all earlier versions."""
    folder = made.path.parent  # what stands elsewhere may be another library's
    others = [one for one in backups_of(library) if one.path != made.path and one.path.parent == folder]
    present = [one for one in others if one.version >= made.version]
    earlier = [one for one in others if one.version < made.version]
    for backup in (*present[max(0, kept - 1) :], *earlier[KEPT:]):
        with suppress(OSError):
            backup.path.unlink()
