"""A folder that files are written into: whole or not at all, never outside of it, and over nothing unless
that is asked for."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self

_HERE = os.open in os.supports_dir_fd and os.link in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_WITHOUT_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})
_SAID = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota is used up",
    errno.EACCES: "it may not be written to",
    errno.EROFS: "it may only be read",
    errno.ENOTDIR: "it is no folder",
    errno.ELOOP: "it is a link to somewhere else",
}


class DestinationError(Exception):
    """Why something could not be written: one sentence for a person."""


class ThereAlready(Exception):  # noqa: N818 - a fact, and no mistake
    """A file of that name is there, and nobody asked to overwrite it."""


class Destination:
    """An open folder. What is written goes to the folder that was opened, whatever takes its place meanwhile;
    no link in it is followed. Its methods block and raise DestinationError."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path, self._handle = path, handle

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a folder that a person has named, which is made if need be."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            return cls(path, os.open(path, _FOLDER) if _HERE else None)
        except FileExistsError:
            raise DestinationError(f"{path} is no folder.") from None
        except OSError as error:
            raise _refused(path, error) from None

    def within(self, name: str) -> Destination:
        """Open a folder in this one, which is made if need be; a link is refused."""
        _check(name)
        path = self.path / name
        try:
            with contextlib.suppress(FileExistsError):
                os.mkdir(self._at(name), dir_fd=self._handle)
            if not _HERE:
                if path.is_symlink() or not path.is_dir():
                    raise OSError(errno.ENOTDIR, "")
                return Destination(path, None)
            return Destination(path, os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=self._handle))
        except OSError as error:
            raise _refused(path, error) from None

    def has(self, name: str) -> bool:
        """Say whether anything of that name is there, be it a link to nowhere."""
        _check(name)
        try:
            os.stat(self._at(name), follow_symlinks=False, dir_fd=self._handle)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _refused(self.path / name, error) from None
        return True

    def write(self, name: str, data: bytes, *, overwrite: bool = False) -> None:
        """Write a file. Raise ThereAlready if it is there and not to be overwritten."""
        with self.writing(name, overwrite=overwrite) as file:
            file.write(data)

    @contextmanager
    def writing(self, name: str, *, overwrite: bool = False, lasting: bool = False) -> Iterator[BinaryIO]:
        """Give a file that gets its name once it is whole, and that is not there if it comes to no end.

        With `lasting` it is on the disk for good then, also after a power cut.
        """
        _check(name)
        path = self.path / name
        if not overwrite and self.has(name):
            raise ThereAlready(str(path))
        part = f".{secrets.token_hex(8)}.part"
        try:
            handle = os.open(self._at(part), _NEW, 0o666, dir_fd=self._handle)
        except OSError as error:
            raise _refused(path, error) from None
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - a handle
                yield file
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            self._name(part, name, overwrite=overwrite)
        except FileExistsError:
            raise ThereAlready(str(path)) from None
        except OSError as error:
            raise _refused(path, error) from None
        finally:
            with contextlib.suppress(OSError):
                os.unlink(self._at(part), dir_fd=self._handle)

    def close(self) -> None:
        """Let go of the folder."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _name(self, part: str, name: str, *, overwrite: bool) -> None:
        old, new, here = self._at(part), self._at(name), self._handle
        if overwrite:
            if self._is_folder(name):
                raise DestinationError(f"{self.path / name} is a folder.")
            os.replace(old, new, src_dir_fd=here, dst_dir_fd=here)
            return
        try:
            os.link(old, new, src_dir_fd=here, dst_dir_fd=here)
        except OSError as error:
            if error.errno not in _WITHOUT_LINKS:
                raise
            if self.has(name):
                raise FileExistsError from None
            os.rename(old, new, src_dir_fd=here, dst_dir_fd=here)

    def _is_folder(self, name: str) -> bool:
        try:
            state = os.stat(self._at(name), follow_symlinks=False, dir_fd=self._handle)
        except OSError:
            return False
        return stat.S_ISDIR(state.st_mode)

    def _at(self, name: str) -> str:
        return name if _HERE else str(self.path / name)


def _check(name: str) -> None:
    if (
        name in {"", ".", ".."}
        or "/" in name
        or "\0" in name
        or ((os.altsep or "\\") in name and os.name == "nt")
    ):
        raise DestinationError(f"{name!r} is no name of a file.")


def _refused(path: Path, error: OSError) -> DestinationError:
    why = _SAID.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return DestinationError(f"{path} could not be written: {why}.")
