"""Making connections: names are looked up once, and what must not lead inside is stopped there.

An address that a person typed may lead anywhere. One that a feed or page named may lead to the internet only.
That is decided on the addresses that the resolver gave, and the connection is made to one of these very
addresses: a name that points inside, or that points elsewhere the next time, gains nothing.

A proxy (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, or the system's) looks names up itself; what is
inside by its own writing is refused before it is asked, the rest is the proxy's to decide.

This imports httpcore; the client imports it when it is opened.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit, urlunsplit

import anyio
import httpcore

from reader.fetch.address import DEFAULT_PORTS, Address
from reader.fetch.error import FetchError
from reader.fetch.networks import InsideError, IPAddress, is_inside, is_this_machine, literal
from reader.text import masked

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
NEXT_AFTER = 0.25
"""Seconds after which the next address of a name is tried, too (RFC 8305, 8)."""
MOST_ADDRESSES = 8
"""Addresses of one name that are tried."""
_FROM_INSIDE = "from_inside"


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
    addresses: Sequence[IPAddress], connect: Callable[[str], Awaitable[httpcore.AsyncNetworkStream]]
) -> httpcore.AsyncNetworkStream:
    """Return what `connect` makes of the first address that answers. Raise the last one's failure if none
    does. The next is tried while one says nothing (RFC 8305, kept simple)."""
    if len(addresses) == 1:
        return await connect(str(addresses[0]))
    connected: list[httpcore.AsyncNetworkStream] = []
    failures: list[Exception] = []

    async def attempt(address: IPAddress, failed: anyio.Event) -> None:
        try:
            connection = await connect(str(address))
        except (OSError, httpcore.ConnectError) as error:
            failures.append(error)
            failed.set()
            return
        connected.append(connection)
        attempts.cancel_scope.cancel()

    async with anyio.create_task_group() as attempts:
        for address in addresses:
            failed = anyio.Event()
            attempts.start_soon(attempt, address, failed)
            with anyio.move_on_after(NEXT_AFTER):
                await failed.wait()
    for late in connected[1:]:
        await late.aclose()
    if not connected:
        raise failures[-1]
    return connected[0]


class Network(httpcore.AnyIOBackend):
    """Connections for httpcore. `inside` says whether they may lead inside."""

    def __init__(self, *, inside: bool) -> None:
        self._inside = inside

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # as httpcore has it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to one of the addresses that `reachable` gives."""

        async def one(address: str) -> httpcore.AsyncNetworkStream:
            return await connect(address, port, timeout, local_address, socket_options)

        connect = super().connect_tcp
        try:
            addresses = await reachable(host, port, inside=self._inside)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        return await first_connected(addresses, one)


class Wire:
    """Sends requests, each over a connection of its own, straight or through the proxies of the environment.

    It is httpcore, which httpx sends with, without httpx over it and without a pool: of a request's time they
    are more than half, and connections are not kept, for few feeds share a host.
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
    ) -> AsyncIterator[httpcore.Response]:
        """Ask, and give the answer with its body still to be read; `inside` says where it may lead.

        Raise FetchError for a proxy that cannot be used, InsideError, and httpcore's own errors.
        """
        proxy = proxy_for(self._proxies, address.scheme, address.host, address.port)
        request = _request(address, headers, by_name=proxy is not None)
        if proxy is not None:
            answer = await self._pool(proxy).handle_async_request(request)
            try:
                yield answer
            finally:
                await answer.aclose()
            return
        connection = httpcore.AsyncHTTPConnection(
            request.url.origin, ssl_context=self._tls, network_backend=Network(inside=inside)
        )
        try:
            answer = await connection.handle_async_request(request)
            peer = answer.extensions["network_stream"].get_extra_info("server_addr")
            answer.extensions[_FROM_INSIDE] = is_inside(ipaddress.ip_address(peer[0]))
            yield answer
        finally:
            await connection.aclose()

    def _pool(self, proxy: str) -> httpcore.AsyncConnectionPool:
        if proxy not in self._pools:
            self._pools[proxy] = _proxied(proxy, self._tls)
        return self._pools[proxy]


def _request(address: Address, headers: Mapping[bytes, bytes], *, by_name: bool) -> httpcore.Request:
    port = None if address.port == DEFAULT_PORTS[address.scheme] else address.port
    host = f"[{address.host}]" if ":" in address.host else address.host
    parts = urlsplit(address.url)
    url = httpcore.URL(
        scheme=address.scheme,
        host=host if by_name else address.host,
        port=port,
        target=urlunsplit(("", "", parts.path, parts.query, "")),
    )
    named = host if port is None else f"{host}:{port}"
    return httpcore.Request("GET", url, headers=[(b"Host", named.encode()), *headers.items()])


def _proxied(proxy: str, tls: ssl.SSLContext) -> httpcore.AsyncConnectionPool:
    """Connections through a proxy. Raise FetchError if it is none that can be used."""
    unusable = FetchError(f"the proxy {masked(proxy)} cannot be used here", "connection")
    try:
        parts = urlsplit(proxy)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        raise unusable from None
    socks = scheme in {"socks5", "socks5h"}
    if not (host and host.isascii()) or not (socks or scheme in {"http", "https"}):
        raise unusable
    user, password = unquote_to_bytes(parts.username or ""), unquote_to_bytes(parts.password or "")
    kind = httpcore.AsyncSOCKSProxy if socks else httpcore.AsyncHTTPProxy
    return kind(
        proxy_url=httpcore.URL(scheme=scheme, host=host, port=port, target="/"),
        proxy_auth=(user, password) if user or password else None,
        ssl_context=tls,
        max_keepalive_connections=0,
    )


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


def answered_from_inside(answer: httpcore.Response) -> bool:
    """Whether an answer was sent from inside; of one that a proxy brought, that is not known to be so."""
    return bool(answer.extensions.get(_FROM_INSIDE))
