"""A question and its answer over one connection: HTTP/1.1 (RFC 9112), its rules in h11's hands.

httpx and httpcore do the same with pools, locks and hooks that feeds have no use for; without them a request
takes a third of the time.
"""

from __future__ import annotations

import asyncio
import ipaddress
from functools import cached_property
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit, urlunsplit

import h11

from reader.fetch import networks
from reader.fetch.error import BrokenOffError
from reader.values import dataclass

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Sequence

    from reader.fetch.address import Address
    from reader.fetch.question import Question

_AT_ONCE = 256 * 1024
LARGEST_HEAD = 100 * 1024
"""Bytes of a status line and headers together."""
_MOST_PRELIMINARY = 16  # answers of status 1xx before the real one
_MOST_WRAPPING = 16  # bytes received for one of a body; a chunk of one byte takes six
_PIECES = 256  # of a body before something else may run: a hostile one has thousands in what is read at once


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose headers are there. `chunks` is its body as it comes; `from_inside` says whether its
    sender is in a private network, as far as that is known."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    chunks: AsyncIterator[bytes]
    from_inside: bool = False


class Connection:
    """A connection for one question, and for another after it if both sides keep it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._received = 0
        self._rules = h11.Connection(h11.CLIENT, max_incomplete_event_size=LARGEST_HEAD)

    @classmethod
    async def open(cls, address: str, port: int, tls: ssl.SSLContext | None, host: str) -> Self:
        """Connect to an IP address; `host` is who its certificate has to be for. Raise OSError."""
        return cls(
            *await asyncio.open_connection(
                address, port, ssl=tls, server_hostname=None if tls is None else host, limit=_AT_ONCE
            )
        )

    @cached_property
    def leads_inside(self) -> bool:
        """Whether what answers has an address inside; see `networks`."""
        return networks.is_inside(ipaddress.ip_address(str(self._writer.get_extra_info("peername")[0])))

    async def ask(self, address: Address, question: Question) -> Answer:
        """Send a request; return the answer. Raise BrokenOffError, or h11's errors."""
        lines = question.lines(named(address))
        events: list[h11.Event] = [
            h11.Request(method=question.method, target=target_of(address), headers=lines)
        ]
        events += [h11.Data(data=question.body)] if question.body else []
        sent = b"".join(self._rules.send(event) or b"" for event in (*events, h11.EndOfMessage()))
        try:
            self._writer.write(sent)
            await self._writer.drain()
        except OSError as error:
            raise BrokenOffError from error
        for _ in range(_MOST_PRELIMINARY + 1):
            event = await self._next()
            if isinstance(event, h11.Response):
                return Answer(event.status_code, event.headers.raw_items(), self._body(), self.leads_inside)
        raise h11.RemoteProtocolError("no answer but preliminary ones")

    def is_ready_again(self) -> bool:
        """Whether the answer is over and another question may follow; then it may be asked."""
        rules, answering = self._rules, (h11.SEND_BODY, h11.DONE)
        if rules.our_state is not h11.DONE or rules.their_state not in answering or self._reader.at_eof():
            return False
        try:
            if rules.their_state is h11.SEND_BODY and not isinstance(rules.next_event(), h11.EndOfMessage):
                return False  # of an answer without a body the end comes by itself
            if rules.trailing_data != (b"", False) or self._writer.transport.is_closing():
                return False
            rules.start_next_cycle()
        except h11.ProtocolError:
            return False
        return True

    def is_silent(self) -> bool:
        """Whether the other side has said nothing since the answer, and is still there: what it says before
        the next question is no answer to that."""
        reading = self._reader.read(1)
        try:
            reading.send(None)  # as far as it goes without waiting
        except (StopIteration, OSError):
            return False
        reading.close()
        return True

    def close(self) -> None:
        """Let go of it, without waiting for the other side."""
        self._writer.transport.abort()

    async def _body(self) -> AsyncIterator[bytes]:
        pieces, before, brought = 0, self._received, 0
        while not isinstance(event := await self._next(), h11.EndOfMessage):
            if isinstance(event, h11.Data):
                brought += len(event.data)
                yield event.data
            if self._received - before > _MOST_WRAPPING * brought + _AT_ONCE:
                raise h11.RemoteProtocolError("hardly anything but the wrapping of chunks")
            pieces += 1
            if pieces % _PIECES == 0:
                await asyncio.sleep(0)

    async def _next(self) -> h11.Event:
        while (event := self._rules.next_event()) is h11.NEED_DATA:
            try:
                received = await self._reader.read(_AT_ONCE)
            except OSError as error:
                raise BrokenOffError from error
            if not received and self._rules.their_state is h11.SEND_RESPONSE:
                raise BrokenOffError
            self._received += len(received)
            self._rules.receive_data(received)
        if isinstance(event, type):  # h11.PAUSED: the other side speaks another protocol from here on
            raise h11.RemoteProtocolError("not HTTP any more")
        return event


def target_of(address: Address) -> bytes:
    """The path and query that a request names."""
    parts = urlsplit(address.url)
    return urlunsplit(("", "", parts.path, parts.query, "")).encode("ascii")


def named(address: Address) -> bytes:
    """The Host header's value."""
    host = f"[{address.host}]" if ":" in address.host else address.host
    port = f":{address.port}" if address.has_port else ""
    return f"{host}{port}".encode("ascii")
