"""The mark beside a library: that there is one, and that somebody has it open.

An empty file is a new library to SQLite. The mark tells that it was not empty once. Whoever has the library
open holds a lock on the mark that others may share; who puts another file in its place must hold it alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.storage.errors import LibraryError

if sys.platform != "win32":  # where an open file cannot be replaced anyway
    import fcntl

_BEGUN = b"There is a library of Reader's beside this file; it may be deleted together with that.\n"


def mark_of(library: Path) -> Path:
    """Where the mark of a library is."""
    return library.with_name(f".{library.name}.mark")


def is_begun(library: Path) -> bool:
    """Whether there ever was something in the library."""
    try:
        return mark_of(library).stat().st_size > 0
    except OSError:
        return False


def forget(library: Path) -> None:
    """Forget that there was anything in the library."""
    with suppress(OSError):
        if mark_of(library).exists():
            os.truncate(mark_of(library), 0)


class Hold:
    """Somebody has the library open, until `release` or the end of the process."""

    def __init__(self, library: Path) -> None:
        self._file = -1
        with suppress(OSError):  # the library may be used without it
            self._file = _open(library)
            _lock(self._file, alone=False)

    def begin(self) -> None:
        """Remember that there is something in the library."""
        with suppress(OSError):
            if self._file >= 0 and not os.fstat(self._file).st_size:
                os.write(self._file, _BEGUN)

    def release(self) -> None:
        """Let others have it alone."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


@contextmanager
def alone(library: Path) -> Iterator[None]:
    """Keep others from opening the library meanwhile. Raise LibraryError if somebody has it open."""
    file = _open(library)
    try:
        if not _lock(file, alone=True):
            raise LibraryError("Another Reader has the library open; end it and try again.")
        yield
    finally:
        os.close(file)


def _open(library: Path) -> int:
    return os.open(mark_of(library), os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _lock(file: int, *, alone: bool) -> bool:
    """Take the lock; whoever wants to share it waits for one that has it alone."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
        except BlockingIOError:
            return False
    return True
