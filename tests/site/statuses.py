"""Endpoints that answer with another status than 200."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.site.documents import RSS, rss
from tests.site.server import Endpoint, Request, answer, page

if TYPE_CHECKING:
    import asyncio

DATE = "Fri, 20 Nov 2026 08:00:00 GMT"
LATER = "Fri, 20 Nov 2026 10:00:00 GMT"


def statuses() -> dict[str, Endpoint]:
    """Refusals, pauses asked for, and a server that works every other time."""
    return {
        "/401-basic": page(b"", ("WWW-Authenticate", 'Basic realm="\x1b[31mx"'), status=401),
        "/403": page(b"no", status=403),
        "/404": page(b"no", status=404),
        "/410": page(b"no", status=410),
        "/429-seconds": page(b"", ("Retry-After", "7200"), status=429),
        "/429-date": page(b"", ("Retry-After", LATER), ("Date", DATE), status=429),
        "/503-retry-after": page(b"", ("Retry-After", "99999999999"), status=503),
        "/500-flaky": flaky("flaky", 1),
        "/status-999": _unknown,
        "/204": page(b"", status=204),
    }


def flaky(name: str, failures: int) -> Endpoint:
    """500 so many times, and then a feed."""
    left = failures

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        nonlocal left
        left -= 1
        writer.write(answer(b"", status=500) if left >= 0 else answer(rss(name), content_type=RSS))

    return endpoint


async def _unknown(request: Request, writer: asyncio.StreamWriter) -> None:
    """A status that no standard knows."""
    writer.write(b"HTTP/1.1 999 \x1b[31mWhatever\r\nContent-Length: 0\r\n\r\n")
