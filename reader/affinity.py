"""Which of the machine's processors a process runs on.

Two busy processors often share a core: what is divided between both is done hardly sooner, for a quarter more
of their time, and nothing else on a small machine moves meanwhile.
"""

from __future__ import annotations

import contextlib
import os

_all: set[int] = set()


def leave_one_free() -> None:
    """Keep this thread, and all that it starts from now on, off one of the processors it may use; nothing
    where it has but one, or where a system knows no such thing."""
    if not hasattr(os, "sched_setaffinity"):
        return
    with contextlib.suppress(OSError):
        allowed = os.sched_getaffinity(0)
        if len(allowed) > 1:
            os.sched_setaffinity(0, allowed - {min(allowed)})
            _all.update(allowed)


def let_run_anywhere(pid: int) -> None:
    """Give a process that this one has started the processors that this one had at first."""
    if _all:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(pid, _all)
