"""Other servers: what they keep of a person's subscriptions and marks, each protocol in its own file.

Cheap to import: a protocol's file is brought when an account that speaks it is connected.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from reader.sync.server import (
    Abilities,
    Answer,
    Kind,
    Page,
    Reason,
    RemoteFeed,
    RemoteItem,
    Request,
    Secret,
    Send,
    Server,
    SyncError,
    TooLargeError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Abilities",
    "Answer",
    "Kind",
    "Page",
    "Reason",
    "RemoteFeed",
    "RemoteItem",
    "Request",
    "Secret",
    "Send",
    "Server",
    "SyncError",
    "TooLargeError",
    "connect",
]


def connect(kind: Kind, url: str, user: str, secret: Secret, send: Send) -> Server:
    """Return an account on a server; nothing is asked yet.

    `url` is the server's address as a person types it: with or without https://, the path of the API and a
    slash at the end. `secret` is called when a login is due, and not kept longer than that needs. Raise
    SyncError ("unable") for an address that is none.
    """
    module = importlib.import_module(f"reader.sync.{kind}")
    begin: Callable[[str, str, Secret, Send], Server] = module.connect
    return begin(url, user, secret, send)
