"""Other processes of this program, and what stands between them and it."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, Process, SubprocessStreamProtocol
from typing import Self

from reader.frames import AT_ONCE, LARGEST_FRAME, LENGTH


class PipedProcess(Process):
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
    async def start(cls, *command: str) -> Self:
        """Start a program. Raise OSError if it cannot be."""
        loop = asyncio.get_running_loop()
        transport, protocol = await loop.subprocess_exec(
            lambda: SubprocessStreamProtocol(limit=AT_ONCE, loop=loop), *command, stderr=DEVNULL
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
