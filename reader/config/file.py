"""The bytes of feeds.toml: read within bounds, replaced as a whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.mistakes import ConfigurationError, Mistake, unusable
from reader.lazily import lazily

if TYPE_CHECKING:
    import tempfile
else:
    tempfile = lazily("tempfile")  # which loads four compressions; a file is seldom written

LARGEST_FILE = 4 * 1024 * 1024


def read_file(path: Path) -> str:
    """Return the text at `path`. Raise ConfigurationError if there is none that can be used."""
    if path.is_fifo():  # to open one waits until somebody writes into it
        raise unusable(path, "this is a pipe")
    try:
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


def replace_file(path: Path, text: str, *, private: bool = False) -> None:
    """Write `text` beside the file and move it into place, so that a crash leaves the old or the new one.

    It may be read by whoever might read it before; a `private` one by its owner alone.
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
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
