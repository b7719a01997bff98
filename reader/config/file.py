"""The bytes of feeds.toml: read within bounds, replaced as a whole."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.mistakes import ConfigurationError, Mistake, unusable
from reader.lazily import lazily

if TYPE_CHECKING:
    import tempfile
else:
    tempfile = lazily("tempfile")  # which loads four compressions; a file is seldom written

if sys.platform != "win32":
    import fcntl

LARGEST_FILE = 4 * 1024 * 1024
_PATIENCE, _PAUSE = 10.0, 0.01
"""Seconds that are waited for others who change the file, and between two looks."""


def read_file(path: Path) -> str:
    """Return the text at `path`. Raise ConfigurationError if there is none that can be used."""
    try:
        if path.is_fifo():  # to open one waits until somebody writes into it
            raise unusable(path, "this is a pipe")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise unusable(path, error.strerror or "cannot be read") from None
    if len(data) > LARGEST_FILE:
        raise ConfigurationError(path, [Mistake(1, "the file is larger than 4 MB", "split it")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            path, [Mistake(line, "this is not UTF-8", "save the file as UTF-8")]
        ) from None


def refuse_shared(path: Path) -> None:
    """Raise ConfigurationError if anybody at all may change a feeds.toml, which names programs to run."""
    if not hasattr(os, "getuid"):
        return
    file = path.resolve()
    folder = file.parent.stat().st_mode
    if file.stat().st_mode & stat.S_IWOTH:
        raise ConfigurationError(path, [_shared("this file", f"chmod o-w {path}")])
    if folder & stat.S_IWOTH and not folder & stat.S_ISVTX:
        raise ConfigurationError(path, [_shared("what is in its folder", f"chmod o-w {path.parent}")])


def _shared(what: str, remedy: str) -> Mistake:
    return Mistake(1, f"anybody may change {what}, and it names a program to run", remedy)


@contextlib.contextmanager
def turn_at(path: Path) -> Iterator[None]:
    """Have the file to oneself, of all Readers that change it; those that only read it do not wait.

    Raise ConfigurationError if another one has it for long. Where files cannot be locked everybody has it.
    """
    end = time.monotonic() + _PATIENCE
    while (file := _locked(path)) is None:
        if time.monotonic() > end:
            raise ConfigurationError(path, [Mistake(1, "another program is changing it", "try again")])
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        if file >= 0:
            os.close(file)


def _locked(path: Path) -> int | None:
    """Lock the file itself, which leaves nothing beside it: -1 where that cannot be, None while another has
    it, or has just put a new file in its place."""
    if sys.platform == "win32":
        return -1
    file = -1
    with contextlib.suppress(OSError):
        file = _opened(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(file), path.stat()):
                return file
        except (BlockingIOError, FileNotFoundError):
            pass
        os.close(file)
        return None
    if file >= 0:
        os.close(file)
    return -1


def _opened(path: Path) -> int:
    flags = os.O_NONBLOCK | os.O_CLOEXEC
    try:
        return os.open(path, os.O_RDWR | flags)  # NFS locks for writing what may be written to
    except PermissionError:
        return os.open(path, os.O_RDONLY | flags)


def replace_file(path: Path, text: str, *, private: bool = False, new: bool = False) -> None:
    """Write `text` beside the file and move it into place, so that a crash leaves the old or the new one.

    It may be read by whoever might read it before; a `private` one by its owner alone. Raise FileExistsError
    where a `new` one is there already.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists() and not private:  # a new file is its owner's alone
            Path(name).chmod(target.stat().st_mode & 0o777)
        if new:
            _put_first(Path(name), target)
        else:
            Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _put_first(written: Path, target: Path) -> None:
    """Move a file to where there is none."""
    try:
        os.link(written, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        written.replace(target)
    else:
        written.unlink()
