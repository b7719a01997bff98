"""A backup in the place of the library, which is set aside."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from reader.storage.aside import set_aside
from reader.storage.backups import copy, put
from reader.storage.errors import DamagedError, LibraryError
from reader.storage.leftovers import working_in
from reader.storage.mark import alone, is_begun
from reader.storage.migrations import refuse_newer, user_version
from reader.storage.place import make_folder, refuse_foreign
from reader.storage.salvage import opened


def restore(library: Path, backup: Path) -> Path | None:
    """Put a copy of `backup` in the place of the library; return where that is now, None if there was none.

    Raise LibraryError, with nothing changed, if the backup is not sound or somebody has the library open.
    """
    library = Path(os.path.realpath(library))
    backup = Path(os.path.realpath(backup))
    if backup == library:
        raise LibraryError(f"{backup} is the library itself.")
    new = library.with_name(f".{library.name}.{os.getpid()}.restored")
    try:
        if not backup.is_file():
            raise LibraryError(f"{backup} is not a file.")
        refuse_foreign(backup)
        make_folder(library.parent)
        with alone(library), working_in(library.parent, re.escape(library.name)):
            _take(backup, new)
            there = library.exists() and (library.stat().st_size > 0 or is_begun(library))
            aside = set_aside(library, "replaced") if there else None
            put(new, library, overwrite=True)
            return aside
    except DamagedError:
        raise LibraryError(f"{backup} is damaged; nothing was changed.") from None
    except OSError as error:
        why = error.strerror or error
        raise LibraryError(
            f"{backup} could not be restored to {library}: {why}; nothing was changed."
        ) from None
    except sqlite3.Error as error:
        raise LibraryError(f"{backup} could not be restored: {error}; nothing was changed.") from None
    finally:
        with suppress(OSError):
            new.unlink()


def _take(backup: Path, new: Path) -> None:
    with closing(opened(backup)) as source:
        source.execute("PRAGMA writable_schema = OFF")
        refuse_newer(user_version(source))
        copy(source, new, overwrite=True)
