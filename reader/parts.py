"""A file while it comes: written beside its place under another name, and moved there once it is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import threading
from pathlib import Path

RESERVE = 200 * 1024 * 1024
"""Bytes that are left on a disk for everything else."""
_LOOKED_AFTER = 64 * 1024 * 1024  # bytes after which it is looked again how much room there is
_FLUSHED_AT = 1024 * 1024
_MOST_NAMESAKES = 1000


class DiskError(Exception):
    """Why a file could not be written: one sentence for a person."""


class BusyError(Exception):
    """Another program is writing this file."""


class Part:
    """A file that is not whole yet. Its methods block, and raise DiskError."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle
        self._waiting = bytearray()
        self._turn = threading.RLock()  # a thread that writes goes on when its task is cancelled
        self._since_look = 0
        self.length = os.fstat(handle).st_size
        _lock(handle)

    @classmethod
    def new(cls, folder: Path, name: str, suffix: str) -> tuple[Part, Path]:
        """Begin a file in a folder, which is made if need be; return it and where it will be.

        Nothing that is there is ever written over or through.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for number in range(1, _MOST_NAMESAKES):
                target = folder / f"{name}{'' if number == 1 else f' {number}'}{suffix}"
                if os.path.lexists(target):
                    continue
                with contextlib.suppress(FileExistsError):
                    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
                    part = part_of(target)
                    return cls(part, os.open(part, flags, 0o600)), target
        except OSError as error:
            raise _refused(error, folder) from None
        raise DiskError(f"There are too many files of that name in {folder}.")

    @classmethod
    def opened(cls, target: Path) -> Part | None:
        """Go on with the file that will be at `target`; None if there is nothing of it."""
        part = part_of(target)
        try:
            handle = os.open(part, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _refused(error, part) from None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise DiskError(f"{part} is no file.")
        return cls(part, handle)

    def begin(self, start: int, total: int | None) -> None:
        """Have what comes next stand at byte `start`; what was there is dropped. `total` is the length of it
        all, as far as it is known: there has to be room for it."""
        self._waiting.clear()
        try:
            os.ftruncate(self._handle, start)
            os.lseek(self._handle, start, os.SEEK_SET)
        except OSError as error:
            raise _refused(error, self.path) from None
        self.length = start
        self._look_for_room(max(0, (total or start) - start))

    def take(self, piece: bytes) -> bool:
        """Take a piece; say whether enough has come together to be written."""
        self._waiting += piece
        return len(self._waiting) >= _FLUSHED_AT

    def write(self) -> None:
        """Write what has come together."""
        with self._turn:
            pieces, self._waiting = memoryview(bytes(self._waiting)), bytearray()
            try:
                while pieces:
                    written = os.write(self._handle, pieces)
                    pieces, self.length = pieces[written:], self.length + written
                    self._since_look += written
            except OSError as error:
                raise _refused(error, self.path) from None
            if self._since_look >= _LOOKED_AFTER:
                self._look_for_room(0)

    def finish(self, target: Path) -> Path:
        """Move the whole file to its place, or beside what stands there now; return where it is."""
        self.write()
        try:
            os.fsync(self._handle)
            for number in range(1, _MOST_NAMESAKES):
                there = target if number == 1 else target.with_name(f"{target.stem} {number}{target.suffix}")
                if _moved(self.path, there):
                    return there
        except OSError as error:
            raise _refused(error, target) from None
        raise DiskError(f"There are too many files of that name in {target.parent}.")

    def close(self) -> None:
        """Write what is left, and let go of it."""
        with self._turn:
            try:
                with contextlib.suppress(DiskError):
                    self.write()
            finally:
                os.close(self._handle)

    def _look_for_room(self, needed: int) -> None:
        self._since_look = 0
        with contextlib.suppress(OSError):
            free = shutil.disk_usage(self.path.parent).free
            if free < needed + RESERVE:
                raise DiskError(f"The disk has only {free // 2**20:,} MB left; make room and try again.")


def part_of(target: Path) -> Path:
    """Where a file is while it comes."""
    return target.with_name(f"{target.name}.part")


def remove(target: Path, *, whole: bool) -> None:
    """Remove what there is of a file; with `whole` also the file itself. Raise DiskError if it cannot be."""
    for path in (part_of(target), target)[: 1 + whole]:
        try:
            if stat.S_ISREG(path.lstat().st_mode):
                path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise _refused(error, path) from None


def _moved(part: Path, target: Path) -> bool:
    """Move a file to where nothing is; False if something is there."""
    if os.path.lexists(target):
        return False
    try:
        os.link(part, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        part.rename(target)
        return True
    part.unlink()
    return True


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows lets nobody else write it anyway
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise BusyError from None
    except OSError:  # a file system without locks
        return


def _refused(error: OSError, path: Path) -> DiskError:
    return DiskError(f"{path} could not be written: {error.strerror or error}.")
