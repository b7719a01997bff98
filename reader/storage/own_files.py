"""Which files are a library's own: no copy and no export may take their place."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from reader.storage.errors import LibraryError

JOURNALS = ("-wal", "-shm", "-journal")
"""How the files end that SQLite keeps beside a library while it is open, or after a program was killed."""


def refuse_own(target: Path, library: Path, *others: Path) -> None:
    """Raise LibraryError if writing `target` would replace the library, a file of its, or one of `others`.

    By whatever name: an open program goes on in the file that was replaced, and what it keeps there is lost.
    """
    library = Path(os.path.realpath(library))
    for own in ("", *JOURNALS):
        if _is_same(target, library.with_name(f"{library.name}{own}")):
            what = f"a file of the library {library}" if own else "the library itself"
            raise LibraryError(f"{target} is {what} and was left as it is; name another place.")
    place = Path(os.path.realpath(target))
    if place.name.startswith(f".{library.name}.") and _is_same(place.parent, library.parent):
        raise LibraryError(f"{target} is a file of the library {library}; name another place.")
    for other in others:
        if _is_same(target, other):
            raise LibraryError(f"{target} is {other} itself and was left as it is; name another place.")


def refuse_journals(target: Path) -> None:
    """Raise LibraryError if SQLite would play another library's journal into a file that is put there."""
    for end in JOURNALS:
        if os.path.lexists(f"{target}{end}"):
            raise LibraryError(
                f"{target}{end} belongs to a library that a program has open, or had when it was killed, and "
                "would be mixed into the copy; nothing was changed, name another place."
            )


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        if one.samefile(other):
            return True
    return os.path.realpath(one) == os.path.realpath(other)
