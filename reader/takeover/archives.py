"""Where exports lie: a file, a folder or a ZIP archive, read name by name, within bounds, written nowhere."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Protocol

from reader.takeover.values import Remark, TakeoverError
from reader.text import safe_line
from reader.values import dataclass

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes of one file of an export, unpacked."""
LARGEST_PAGE = 8 * 1024 * 1024
BEGINNING = 64 * 1024
MOST_FILES = 100_000
_DEEPEST = 12
_LARGEST_ALL = 2 * 1024**3
_TIGHTEST = 200
"""What is packed into less than so small a part, and is large, is a bomb; of text a tenth is left."""
_LARGE = 4 * 1024 * 1024


class Archive(Protocol):
    """Named files. `remarks` tell of those that are not to be read."""

    path: Path
    remarks: list[Remark]

    def names(self) -> list[str]:
        """Return the files' names, in their order, with "/" between folders."""

    def read(self, name: str, largest: int = LARGEST_FILE) -> bytes:
        """Return what a file holds. Raise TakeoverError."""

    def begins(self, name: str) -> bytes:
        """Return the first `BEGINNING` bytes of a file. Raise TakeoverError."""

    def address(self, name: str) -> str:
        """Return the file: address by which a page in it is known."""


@dataclass
class SingleFile:
    """One file by itself."""

    path: Path
    remarks: list[Remark] = field(default_factory=list)

    def names(self) -> list[str]:
        return [self.path.name]

    def read(self, name: str, largest: int = LARGEST_FILE) -> bytes:
        return read_file(self.path.with_name(name), largest)

    def begins(self, name: str) -> bytes:
        return _beginning(self.path.with_name(name))

    def address(self, name: str) -> str:
        return self.path.absolute().with_name(name).as_uri()


@dataclass
class Folder:
    """A folder with what is in it. Links are not followed: they may lead anywhere."""

    path: Path
    remarks: list[Remark] = field(default_factory=list)
    _names: list[str] | None = None

    def names(self) -> list[str]:
        if self._names is None:
            self._names = list(self._walk())
        return self._names

    def _walk(self) -> Iterator[str]:
        seen, base = 0, len(self.path.parts)
        for folder, folders, files in os.walk(self.path, followlinks=False):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            here = Path(folder)
            if len(here.parts) - base >= _DEEPEST:
                folders.clear()
            for name in sorted(files):
                whole = here / name
                if name.startswith("."):
                    continue
                seen += 1
                if seen > MOST_FILES:
                    self.remarks.append(_left(str(self.path), f"only {MOST_FILES:,} files are looked at"))
                    return
                shown = whole.relative_to(self.path).as_posix()
                if _is_plain(whole):
                    yield shown
                else:
                    self.remarks.append(_left(shown, "it is no plain file; links are not followed"))

    def read(self, name: str, largest: int = LARGEST_FILE) -> bytes:
        return read_file(self.path / name, largest)

    def begins(self, name: str) -> bytes:
        return _beginning(self.path / name)

    def address(self, name: str) -> str:
        return (self.path.absolute() / name).as_uri()


class Zip:
    """A ZIP archive, of which nothing is unpacked onto the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.remarks: list[Remark] = []
        self._spent = 0
        try:
            self._file = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError) as error:
            raise TakeoverError(f"{path} cannot be read as a ZIP archive: {_why(error)}.") from None
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._file.infolist()[: MOST_FILES + 1]:
            self._enter(entry)
        if len(self._file.infolist()) > MOST_FILES:
            self.remarks.append(_left(path.name, f"only {MOST_FILES:,} files are looked at"))

    def _enter(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        parts = PurePosixPath(name).parts
        if entry.is_dir() or name.startswith("__MACOSX/") or (parts and parts[-1].startswith(".")):
            return
        if why := _trouble_with(entry, parts):
            self.remarks.append(_left(name, why))
        elif len(self._entries) < MOST_FILES:
            self._entries.setdefault(name, entry)

    def names(self) -> list[str]:
        return list(self._entries)

    def read(self, name: str, largest: int = LARGEST_FILE) -> bytes:
        body = self._unpacked(name, largest + 1)  # what it says of its own size may be a lie
        if len(body) > largest:
            raise TakeoverError(f"{safe_line(name, 100)} is larger than {largest // 2**20} MB.")
        return body

    def begins(self, name: str) -> bytes:
        return self._unpacked(name, BEGINNING)

    def _unpacked(self, name: str, most: int) -> bytes:
        try:
            with self._file.open(self._entries[name]) as file:
                body = file.read(most)
        except (
            OSError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise TakeoverError(f"{safe_line(name, 100)} cannot be unpacked: {_why(error)}.") from None
        self._spent += len(body)
        if self._spent > _LARGEST_ALL:
            raise TakeoverError(f"{self.path} holds more than {_LARGEST_ALL // 2**30} GB.")
        return body

    def address(self, name: str) -> str:
        return f"{self.path.absolute().as_uri()}#{PurePosixPath(name).as_posix()}"


def opened(path: Path) -> Archive:
    """Return what is at a path. Raise TakeoverError if there is nothing that can be read."""
    if path.is_dir():
        return Folder(path)
    if path.is_file() and _begins(path, b"PK\x03\x04", b"PK\x05\x06"):
        return Zip(path)
    return SingleFile(path)


def read_file(path: Path, largest: int) -> bytes:
    """Return what a file holds. Raise TakeoverError if it is none, cannot be read, or is larger."""
    if not path.is_file():  # a pipe would be waited for
        raise TakeoverError(f"{path} is not a file." if path.exists() else f"There is no {path}.")
    try:
        with path.open("rb") as file:
            body = file.read(largest + 1)
    except OSError as error:
        raise TakeoverError(f"{path} cannot be read: {(error.strerror or 'it failed').lower()}.") from None
    if len(body) > largest:
        raise TakeoverError(f"{path} is larger than {largest // 2**20} MB.")
    return body


def _beginning(path: Path) -> bytes:
    if not path.is_file():
        raise TakeoverError(f"{path} is not a file." if path.exists() else f"There is no {path}.")
    try:
        with path.open("rb") as file:
            return file.read(BEGINNING)
    except OSError as error:
        raise TakeoverError(f"{path} cannot be read: {(error.strerror or 'it failed').lower()}.") from None


def _trouble_with(entry: zipfile.ZipInfo, parts: tuple[str, ...]) -> str:
    """Why an entry is not read, "" if it is."""
    name = entry.filename
    if name.startswith(("/", "\\")) or ".." in parts or "\\" in name or (parts and ":" in parts[0]):
        return "its name leads out of the archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "it is a link"
    if entry.flag_bits & 0x1:
        return "it is encrypted"
    if entry.file_size > LARGEST_FILE:
        return f"it is larger than {LARGEST_FILE // 2**20} MB"
    if entry.file_size > _LARGE and entry.file_size > _TIGHTEST * max(1, entry.compress_size):
        return "it is packed so tightly that it is no text"
    return ""


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _begins(path: Path, *starts: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in starts
    except OSError:
        return False


def _left(name: str, why: str) -> Remark:
    return Remark(safe_line(name, 120), 0, "", "not taken", why)


def _why(error: Exception) -> str:
    return safe_line(str(error), 80).rstrip(".") or "it failed"
