"""Whose turn it is to ask feeds: that of one program at a time, of all that have the library open."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class RefreshTurn:
    """One program's turn, for as many rounds as it likes; it ends with the program, however that ends."""

    def __init__(self, library: Path) -> None:
        self._path = library.with_name(f".{library.name}.refreshing")
        self._file, self._rounds = -1, 0

    def take(self) -> bool:
        """Take the turn for one round more; say whether it could be had. Never waits.

        Where files cannot be locked everybody has it: to ask twice is impolite, no more.
        """
        if not self._rounds:
            with suppress(OSError):
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
                self._file = os.open(self._path, flags, 0o600)
                if not _lock(self._file):
                    self._let_go()
                    return False
        self._rounds += 1
        return True

    def give_back(self) -> None:
        """End one round."""
        self._rounds -= 1
        if not self._rounds:
            self._let_go()

    def _let_go(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._file = -1


def _lock(file: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
