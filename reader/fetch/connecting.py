"""Making connections: names are looked up once, and what must not lead inside is stopped there.

An address that a person typed may lead anywhere. One that a feed or page named may lead to the internet only.
That is decided on the addresses that the resolver gave, and the connection is made to one of these very
addresses: a name that points inside, or that points elsewhere the next time, gains nothing.

A proxy (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, or the system's) looks names up itself; what is
inside by its own writing is refused before it is asked, the rest is the proxy's to decide.

This imports httpx; the client imports it when it is opened.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from typing import TYPE_CHECKING, Any

import anyio
import httpcore
import httpx

from reader.fetch.error import FetchError
from reader.fetch.networks import InsideError, IPAddress, is_inside, is_this_machine, literal
from reader.text import masked

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
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


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's own, over a `Network`, which it has no argument for."""

    def __init__(self, tls: ssl.SSLContext, limits: httpx.Limits, network: Network) -> None:
        super().__init__(verify=tls, limits=limits)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send; the answer's extensions say whether its sender is inside."""
        answer = await super().handle_async_request(request)
        peer = answer.extensions["network_stream"].get_extra_info("server_addr")
        answer.extensions[_FROM_INSIDE] = is_inside(ipaddress.ip_address(peer[0]))
        return answer


def transport(
    tls: ssl.SSLContext, limits: httpx.Limits, *, inside: bool, proxy: str | None = None
) -> httpx.AsyncBaseTransport:
    """What sends requests: through `proxy`, or straight. Those that may lead inside share no connection with
    those that may not. Raise FetchError for a proxy that cannot be used."""
    if proxy is None:
        return _Transport(tls, limits, Network(inside=inside))
    try:
        return httpx.AsyncHTTPTransport(verify=tls, limits=limits, proxy=proxy)
    except (ImportError, ValueError, httpx.InvalidURL) as error:
        raise FetchError(f"the proxy {masked(proxy)} cannot be used here", "connection") from error


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


def answered_from_inside(answer: httpx.Response) -> bool:
    """Whether an answer was sent from inside; of one that a proxy brought, that is not known to be so."""
    return bool(answer.extensions.get(_FROM_INSIDE))
