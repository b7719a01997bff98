"""Where a library lies: whether the file there is ours, and who may read it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from reader.storage.errors import DamagedError, LibraryError
from reader.storage.mark import forget, is_begun
from reader.storage.migrations import refuse_newer
from reader.storage.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"
_ANOTHER = "name another with --library"
_HEADER_SIZE = 100
_MOST_VERSIONS = 10_000  # a header that says more is damaged, not newer
_EMPTIED = (
    "The library's file is empty, but there was a library in it; `reader doctor --repair` brings back what "
    "the backups have."
)


def prepare(path: Path) -> Path:
    """Return the real path of a library that SQLite may open, made as an empty file if there was none.

    Raises LibraryError, and touches nothing, for a file that is not a library, is a newer one, or belongs
    to somebody else. The header is read by hand because SQLite writes beside any file that it opens.
    """
    try:
        path = Path(os.path.realpath(path))
        make_folder(path.parent)
        _refuse_shared_folder(path.parent)
        if _create_private(path):
            forget(path)  # whoever deletes a library wants a new one
        refuse_foreign(path)
        if hasattr(os, "getuid") and path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise LibraryError(
            f"The library at {path} cannot be opened: {error.strerror or error}; mend that, or {_ANOTHER}."
        ) from error
    return path


def make_folder(folder: Path) -> None:
    """Make a folder, and those that it is in, for their owner alone; one that is there is left as it is."""
    for missing in reversed([folder, *folder.parents]):
        missing.mkdir(mode=0o700, exist_ok=True)  # `parents=True` would leave their modes to the umask


def _create_private(path: Path) -> bool:
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return True
    return False


def _refuse_shared_folder(folder: Path) -> None:
    mode = folder.stat().st_mode
    if hasattr(os, "getuid") and mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        raise LibraryError(
            f"Anybody may write to the folder {folder}, so no library is kept there; {_ANOTHER}."
        )


def refuse_foreign(path: Path) -> None:
    """Raise LibraryError if the file is not a library of this person's."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise LibraryError(f"{path} is not a file; {_ANOTHER}.")
    if hasattr(os, "getuid") and status.st_uid != os.getuid():
        raise LibraryError(f"The library at {path} belongs to another user; {_ANOTHER}.")
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
    if is_begun(path) and (not header or not _is_ours(header) or _number(header, 60) > _MOST_VERSIONS):
        raise DamagedError if header else DamagedError(_EMPTIED)
    if header and not _is_ours(header):
        raise LibraryError(f"{path} is not a library of Reader's and was left as it is; {_ANOTHER}.")
    refuse_newer(_number(header, 60))


def _is_ours(header: bytes) -> bool:
    """Whether the file is a library, or one whose making was interrupted before a table was in it."""
    if not header.startswith(_MAGIC) or len(header) < _HEADER_SIZE:
        return False
    virgin = _number(header, 40) == 0 and _number(header, 68) == 0  # no schema yet
    return virgin or _number(header, 68) == APPLICATION_ID


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")
