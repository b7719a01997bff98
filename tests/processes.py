"""The processes that a test has started."""

from __future__ import annotations

import asyncio
from pathlib import Path


def children() -> set[str]:
    """The processes that this one has started and that have not ended."""
    threads = Path("/proc/self/task").iterdir()
    return {pid for thread in threads for pid in (thread / "children").read_text().split()}


async def no_more_than(before: set[str]) -> None:
    """Wait until the processes that were started since have ended, and the loop knows."""
    async with asyncio.timeout(30):
        while children() - before:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.05)
