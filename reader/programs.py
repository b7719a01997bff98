"""Running a person's programs: lists of arguments, never a shell, without what only Reader is to know.

What an article says goes into a program as single arguments and as its standard input, nothing else. An
argument that an article alone begins is never an option: see `filled`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from reader.affinity import let_run_anywhere
from reader.text import safe_line
from reader.values import dataclass

LARGEST_OUTPUT = 256 * 1024
"""Bytes of a program's output that are kept; the rest is read and dropped, so that it can end."""
SECONDS = 300.0
"""How long a program may take if nothing else is said."""
WAITING = 2.0
"""Seconds in which a program that is to stay, and fails, has said so."""
_GRACE = 1.0  # seconds for what holds the output of a program that has ended, and for an orderly end
_LONGEST_ARGUMENT = 100_000  # bytes; Linux takes 131,072
_LONGEST_COMPLAINT = 4096
PLACEHOLDERS = {
    "url": "the article's address",
    "title": "its headline, or a notification's",
    "summary": "what lists show below it",
    "author": "who wrote it",
    "feed": "the title of its feed",
    "tags": "its tags, parted by commas",
    "id": "its number",
    "text": "what it says, or a notification",
    "file": "a file with the article, or one that comes with it",
}
"""What stands in an argument for something of an article."""
_PLACEHOLDER = re.compile(rf"\{{({'|'.join(PLACEHOLDERS)})\}}")
_MEANS_MORE = frozenset("-+@")
"""What programs take for an option, for a command (vim) or for the name of a file to read (curl)."""
_KEPT_OF_OURS = frozenset({"READER_FEEDS", "READER_LIBRARY"})


class ProgramError(Exception):
    """Why a program was not run, or not to its end: one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended: its exit code, the beginning of its output as it came, and the first line of what
    it said on standard error. `cut` says that the output was longer."""

    name: str
    code: int
    output: bytes = field(default=b"", repr=False)
    complaint: str = ""
    cut: bool = False

    @property
    def sentence(self) -> str:
        """Say how it went: what it said in one line, or its exit code."""
        if self.code:
            why = f": {self.complaint}" if self.complaint else ""
            return f"{self.name} failed (exit code {self.code}){why}."
        said = safe_line(self.output[:2000].decode("utf-8", "replace"), 200)
        return f"{self.name}: {said}" if said else f"{self.name} is done."


def has_placeholder(command: Sequence[str], *names: str) -> bool:
    """Whether a command names one of these placeholders, or any at all."""
    found = {name for part in command for name in _PLACEHOLDER.findall(part)}
    return bool(found & set(names) if names else found)


def filled(command: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """Return a command with its placeholders ({url}, {title}, …) replaced, each within its argument.

    What a value says is not looked through for placeholders again. Where an argument begins with a value, and
    the value with a sign by which programs know options, a space stands before it. The program itself, the
    first argument, is never replaced.
    """
    return [*command[:1], *(_argument(part, values) for part in command[1:])]


def _argument(template: str, values: Mapping[str, str]) -> str:
    made = _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), template).replace("\0", "")
    if made[:1] in _MEANS_MORE and made[:1] != template[:1]:
        made = " " + made
    written = made.encode("utf-8", "replace")
    return (
        made if len(written) <= _LONGEST_ARGUMENT else written[:_LONGEST_ARGUMENT].decode("utf-8", "ignore")
    )


def environment() -> dict[str, str]:
    """Return the environment that a program gets: the person's, without what is said to Reader alone."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT_OF_OURS or not name.startswith(("READER_", "TEXTUAL"))
    }


async def run(
    argv: Sequence[str], given: bytes = b"", *, seconds: float = SECONDS, most: int = LARGEST_OUTPUT
) -> Outcome:
    """Run a program to its end in the background, with `given` on its standard input.

    It is in a session of its own: it has no terminal, and when it takes longer than `seconds`, or the task is
    cancelled, it is ended together with all that it started. Raise ProgramError if it cannot be started or
    does not end in time.
    """
    running, name = _Running(most), name_of(argv)
    transport = await _started(argv, running)
    try:
        async with asyncio.timeout(seconds):
            running.give(given)
            await running.exited.wait()
        with contextlib.suppress(TimeoutError):  # something that it started may hold its output
            await asyncio.wait_for(running.silent.wait(), _GRACE)
    except TimeoutError:
        raise ProgramError(f"{name} did not end within {seconds:g} seconds and was stopped.") from None
    finally:
        await running.end()
    complaint = running.said(2).decode("utf-8", "replace").strip().split("\n", 1)[0]
    code, cut = transport.get_returncode() or 0, running.received[1] > most
    return Outcome(name, code, running.said(1), safe_line(complaint, 200).rstrip("."), cut)


async def start(argv: Sequence[str]) -> None:
    """Start a program that may stay, such as a browser, with neither input nor output.

    Raise ProgramError if it cannot be started or fails within two seconds.
    """
    code = await asyncio.to_thread(_code_within, argv, WAITING)
    if code:
        raise ProgramError(f"{name_of(argv)} could not open it (exit code {code}).")


_staying: list[subprocess.Popen[bytes]] = []
"""Programs that were started and had not ended; they outlive the reader, unlike those of asyncio."""


def _code_within(argv: Sequence[str], seconds: float) -> int | None:
    nothing = subprocess.DEVNULL
    _staying[:] = [process for process in _staying if process.poll() is None]
    try:
        process = subprocess.Popen(  # noqa: S603
            list(argv),
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            env=environment(),
            start_new_session=True,
        )
    except (OSError, ValueError, TypeError) as error:
        raise _not_started(argv, error) from None
    let_run_anywhere(process.pid)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        _staying.append(process)
        return None


def run_in_terminal(argv: Sequence[str], given: bytes | None = None) -> int:
    """Run a program that needs the terminal, and wait for it; return its exit code.

    With `given` that is its standard input, and it asks the terminal itself for keys, as `less` does.
    Raise ProgramError if it cannot be started.
    """
    try:
        return subprocess.run(list(argv), input=given, env=environment(), check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        raise _not_started(argv, error) from None


def name_of(argv: Sequence[str]) -> str:
    """Return a program's name as a sentence has it: without the folders that it is in."""
    return safe_line(Path(argv[0]).name if argv else "", 60)


async def _started(argv: Sequence[str], running: _Running) -> asyncio.SubprocessTransport:
    pipe = asyncio.subprocess.PIPE
    try:
        transport, _ = await asyncio.get_running_loop().subprocess_exec(
            lambda: running,
            *argv,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=environment(),
            start_new_session=True,
        )
    except (OSError, ValueError, TypeError) as error:
        raise _not_started(argv, error) from None
    if (pid := transport.get_pid()) is not None:
        let_run_anywhere(pid)
    return transport


def _not_started(argv: Sequence[str], error: Exception) -> ProgramError:
    if isinstance(error, FileNotFoundError):
        return ProgramError(f"{name_of(argv)} could not be started: there is no such program.")
    why = error.strerror if isinstance(error, OSError) else None
    return ProgramError(f"{name_of(argv)} could not be started: {safe_line(why or str(error), 200)}.")


class _Running(asyncio.SubprocessProtocol):
    """A program while it runs: the first bytes of its output and complaints are kept, `most` of the one.

    asyncio's own streams would say that it has ended only once nobody holds its output any more.
    """

    def __init__(self, most: int) -> None:
        self._most = {1: most, 2: _LONGEST_COMPLAINT}
        self._kept = {1: bytearray(), 2: bytearray()}
        self._open = {1, 2}
        self._transport: asyncio.SubprocessTransport | None = None
        self.received = {1: 0, 2: 0}
        self.exited, self.silent = asyncio.Event(), asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.SubprocessTransport):
            self._transport = transport

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self.received[fd] += len(data)
        self._kept[fd] += data[: self._most[fd] - len(self._kept[fd])]

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        del exc  # of its input it need not read all
        self._open.discard(fd)
        if not self._open:
            self.silent.set()

    def process_exited(self) -> None:
        self.exited.set()

    def said(self, fd: int) -> bytes:
        """What is kept of its output (1) or of its complaints (2)."""
        return bytes(self._kept[fd])

    def give(self, given: bytes) -> None:
        """Write its input, and that this is all."""
        pipe = self._transport and self._transport.get_pipe_transport(0)
        if isinstance(pipe, asyncio.WriteTransport):
            pipe.write(given)
            pipe.close()

    async def end(self) -> None:
        """See to it that it is over, with all that it started and that still holds its output."""
        if self._transport is None:
            return
        try:
            if not self.exited.is_set():
                _signal(self._transport, signal.SIGTERM)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.exited.wait(), _GRACE)
        finally:
            if not (self.exited.is_set() and self.silent.is_set()):
                _signal(self._transport, getattr(signal, "SIGKILL", signal.SIGTERM))
            self._transport.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.exited.wait(), _GRACE)


def _signal(transport: asyncio.SubprocessTransport, number: int) -> None:
    with contextlib.suppress(OSError, AttributeError):  # Windows has no groups
        os.killpg(transport.get_pid(), number)
        return
    with contextlib.suppress(OSError):
        transport.send_signal(number)
