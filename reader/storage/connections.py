"""The connections of one library: a writer under a lock, and as many readers as threads read at once."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from reader.storage.damage import refuse_damaged
from reader.storage.errors import GARBLED, DamagedError, LibraryError, explained
from reader.storage.filesystems import network_of
from reader.storage.mark import Hold
from reader.storage.migrations import STEPS, migrate
from reader.storage.place import prepare
from reader.storage.schema import APPLICATION_ID
from reader.storage.synchronised import refuse_synchronised

_WAIT_MS = 20_000  # for other writers, who take turns by chance; writes have threads of their own
_CACHE_KB = 16_000  # holds the indexes that lists and counts of 100,000 articles walk
_JOURNAL_LIMIT = 16 * 1024 * 1024
_OLDEST_SQLITE = (3, 37, 0)  # STRICT tables


_Bound = TypeVar("_Bound", bytes, bool, None)


def _itself(value: _Bound) -> _Bound:
    return value


# Python looks for an adapter of these with every value that is bound, and the search in vain takes as long as
# all else that binding does.
sqlite3.register_adapter(bytes, _itself)
sqlite3.register_adapter(bool, _itself)
sqlite3.register_adapter(type(None), _itself)


class Connections:
    """The open file. Every use of it is one transaction; errors of SQLite's leave it as LibraryError."""

    def __init__(self, path: Path) -> None:
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise LibraryError(
                f"Reader needs SQLite 3.37 or later; this Python has {sqlite3.sqlite_version}."
            )
        refuse_synchronised(path)
        self.path = prepare(path)
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._helpers = 0
        self._hold = Hold(self.path)
        try:
            self._writer = _open_writer(
                prepare(path)
            )  # again, for another file may be there since it is held
        except BaseException:
            self._hold.release()
            raise
        self._hold.begin()
        self._seen = self._data_version()
        self._synchronous = ""

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """One write transaction, committed at the end; `durable` ones also outlive a power cut.

        Others outlive a crash of the program or a kill. Waits for other writers up to twenty seconds.
        """
        with self._lock:
            self._refuse_closed()
            try:
                self._set_synchronous("FULL" if durable else "NORMAL")
                # IMMEDIATE: a transaction that first reads and then writes fails when another wrote between.
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
            except sqlite3.Error as error:
                raise explained(error, self.path) from error
            except GARBLED:
                raise DamagedError from None
            finally:
                _roll_back(self._writer)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One read transaction: all its statements see the library as it was at the first."""
        self._refuse_closed()
        connection = None
        try:
            connection = self._take_reader()
            connection.execute("BEGIN")
            yield connection
        except sqlite3.Error as error:
            raise explained(error, self.path) from error
        except GARBLED:
            raise DamagedError from None
        finally:
            if connection is not None:
                self._give_back(connection)

    def others_wrote(self) -> bool:
        """Whether another program has changed the library since this was last asked; quick, never waits."""
        if self._closed or self._helpers or not self._lock.acquire(blocking=False):
            return False  # this program writes just now; ask again later
        try:
            before, self._seen = self._seen, self._data_version()
            return before != self._seen
        except sqlite3.Error:
            return False
        finally:
            self._lock.release()

    @contextmanager
    def helped(self) -> Iterator[None]:
        """Take what another process writes meanwhile for this program's own doing; see `others_wrote`."""
        self._helpers += 1
        try:
            yield
        finally:
            self._helpers -= 1
            self.others_wrote()

    def stamp(self) -> tuple[int, int]:
        """Return what differs once anything was written, by this program or another."""
        with self._lock:
            self._refuse_closed()
            return self._data_version(), self._writer.total_changes

    def ease(self) -> None:
        """Give back the memory that only makes the next use quicker; what is in use just now keeps it."""
        kept = None
        while self._idle:  # taken one at a time, as who reads takes them
            with suppress(IndexError):
                reader = self._idle.pop()
                if kept is None:
                    kept = reader
                else:
                    reader.close()
        if kept is not None:
            _shrink(kept)
            self._give_back(kept)
        if self._lock.acquire(blocking=False):
            try:
                if not self._closed:
                    _shrink(self._writer)
            finally:
                self._lock.release()

    def _data_version(self) -> int:
        """A number that changes when any connection but the writer has changed the file."""
        return int(self._writer.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file; the last to close it folds the journal into it."""
        with self._lock:
            self._closed = True
            while self._idle:
                self._idle.pop().close()
            self._writer.close()
            self._hold.release()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise LibraryError("The library is closed.")

    def _set_synchronous(self, level: str) -> None:
        if self._synchronous != level:
            self._writer.execute(f"PRAGMA synchronous = {level}")
            self._synchronous = level

    def _take_reader(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            connection = _connect(self.path)
            connection.execute("PRAGMA query_only = ON")
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if not _roll_back(connection) or self._closed:
            connection.close()
        else:
            self._idle.append(connection)


def _shrink(connection: sqlite3.Connection) -> None:
    """Let a connection forget the pages that it has read."""
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA shrink_memory")


def _roll_back(connection: sqlite3.Connection) -> bool:
    """End a transaction that is still open; say whether that could be done."""
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return not connection.in_transaction


def _connect(path: Path) -> sqlite3.Connection:
    # A reader serves one thread at a time, but not always the same one; mode=rw never makes a file.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False, timeout=0
    )
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    return connection


def _open_writer(path: Path) -> sqlite3.Connection:
    connection = None
    try:
        connection = _connect(path)
        _refuse_unmarked(connection, path)
        connection.execute(f"PRAGMA journal_mode = {'DELETE' if network_of(path) else 'WAL'}")
        connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL_LIMIT}")
        migrate(connection, STEPS, lambda: _back_up_first(connection, path))
        refuse_damaged(connection)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, sqlite3.Error):
            raise explained(error, path) from error
        if isinstance(error, GARBLED):
            raise DamagedError from None
        raise
    return connection


def _back_up_first(connection: sqlite3.Connection, path: Path) -> None:
    """Keep the library as it is before it is changed for a newer Reader."""
    connection.execute("BEGIN")
    try:
        from reader.storage.backups import back_up

        back_up(connection, path)
    except LibraryError as error:
        if isinstance(error, DamagedError):
            raise
        raise LibraryError(f"The library was left as it is, for an older Reader: {error}") from None
    finally:
        connection.execute("COMMIT")


def _refuse_unmarked(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what the header on disk did not show: tables of another program's, still in its journal."""
    marked = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not marked and connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
        raise LibraryError(
            f"{path} is not a library of Reader's and was left as it is; name another with --library."
        )
