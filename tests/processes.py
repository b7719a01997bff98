"""The processes that a test has started."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path


def children(of: str = "self") -> set[str]:
    """The processes that this one, or another, has started and that have not ended."""
    found: set[str] = set()
    for thread in Path(f"/proc/{of}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread that has just ended
            found.update((thread / "children").read_text().split())
    return found


def runs(number: str | int) -> bool:
    """Whether a process has not ended; one that has, and of which its parent has not asked how, does not."""
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False


async def no_more_than(before: set[str]) -> None:
    """Wait until the processes that were started since have ended, and the loop knows."""
    async with asyncio.timeout(30):
        while children() - before:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.05)
