"""Endpoints whose answers are packed: well, twice, badly, or into a bomb."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

from tests.site.documents import RSS, rss
from tests.site.server import Endpoint, page

if TYPE_CHECKING:
    from collections.abc import Iterator

GZIP = 16 + zlib.MAX_WBITS


def compressions() -> dict[str, Endpoint]:
    """Every way to pack an answer. The bombs are 64 MB of spaces in 64 KB, and 64 KB of that in 400 bytes."""
    bomb = packed_spaces(64, GZIP)
    return {
        "/gzip": packed(gzip.compress(rss("gzip")), "gzip"),
        "/deflate": packed(zlib.compress(rss("deflate")), "deflate"),
        "/double-gzip": packed(gzip.compress(gzip.compress(rss("double"))), "gzip, gzip"),
        "/triple-gzip": packed(
            gzip.compress(gzip.compress(gzip.compress(rss("triple")))), "gzip, gzip, gzip"
        ),
        "/bad-gzip": packed(b"\x1f\x8b\x08\x00junk that is no gzip at all", "gzip"),
        "/cut-gzip": packed(gzip.compress(rss("cut"))[:-12], "gzip"),
        "/plain-as-gzip": packed(rss("plain"), "gzip"),
        "/gzip-bomb": packed(bomb, "gzip"),
        "/deflate-bomb": packed(packed_spaces(64, zlib.MAX_WBITS), "deflate"),
        "/double-gzip-bomb": packed(gzip.compress(bomb, 9), "gzip, gzip"),
        # Of an answer in these no byte is unpacked, so any bytes will do.
        "/br": packed(b"\x1b" + bytes(500), "br"),
        "/br-bomb": packed(b"\x1b" + bytes(500_000), "br"),
        "/zstd": packed(b"\x28\xb5\x2f\xfd" + bytes(500), "zstd"),
        "/zstd-bomb": packed(b"\x28\xb5\x2f\xfd" + bytes(500_000), "gzip, zstd"),
    }


def packed(body: bytes, coding: str) -> Endpoint:
    """A feed under this Content-Encoding."""
    return page(body, ("Content-Encoding", coding), content_type=RSS)


def packed_spaces(megabytes: int, window: int) -> bytes:
    """That many megabytes of spaces, packed into a thousandth."""
    return b"".join(_packed_spaces(megabytes, window))


def _packed_spaces(megabytes: int, window: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    for _ in range(megabytes):
        yield packer.compress(b" " * 2**20)
    yield packer.flush()
