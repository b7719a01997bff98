"""Asking through a proxy: httpcore's business, its answers and failures in the words of `exchange`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

import h11
import httpcore

from reader.fetch.error import BrokenOffError, FetchError
from reader.fetch.exchange import Answer, named, target_of
from reader.text import masked

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from reader.fetch.address import Address
    from reader.fetch.question import Question


def pool(proxy: str, tls: ssl.SSLContext) -> httpcore.AsyncConnectionPool:
    """Connections through a proxy (http, https, socks5, socks5h). Raise FetchError if it cannot be used."""
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


@asynccontextmanager
async def answer(
    pool: httpcore.AsyncConnectionPool, address: Address, question: Question
) -> AsyncIterator[Answer]:
    """Ask through a proxy, which may look the name up elsewhere: where the answer comes from is not known."""
    host, _, port = named(address).rpartition(b":") if address.has_port else (named(address), b"", b"")
    url = httpcore.URL(
        scheme=address.scheme.encode(), host=host, port=int(port) if port else None, target=target_of(address)
    )
    request = httpcore.Request(
        question.method, url, headers=question.lines(named(address)), content=question.body
    )
    try:
        given = await pool.handle_async_request(request)
        try:
            yield Answer(given.status, given.headers, given.aiter_stream())
        finally:
            await given.aclose()
    except httpcore.ProxyError as error:
        message = f"the proxy would not pass the request to {address.shown} on"
        raise FetchError(message, "connection") from error
    except httpcore.ConnectError as error:
        raise ConnectionError from error
    except (httpcore.NetworkError, httpcore.TimeoutException) as error:
        raise BrokenOffError from error
    except httpcore.RemoteProtocolError as error:
        if "disconnected" in str(error):
            raise BrokenOffError from error
        raise h11.RemoteProtocolError(str(error)) from error
    except httpcore.LocalProtocolError as error:
        raise h11.LocalProtocolError(str(error)) from error
