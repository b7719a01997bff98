"""A server of large files, and what such servers do wrong."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.site.server import Request, answer, head

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = bytes(range(256)) * 1200
"""Some 300 kB, each of whose places is told from its neighbours."""


@dataclass
class FileServer:
    """Serves `body` as RFC 9110 says, or as its fields say. `asked` is the ranges that were asked for.

    `breaks` are the bytes after which its answers break off, one after the other; `ranges` whether it knows
    them; `honest` whether it looks at If-Range; `length` what it says of the length in place of the truth;
    `shift` how far the part that it sends is from the one that it was asked for; `at_most` how much it gives
    of a part at a time; `reticent` that it says of no part how long that or the whole is.
    """

    body: bytes = SOUND
    etag: str | None = '"one"'
    last_modified: str | None = None
    content_type: str = "audio/mpeg"
    breaks: list[int] = field(default_factory=list)
    ranges: bool = True
    honest: bool = True
    length: int | None = None
    shift: int = 0
    endless: bool = False
    at_most: int | None = None
    reticent: bool = False
    gate: asyncio.Event | None = None
    more: tuple[tuple[str, str], ...] = ()
    asked: list[str] = field(default_factory=list)
    before: Callable[[FileServer, Request], None] | None = None

    async def __call__(self, request: Request, writer: asyncio.StreamWriter) -> None:
        if self.before is not None:
            self.before(self, request)
        wanted = request.headers.get("range", "")
        self.asked.append(wanted)
        condition = request.headers.get("if-range")
        same = condition in {self.etag, self.last_modified} or not self.honest
        found = re.fullmatch(r"bytes=(\d+)-", wanted) if self.ranges and same else None
        start, status = 0, 200
        headers = [("Content-Type", self.content_type), ("Connection", "close"), *self.more]
        headers += [("ETag", self.etag)] if self.etag else []
        headers += [("Last-Modified", self.last_modified)] if self.last_modified else []
        if found is not None:
            start, status = int(found[1]) + self.shift, 206
            if start >= len(self.body):
                writer.write(answer(b"", ("Content-Range", f"bytes */{len(self.body)}"), status=416))
                return
            end = len(self.body) if self.at_most is None else min(len(self.body), start + self.at_most)
            whole = "*" if self.reticent else len(self.body)
            headers.append(("Content-Range", f"bytes {start}-{end - 1}/{whole}"))
        rest = self.body[start:] if found is None else self.body[start:end]
        if not self.endless and not (found and self.reticent):
            headers.append(("Content-Length", str(len(rest) if self.length is None else self.length)))
        writer.write(head(*headers, status=status))
        rest = rest[: self.breaks.pop(0)] if self.breaks else rest
        for at in range(0, len(rest), 65_536):
            writer.write(rest[at : at + 65_536])
            await writer.drain()
            if self.gate is not None:
                await self.gate.wait()
        while self.endless:
            writer.write(b"x" * 65_536)
            await writer.drain()
