"""Other servers: what they keep of a person's subscriptions and marks, each protocol in its own file."""

from reader.sync.server import (
    Abilities,
    Answer,
    Page,
    Reason,
    RemoteFeed,
    RemoteItem,
    Request,
    Send,
    Server,
    SyncError,
)

__all__ = [
    "Abilities",
    "Answer",
    "Page",
    "Reason",
    "RemoteFeed",
    "RemoteItem",
    "Request",
    "Send",
    "Server",
    "SyncError",
]
