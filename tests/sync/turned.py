"""Servers that turn: good ones until they are told what to say instead, and what is asked of them then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from reader.sync import SyncError
from reader.text import safe_line
from tests.sync.fakes.serving import Asked, Said

if TYPE_CHECKING:
    from reader.sync import Server
    from tests.sync.peers import Peer

SECRETS = ("wörd", "w%C3%B6rd", "p%26ss", "p&ss")
QUESTIONS: dict[str, Callable[[Server], Any]] = {
    "subscriptions": lambda server: server.subscriptions(),
    "new items": lambda server: all_new(server),
    "unread": lambda server: server.unread(),
    "starred": lambda server: server.starred(),
    "items": lambda server: server.items(["1", "2"]),
}


async def all_new(server: Server) -> list[str]:
    return [item.id async for page in server.new_items(None) for item in page.items]


async def fault(question: Any) -> SyncError:
    """The error that a question ends with: one clean line, without a secret."""
    with pytest.raises(SyncError) as caught:
        await question
    error = one_line(caught.value)
    assert not any(secret in f"{error!r}{error.__cause__!r}" for secret in SECRETS)
    return error


def one_line(error: SyncError) -> SyncError:
    assert error.sentence == safe_line(error.sentence, 400)
    return error


async def outcome(question: Any) -> tuple[SyncError | None, Any]:
    """What a question ends with: its error, or what was told."""
    try:
        return None, await question
    except SyncError as error:
        return one_line(error), ()


@dataclass(slots=True)
class Turned:
    """A server that answers as a good one until it is told what to say instead."""

    good: Callable[[Asked], Said]
    instead: Callable[[Asked], Said | None] | None = None
    asked: list[Asked] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Said:
        said = self.instead(asked) if self.instead is not None else None
        return said or self.good(asked)


async def begun(peer: Peer) -> Server:
    server = peer.server()
    await server.log_in()
    return server


def says(body: bytes, status: int = 200, *headers: tuple[str, str]) -> Callable[[Asked], Said]:
    return lambda _: Said(status, body, headers)


async def never(*_: object) -> Any:
    pytest.fail("nothing may be asked")
