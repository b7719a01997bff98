"""What concerns a library's file as a whole: is it sound, its backups, and letting go of what is old."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reader.lazily import lazily
from reader.storage.connections import Connections
from reader.storage.filesystems import network_of
from reader.storage.times import now

if TYPE_CHECKING:
    from reader.periods import Keep
    from reader.storage import backups, health, own_files, retention, search
    from reader.storage.backups import Backup
else:
    backups, health, own_files, retention, search = (
        lazily(f"reader.storage.{name}") for name in ("backups", "health", "own_files", "retention", "search")
    )


class Upkeep:
    """The part of a `Store` that looks after its file."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._reading = connections.reading
        self._writing = connections.writing

    def problems(self) -> list[str]:
        """Return what is wrong with the file, a sentence each; nothing if it is sound."""
        with self._reading() as connection:
            return health.problems(connection)

    def article_count(self) -> int:
        """Return how many articles are kept in all."""
        with self._reading() as connection:
            return health.article_count(connection)

    def mend(self) -> list[str]:
        """Put right what can be made anew: counts and the search index; return a sentence for each."""
        with self._writing() as connection:
            return health.mend(connection)

    def ease(self) -> None:
        """Give back the memory that only makes the next use quicker."""
        self._connections.ease()

    def others_wrote(self) -> bool:
        """Whether another program has changed the library since this was last asked; quick, never waits."""
        return self._connections.others_wrote()

    def helped(self) -> AbstractContextManager[None]:
        """Take what another process writes meanwhile for this program's own doing; see `others_wrote`."""
        return self._connections.helped()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._connections.path

    def back_up(self, kept: int | None = None, stop: Callable[[], bool] = lambda: False) -> Backup:
        """Make a backup in the library's folder of backups, where `kept` stay. See `backups.back_up`."""
        kept = backups.KEPT if kept is None else kept
        with self._reading() as connection:
            self._wait_for_nobody(connection)
            return backups.back_up(connection, self._connections.path, kept=kept, stop=stop)

    def back_up_to(
        self, target: Path, *, overwrite: bool = False, stop: Callable[[], bool] = lambda: False
    ) -> None:
        """Copy the library to a file, which must not be there yet unless it may be overwritten."""
        with self._reading() as connection:
            self._wait_for_nobody(connection)
            own_files.refuse_own(target, self.path)
            backups.copy(connection, target, overwrite=overwrite, stop=stop)

    def _wait_for_nobody(self, connection: sqlite3.Connection) -> None:
        """Without a write-ahead log a read transaction keeps others from writing: copy in many short ones."""
        if self.network is not None:
            connection.execute("ROLLBACK")

    def backups(self) -> list[Backup]:
        """Return the backups there are, the newest first."""
        return backups.backups_of(self._connections.path)

    def backup_is_due(self, interval: timedelta) -> bool:
        """Whether the newest backup is older than that, and there is an article to be backed up."""
        return backups.is_due(self._connections.path, interval) and self.article_count() > 0

    def purgeable(self, feed_id: int, keep: Keep) -> int:
        """Return how many articles of a feed `keep` lets go of; see `retention`."""
        with self._reading() as connection:
            return len(retention.purgeable(connection, feed_id, keep, now()))

    def purge(self, feed_id: int, keep: Keep, limit: int = 200) -> int:
        """Let go of at most `limit` of those articles, in one transaction; return how many."""
        with self._writing(durable=False) as connection:
            return len(retention.purge(connection, feed_id, keep, now(), limit))

    @property
    def network(self) -> str | None:
        """The kind of network file system that the library lies on, None if it is on a disk."""
        return network_of(self._connections.path)

    def rebuild_search(self) -> None:
        """Make the search index anew from the articles; minutes for a large library."""
        with self._writing(durable=False) as connection:
            search.rebuild(connection)
