"""Somebody quick at the keys of a program in a pseudo-terminal, with a stopwatch and an eye on its work."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_QUIET = 0.06
"""Seconds without output or work after which what a key began is over."""
_BUSY = 0.002
"""CPU seconds within that time which still count as work."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one deed took, in milliseconds: until each text was on the screen, until the last byte of the
    burst, and CPU time of the program and of its other processes until they rested."""

    seen: tuple[float, ...]
    drawn: float
    cpu: float
    others_cpu: float


@dataclass(frozen=True, slots=True)
class Started:
    """What a start took until a text was on the screen: milliseconds of wall and of CPU time, with those of
    its other processes, and the program's resident megabytes then."""

    wall: float
    cpu: float
    memory: float


class Typist:
    """Runs `python -m …`, or another program, in a pseudo-terminal; a context manager."""

    def __init__(
        self, arguments: Sequence[str], *, columns: int = 120, rows: int = 45, program: bool = False
    ) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        command = [*arguments] if program else [sys.executable, "-m", *arguments]
        self._begun = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], command, environment)  # noqa: S606

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        children = _children(self.pid)
        for pid in (self.pid, *children):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def press(self, keys: str, *texts: str, seconds: float = 60.0) -> Took:
        """Type, and take the time until each of the texts was written and everything rests."""
        return self._timed(lambda: os.write(self._master, keys.encode()), texts, seconds)

    def resize(self, columns: int, rows: int) -> Took:
        """Give the window another size."""

        def change() -> None:
            self._size(columns, rows)
            os.kill(self.pid, signal.SIGWINCH)

        return self._timed(change, (), 60.0)

    def wait_for(self, text: str, seconds: float = 60.0) -> None:
        """Read until a text was written."""
        self._timed(lambda: None, (text,), seconds)

    def started(self, text: str, seconds: float = 300.0) -> Started:
        """Read until a text was written, and say what it took since the program began."""
        self._read_until(text, seconds)
        wall = time.perf_counter() - self._begun
        return Started(1000 * wall, 1000 * (_cpu(self.pid) + _others_cpu(self.pid)), _resident(self.pid))

    def answer(self, key: str, text: str, pause: float = 0.0) -> float:
        """Type a key and return the milliseconds until a text was written; then wait for `pause` seconds."""
        self._drain(0.0)
        begun = time.perf_counter()
        os.write(self._master, key.encode())
        self._read_until(text, 60.0)
        took = 1000 * (time.perf_counter() - begun)
        self._drain(pause)
        return took

    def begin(self, key: str) -> None:
        """Type a key, and read what is there without waiting for anything."""
        os.write(self._master, key.encode())
        self._drain(0.004)

    def rest(self, seconds: float) -> None:
        """Press nothing for a while, and read what is drawn."""
        self._drain(seconds)

    def settle(self) -> None:
        """Read until everything rests."""
        self._timed(lambda: None, (), 60.0)

    def memory(self) -> tuple[float, float]:
        """Resident megabytes of the program, and of the largest of its other processes."""
        return _resident(self.pid), max(map(_resident, _children(self.pid)), default=0.0)

    def _drain(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while select.select([self._master], [], [], max(0.0, end - time.perf_counter()))[0]:
            os.read(self._master, 1 << 16)

    def _read_until(self, text: str, seconds: float) -> None:
        written, wanted, end = b"", text.encode(), time.perf_counter() + seconds
        while wanted not in written:
            if not select.select([self._master], [], [], max(0.0, end - time.perf_counter()))[0]:
                raise AssertionError(f"{text!r} did not come in {seconds:g} s; {written[-400:]!r}")
            written += os.read(self._master, 1 << 16)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _timed(self, deed: Callable[[], object], texts: Sequence[str], seconds: float) -> Took:
        seen = dict.fromkeys(texts, 0.0)
        written, drawn = b"", 0.0
        own, others = _cpu(self.pid), _others_cpu(self.pid)
        begun = time.perf_counter()
        deed()
        resting, worked = begun, own + others
        while (now := time.perf_counter()) - begun < seconds:
            ready, _, _ = select.select([self._master], [], [], _QUIET)
            if ready:
                written += os.read(self._master, 1 << 16)
                drawn = time.perf_counter() - begun
                for text in texts:
                    seen[text] = seen[text] or (drawn if text.encode() in written else 0.0)
                resting = time.perf_counter()
            elif all(seen.values()) and now - resting >= _QUIET:
                total = _cpu(self.pid) + _others_cpu(self.pid)
                if total - worked < _BUSY:
                    break
                worked, resting = total, now
        else:
            missing = [text for text in texts if not seen[text]]
            raise AssertionError(f"{missing or 'rest'} did not come in {seconds:g} s; {written[-400:]!r}")
        cpu, others_cpu = _cpu(self.pid) - own, _others_cpu(self.pid) - others
        return Took(tuple(1000 * s for s in seen.values()), 1000 * drawn, 1000 * cpu, 1000 * others_cpu)


def _cpu(pid: int) -> float:
    """CPU seconds of another process, to the nanosecond (clock_getcpuclockid(3))."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:  # it has ended
        return 0.0


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _others_cpu(pid: int) -> float:
    return sum(map(_cpu, _children(pid)))


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
