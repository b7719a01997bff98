"""The proxies that the environment names: they are asked as they want to be."""

from __future__ import annotations

import asyncio

import pytest

from reader.fetch import Client
from tests.site.server import Site, page


@pytest.fixture(autouse=True)
def no_other_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def test_a_proxy_is_told_its_password_and_the_whole_address(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Site({"http://far.example:8080/page": page(b"brought")}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url("").replace("://", "://ana:s%20cret@"))
        async with Client(timeout=5) as client:
            assert (await client.get("http://far.example:8080/page?x=1")).body == b"brought"
    (asked,) = proxy.asked
    assert asked.path == "http://far.example:8080/page?x=1"
    assert asked.headers["proxy-authorization"] == "Basic YW5hOnMgY3JldA=="
    assert asked.headers["host"] == "far.example:8080"


async def test_a_socks_proxy_is_given_the_name_and_then_spoken_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        greeting = await reader.readexactly(2)
        await reader.readexactly(greeting[1])
        writer.write(b"\x05\x00")  # no password wanted
        _, _, _, kind, length = await reader.readexactly(5)
        assert kind == 3  # a name, RFC 1928
        asked.append(await reader.readexactly(length + 2))
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nbrought")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("all_proxy", f"socks5h://127.0.0.1:{port}")
        async with Client(timeout=5) as client:
            assert (await client.get("http://far.example/page")).body == b"brought"
    assert asked[0] == b"far.example\x00\x50"
    assert asked[1].startswith(b"GET /page HTTP/1.1\r\nHost: far.example\r\n")
