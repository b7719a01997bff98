"""What can go wrong with a library, in sentences for a person."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from json import JSONDecodeError
from pathlib import Path

GARBLED = (JSONDecodeError, UnicodeDecodeError)
"""What reading ends with, beside SQLite's own errors, where a page of the file was overwritten."""

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "Another program is writing to the library; nothing was changed, try again.",
    sqlite3.SQLITE_LOCKED: "Another program is writing to the library; nothing was changed, try again.",
    sqlite3.SQLITE_FULL: "The disk is full; nothing was changed in the library.",
    sqlite3.SQLITE_READONLY: "The library may not be written to; nothing was changed.",
    sqlite3.SQLITE_IOERR: "The disk failed while the library was read or written; nothing was changed.",
    sqlite3.SQLITE_CANTOPEN: "The library's file cannot be opened.",
}
_LEAST = 64 * 1024  # bytes: the file that programs share beside a library takes half of that
_NOT_UTF_8 = "Could not decode"  # Python's own sentence, which comes without a code
_REMEDY = "The library's file is damaged; `reader doctor --repair` saves what can be read of it."
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}


class LibraryError(Exception):
    """The library cannot do what was asked; its text is one sentence for a person."""


class DamagedError(LibraryError):
    """The library's file is damaged. `recovery.recover` saves what can be read of it."""

    def __init__(self, sentence: str = _REMEDY) -> None:
        super().__init__(sentence)


def kind_of(error: sqlite3.Error) -> int:
    """Return what kind of error of SQLite's it is, one of its primary codes; 0 if it is Python's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest the detail


def is_of_text(error: sqlite3.Error) -> bool:
    """Whether a text was to be read that is not UTF-8."""
    return _NOT_UTF_8 in str(error)


def explained(error: sqlite3.Error, library: Path | None = None) -> LibraryError:
    """Return the sentence for an error of SQLite's; with the library's path it always tells a full disk."""
    code = kind_of(error)
    if code == sqlite3.SQLITE_IOERR and library is not None and _is_full(library.parent):
        code = sqlite3.SQLITE_FULL  # what SQLite says of its data alone, not of the files beside
    if code in _DAMAGED or is_of_text(error):
        return DamagedError()
    return LibraryError(_SENTENCES.get(code, f"The library could not do it ({error}); nothing was changed."))


def _is_full(folder: Path) -> bool:
    import shutil  # with all that it knows of archives: not at every start

    with suppress(OSError):
        return shutil.disk_usage(folder).free < _LEAST
    return False
