"""What the servers have in common that are asked by paths and methods, with JSON for bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from reader.sync.server import Answer, Method, Secret, SyncError
from reader.sync.unable import Unable
from reader.sync.wire import JSON, numbers_of, reading

if TYPE_CHECKING:
    from reader.sync.wire import Wire


class _Said(msgspec.Struct):
    message: str = ""
    error_message: str = ""


_SAID = reading(_Said)


class Rest(Unable):
    """An account that proves itself with every question, by `headers`."""

    def __init__(self, wire: Wire, user: str, secret: Secret) -> None:
        super().__init__(wire)
        self._user, self._secret = user, secret
        self._headers: Mapping[str, str] = {}

    async def _prefix(self) -> str:
        """See to it that there are headers; return what all paths begin with."""
        raise NotImplementedError

    async def _done(
        self,
        method: Method,
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str | int] | None = None,
        largest: int = 4 << 20,
    ) -> Answer:
        """Ask, and raise SyncError unless the answer says yes."""
        return self._wire.checked(await self._ask(method, path, body, query, largest))

    async def _ask(
        self,
        method: Method,
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str | int] | None = None,
        largest: int = 4 << 20,
    ) -> Answer:
        """Ask. Raise SyncError if the login is not taken; any other answer is returned."""
        place = f"{await self._prefix()}/{path}"
        data = b"" if body is None else msgspec.json.encode(body)
        kind = JSON if data else ""
        answer = await self._wire.ask(
            place, query, method=method, headers=self._headers, body=data, kind=kind, largest=largest
        )
        if answer.status == 401:
            self._headers = {}
            raise self._wire.refused()
        return answer

    async def _done_or_gone(self, method: Method, path: str) -> None:
        """Ask for what need not be done where there is nothing left to do it to."""
        answer = await self._ask(method, path)
        if answer.status != 404:
            self._wire.checked(answer)

    async def _changed(self, method: Method, path: str, body: Mapping[str, Any]) -> None:
        """Change a feed. Raise SyncError if it is not there."""
        answer = await self._ask(method, path, body)
        if answer.status == 404:
            raise self._wire.unwilling("has no such feed")
        self._wire.checked(answer)

    def _said(self, answer: Answer) -> str:
        """The server's own words for why not."""
        try:
            said = self._wire.decoded(answer, _SAID)
        except SyncError:
            return ""
        return said.message or said.error_message


def number_of(feed: str) -> int:
    """A feed's number, 0 for what is none: no server has that one."""
    return next(iter(numbers_of([feed])), 0)
