"""Endpoints that behave as no server should: slow, endless, oversized, broken."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING

from tests.site.server import Endpoint, Request, answer, head, page

if TYPE_CHECKING:
    from collections.abc import Iterator


def drip(between: float = 0.05, *, headers_too: bool = False) -> Endpoint:
    """One byte at a time, for ever: no single read is slow."""

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: " if headers_too else head(("Content-Length", "100000")))
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(between)

    return endpoint


async def silent(request: Request, writer: asyncio.StreamWriter) -> None:
    """Headers, and then nothing."""
    writer.write(head(("Content-Length", "10")))
    await writer.drain()
    await asyncio.sleep(60)


async def endless(request: Request, writer: asyncio.StreamWriter) -> None:
    """A body without end or length."""
    writer.write(head(("Content-Type", "text/xml")))
    while True:
        writer.write(b"<item>news</item>" * 4096)
        await writer.drain()


def gzip_bomb(megabytes: int) -> Endpoint:
    """A small body that inflates to many megabytes of spaces."""
    return page(b"".join(_bomb(megabytes)), ("Content-Encoding", "gzip"))


def _bomb(megabytes: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for _ in range(megabytes):
        yield packer.compress(b" " * 2**20)
    yield packer.flush()


def many_members(count: int) -> Endpoint:
    """A gzip body of `count` streams one after the other, as the format allows."""
    return page(gzip.compress(b"x") * count, ("Content-Encoding", "gzip"))


def wrong_length(body: bytes, length: int) -> Endpoint:
    """A Content-Length that is not that of the body."""

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head(("Content-Length", str(length))) + body)

    return endpoint


async def huge_header(request: Request, writer: asyncio.StreamWriter) -> None:
    """One header of a megabyte."""
    writer.write(answer(b"ok", ("X-Huge", "h" * 2**20)))


async def many_cookies(request: Request, writer: asyncio.StreamWriter) -> None:
    """Two thousand cookies."""
    writer.write(answer(b"ok", *(("Set-Cookie", f"c{n}=v; Path=/") for n in range(2000))))


async def garbage(request: Request, writer: asyncio.StreamWriter) -> None:
    """Bytes that are not HTTP."""
    writer.write(b"\x00\x01 SSH-2.0 hello\r\n\r\n")


async def bad_chunks(request: Request, writer: asyncio.StreamWriter) -> None:
    """A chunked body whose chunk lengths are nonsense."""
    writer.write(head(("Transfer-Encoding", "chunked")) + b"zz\r\nhello\r\n")


async def hang_up(request: Request, writer: asyncio.StreamWriter) -> None:
    """A connection that is reset before a word was said."""
    writer.transport.abort()
