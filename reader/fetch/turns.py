"""Whose turn it is: a host of others is asked by few at a time, with a pause between."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from reader.fetch.address import parse_address
from reader.fetch.error import FetchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

AT_ONCE = 2
PAUSE = 0.1


class HostTurns:
    """Lets at most `at_once` ask the same host, each `pause` seconds after the one before.

    This machine and private networks are their owner's to burden.
    """

    def __init__(self, at_once: int = AT_ONCE, pause: float = PAUSE) -> None:
        self._pause = pause
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))
        self._free: dict[str, float] = {}
        self._sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    @asynccontextmanager
    async def of(self, url: str) -> AsyncIterator[None]:
        """Wait for a turn with the host of `url`."""
        try:
            address = parse_address(url)
        except FetchError:  # to ask it will say why
            yield
            return
        if address.private:
            yield
            return
        async with self._turns[address.host]:
            await self._wait(address.host)
            yield

    async def _wait(self, host: str) -> None:
        now = asyncio.get_running_loop().time()
        mine = max(now, self._free.get(host, now))
        self._free[host] = mine + self._pause
        if mine > now:
            await self._sleep(mine - now)


def host_of(url: str) -> str:
    """Return what is asked for time as a whole: the host, with its port if that is not the usual one."""
    try:
        return parse_address(url).shown
    except FetchError:
        return ""
