"""An answer to a question by any method: its status, its headers and its body, whatever they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from reader.fetch.body import Body
from reader.fetch.error import too_large
from reader.fetch.heads import REDIRECTS, headers_of, length_of
from reader.values import dataclass

if TYPE_CHECKING:
    import asyncio

    from reader.fetch.address import Address
    from reader.fetch.exchange import Answer


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address said. `url` is who said it; names of headers are small, `body` is decompressed."""

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def redirects(self) -> bool:
        """Whether it says to ask somewhere else."""
        return self.status in REDIRECTS and "location" in self.headers


async def read_reply(address: Address, answer: Answer, _limit: asyncio.Timeout, *, largest: int) -> Reply:
    """Read an answer whose headers are there. Raise FetchError if it is too large or cannot be read."""
    headers = headers_of(answer)
    if (length_of(headers) or 0) > largest:
        raise too_large(address.shown, largest)
    collector = Body(address.shown, headers.get("content-encoding", ""), largest)
    return Reply(address.url, answer.status, headers, await collector.read(answer.chunks))
