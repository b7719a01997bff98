"""A host that is asked twice in a row is asked over one connection, where both sides keep it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from reader.fetch import Client, FetchError, connecting
from reader.model import Validators

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
NOT_MODIFIED = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'


@dataclass
class Server:
    """Answers the questions on each connection with `answers` in turn, and closes it after the last.

    `opened` are the questions of each connection.
    """

    answers: tuple[bytes, ...]
    opened: list[list[bytes]] = field(default_factory=list)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """An address of this server."""
        return f"http://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        asked = list[bytes]()
        self.opened.append(asked)
        try:
            for answer in self.answers:
                asked.append((await reader.readuntil(b"\r\n\r\n")).split(b" ")[1])
                writer.write(answer)
        except asyncio.IncompleteReadError:
            self.let_go.set()
        finally:
            writer.close()


@asynccontextmanager
async def serving(*answers: bytes) -> AsyncIterator[Server]:
    server = Server(answers)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    async with listening:
        server.port = listening.sockets[0].getsockname()[1]
        yield server


async def test_one_connection_serves_one_question_after_the_other() -> None:
    async with serving(WHOLE, NOT_MODIFIED, WHOLE) as server, Client(timeout=5) as client:
        await client.get(server.url("/a"))
        again = await client.get(server.url("/b"), validators=Validators(etag='"a"'))
        last = await client.get(server.url("/c"))
    assert again.not_modified
    assert last.body == b"ok"
    assert server.opened == [[b"/a", b"/b", b"/c"]]


async def test_one_that_the_server_let_go_of_is_made_anew() -> None:
    async with serving(WHOLE) as server, Client(timeout=5) as client:
        for path in ("/a", "/b"):
            assert (await client.get(server.url(path))).body == b"ok"
            await asyncio.sleep(0)
    assert server.opened == [[b"/a"], [b"/b"]]


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake",  # the next one's answer, unasked
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot here",  # not read to its end
    ],
)
async def test_one_whose_answer_was_not_all_is_not_used_again(answer: bytes) -> None:
    async with serving(answer, WHOLE, WHOLE) as server, Client(timeout=5) as client:
        for path in ("/a", "/b"):
            with suppress(FetchError):  # one of them is "404 Not Found"
                await client.get(server.url(path))
    assert server.opened == [[b"/a"], [b"/b"]]


@pytest.mark.parametrize(
    "unasked",
    [
        b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake",
        b"\0",
    ],
)
async def test_one_on_which_something_was_said_unasked_is_not_used_again(unasked: bytes) -> None:
    said = asyncio.Event()
    opened = list[bytes]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append((await reader.readuntil(b"\r\n\r\n")).split(b" ")[1])
        writer.write(WHOLE)
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.write(unasked)
        await writer.drain()
        said.set()
        await reader.read()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening, Client(timeout=5) as client:
        port = listening.sockets[0].getsockname()[1]
        for path in ("/a", "/b"):
            assert (await client.get(f"http://127.0.0.1:{port}{path}")).body == b"ok"
            await said.wait()
            await asyncio.sleep(0.05)
    assert opened == [b"/a", b"/b"]


async def test_what_may_lead_inside_shares_no_connection_with_what_may_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connecting, "is_inside", lambda _: False)
    async with serving(WHOLE, WHOLE, WHOLE) as server, Client(timeout=5) as client:
        url = server.url("/a", "localhost.example")
        monkeypatch.setattr(connecting, "reachable", _here)
        await client.get(url)
        await client.get(url, named_by="https://news.example/")
        await client.get(url)
    assert server.opened == [[b"/a", b"/a"], [b"/a"]]


async def _here(*_arguments: object, inside: bool) -> tuple[str, ...]:
    return ("127.0.0.1",)


async def test_one_that_waits_too_long_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "KEPT_FOR", 0.05)
    async with serving(WHOLE, WHOLE, WHOLE) as server, Client(timeout=5) as client:
        await client.get(server.url("/a"))
        async with asyncio.timeout(10):
            await server.let_go.wait()
        await client.get(server.url("/b"))
    assert server.opened == [[b"/a"], [b"/b"]]
