"""Setting a library's file aside, with its journal, under a name with the date: never over another file."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reader.storage.backups import free_name, sync_folder

_PARTS = ("", "-wal", "-journal")


def set_aside(path: Path, why: str) -> Path:
    """Give the library at `path` another name, which is returned, such as library-damaged-20260131-120000.db.

    Nobody may have it open. Its own name leads to it, too, until another file takes that; its journal goes,
    which would be played into that file.
    """
    day = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    aside = free_name(path.with_name(f"{path.stem}-{why}-{day}{path.suffix}"))
    parts = [(_part(path, end), _part(aside, end)) for end in _PARTS if _part(path, end).exists()]
    linked = True
    for old, new in parts:
        try:
            new.hardlink_to(old)
        except OSError:  # a file system without links
            linked = False
            break
    if not linked:
        for old, new in reversed(parts):  # the journal first: without the library it does no harm
            with suppress(FileNotFoundError):
                new.unlink()
            old.rename(new)
    else:
        sync_folder(path.parent)
        for old, _ in parts[1:]:
            old.unlink()
    _part(path, "-shm").unlink(missing_ok=True)  # only where in the journal what is
    sync_folder(path.parent)
    return aside


def _part(path: Path, end: str) -> Path:
    return path.with_name(f"{path.name}{end}")
