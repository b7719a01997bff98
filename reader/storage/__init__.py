"""The library on disk: SQLite behind one class, `Store`."""

from __future__ import annotations

from reader.storage.backups import Backup, backups_of
from reader.storage.errors import DamagedError, LibraryError
from reader.storage.patience import SlowQueryError, StoppedError
from reader.storage.records import (
    AuthorPage,
    Content,
    FeedVitals,
    Fetched,
    FetchState,
    Mark,
    Origin,
    Recorded,
    Source,
    TagChange,
    TagCount,
    TakenOver,
    TakeoverCounts,
    Telling,
    Times,
)
from reader.storage.store import Store

__all__ = [
    "AuthorPage",
    "Backup",
    "Content",
    "DamagedError",
    "FeedVitals",
    "FetchState",
    "Fetched",
    "LibraryError",
    "Mark",
    "Origin",
    "Recorded",
    "SlowQueryError",
    "Source",
    "StoppedError",
    "Store",
    "TagChange",
    "TagCount",
    "TakenOver",
    "TakeoverCounts",
    "Telling",
    "Times",
    "backups_of",
]
