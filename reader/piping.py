"""Other processes of this program, and what stands between them and it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from asyncio.streams import FlowControlMixin
from asyncio.subprocess import DEVNULL, Process, SubprocessStreamProtocol
from typing import TYPE_CHECKING, Any, Self

from reader.frames import AT_ONCE, LARGEST_FRAME, LENGTH
from reader.lazily import lazily

if TYPE_CHECKING:
    import msgspec
else:
    msgspec = lazily("msgspec")

_LONGEST_BIRTH = 10.0
"""Seconds after which the other half of a process is no longer waited for."""


class Piped:
    """What is spoken to through pipes."""

    stdin: asyncio.StreamWriter | None
    stdout: asyncio.StreamReader | None

    async def say(self, frame: bytearray) -> None:
        """Send what is `framed`. Raise ConnectionError if the process has ended."""
        assert self.stdin is not None  # noqa: S101
        self.stdin.write(frame)
        await self.stdin.drain()

    async def hear(self) -> bytes:
        """Return the next message. Raise EOFError or ConnectionError if none comes, or one that is none."""
        assert self.stdout is not None  # noqa: S101
        (length,) = LENGTH.unpack(await self.stdout.readexactly(LENGTH.size))
        if length > LARGEST_FRAME:
            raise ConnectionError
        return await self.stdout.readexactly(length)


class PipedProcess(Process, Piped):
    """A process that is spoken to through pipes, which end with it."""

    def __init__(
        self,
        transport: asyncio.SubprocessTransport,
        protocol: SubprocessStreamProtocol,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        super().__init__(transport, protocol, loop)
        self._pipes = transport

    @classmethod
    async def start(cls, *command: str, **kept: Any) -> Self:
        """Start a program; `kept` is for `subprocess.Popen`. Raise OSError if it cannot be."""
        loop = asyncio.get_running_loop()
        transport, protocol = await loop.subprocess_exec(
            lambda: SubprocessStreamProtocol(limit=AT_ONCE, loop=loop), *command, stderr=DEVNULL, **kept
        )
        return cls(transport, protocol, loop)

    async def end(self) -> None:
        """Kill it if it runs, and close its pipes: the loop may end before it has seen that they broke."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.kill()
        await self.wait()
        self._pipes.close()
        await asyncio.sleep(0)  # which is when they are


class _Listening(asyncio.StreamReaderProtocol):
    """Hears what a pipe says, and when there is nobody left who could say something."""

    def __init__(self, said: asyncio.StreamReader, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(said, loop=loop)
        self.over = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.over.set()


class Twin(Piped):
    """The other half of a process that has divided in two, which tells its number first. That it has ended
    is seen by its pipe: the system tells only its parent."""

    pid = 0

    def __init__(self, pipes: tuple[int, int]) -> None:
        """`pipes` are the files to hear it from, and to speak to it."""
        self._hears, self._says = (
            os.fdopen(pipe, mode, 0) for pipe, mode in zip(pipes, ("rb", "wb"), strict=True)
        )

    async def meet(self) -> None:
        """Wait until it is there. Raise ConnectionError if it does not come."""
        loop = asyncio.get_running_loop()
        self.stdout = asyncio.StreamReader(limit=AT_ONCE, loop=loop)
        listening = _Listening(self.stdout, loop)
        self._over = listening.over
        self._out, _ = await loop.connect_read_pipe(lambda: listening, self._hears)
        self._in, flow = await loop.connect_write_pipe(lambda: FlowControlMixin(loop=loop), self._says)
        self.stdin = asyncio.StreamWriter(self._in, flow, None, loop)
        try:
            async with asyncio.timeout(_LONGEST_BIRTH):
                self.pid = msgspec.msgpack.decode(await self.hear(), type=int)
        except (EOFError, ConnectionError, TimeoutError, msgspec.MsgspecError):
            self._close()
            raise ConnectionError("it ended before it divided") from None

    @property
    def returncode(self) -> int | None:
        """None while it runs."""
        return 0 if self._out.is_closing() else None

    async def wait(self) -> None:
        """Wait until it has ended."""
        await self._over.wait()

    async def end(self) -> None:
        """Kill it if it runs, and close its pipes."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self._close()
        await asyncio.sleep(0)  # which is when they are

    def _close(self) -> None:
        self._in.close()
        self._out.close()


async def start_two(*command: str) -> tuple[PipedProcess, Twin]:
    """Start a program that divides in two. It is told two more arguments, the files that its other half is to
    read from and to write to. Raise OSError if it cannot be started."""
    theirs, ours = list[int](), list[int]()
    try:
        for keeps in (True, False):  # the first pipe is read there, the second here
            ends = os.pipe()
            theirs.append(ends[not keeps])
            ours.append(ends[keeps])
        first = await PipedProcess.start(*command, *map(str, theirs), pass_fds=theirs)
    except BaseException:
        for pipe in ours:
            os.close(pipe)
        raise
    finally:
        for pipe in theirs:
            os.close(pipe)
    says, hears = ours
    return first, Twin((hears, says))
