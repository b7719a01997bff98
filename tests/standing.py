"""Worker processes that stand ready from one test to the next.

To start one and load its models costs a second of computing, and only the tests of the worker itself show
anything by it. What a test is lent is a real worker process, spoken to through its real pipes: one that was
killed, or handed back with a job half done, is replaced.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from asyncio.streams import FlowControlMixin
from typing import IO, TYPE_CHECKING

from reader.frames import AT_ONCE
from reader.piping import PipedProcess

if TYPE_CHECKING:
    from collections.abc import Callable

INTERPRETER = sys.executable
"""What the workers are started with, unless a test has another."""
_OWN = {"PYTEST_CURRENT_TEST", "READER_FEEDS", "READER_LIBRARY", "COLUMNS", "LINES"}
"""What is another in every test and means nothing to a worker."""


class Lent(PipedProcess):
    """A standing process as whoever borrows it sees it: one that was started for him and ends with him."""

    def __init__(self, process: subprocess.Popen[bytes], give_back: Callable[[Lent], None]) -> None:
        self.process, self._give_back, self._ended = process, give_back, False
        self._said = self._heard = 0
        self.pid = process.pid

    async def connect(self) -> None:
        """Take hold of the pipes."""
        loop = asyncio.get_running_loop()
        self.stdout = asyncio.StreamReader(limit=AT_ONCE, loop=loop)
        protocol = asyncio.StreamReaderProtocol(self.stdout, loop=loop)
        self._out, _ = await loop.connect_read_pipe(lambda: protocol, _again(self.process.stdout))
        self._in, flow = await loop.connect_write_pipe(FlowControlMixin, _again(self.process.stdin))
        self.stdin = asyncio.StreamWriter(self._in, flow, None, loop)

    async def say(self, frame: bytearray) -> None:
        self._said += 1
        await super().say(frame)

    async def hear(self) -> bytes:
        message = await super().hear()
        self._heard += 1
        return message

    @property
    def returncode(self) -> int | None:
        return 0 if self._ended else self.process.poll()

    @property
    def is_clean(self) -> bool:
        """Whether it lives, and whatever was asked of it was answered."""
        return self._said == self._heard and self.process.poll() is None

    async def wait(self) -> int:
        """Wait until there is nothing left that it has to do."""
        while not self.is_clean and self.process.poll() is None:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.005)
        return 0

    async def end(self) -> None:
        """Hand it back if no more was to come; end it if it was to be killed, or still does something."""
        if not (self._in.is_closing() and self.is_clean):
            end(self.process)
        self._ended = True
        self._in.close()
        self._out.close()
        self._give_back(self)
        await asyncio.sleep(0)  # which is when the pipes are closed


class Standing:
    """The processes of a test run, by what they were started as."""

    def __init__(self) -> None:
        self._idle = dict[tuple[object, ...], list[subprocess.Popen[bytes]]]()
        self._lent = dict[Lent, tuple[object, ...]]()

    async def lend(self, *command: str) -> Lent:
        """Return a worker process, which may have served others. Raise OSError if none can be started.

        It is as nice to others as the tests themselves are, for they wait for it.
        """
        environment = {name: value for name, value in os.environ.items() if name not in _OWN}
        kind = (command[:-1], *sorted(environment.items()))
        idle = [one for one in self._idle.pop(kind, []) if one.poll() is None]
        process = idle.pop() if idle else start((*command[:-1], "0"))
        self._idle[kind] = idle
        lent = Lent(process, self._give_back)
        self._lent[lent] = kind
        await lent.connect()
        return lent

    def _give_back(self, lent: Lent) -> None:
        kind = self._lent.pop(lent, None)
        if kind is not None and lent.process.poll() is None:
            self._idle[kind].append(lent.process)

    def call_in(self) -> None:
        """End what a test was lent and has not handed back."""
        while self._lent:
            end(self._lent.popitem()[0].process)

    def close(self) -> None:
        """End them all."""
        self.call_in()
        for idle in self._idle.values():
            for process in idle:
                end(process)
        self._idle.clear()


def start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start a worker process as `reader.worker` does."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, bufsize=0)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, and see that it has."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.kill()
    process.wait()


def _again(pipe: IO[bytes] | None) -> IO[bytes]:
    """The same pipe once more, so that it stays open when a loop has closed it."""
    assert pipe is not None
    return os.fdopen(os.dup(pipe.fileno()), pipe.mode, 0)
