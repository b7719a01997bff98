"""The application in a browser, through textual-serve: each page is a process of the application of its own.

Whoever can press its keys can start programs. So nobody gets a page, or a connection, who has not opened the
address that was printed, which holds a key that is new each time; a page of another site gets neither, though
the browser would send the cookie along; and the page asks nobody but this server for anything.
"""

from __future__ import annotations

import hmac
import html
import ipaddress
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from importlib.util import find_spec
from string import Template
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiohttp import web

MOST_SESSIONS = 8
"""Pages at the same time; each is a process."""
_COOKIE = "reader_key"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' $socket; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'"
)
_REFUSED = "Open the address that `reader --serve` has printed.\n"
_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Reader</title>
<link rel="stylesheet" href="/static/css/xterm.css">
<style>
@font-face { font-family: "Roboto Mono"; src: url("/static/fonts/RobotoMono-VariableFont_wght.ttf");
  font-weight: 100 700; }
@font-face { font-family: "Roboto Mono"; src: url("/static/fonts/RobotoMono-Italic-VariableFont_wght.ttf");
  font-weight: 100 700; font-style: italic; }
html, body { margin: 0; height: 100%; overflow: hidden; background: #16181b; color: #dcd7cb; }
p { position: absolute; z-index: 1; font: 16px "Roboto Mono", monospace; padding: 2em; }
#closed, body.-closed #terminal, body.-first-byte #opening { display: none; }
body.-closed #closed { display: block; }
.textual-terminal { height: 100vh; opacity: 0; }
body.-first-byte .textual-terminal { opacity: 1; }
</style>
<script src="/static/js/textual.js"></script>
</head>
<body>
<p id="opening">Reader opens …</p>
<p id="closed">Reader was closed. <a style="color: inherit" href="/">Open it again</a></p>
<div id="terminal" class="textual-terminal" data-session-websocket-url="$socket" data-font-size="$size"></div>
<button id="start" hidden></button>
</body>
</html>
""")


def missing() -> str:
    """Say what is not installed; nothing if all is there."""
    if find_spec("textual_serve") is None:
        return 'to show Reader in a browser, install its extra "serve": pip install "reader-tui[serve]"'
    return ""


def warning(host: str) -> str:
    """Say what is to be known of a host that others reach; nothing for this machine."""
    if _is_this_machine(host):
        return ""
    return (
        f"{host} can be reached by others, and nothing is encrypted: whoever reads what goes over the "
        "network can use this Reader, and with it start programs of yours"
    )


def command(arguments: Sequence[str]) -> str:
    """Return what starts the application with these arguments, as textual-serve wants it: one line."""
    argv = [sys.executable, "-m", "reader", *arguments]
    return subprocess.list2cmdline(argv) if sys.platform == "win32" else shlex.join(argv)


def make(command: str, host: str, port: int, key: str) -> Callable[[], Awaitable[web.Application]]:
    """Return what makes the web application that shows a command's pages to whoever has the key."""
    from aiohttp import web
    from textual_serve.server import Server

    class ReaderServer(Server):
        """textual-serve with a door, and with a page that needs nobody else."""

        def __init__(self) -> None:
            super().__init__(command, host=host, port=port, title="Reader")
            self._sessions = 0

        async def on_startup(self, app: web.Application) -> None:
            """Say nothing: the address has been printed."""

        async def handle_index(self, request: web.Request) -> web.Response:
            socket = f"ws://{request.host}/ws"
            size = request.query.get("fontsize", "")
            page = _PAGE.substitute(
                socket=html.escape(socket), size=size if size.isdigit() and len(size) < 3 else "16"
            )
            policy = Template(_POLICY).substitute(socket=socket)
            headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
            return web.Response(text=page, content_type="text/html", headers=headers)

        async def handle_websocket(self, request: web.Request) -> Any:
            if self._sessions >= MOST_SESSIONS:
                return web.Response(status=503, text="Reader is open in as many pages as it may be.\n")
            self._sessions += 1
            try:
                return await super().handle_websocket(request)
            finally:
                self._sessions -= 1

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(door)
            return app

    @web.middleware
    async def door(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Let in who has the key, from a page of ours."""
        if not _is_ours(request.host, request.headers.get("Origin"), host):
            return web.Response(status=403, text=_REFUSED)
        if request.path == "/" and _same(request.query.get("key"), key):
            welcome = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
            welcome.set_cookie(_COOKIE, key, httponly=True, samesite="Strict", path="/")
            return welcome
        if not _same(request.cookies.get(_COOKIE), key):
            return web.Response(status=403, text=_REFUSED)
        answer = await handler(request)
        if not answer.prepared:
            answer.headers.setdefault("Referrer-Policy", "no-referrer")
            answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        return answer

    server = ReaderServer()
    return server._make_app


def serve(arguments: Sequence[str], host: str, port: int, told: Callable[[str], object]) -> None:
    """Show the application in browsers until it is interrupted; `told` is told the address.

    Raise OSError if the port is taken.
    """
    import asyncio

    from aiohttp import web

    key = secrets.token_urlsafe(16)
    named = f"[{host}]" if ":" in host else host

    def say_address(*_: object) -> None:
        told(f"http://{named}:{port}/?key={key}")

    made = make(command(arguments), host, port, key)
    loop = asyncio.new_event_loop()
    web.run_app(made(), host=host, port=port, print=say_address, shutdown_timeout=2, loop=loop)


def _is_ours(named: str, origin: str | None, host: str) -> bool:
    """Whether a request names this server, and comes from a page of its own if from one at all.

    A page elsewhere may let its name lead to this machine; the request then has that name.
    """
    if origin is not None and origin != f"http://{named}":
        return False
    if not _is_this_machine(host):
        return True
    name = named.rpartition(":")[0] if named.rpartition(":")[2].isdigit() else named
    return _is_this_machine(name.strip("[]"))


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _same(said: str | None, key: str) -> bool:
    return said is not None and hmac.compare_digest(said.encode(), key.encode())
