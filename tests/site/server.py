"""A web server for tests that says exactly the bytes it is told to, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked: `headers` by small name, values as they came (Latin-1); `at` in seconds."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)


Endpoint = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


class Site:
    """Serves `endpoints` by path (without query) on `host`; an async context manager.

    `asked` is every request in order; `busiest` how many were answered at the same time, `busiest_host` how
    many of them under one name of the host. Nobody may ask for a path that begins with "/canary".
    """

    def __init__(
        self,
        endpoints: dict[str, Endpoint] | None = None,
        tls: ssl.SSLContext | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        self.endpoints: dict[str, Endpoint] = dict(endpoints or {})
        self.asked: list[Request] = []
        self.busiest = self.busiest_host = 0
        self._busy = Counter[str]()
        self._tls, self._host = tls, host
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, self._host, 0, ssl=self._tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def port(self) -> int:
        """The port that the system chose."""
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of `path`; `host` may be another name of this machine."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    @property
    def canaries(self) -> list[str]:
        """The paths that were asked for though nobody may."""
        return [request.path for request in self.asked if request.path.startswith("/canary")]

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._serve(await _read_request(reader), writer)
        finally:
            self._tasks.discard(task)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _serve(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.asked.append(request)
        host = request.headers.get("host", "").rpartition(":")[0]
        self._busy[host] += 1
        self.busiest = max(self.busiest, self._busy.total())
        self.busiest_host = max(self.busiest_host, self._busy[host])
        try:
            endpoint = self.endpoints.get(request.path.partition("?")[0], _not_found)
            await endpoint(request, writer)
            await writer.drain()
        finally:
            self._busy[host] -= 1


async def _read_request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, path, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    return Request(method, path, {name.lower(): value.strip() for name, _, value in pairs})


async def _not_found(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(b"nothing here", status=404))


def answer(
    body: bytes = b"", *headers: tuple[str, str], status: int = 200, content_type: str = "text/plain"
) -> bytes:
    """The bytes of a whole answer; `headers` come after the usual ones."""
    usual = [("Content-Length", str(len(body))), ("Content-Type", content_type), ("Connection", "close")]
    return head(*usual, *headers, status=status) + body


def head(*headers: tuple[str, str], status: int = 200) -> bytes:
    """The bytes of a status line and headers."""
    lines = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        *(f"{name}: {value}" for name, value in headers),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def page(
    body: bytes, *headers: tuple[str, str], status: int = 200, content_type: str = "text/plain"
) -> Endpoint:
    """An endpoint that always gives the same answer."""
    whole = answer(body, *headers, status=status, content_type=content_type)

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(whole)

    return endpoint


def redirect(location: str, status: int = 302) -> Endpoint:
    """An endpoint that sends the client elsewhere."""
    return page(b"", ("Location", location), status=status)


def conditional(body: bytes, *, etag: str = "", last_modified: str = "") -> Endpoint:
    """An endpoint that answers 304 to its own validators, compared byte for byte."""
    sent = [(name, value) for name, value in (("ETag", etag), ("Last-Modified", last_modified)) if value]

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        same_etag = bool(etag) and request.headers.get("if-none-match") == etag
        same_date = bool(last_modified) and request.headers.get("if-modified-since") == last_modified
        known = same_etag if etag else same_date
        writer.write(head(*sent, status=304) if known else answer(body, *sent))

    return endpoint
