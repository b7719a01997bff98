"""Reading a body that may be compressed, endless or a bomb: never more in memory than the limit."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

from reader.fetch.error import FetchError, too_large

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ACCEPT_ENCODING = "gzip, deflate"
_KNOWN = frozenset({"gzip", "x-gzip", "deflate"})
_CODINGS = _KNOWN | {"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "aes128gcm", "pack200-gzip"}
"""The codings that there are (RFC 9110, 16.6.1). What else servers write there, such as "utf-8", is none."""
_MOST_LAYERS = 2
_MOST_MEMBERS = 64  # of one gzip stream; each costs a copy of what follows


class _Layer(Protocol):
    def feed(self, data: bytes) -> bytes: ...
    def finish(self) -> None: ...


class Body:
    """Collects a body of at most `limit` bytes, both as it comes and decompressed."""

    def __init__(self, host: str, content_encoding: str, limit: int) -> None:
        self._host, self._limit = host, limit
        self._layers = _layers(host, content_encoding, limit)
        self._body = bytearray()  # a list of pieces takes many times the memory if they are small
        self._received = 0

    async def read(self, chunks: AsyncIterator[bytes | bytearray]) -> bytes:
        """Return the whole body. Raise FetchError if it is too large or cannot be decompressed."""
        async for chunk in chunks:
            self._take(chunk)
        for layer in self._layers:
            layer.finish()
        return bytes(self._body)

    def _take(self, chunk: bytes | bytearray) -> None:
        self._received += len(chunk)
        for layer in self._layers:
            chunk = layer.feed(bytes(chunk))
        if self._body or not isinstance(chunk, bytearray):
            self._body += chunk
        else:
            self._body = chunk  # h11 made it for us alone
        if max(self._received, len(self._body)) > self._limit:
            raise too_large(self._host, self._limit)


class _Inflated:
    """A gzip or deflate layer, decompressed step by step; plain bytes under a gzip label pass as they are."""

    def __init__(self, host: str, limit: int, *, gzip: bool) -> None:
        self._host, self._limit, self._gzip = host, limit, gzip
        self._decompressor: zlib._Decompress | None = None
        self._plain = False
        self._head = b""
        self._made = self._members = 0

    def feed(self, data: bytes) -> bytes:
        if self._plain or not data:
            return data
        if self._decompressor is None:
            data = self._head = self._head + data
            if len(data) < 2:
                return b""
            self._decompressor = self._begin(data)
            if self._decompressor is None:
                self._plain = True
                return data
        return self._inflate(data)

    def finish(self) -> None:
        if self._decompressor is not None and not self._decompressor.eof:
            raise FetchError(f"{self._host} broke off in the middle of its answer", "connection")

    def _begin(self, data: bytes) -> zlib._Decompress | None:
        if self._gzip:
            return zlib.decompressobj(16 + zlib.MAX_WBITS) if data[:2] == b"\x1f\x8b" else None
        # "deflate" means zlib's format, yet some servers send the bare stream.
        zlib_format = data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if zlib_format else -zlib.MAX_WBITS)

    def _inflate(self, data: bytes) -> bytes:
        pieces: list[bytes] = []
        while data and self._decompressor is not None:
            if self._decompressor.eof:
                self._members += 1
                if not self._gzip or data[:2] != b"\x1f\x8b" or self._members > _MOST_MEMBERS:
                    break  # padding after the end
                self._decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
            try:
                piece = self._decompressor.decompress(data, self._limit - self._made + 1)
            except zlib.error as error:
                message = f"{self._host} sent a compressed answer that cannot be read"
                raise FetchError(message, "protocol") from error
            self._made += len(piece)
            if self._made > self._limit:
                raise too_large(self._host, self._limit)
            pieces.append(piece)
            data = self._decompressor.unused_data
        return b"".join(pieces)


def _layers(host: str, content_encoding: str, limit: int) -> list[_Layer]:
    """The layers to take off, outermost first."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    names = [name for name in names if name in _CODINGS]  # what else stands there means "as it is"
    unknown = [name for name in names if name not in _KNOWN]
    if len(names) > _MOST_LAYERS:
        raise FetchError(f"{host} compressed its answer more than twice", "protocol")
    if unknown:
        label = ", ".join(unknown)[:60]
        raise FetchError(
            f"{host} sent its answer in a compression that was not asked for: {label}", "protocol"
        )
    return [_Inflated(host, limit, gzip=name != "deflate") for name in reversed(names)]
