"""The application in a browser: the page, the connection, and who gets neither."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.tui import serving
from tests.processes import children, no_more_than

KEY = "the-key-of-this-time"
pytestmark = pytest.mark.skipif(bool(serving.missing()), reason="the extra `serve` is not installed")


@asynccontextmanager
async def served(tmp_path: Path, host: str = "127.0.0.1", program: str | None = None) -> AsyncIterator[str]:
    """Reader in a browser, over an empty library, at the address that is given."""
    from aiohttp import web

    before, feeds = children(), tmp_path / "feeds.toml"
    feeds.write_text("[settings]\nrefresh_on_start = false\nrefresh_minutes = 0\n", encoding="utf-8")
    command = program or serving.command(["--feeds", str(feeds), "--library", str(tmp_path / "library.db")])
    runner = web.AppRunner(await serving.make(command, host, 0, KEY)(), shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
        await no_more_than(before)


async def test_the_first_frame_arrives_and_keys_are_taken(tmp_path: Path) -> None:
    from aiohttp import ClientSession, CookieJar

    async with served(tmp_path) as at, ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        async with session.get(f"{at}/?key={KEY}") as answer:
            page = await answer.text()
            assert (answer.status, answer.url.path_qs) == (200, "/")
        assert f'data-session-websocket-url="{at.replace("http", "ws")}/ws"' in page
        async with session.ws_connect(f"{at}/ws?width=100&height=30", origin=at) as socket:
            assert await comes(socket, "No feeds yet")
            await socket.send_str(json.dumps(["stdin", "?"]))
            assert await comes(socket, "MOVING")
            await socket.send_str(json.dumps(["stdin", "q"]))
            assert await comes(socket, "No feeds yet")
            await socket.send_str(json.dumps(["stdin", ":quit\r"]))
            assert await ends(socket)


async def comes(socket: object, text: str) -> bool:
    """Whether a text is drawn before a minute has passed."""
    drawn = ""
    async with asyncio.timeout(60):
        async for message in socket:  # type: ignore[attr-defined]
            drawn += message.data.decode() if isinstance(message.data, bytes) else ""
            if text in drawn:
                return True
    return False


async def ends(socket: object) -> bool:
    """Whether the other side closes the connection."""
    async with asyncio.timeout(60):
        async for _ in socket:  # type: ignore[attr-defined]
            pass
    return True


async def test_the_page_asks_nobody_else_for_anything(tmp_path: Path) -> None:
    from aiohttp import ClientSession, CookieJar

    async with served(tmp_path) as at, ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        async with session.get(f"{at}/?key={KEY}") as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert "https:" not in page
        assert "default-src 'none'" in policy
        for path in ("/static/js/textual.js", "/static/css/xterm.css"):
            assert path in page
            async with session.get(f"{at}{path}") as answer:
                assert answer.status == 200


@pytest.mark.parametrize(
    "path", ["/", "/?key=wrong", "/?key=", "/ws", "/static/js/textual.js", "/download/x"]
)
async def test_nobody_gets_in_without_the_key(tmp_path: Path, path: str) -> None:
    from aiohttp import ClientSession

    async with served(tmp_path) as at, ClientSession() as session, session.get(f"{at}{path}") as answer:
        assert (answer.status, await answer.text()) == (
            403,
            "Open the address that `reader --serve` has printed.\n",
        )


@pytest.mark.parametrize(
    ("headers", "host"),
    [
        ({"Origin": "http://evil.example"}, "127.0.0.1"),
        ({"Origin": "null"}, "127.0.0.1"),
        ({"Origin": "http://evil.example"}, "0.0.0.0"),
        ({"Host": "evil.example"}, "127.0.0.1"),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, "localhost"),
        ({"Host": "127.0.0.1.evil.example:8000"}, "127.0.0.1"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/ws"])
async def test_a_page_of_somebody_else_gets_in_with_no_key(
    tmp_path: Path, path: str, headers: dict[str, str], host: str
) -> None:
    """A page that is open in the same browser, also one whose name has been led to this machine."""
    from aiohttp import ClientSession

    sent = {**headers, "Cookie": f"reader_key={KEY}"}
    async with (
        served(tmp_path, host) as at,
        ClientSession() as session,
        session.get(f"{at}{path}?key={KEY}", headers=sent) as answer,
    ):
        assert answer.status == 403


async def test_only_so_many_pages_are_open_at_the_same_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aiohttp import ClientSession

    monkeypatch.setattr(serving, "MOST_SESSIONS", 0)
    cookie = {"Cookie": f"reader_key={KEY}"}
    async with (
        served(tmp_path) as at,
        ClientSession() as session,
        session.get(f"{at}/ws", headers=cookie) as answer,
    ):
        assert answer.status == 503


def test_a_host_that_others_reach_is_warned_of() -> None:
    assert not any(serving.warning(host) for host in ("127.0.0.1", "127.7.7.7", "::1", "localhost"))
    for host in ("0.0.0.0", "::", "192.168.1.2", "reader.example"):
        assert "nothing is encrypted" in serving.warning(host)


def test_a_path_with_spaces_and_signs_is_one_argument() -> None:
    import shlex

    said = serving.command(["--feeds", "/home/ana maria/$(id);x.toml"])
    assert shlex.split(said) == [sys.executable, "-m", "reader", "--feeds", "/home/ana maria/$(id);x.toml"]
