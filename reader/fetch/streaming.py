"""Reading a body of any size, piece by piece: from where it was left, if the server can (RFC 9110, 14)."""

from __future__ import annotations

import asyncio
import re
from dataclasses import field
from http import HTTPStatus
from typing import TYPE_CHECKING

from reader.fetch.error import FetchError, refused, too_large
from reader.fetch.heads import Redirect, headers_of, length_of, redirect_in
from reader.fetch.response import retry_after_of, validators_of
from reader.model import Validators
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from reader.fetch.address import Address
    from reader.fetch.exchange import Answer

STALL = 30.0
"""Seconds in which something has to come."""
PERIOD = 60.0
SLOWEST = 30_000
"""Bytes that have to come in a period; who sends less holds a connection and a place in the queue."""
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)", re.IGNORECASE)
_PLAIN = frozenset({"", "identity"})


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a body before it comes: at which byte it begins, and how many there are in all."""

    url: str
    start: int
    total: int | None
    content_type: str
    validators: Validators = field(default_factory=Validators)


def range_headers(offset: int, validators: Validators) -> dict[bytes, bytes]:
    """The headers that ask for the bytes from `offset` on, if it is still the same file; else for all."""
    headers = {b"Accept": b"*/*", b"Accept-Encoding": b"identity"}
    strong = validators.etag if validators.etag and not validators.etag.startswith("W/") else None
    condition = strong or validators.last_modified
    if offset and condition:
        headers |= {b"Range": b"bytes=%d-" % offset, b"If-Range": condition.encode("latin-1", "ignore")}
    return headers


@dataclass(slots=True)
class Streaming:
    """Reads one answer. `begin` is told its head and gives what takes its pieces; `offset` is where it was
    asked to begin, `largest` the bytes that it may have in all, `length` those that it had before."""

    begin: Callable[[Head], Awaitable[Callable[[bytes], Awaitable[None]]]]
    offset: int
    largest: int
    validators: Validators
    now: Callable[[], datetime]
    length: int | None = None
    _end: int | None = None

    async def read(self, address: Address, answer: Answer, limit: asyncio.Timeout) -> Head | Redirect:
        """Read it to its end. Raise FetchError if it is not what it should be, too large, or breaks off."""
        headers = headers_of(answer)
        if (redirect := redirect_in(address, answer, headers)) is not None:
            return redirect
        head = self._head(address, answer, headers)
        limit.reschedule(None)  # from here on it is looked at how much comes
        take = await self.begin(head)
        received = head.start
        async for chunk in _steady(address.shown, answer.chunks):
            received += len(chunk)
            if received > self.largest:
                raise too_large(address.shown, self.largest)
            await take(bytes(chunk))
        if head.total not in {None, received} or (self._end or 0) > received:
            raise FetchError(f"{address.shown} broke off in the middle of its answer", "connection")
        return head

    def _head(self, address: Address, answer: Answer, headers: dict[str, str]) -> Head:
        if answer.status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
            raise refused(address.shown, answer.status, retry_after_of(headers, self.now()))
        if headers.get("content-encoding", "").strip().lower() not in _PLAIN:
            raise FetchError(f"{address.shown} sent a compressed file that was not asked for", "protocol")
        start, total, validators = 0, length_of(headers), validators_of(headers)
        if answer.status == HTTPStatus.PARTIAL_CONTENT:
            start, total = self._part(address, headers, validators)
            before = self.validators  # a part may leave out what it was asked with
            etag, modified = validators.etag or before.etag, validators.last_modified or before.last_modified
            validators = Validators(etag, modified)
        if total is not None and total > self.largest:
            raise too_large(address.shown, self.largest)
        content_type = headers.get("content-type", "")[:200]
        return Head(address.url, start, total, content_type, validators)

    def _part(
        self, address: Address, headers: dict[str, str], validators: Validators
    ) -> tuple[int, int | None]:
        """Where the part begins that was sent, and how long the whole is. It must be the one asked for."""
        found = _RANGE.fullmatch(headers.get("content-range", "").strip())
        another = _differ(validators.etag, self.validators.etag)
        another |= _differ(validators.last_modified, self.validators.last_modified)
        if found is None or not self.offset or int(found[1]) != self.offset or another:
            raise FetchError(f"{address.shown} sent another part than it was asked for", "range")
        total, self._end = self.length if found[3] == "*" else int(found[3]), int(found[2]) + 1
        if self._end <= self.offset or (total is not None and self._end > total):
            raise FetchError(f"{address.shown} sent another part than it was asked for", "range")
        return self.offset, total


def _differ(said: str | None, before: str | None) -> bool:
    return None not in {said, before} and said != before


async def _steady(host: str, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the chunks as long as they come steadily. Raise FetchError once they do not."""
    clock = asyncio.get_running_loop().time
    since, came = clock(), 0
    while True:
        try:
            async with asyncio.timeout(STALL):
                chunk = await anext(chunks)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise FetchError(f"{host} sends nothing any more", "timeout") from None
        came += len(chunk)
        if clock() - since > PERIOD:
            if came < SLOWEST:
                raise FetchError(f"{host} sends too slowly", "timeout")
            since, came = clock(), 0
        yield chunk
