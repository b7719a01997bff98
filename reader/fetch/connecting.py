"""Making connections: names are looked up once, and what must not lead inside is stopped there.

An address that a person typed may lead anywhere. One that a feed or page named may lead to the internet only.
That is decided on the addresses that the resolver gave, and the connection is made to one of these very
addresses: a name that points inside, or that points elsewhere the next time, gains nothing.

A proxy (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, or the system's) looks names up itself; what is
inside by its own writing is refused before it is asked, the rest is the proxy's to decide.

This imports h11, and httpcore for a proxy; the client imports it when it is opened.
"""

from __future__ import annotations

import asyncio
import ipaddress
import itertools
import os
import socket
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from reader.fetch.error import BrokenOffError
from reader.fetch.exchange import Answer, Connection
from reader.fetch.networks import InsideError, IPAddress, is_inside, is_this_machine, literal

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence

    import httpcore

    from reader.fetch.address import Address
    from reader.fetch.question import Question

_Connection = TypeVar("_Connection")
_Way: TypeAlias = tuple[str, str, int, bool]  # scheme, host, port, whether it may lead inside
NEXT_AFTER = 0.25
"""Seconds after which the next address of a name is tried, too (RFC 8305, 8)."""
KEPT_FOR = 5.0
"""Seconds for which a connection waits for another question to the same host."""
MOST_KEPT = 64
"""Connections to one host that wait; no more than are asked at once."""
MOST_ADDRESSES = 8
"""Addresses of one name that are tried."""


async def reachable(host: str, port: int, *, inside: bool) -> tuple[IPAddress, ...]:
    """Look `host` up, once; return the addresses that may be connected to, the two families in turn.

    Raise InsideError if there are none but inside and `inside` is False, OSError if the name is not known.
    """
    written = literal(host)
    if written is not None:
        found: Sequence[IPAddress] = (written,)
    else:
        loop = asyncio.get_running_loop()
        rows = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(ipaddress.ip_address(row[4][0]) for row in rows))
    allowed = [address for address in found if inside or not is_inside(address)]
    if not allowed:
        raise InsideError(host)
    return tuple(_in_turn(allowed)[:MOST_ADDRESSES])


def _in_turn(addresses: Sequence[IPAddress]) -> list[IPAddress]:
    """The resolver's order, but one of each family in turn: where one is broken, the other often is not."""
    first = [address for address in addresses if address.version == addresses[0].version]
    other = [address for address in addresses if address.version != addresses[0].version]
    turns = [address for pair in zip(first, other, strict=False) for address in pair]
    return [*turns, *first[len(other) :], *other[len(first) :]]


async def first_connected(
    addresses: Sequence[IPAddress],
    connect: Callable[[str], Coroutine[Any, Any, _Connection]],
    close: Callable[[_Connection], None],
) -> _Connection:
    """Return what `connect` makes of the first address that answers. Raise the last one's failure if none
    does. The next is tried while one says nothing (RFC 8305, kept simple); who comes late is closed."""
    if len(addresses) == 1:
        return await connect(str(addresses[0]))
    waiting, failures = list(addresses), list[BaseException]()
    pending = set[asyncio.Task[_Connection]]()
    try:
        while waiting or pending:
            if waiting:
                pending.add(asyncio.create_task(connect(str(waiting.pop(0)))))
            pause = NEXT_AFTER if waiting else None
            done, pending = await asyncio.wait(pending, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
            failures += [fault for task in done if (fault := task.exception()) is not None]
            connected = [task.result() for task in done if task.exception() is None]
            for late in connected[1:]:
                close(late)
            if connected:
                return connected[0]
    finally:
        for task in pending:
            task.cancel()
        for outcome in await asyncio.gather(*pending, return_exceptions=True):
            if not isinstance(outcome, BaseException):
                close(outcome)
    raise failures[-1]


class Wire:
    """Sends requests, straight or through the proxies of the environment.

    A connection is kept for some seconds, in case the same host is asked for another feed.
    """

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self._proxies = proxies()
        self._pools: dict[str, httpcore.AsyncConnectionPool] = {}
        self._kept: dict[_Way, list[Connection]] = {}

    async def aclose(self) -> None:
        """Let go of all connections."""
        for connection in itertools.chain.from_iterable(self._kept.values()):
            connection.close()
        self._kept.clear()
        for pool in self._pools.values():
            await pool.aclose()

    @asynccontextmanager
    async def answer(self, address: Address, question: Question, *, inside: bool) -> AsyncIterator[Answer]:
        """Ask, and give the answer with its body still to be read; `inside` says where it may lead.

        Raise FetchError for a proxy that cannot be used, InsideError, OSError (`BrokenOffError` once there
        was a connection), and h11's errors for what is not HTTP.
        """
        proxy = proxy_for(self._proxies, address.scheme, address.host, address.port)
        way = self._by(proxy, address, question) if proxy else self._straight(address, question, inside)
        async with way as answer:
            yield answer

    async def leads_inside(self, address: Address) -> bool:
        """Whether none but inside can be reached under an address. A proxy is not asked."""
        if proxy_for(self._proxies, address.scheme, address.host, address.port) is not None:
            return address.private
        try:
            await reachable(address.host, address.port, inside=False)
        except InsideError:
            return True
        return False

    @asynccontextmanager
    async def _straight(self, address: Address, question: Question, inside: bool) -> AsyncIterator[Answer]:
        way = (address.scheme, address.host, address.port, inside)
        connection, answer = await self._asked(way, address, question)
        try:
            yield answer
        finally:
            self._put(way, connection)

    async def _asked(self, way: _Way, address: Address, question: Question) -> tuple[Connection, Answer]:
        async def connect(to: str) -> Connection:
            tls = self._tls if address.scheme == "https" else None
            return await Connection.open(to, address.port, tls, address.host)

        kept = self._take(way)
        if kept is not None:
            try:
                return kept, await _answer(kept, address, question)
            except BrokenOffError:  # the other side has let go of it meanwhile
                # Perhaps it has read the question before: only what changes nothing there is asked again.
                if question.method != b"GET":
                    raise
        addresses = await reachable(address.host, address.port, inside=way[-1])
        connection = await first_connected(addresses, connect, Connection.close)
        return connection, await _answer(connection, address, question)

    def _take(self, way: _Way) -> Connection | None:
        while connections := self._kept.get(way):
            connection = connections.pop()
            if connection.is_silent():
                return connection
            connection.close()
        return None

    def _put(self, way: _Way, connection: Connection) -> None:
        """Keep a connection for a while if it can be used again, else close it."""
        connections = self._kept.setdefault(way, [])
        if len(connections) >= MOST_KEPT or not connection.is_ready_again():
            connection.close()
            return
        connections.append(connection)
        asyncio.get_running_loop().call_later(KEPT_FOR, self._drop, way, connection)

    def _drop(self, way: _Way, connection: Connection) -> None:
        connections = self._kept.get(way, [])
        if connection in connections:
            connections.remove(connection)
            connection.close()
        if not connections:
            self._kept.pop(way, None)

    @asynccontextmanager
    async def _by(self, proxy: str, address: Address, question: Question) -> AsyncIterator[Answer]:
        from reader.fetch import proxying

        if proxy not in self._pools:
            self._pools[proxy] = proxying.pool(proxy, self._tls)
        async with proxying.answer(self._pools[proxy], address, question) as answer:
            yield answer


async def _answer(connection: Connection, address: Address, question: Question) -> Answer:
    try:
        return await connection.ask(address, question)
    except BaseException:
        connection.close()
        raise


def proxies() -> Mapping[str, str]:
    """The proxies that the environment, or the system, names by scheme."""
    asked_of_system = sys.platform in {"darwin", "win32"}
    if not asked_of_system and not any(name.lower().endswith("_proxy") for name in os.environ):
        return {}
    import urllib.request  # it brings a client and a parser of mails with it

    return {
        scheme: address if "://" in address else f"http://{address}"
        for scheme, address in urllib.request.getproxies().items()
        if scheme in {"http", "https", "all"}
    }


def proxy_for(proxies: Mapping[str, str], scheme: str, host: str, port: int) -> str | None:
    """The proxy for a request, None where it is to be sent straight, as always to this machine."""
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or is_this_machine(host):
        return None
    import urllib.request

    return None if urllib.request.proxy_bypass(host if ":" in host else f"{host}:{port}") else proxy
