"""Web pages saved as files: HTML, MHTML (RFC 2557) and MAFF; and by which address each was saved."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from html import unescape
from pathlib import PurePosixPath

from reader.bookmark import Bookmark
from reader.feeds.entry import absolute
from reader.takeover.archives import LARGEST_PAGE, Archive
from reader.takeover.gathering import Found, Gathering, text_of
from reader.takeover.values import TakeoverError

ENDINGS = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})
_LARGEST_MAIL = 64 * 1024 * 1024
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE)
_MAIL = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
# What browsers and SingleFile write into the pages that they save.
_STATED = (
    re.compile(r"<!--\s*saved from url=\(\d{1,5}\)(\S{1,2000})", re.IGNORECASE),
    re.compile(r"Page saved with SingleFile\s+url:\s*(\S{1,2000})", re.IGNORECASE),
    re.compile(
        r"^(?:snapshot-content-location|content-location):\s*(\S{1,2000})", re.IGNORECASE | re.MULTILINE
    ),
)
_LINK = re.compile(r"<(?:link|meta)\b[^>]{0,2000}>", re.IGNORECASE)
_CANONICAL = re.compile(r"\brel\s*=\s*[\"']?canonical\b|\bproperty\s*=\s*[\"']?og:url\b", re.IGNORECASE)
_TARGET = re.compile(r"\b(?:href|content)\s*=\s*[\"']([^\"']{1,2000})[\"']", re.IGNORECASE)


def is_mail(beginning: bytes) -> bool:
    """Whether a file is a page with its pictures in one, as mail has them."""
    return _MAIL.search(beginning[:8_000].replace(b"\r\n", b"\n")) is not None


def is_page(beginning: str) -> bool:
    """Whether a text is a web page."""
    return _MARKUP.search(beginning[:8_000]) is not None


def take_page(archive: Archive, name: str, beginning: bytes, gathered: Gathering) -> None:
    """Gather a page that lies in a file: under its own address if it says one, else under the file's."""
    stated = _stated(text_of(beginning))
    address = stated or archive.address(name)
    mark = Bookmark(address, saved=True, file=stated is None)
    gathered.add(Found(mark, page=name, whole=True))


def page_body(archive: Archive, name: str) -> bytes:
    """Return the HTML of a page that lies in a file. Raise TakeoverError."""
    if not is_mail(archive.begins(name)):
        return archive.read(name, LARGEST_PAGE)
    try:
        mail = message_from_bytes(archive.read(name, _LARGEST_MAIL), policy=policy.default)
        for part in mail.walk():
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
                return _html(part.get_payload(decode=True), part.get_content_charset())
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError):
        pass
    raise TakeoverError(f"{name} has no page in it.")


def maff_pages(archive: Archive) -> list[str]:
    """Return the pages of a Mozilla archive, () if it is none: beside each lies an index.rdf."""
    names = archive.names()
    folders = {str(PurePosixPath(name).parent) for name in names if PurePosixPath(name).name == "index.rdf"}
    wanted = {f"{folder}/index{ending}" for folder in folders for ending in ENDINGS}
    return [name for name in names if name in wanted]


def _html(payload: object, charset: str | None) -> bytes:
    """The bytes of a part, as UTF-8 with its mark: what the mail says of its letters goes before the page."""
    body = payload[:LARGEST_PAGE] if isinstance(payload, bytes) else b""
    if charset is None:
        return body
    try:
        return b"\xef\xbb\xbf" + body.decode(charset, "replace").encode("utf-8", "replace")
    except LookupError:
        return body


def _stated(text: str) -> str | None:
    for pattern in _STATED:
        if (found := pattern.search(text)) and (address := absolute(unescape(found[1]))) is not None:
            return address
    for tag in _LINK.findall(text)[:200]:
        if _CANONICAL.search(tag) and (target := _TARGET.search(tag)):
            return absolute(unescape(target[1]))
    return None
