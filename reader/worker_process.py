"""The niced process in which feeds are parsed, pages extracted, texts analysed and pictures decoded.

Its pipes carry `frames`: a request is [job, arguments], an answer [result, null] or [null, error]. Nothing is
pickled, and every value is checked against its type. It loads what its jobs need and no more: `worker` is the
other end of the pipes. Where two files are named it divides in two once it has loaded what reads feeds: its
other half serves those, a second process that costs no second start.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import BinaryIO

import msgspec

from reader.churn import expect_feeds
from reader.frames import AT_ONCE, LENGTH, framed
from reader.jobs import SMALLEST_FEED, RefusedError, job_named

MEMORY_LIMIT = 2 * 1024**3
"""Bytes of address space that the worker may take; a document that needs more fails alone."""
LONGEST_JOB = 60
"""Seconds after which the worker ends itself: nobody is left who would kill it at the job's deadline."""
_IT_IS = 0


def main() -> None:
    """Serve jobs from standard input until it ends."""
    niceness, *others = map(int, sys.argv[1:] or ("10",))
    pipes = 0, os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not write into the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program; its end closes the pipe
    _be_modest(niceness)
    expect_feeds()
    twin = _divide() if others else None
    if others:
        ours = others if twin == _IT_IS else pipes
        for pipe in (*pipes, *others):
            if pipe not in ours:  # who speaks to the other half must hear when that ends
                os.dup2(1, pipe)
        pipes = ours[0], ours[1]
    for pipe in pipes:
        _widen(pipe)
    requests, answers = os.fdopen(pipes[0], "rb"), os.fdopen(pipes[1], "wb")
    if twin == _IT_IS:
        _say(answers, framed(os.getpid()))
    while header := requests.read(LENGTH.size):
        (length,) = LENGTH.unpack(header)
        _set_alarm(LONGEST_JOB)
        answer = _serve(requests.read(length))
        _set_alarm(0)
        _say(answers, answer)
    if twin:
        os.waitpid(twin, 0)  # it has been told, too; what it took counts as taken here
    os._exit(0)  # all that it has gone at once: to be tidy first would take longer than to begin


def _divide() -> int | None:
    """Load what reads feeds, and be two: return the number of the other half, `_IT_IS` in that half itself,
    and None if there is none. Nothing foreign has been read before."""
    job_named("parse_feed").function(SMALLEST_FEED, None, None)
    try:
        return os.fork()
    except OSError:  # no more processes, or no memory for one
        return None


def _say(answers: BinaryIO, message: bytearray) -> None:
    answers.write(message)
    answers.flush()


def _serve(request: bytes) -> bytearray:
    try:
        name, arguments = msgspec.msgpack.decode(request, type=tuple[str, msgspec.Raw])
        job = job_named(name)
        result = job.function(*msgspec.msgpack.decode(arguments, type=job.arguments))
        return framed((result, None))
    except MemoryError:
        return framed((None, "reading it needed too much memory"))
    except RecursionError:
        return framed((None, "it is nested too deep to be read"))
    except RefusedError as error:
        return framed((None, str(error)))
    except Exception as error:  # a job must never end the worker: the sentence goes to the person
        return framed((None, f"it could not be read ({type(error).__name__})"))


def _widen(pipe: int) -> None:
    """Let a pipe hold more, where the system can."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, AT_ONCE)


def _set_alarm(seconds: int) -> None:
    """Have the system end this process then, also in the middle of a C function; 0 calls it off."""
    if hasattr(signal, "alarm"):  # not on Windows
        signal.alarm(seconds)


def _be_modest(niceness: int) -> None:
    # numpy's linear algebra, of which nothing is used, would start a thread for every core and reserve 40 MB
    # of address space for each: on a large machine more than the limit below.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    # What engines bring with them is not to tell anybody of the person either.
    os.environ["ORT_DISABLE_TELEMETRY"] = os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if hasattr(os, "nice"):
        os.nice(niceness)
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on Windows, not under every limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    main()
