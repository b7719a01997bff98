"""A question to an address: its method, headers and body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an address: a body goes with all methods but GET. `headers` may hold secrets."""

    headers: Mapping[bytes, bytes] = field(repr=False)
    method: bytes = b"GET"
    body: bytes = field(default=b"", repr=False)

    def lines(self, host: bytes) -> list[tuple[bytes, bytes]]:
        """The header lines of a request to `host`."""
        length = [] if self.method == b"GET" else [(b"Content-Length", b"%d" % len(self.body))]
        return [(b"Host", host), *self.headers.items(), *length]
