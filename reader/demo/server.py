"""The demo's web server: the edition over real HTTP, on the loopback address only."""

from __future__ import annotations

import gzip
import sys
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit

from reader.demo.edition import Edition
from reader.demo.outlets import feeds_toml
from reader.demo.site import Resource, Site

if TYPE_CHECKING:
    from types import TracebackType

_ADDRESS = "127.0.0.1"


class DemoServer:
    """Serves an edition from a thread of its own while the `with` block lasts.

    `port` 0 takes any free one. Raise OSError if the port cannot be had.
    """

    def __init__(self, edition: Edition | None = None, *, port: int = 0) -> None:
        self.edition = edition or Edition.load(datetime.now(UTC))
        self._server = _Server((_ADDRESS, port), _Handler)
        self._server.site = Site(self.edition, self.base_url)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="demo", daemon=True)

    @property
    def base_url(self) -> str:
        """The server's root, without a slash at its end."""
        return f"http://{_ADDRESS}:{self._server.server_port}"

    @property
    def site(self) -> Site:
        return self._server.site

    @property
    def feeds_toml(self) -> str:
        """The text of a feeds.toml that subscribes to this edition."""
        return feeds_toml(self.base_url)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    site: Site
    daemon_threads = True
    block_on_close = False  # a client's idle connection must not hold up the end

    def handle_error(self, request: object, client_address: object) -> None:
        """Report a fault of ours; a client that hung up is none."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "reader-demo"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 15
    wbufsize = -1  # head and body leave together, or every answer would wait for a delayed acknowledgement
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal belongs to the reader."""

    def _answer(self, *, with_body: bool) -> None:
        found = self.server.site.resource(unquote(urlsplit(self.path).path))
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain"}, b"Not found\n", with_body)
            return
        packed = found.compressible and _accepts_gzip(self.headers.get("Accept-Encoding", ""))
        headers = _headers(found, packed=packed)
        if _unchanged(found, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")):
            self._send(HTTPStatus.NOT_MODIFIED, headers, None, with_body)
            return
        body = gzip.compress(found.body, 6, mtime=0) if packed else found.body
        self._send(HTTPStatus.OK, headers, body, with_body)

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes | None, with_body: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body is not None and with_body:
            self.wfile.write(body)


def _headers(found: Resource, *, packed: bool) -> dict[str, str]:
    headers = {
        "Content-Type": found.content_type,
        "ETag": f'{found.etag[:-1]}-gzip"' if packed else found.etag,
        "Last-Modified": found.last_modified,
        "Cache-Control": "max-age=60",
    }
    if found.compressible:
        headers["Vary"] = "Accept-Encoding"
    return headers | ({"Content-Encoding": "gzip"} if packed else {})


def _unchanged(found: Resource, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """RFC 9110, 13.2.2: a date counts only where no entity tag was sent; tags compare weakly."""
    if if_none_match is not None:
        tags = {tag.strip().removeprefix("W/").replace('-gzip"', '"') for tag in if_none_match.split(",")}
        return "*" in tags or found.etag in tags
    if if_modified_since is None:
        return False
    try:
        since = parsedate_to_datetime(if_modified_since)
        return since >= parsedate_to_datetime(found.last_modified)
    except (TypeError, ValueError, OverflowError):
        return False


def _accepts_gzip(accepted: str) -> bool:
    codings = (coding.replace(" ", "").lower().partition(";q=") for coding in accepted.split(","))
    return any(name == "gzip" and weight not in ("0", "0.0", "0.00", "0.000") for name, _, weight in codings)
