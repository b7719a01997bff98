"""Which of the machine's processors a process runs on.

Two busy processors often share a core: what is divided between both is done hardly sooner, for a quarter more
of their time, and nothing else on a small machine moves meanwhile.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_all: set[int] = set()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def leave_one_free() -> None:
    """Keep this process, and all that it starts from now on, off one of the processors it may use; nothing
    where it has but one, or where a system knows no such thing."""
    if not hasattr(os, "sched_setaffinity"):
        return
    allowed = os.sched_getaffinity(0)
    if len(allowed) > 1:
        _all.update(allowed)
        with contextlib.suppress(OSError):
            for thread in _threads():
                os.sched_setaffinity(thread, allowed - {min(allowed)})


def _threads() -> list[int]:
    try:
        return [int(thread.name) for thread in Path("/proc/self/task").iterdir()]
    except OSError:
        return [0]  # the one that asks


def let_run_anywhere(pid: int) -> None:
    """Give a process that this one has started the processors that this one had at first."""
    if _all:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(pid, _all)
