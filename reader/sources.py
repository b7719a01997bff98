"""What a person can point at: an address, a file or standard input, brought in as bytes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from reader.model import Document
from reader.paths import expanded
from reader.text import safe_line
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.desk import Web
    from reader.worker import Worker

LARGEST_SOURCE = 8 * 1024 * 1024
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|article|main|div|p|meta|h1)\b", re.IGNORECASE)
_PAGE_ENDINGS = {".html", ".htm", ".xhtml", ".shtml"}


def with_scheme(address: str) -> str:
    """Return an address as a person may have copied it: browsers made feed:https://… and feed://… of some."""
    bare = address.removeprefix("feed:").removeprefix("//")
    return bare if "://" in bare else f"https://{bare}"


class SourceError(Exception):
    """What was pointed at cannot be brought in; its text is one sentence."""


class NoNetworkError(SourceError):
    """The network did not lead to an address, now; another time it may."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes behind an address, a path or "-". `address` is what the library knows it by."""

    address: str
    kind: Literal["page", "text"]
    body: bytes
    url: str | None = None
    charset: str | None = None


def is_address(name: str) -> bool:
    """Whether a person meant something on the web."""
    return name.lower().startswith(("http://", "https://"))


def may_be_asked(address: str) -> bool:
    """Whether an address is one of http or https, with a host and a port that there can be."""
    from reader.fetch import FetchError
    from reader.fetch.address import parse_address

    try:
        parse_address(address)
    except FetchError:
        return False
    return True


async def bring(name: str, client: Web) -> Source:
    """Fetch an address, or read a file or standard input ("-"). Raise SourceError with one sentence."""
    if is_address(name):
        return await _from_web(name, client)
    if "://" in name:
        raise SourceError(f"{safe_line(name, 80)} is neither an http address nor a file")
    return await _aside(_from_file, name)


async def read(source: Source, worker: Worker) -> Document:
    """Take the article out of a source, in the worker. Raise JobError if that fails."""
    if source.kind == "page":
        return await worker.extract_page(source.body, source.url, source.charset)
    return await worker.extract_text(_decode(source.body, source.charset))


async def _from_web(url: str, client: Web) -> Source:
    from reader.fetch import PAGE, FetchError

    try:
        response = await client.get(url, accept=PAGE)
    except FetchError as error:
        passing = error.reason in {"name", "offline", "connection", "timeout"}
        raise (NoNetworkError if passing else SourceError)(str(error)) from None
    kind = _kind_of_answer(response.content_type, response.body)
    if kind is None:
        raise SourceError(
            f"{_host(url)} sent {safe_line(response.content_type or 'something', 60)}, not a page"
        )
    return Source(url, kind, response.body, response.url, response.charset)


def _kind_of_answer(content_type: str | None, body: bytes) -> Literal["page", "text"] | None:
    stated = (content_type or "").split(";")[0].strip().lower()
    if stated == "text/plain":
        return "text"
    if stated in {"", "text/html", "application/xhtml+xml"} or _MARKUP.search(body[:4096]):
        return "page"
    return None


async def _aside(function: Callable[[str], Source], name: str) -> Source:
    """Run in a thread that nobody waits for at the end: a pipe or a terminal may never say anything."""
    outcome: Future[Source] = Future()
    outcome.set_running_or_notify_cancel()

    def run() -> None:
        try:
            outcome.set_result(function(name))
        except BaseException as error:  # handed to whoever waits
            outcome.set_exception(error)

    Thread(target=run, name="source", daemon=True).start()
    return await asyncio.wrap_future(outcome)


def _from_file(name: str) -> Source:
    try:
        if name == "-":
            # Not sys.stdin: its lock, held by a reader that waits, is fatal at the interpreter's end.
            with open(0, "rb", closefd=False) as file:
                body, address = file.read(LARGEST_SOURCE + 1), "-"
        else:
            path = expanded(name)
            with path.open("rb") as file:
                body, address = file.read(LARGEST_SOURCE + 1), path.resolve().as_uri()
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        raise SourceError(f"{safe_line(name, 120) or '(no name)'}: {why}") from None
    except ValueError:
        raise SourceError(f"{safe_line(name, 120)} is not a file name") from None
    if len(body) > LARGEST_SOURCE:
        raise SourceError(f"{safe_line(name, 120)} is larger than 8 MB")
    if b"\0" in body[:1024] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{safe_line(name, 120)} is neither a page nor text")
    page = Path(name).suffix.lower() in _PAGE_ENDINGS or _MARKUP.search(body[:4096]) is not None
    return Source(address, "page" if page else "text", body)


def _decode(body: bytes, charset: str | None) -> str:
    from reader.extract.encodings import text_as_stated

    stated = text_as_stated(body, charset)
    if stated is not None:
        return stated
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _host(url: str) -> str:
    return safe_line(urlsplit(url).hostname or url, 80)
