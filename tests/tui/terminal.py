"""A real pseudo-terminal with a program in it, and a screen that shows what a person would see."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

_PICTURE = re.compile(rb"\x1b(?:_G|P)[^\x1b]*\x1b\\")


class Terminal:
    """Runs `python -m reader …` in a pseudo-terminal of the given size."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 36,
        env: Mapping[str, str] | None = None,
        answers: Mapping[bytes, bytes] | None = None,
        cell: tuple[int, int] = (0, 0),
    ) -> None:
        """`answers` says what the terminal answers to which question; `cell` is the pixels of a cell."""
        self.written = b""
        self._answers = dict(answers or {})
        self._cell = cell
        self._rest = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        # A test runner's worker has the size of some other terminal in its environment.
        outside = {name: value for name, value in os.environ.items() if name not in {"LINES", "COLUMNS"}}
        environment = {**outside, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(env or {})}
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            self._master = 0
            self._set_size(columns, rows)  # before the program can ask for it
            os.execve(sys.executable, [sys.executable, "-m", "reader", *arguments], environment)  # noqa: S606

    def _set_size(self, columns: int, rows: int) -> None:
        width, height = self._cell
        size = struct.pack("HHHH", rows, columns, columns * width, rows * height)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller; the program is told by the system."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def modes(self) -> list[object]:
        """The terminal's settings, such as whether it echoes what is typed."""
        return list(termios.tcgetattr(self._master))

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
        # `Screen.display` fails where half of a wide letter was written over.
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        return ["".join(row[x].data for x in range(self._screen.columns)).rstrip() for row in rows]

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

    def wait_until(self, holds: Callable[[], bool], seconds: float = 30.0) -> None:
        """Read until something holds; fail if it never does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not holds():
            self._read(0.2)
        assert holds(), "\n".join(self.lines)

    def wait_quiet(self, seconds: float = 1.0) -> None:
        """Read until nothing has been written for a while."""
        end = time.monotonic() + 30.0
        while time.monotonic() < end:
            before = len(self.written)
            self._read(seconds)
            if len(self.written) == before:
                return

    def draw_until_it_waits(self, seconds: float = 60.0) -> None:
        """Have the program draw, without reading any of it, until it waits for somebody who does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = self._worked()
            for turn in range(40):
                self._set_size(self._screen.columns - turn % 2, self._screen.lines)
                time.sleep(0.03)
            if self._worked() - before < 0.15:  # what is left is that it hears of every size
                return
        raise AssertionError("the program draws on though nobody reads")

    def _worked(self) -> float:
        """Seconds of computing that the program has taken so far."""
        used = Path(f"/proc/{self.pid}/stat").read_bytes().rpartition(b")")[2].split()[11:13]
        return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")

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
        for question, answer in self._answers.items():
            if question in data:
                os.write(self._master, answer)
        self._stream.feed(self._without_pictures(data))
        return bool(data)

    def _without_pictures(self, data: bytes) -> bytes:
        """What `data` shows of text: pyte knows neither kitty's messages nor Sixel."""
        data = _PICTURE.sub(b"", self._rest + data)
        cut = max(data.rfind(b"\x1b_G"), data.rfind(b"\x1bP"))
        self._rest = data[cut:] if cut >= 0 else data[-1:] if data.endswith(b"\x1b") else b""
        return data[: len(data) - len(self._rest)]
