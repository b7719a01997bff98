"""Endpoints that behave as no server should: slow, endless, oversized, broken."""

from __future__ import annotations

import asyncio
import gzip

from tests.site.compression import GZIP, packed_spaces
from tests.site.documents import RSS, rss
from tests.site.server import Endpoint, Request, answer, head, page


def connections() -> dict[str, Endpoint]:
    """Every way to answer badly below the meaning of HTTP; where a feed is sent, it has two items."""
    feed = rss("broken-off")
    return {
        "/drip-headers": drip(headers_too=True),
        "/drip-body": drip(),
        "/stall-after-headers": silent,
        "/endless": endless,
        "/length-too-long": wrong_length(feed, len(feed) + 500),
        "/length-too-short": wrong_length(feed, len(feed) - 60),
        "/length-huge": wrong_length(feed, 10**18),
        "/rst-midway": reset_midway,
        "/hang-up": hang_up,
        "/huge-header": huge_header,
        "/2000-cookies": many_cookies,
        "/chunked-bad": bad_chunks,
        "/http-0.9": old_http,
        "/garbage": garbage,
        "/preliminary": preliminary,
        "/tiny-chunks": tiny_chunks(20_000),
        "/wrapped-chunks": wrapped_chunks,
        "/many-members": many_members(5000),
    }


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
    return page(packed_spaces(megabytes, GZIP), ("Content-Encoding", "gzip"))


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
    """A feed with two thousand cookies."""
    cookies = (("Set-Cookie", f"c{n}=v; Path=/") for n in range(2000))
    writer.write(answer(rss("cookies"), *cookies, content_type=RSS))


async def garbage(request: Request, writer: asyncio.StreamWriter) -> None:
    """Bytes that are not HTTP."""
    writer.write(b"\x00\x01 SSH-2.0 hello\r\n\r\n")


async def old_http(request: Request, writer: asyncio.StreamWriter) -> None:
    """A document without status line and headers, as HTTP/0.9 had it."""
    writer.write(rss("old"))


async def reset_midway(request: Request, writer: asyncio.StreamWriter) -> None:
    """Half a document, and the connection reset."""
    feed = rss("reset")
    writer.write(head(("Content-Length", str(len(feed))), ("Content-Type", RSS)) + feed[: len(feed) // 2])
    await writer.drain()
    writer.transport.abort()


async def bad_chunks(request: Request, writer: asyncio.StreamWriter) -> None:
    """A chunked body whose chunk lengths are nonsense."""
    writer.write(head(("Transfer-Encoding", "chunked")) + b"zz\r\nhello\r\n")


async def preliminary(request: Request, writer: asyncio.StreamWriter) -> None:
    """Answers that another one is to follow, without end."""
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 4096)
        await writer.drain()


def tiny_chunks(most: int) -> Endpoint:
    """A feed in chunks of one byte, then spaces in so many more."""

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        body = rss("tiny") + b" " * most
        writer.write(head(("Transfer-Encoding", "chunked"), ("Content-Type", RSS)))
        writer.write(b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n")

    return endpoint


async def wrapped_chunks(request: Request, writer: asyncio.StreamWriter) -> None:
    """A feed in chunks of one byte, each with 60 KB of what chunks may say of themselves."""
    writer.write(head(("Transfer-Encoding", "chunked"), ("Content-Type", RSS)))
    for byte in rss("wrapped"):
        writer.write(b"1;x=%b\r\n%c\r\n" % (b"y" * 60_000, byte))
        await writer.drain()
    writer.write(b"0\r\n\r\n")


async def hang_up(request: Request, writer: asyncio.StreamWriter) -> None:
    """A connection that is reset before a word was said."""
    writer.transport.abort()
