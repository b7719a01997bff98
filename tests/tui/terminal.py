"""A real pseudo-terminal with a program in it, and a screen that shows what a person would see."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte


class Terminal:
    """Runs `python -m reader …` in a pseudo-terminal of the given size."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 36,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.written = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(env or {})}
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-m", "reader", *arguments], environment)  # noqa: S606
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        self.close_window()

    def close_window(self) -> None:
        """Take the terminal away from the program, as closing a window does."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    @property
    def lines(self) -> list[str]:
        """The screen, row by row."""
        return [line.rstrip() for line in self._screen.display]

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def wait_for(self, *texts: str, seconds: float = 30.0) -> str:
        """Read until all texts are on the screen; return the screen. Fail with it if they never come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = "\n".join(self.lines)
            if all(text in shown for text in texts):
                return shown
            if not self._read(0.2):
                break
        shown = "\n".join(self.lines)
        raise AssertionError(f"{[t for t in texts if t not in shown]} did not come up in:\n{shown}")

    def wait_for_end(self, seconds: float = 20.0) -> int:
        """Read until the program ends; return its exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._read(0.2):
            pass
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        raise AssertionError("the program did not end")

    def _read(self, seconds: float) -> bool:
        """Take in what was written; False once either side has closed."""
        if self._master < 0:
            return False
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)
