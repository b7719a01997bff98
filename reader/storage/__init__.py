"""The library on disk: SQLite behind one class, `Store`.

Cheap to import: each name brings its module when it is asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.storage.backups import Backup, backups_of, folder_of
    from reader.storage.briefs import NoMomentError
    from reader.storage.errors import DamagedError, LibraryError
    from reader.storage.own_files import refuse_own
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
        StateCounts,
        TagChange,
        TagCount,
        TakenOver,
        TakeoverCounts,
        Telling,
        Times,
    )
    from reader.storage.remote_records import (
        AccountState,
        Difference,
        Intent,
        KeptItems,
        KnownFeed,
        ToldItem,
        ToldMarks,
    )
    from reader.storage.state import REFRESH_BEGAN, SESSION_ENDED
    from reader.storage.store import Store
    from reader.storage.turn import RefreshTurn

_MODULES = {
    "AccountState": "remote_records",
    "AuthorPage": "records",
    "Backup": "backups",
    "Content": "records",
    "DamagedError": "errors",
    "Difference": "remote_records",
    "FeedVitals": "records",
    "FetchState": "records",
    "Fetched": "records",
    "Intent": "remote_records",
    "KeptItems": "remote_records",
    "KnownFeed": "remote_records",
    "LibraryError": "errors",
    "Mark": "records",
    "NoMomentError": "briefs",
    "Origin": "records",
    "REFRESH_BEGAN": "state",
    "Recorded": "records",
    "RefreshTurn": "turn",
    "SESSION_ENDED": "state",
    "SlowQueryError": "patience",
    "Source": "records",
    "StateCounts": "records",
    "StoppedError": "patience",
    "Store": "store",
    "TagChange": "records",
    "TagCount": "records",
    "TakenOver": "records",
    "TakeoverCounts": "records",
    "Telling": "records",
    "Times": "records",
    "ToldItem": "remote_records",
    "ToldMarks": "remote_records",
    "backups_of": "backups",
    "folder_of": "backups",
    "refuse_own": "own_files",
}

__all__ = [
    "REFRESH_BEGAN",
    "SESSION_ENDED",
    "AccountState",
    "AuthorPage",
    "Backup",
    "Content",
    "DamagedError",
    "Difference",
    "FeedVitals",
    "FetchState",
    "Fetched",
    "Intent",
    "KeptItems",
    "KnownFeed",
    "LibraryError",
    "Mark",
    "NoMomentError",
    "Origin",
    "Recorded",
    "RefreshTurn",
    "SlowQueryError",
    "Source",
    "StateCounts",
    "StoppedError",
    "Store",
    "TagChange",
    "TagCount",
    "TakenOver",
    "TakeoverCounts",
    "Telling",
    "Times",
    "ToldItem",
    "ToldMarks",
    "backups_of",
    "folder_of",
    "refuse_own",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(importlib.import_module(f"reader.storage.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
