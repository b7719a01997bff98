"""Asking pages ahead as a polite guest: seldom of one host, not after a refusal, not without a network."""

from __future__ import annotations

import asyncio
from dataclasses import field
from urllib.parse import urlsplit

from reader.desk import Web
from reader.fetch import FEED, FetchError, Response
from reader.model import Validators
from reader.values import dataclass

MOST_PAGES = 200
"""Pages that are asked for ahead in one session."""
SPACING = 3.0
"""Seconds between two pages of one host."""
_OFFLINE = 300.0
"""Seconds without a question after the network did not answer."""
_REST = 3600.0
"""Seconds for which a host is left alone that said no, unless it names a longer time."""
_NO_NETWORK = frozenset({"name", "offline", "connection"})
_REFUSALS = frozenset({401, 402, 403, 429, 451, *range(500, 600)})


class NotNowError(Exception):
    """A page that is not to be asked for at present."""


@dataclass(slots=True)
class Guest:
    """Somebody who asks `web` where that disturbs nobody; `get` raises NotNowError where it would.

    `left` counts the questions that may still be asked, `waiting` says that one waits for its turn, `offline`
    that the network did not answer when it was last asked.
    """

    web: Web
    spacing: float = SPACING
    left: int = MOST_PAGES
    waiting: bool = False
    offline: bool = False
    _free: dict[str, float] = field(default_factory=dict)
    _again: float = 0.0

    async def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accept: str = FEED,
        deadline: float | None = None,
        named_by: str | None = None,
    ) -> Response:
        """Ask when it is this host's turn; see `fetch.Client.get`. Raise FetchError or NotNowError."""
        host = _host(url)
        await self._turn(host)
        self.left -= 1
        rest = self.spacing
        try:
            return await self.web.get(
                url, validators=validators, accept=accept, deadline=deadline, named_by=named_by
            )
        except FetchError as error:
            rest = max(rest, self._rest_after(error))
            raise
        finally:
            self._free[host] = _now() + rest

    async def _turn(self, host: str) -> None:
        """Wait as long as the spacing asks; what would wait longer is for another time."""
        wait = max(self._free.get(host, 0.0), self._again if self.offline else 0.0) - _now()
        if self.left <= 0 or wait > self.spacing:
            raise NotNowError
        self.waiting = True
        try:
            await asyncio.sleep(max(0.0, wait))
        finally:
            self.waiting = False

    def _rest_after(self, error: FetchError) -> float:
        if error.reason in _NO_NETWORK:
            self.offline, self._again = True, _now() + _OFFLINE
        refused = error.reason == "timeout" or error.status in _REFUSALS
        return max(_REST if refused else 0.0, float(error.retry_after or 0))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _now() -> float:
    return asyncio.get_running_loop().time()
