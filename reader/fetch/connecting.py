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
import socket
import urllib.request
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from reader.fetch.exchange import Answer, Connection, named, target_of
from reader.fetch.networks import InsideError, IPAddress, is_inside, is_this_machine, literal

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence

    import httpcore

    from reader.fetch.address import Address

_Connection = TypeVar("_Connection")
NEXT_AFTER = 0.25
"""Seconds after which the next address of a name is tried, too (RFC 8305, 8)."""
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
    """Sends requests, each over a connection of its own, straight or through the proxies of the environment.

    Connections are not kept: few feeds share a host, and there is an hour between two questions.
    """

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self._proxies = proxies()
        self._pools: dict[str, httpcore.AsyncConnectionPool] = {}

    async def aclose(self) -> None:
        """Let go of the proxies."""
        for pool in self._pools.values():
            await pool.aclose()

    @asynccontextmanager
    async def answer(
        self, address: Address, headers: Mapping[bytes, bytes], *, inside: bool
    ) -> AsyncIterator[Answer]:
        """Ask, and give the answer with its body still to be read; `inside` says where it may lead.

        Raise FetchError for a proxy that cannot be used, InsideError, OSError (`BrokenOffError` once there
        was a connection), and h11's errors for what is not HTTP.
        """
        proxy = proxy_for(self._proxies, address.scheme, address.host, address.port)
        way = self._straight(address, headers, inside) if proxy is None else self._by(proxy, address, headers)
        async with way as answer:
            yield answer

    @asynccontextmanager
    async def _straight(
        self, address: Address, headers: Mapping[bytes, bytes], inside: bool
    ) -> AsyncIterator[Answer]:
        async def connect(to: str) -> Connection:
            tls = self._tls if address.scheme == "https" else None
            return await Connection.open(to, address.port, tls, address.host)

        addresses = await reachable(address.host, address.port, inside=inside)
        connection = await first_connected(addresses, connect, Connection.close)
        try:
            answer = await connection.ask(target_of(address), [(b"Host", named(address)), *headers.items()])
            yield replace(answer, from_inside=is_inside(ipaddress.ip_address(connection.peer)))
        finally:
            connection.close()

    @asynccontextmanager
    async def _by(
        self, proxy: str, address: Address, headers: Mapping[bytes, bytes]
    ) -> AsyncIterator[Answer]:
        from reader.fetch import proxying

        if proxy not in self._pools:
            self._pools[proxy] = proxying.pool(proxy, self._tls)
        async with proxying.answer(self._pools[proxy], address, headers) as answer:
            yield answer


def proxies() -> Mapping[str, str]:
    """The proxies that the environment, or the system, names by scheme."""
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
    return None if urllib.request.proxy_bypass(host if ":" in host else f"{host}:{port}") else proxy
