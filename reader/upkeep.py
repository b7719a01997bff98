"""What looks after the library by itself: backups when they are due, letting go of what is not to be kept."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from reader import config, periods
from reader.clock import Clock
from reader.periods import Keep
from reader.storage import Backup, LibraryError, Store, folder_of, refuse_own
from reader.subscriptions import Subscriptions

_FIRST_LOOK = 60.0  # seconds after the start, when nobody waits for anything any more
_NEXT_LOOK = 3600.0
_SEEN = "clock last seen"
_TRUSTED = "clock trusted since"
_JUMP = timedelta(days=30)
_SETTLED = timedelta(days=1)
_log = logging.getLogger(__name__)


class Keeper:
    """Backs the library up and purges it, a little at a time, in threads of its own."""

    def __init__(self, store: Store, subscriptions: Subscriptions, clock: Clock) -> None:
        self._store, self._subscriptions, self._clock = store, subscriptions, clock
        self._running: asyncio.Task[None] | None = None
        self._ending = False
        self.notice = ""

    def begin(self) -> None:
        """Look after the library as long as the application is open."""
        if self._running is None:
            self._running = asyncio.create_task(self._run())

    def stop(self) -> None:
        """End a backup that is being made with InterruptedError; nothing is left of it."""
        self._ending = True

    async def close(self) -> None:
        """Leave a backup that is not complete yet."""
        self.stop()
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    def keeps(self) -> dict[int, Keep]:
        """What is kept of each feed of which not everything is."""
        said, everywhere = self._subscriptions.by_address, self._subscriptions.configuration.settings.keep
        keeps = {}
        for feed in self._store.feeds():
            subscription = said.get(feed.url)
            keep = periods.keep((subscription and subscription.keep) or everywhere) or Keep()
            if not keep.everything:
                keeps[feed.id] = keep
        return keeps

    def purgeable(self) -> dict[int, int]:
        """How many articles of each feed are not to be kept any longer."""
        return {feed_id: self._store.purgeable(feed_id, keep) for feed_id, keep in self.keeps().items()}

    async def purge(self, *, insist: bool = False) -> int:
        """Let go of what is not to be kept; return how many articles.

        Nothing goes for a day after the clock has jumped a month ahead, unless the person insists: it may be
        wrong.
        """
        keeps = await asyncio.to_thread(self.keeps)
        if not keeps or not (await asyncio.to_thread(self._is_clock_trusted) or insist):
            return 0
        gone = 0
        for feed_id, keep in keeps.items():
            while some := await asyncio.to_thread(self._store.purge, feed_id, keep):
                gone += some
        return gone

    async def ease(self) -> None:
        """Give back the memory that only makes the next use quicker, while nobody does anything."""
        await asyncio.to_thread(self._store.ease)

    def others_wrote(self) -> bool:
        """Whether another program has changed the library since this was last asked; quick, never waits."""
        return self._store.others_wrote()

    def backups(self) -> list[Backup]:
        """Return the backups there are, the newest first."""
        return self._store.backups()

    def notes(self) -> list[str]:
        """Return what a person may want to know of how the library is kept, in sentences."""
        return _notes(self._store, self.purgeable())

    async def mend(self) -> list[str]:
        """Put right what can be made anew: counts and the search index; return a sentence for each."""
        return await asyncio.to_thread(self._store.mend)

    async def back_up_to(self, target: Path, *, overwrite: bool = False) -> None:
        """Copy the library to a file, which must not be there yet unless it may be overwritten."""
        refuse_own(target, self._store.path, self._subscriptions.configuration.path)
        await asyncio.to_thread(
            partial(self._store.back_up_to, target, overwrite=overwrite, stop=lambda: self._ending)
        )

    async def back_up(self) -> Backup:
        """Make a backup now."""
        kept = self._subscriptions.configuration.settings.backups
        return await asyncio.to_thread(self._store.back_up, kept, lambda: self._ending)

    async def _run(self) -> None:
        await asyncio.sleep(_FIRST_LOOK)
        while True:
            try:
                await self.look()
            except LibraryError as error:
                _log.warning("No backup was made: %s", error)
                self.notice = str(error)
            await asyncio.sleep(_NEXT_LOOK)

    async def look(self) -> None:
        """Make a backup if one is due."""
        interval = periods.period(self._subscriptions.configuration.settings.backup)
        if interval is not None and await asyncio.to_thread(self._store.backup_is_due, interval):
            with contextlib.suppress(InterruptedError):
                await self.back_up()

    def _is_clock_trusted(self) -> bool:
        now, seen, since = self._clock.now(), self._moment(_SEEN), self._moment(_TRUSTED)
        if seen is not None and not now - _JUMP < seen < now + _SETTLED:
            since = now
            self._store.put_state(_TRUSTED, now.isoformat())
        if seen is None or abs(now - seen) > timedelta(hours=1):
            self._store.put_state(_SEEN, now.isoformat())
        return since is None or now - since >= _SETTLED

    def _moment(self, key: str) -> datetime | None:
        said = self._store.state(key)
        with contextlib.suppress(ValueError):
            return None if said is None else datetime.fromisoformat(said)
        return None


def _notes(store: Store, purgeable: dict[int, int]) -> list[str]:
    notes = []
    if (network := store.network) is not None:
        notes.append(
            f"it lies on a network file system ({network}) and is written without a write-ahead log, which "
            "is slower; have it open on one machine at a time"
        )
    backups = store.backups()
    if backups:
        count = f"{len(backups)} backup" + ("s" if len(backups) > 1 else "")
        notes.append(f"{count}, the last of {backups[0].made.astimezone():%Y-%m-%d %H:%M}")
    else:
        notes.append("no backup yet; `reader backup` makes one")
    if gone := sum(purgeable.values()):
        notes.append(f"{gone:,} articles go at the next refresh, as `keep` says")
    return notes


def recover_library(library: Path | None, told: Callable[[str], None] = lambda _: None) -> tuple[str, ...]:
    """Bring what can be read of a damaged library into a new one; return what a person wants to know of it.

    The damaged file is set aside. Raise LibraryError, with nothing changed, if it cannot be done.
    """
    from reader.storage.recovery import recover

    return recover(library or config.library_path(), told).sentences


def restore_library(library: Path | None, backup: Path) -> Path | None:
    """Put a backup in the library's place; return where the library is now, None if there was none.

    Raise LibraryError, with nothing changed, if it cannot be done.
    """
    from reader.storage.restoring import restore

    return restore(library or config.library_path(), backup)


def backup_folder(library: Path | None) -> Path:
    """Return where the backups of a library are, or will be."""
    return folder_of(Path(os.path.realpath((library or config.library_path()).expanduser())))
