"""What servers say of when a document has changed, true and false, as endpoints."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tests.site.documents import RSS, good, rss, story
from tests.site.server import Endpoint, Request, answer, conditional, head, page

if TYPE_CHECKING:
    import asyncio

MODIFIED = "Fri, 20 Nov 2026 08:00:00 GMT"


def unchanged() -> dict[str, Endpoint]:
    """Endpoints that answer 304 to their own validators, and such as claim to."""
    return {
        "/ok/etag": conditional(rss("etag"), etag='"a1"'),
        "/ok/last-modified": conditional(rss("last-modified"), last_modified=MODIFIED),
        "/ok/both": conditional(rss("both"), etag='"a2"', last_modified=MODIFIED),
        "/ok/weak-etag": conditional(rss("weak-etag"), etag='W/"a3 --gzip"'),
        "/ok/none": good("none"),
        "/304-without-validators": page(b"", status=304),
        "/200-ignoring-conditional": good("ignoring", ("ETag", '"a4"')),
        "/etag-changes": _etag_changes("etag-changes"),
        "/body-changes": _body_changes("body-changes"),
        "/226-delta": _delta("delta"),
    }


def freshness() -> dict[str, Endpoint]:
    """Endpoints that say for how long an answer is good."""
    return {
        "/max-age": good("max-age", ("Cache-Control", "public, max-age=7200")),
        "/no-cache": good("no-cache", ("Cache-Control", "no-cache")),
        "/expires-0": good("expires-0", ("Expires", "0")),
        "/nonsense-age": good("nonsense-age", ("Cache-Control", "max-age=" + "9" * 400), ("Age", "-1")),
    }


def _etag_changes(name: str) -> Endpoint:
    """The same document under another ETag each time."""
    count = itertools.count()

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(rss(name), ("ETag", f'"v{next(count)}"'), content_type=RSS))

    return endpoint


def _body_changes(name: str) -> Endpoint:
    """Another document each time under the same ETag, and never 304."""
    count = itertools.count(2)

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        stories = "".join(story(name, n) for n in range(1, 1 + next(count)))
        writer.write(answer(rss(name, stories), ("ETag", '"same"'), content_type=RSS))

    return endpoint


def _delta(name: str) -> Endpoint:
    """RFC 3229: who asks for it with the ETag of the last answer gets the new items alone, as 226."""

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        asks = "feed" in request.headers.get("a-im", "")
        if asks and request.headers.get("if-none-match") == '"d1"':
            said = (("ETag", '"d2"'), ("IM", "feed"), ("Content-Type", RSS))
            body = rss(name, story(name, 3))
            writer.write(head(("Content-Length", str(len(body))), *said, status=226) + body)
        else:
            writer.write(answer(rss(name), ("ETag", '"d1"'), content_type=RSS))

    return endpoint
