"""What sync servers are asked with: the client that asks the web, in the words of `reader.sync`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.fetch import FetchError
from reader.sync import Answer, SyncError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.fetch import Client
    from reader.sync import Reason, Request, Send

DEADLINE = 120.0
"""Seconds for a whole answer: ids of 50,000 articles take a small machine a while."""
_REASONS: Mapping[str, Reason] = {
    "address": "unable",
    "redirect": "broken",
    "size": "broken",
    "protocol": "broken",
}


def sender(client: Client, headers: Mapping[str, str] | None = None, deadline: float = DEADLINE) -> Send:
    """Return what asks a server through `client`, with an account's own `headers` on every question.

    The person typed the server's address, so it may be of a private network. Nothing is sent to another
    origin than the one asked: an answer that leads there is given as it is.
    """
    own = dict(headers or {})

    async def send(request: Request) -> Answer:
        try:
            reply = await client.request(
                request.method,
                request.url,
                headers=own | dict(request.headers),
                body=request.body,
                largest=request.largest,
                deadline=deadline,
            )
        except FetchError as error:
            if error.reason == "size":
                raise TooLargeError(str(error)) from None
            raise SyncError(str(error), _REASONS.get(error.reason, "unreachable")) from None
        return Answer(reply.status, reply.headers, reply.body)

    return send
