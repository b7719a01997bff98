"""What killed programs have left of a copy or a recovery, hidden and as large as the library, is taken away.

Whoever makes such files in a folder holds a lock on the folder that others may share. Who has it alone knows
that nobody works there: what lies there has been left.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

RECOVERY = ".reader-recovery-"
"""How the folders begin in which libraries are recovered."""

_PART = r"\.+(?:{})(?:\.\d+\.(?:part|restored))+(?:-wal|-shm|-journal)?"
_RECOVERY = re.compile(rf"{re.escape(RECOVERY)}\w{{8}}")
_TRIES, _PAUSE = 20, 0.05  # seconds, while another takes away what was left


@contextmanager
def working_in(folder: Path, names: str) -> Iterator[None]:
    """Hold a folder while files are made in it that get their names later; take away first what was left.

    `names` is a pattern of the names that they get. Where a folder cannot be locked nothing is taken away.
    """
    handle = -1
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        _hold(handle, folder, re.compile(_PART.format(names)))
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _hold(handle: int, folder: Path, parts: re.Pattern[str]) -> None:
    if sys.platform == "win32":
        return
    with suppress(BlockingIOError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for path in list(folder.iterdir()):
            _take_away(path, parts)
    for _ in range(_TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return
        time.sleep(_PAUSE)


def _take_away(path: Path, parts: re.Pattern[str]) -> None:
    with suppress(OSError):
        if parts.fullmatch(path.name):
            path.unlink()
        elif _RECOVERY.fullmatch(path.name) and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
