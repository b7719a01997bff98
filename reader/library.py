"""The one door: everything that a screen or a command may ask for.

Reads are quick and synchronous; what fetches, computes or writes is awaited and done elsewhere: the web in
asyncio, foreign bytes in the worker, writes in a thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader import config
from reader.clock import Clock
from reader.config import Configuration, ConfigurationError, Settings
from reader.fetching import SAVED_LOOKED_AT, Fetching
from reader.model import Article, Canvas, Drawing, Feed, Subscription, Understanding, View
from reader.storage import SESSION_ENDED, LibraryError, Store
from reader.subscriptions import Subscriptions
from reader.text import masked, without_credentials

if TYPE_CHECKING:
    from reader.account import AccountStanding, SyncOutcome
    from reader.config import Pipe
    from reader.fetch import FeedLink
    from reader.gallery import PictureError, shown_pictures
    from reader.health import Ailment, Cure, FeedHealth
    from reader.inspection import Inspection, check_worker, inspect
    from reader.opening import OnStage, Opened
    from reader.programs import Outcome, ProgramError
    from reader.refresh import FeedOutcome, Progress, RefreshReport
    from reader.rules import Reach
    from reader.storage import Backup, DamagedError, NoMomentError, SlowQueryError
    from reader.upkeep import backup_folder, recover_library, restore_library

_ROOMS = {
    "AccountStanding": "reader.account",
    "Ailment": "reader.health",
    "Backup": "reader.storage",
    "Cure": "reader.health",
    "DamagedError": "reader.storage",
    "FeedHealth": "reader.health",
    "FeedLink": "reader.fetch",
    "FeedOutcome": "reader.refresh",
    "Inspection": "reader.inspection",
    "NoMomentError": "reader.storage",
    "Opened": "reader.opening",
    "Outcome": "reader.programs",
    "PictureError": "reader.gallery",
    "Pipe": "reader.config",
    "ProgramError": "reader.programs",
    "Progress": "reader.refresh",
    "Reach": "reader.rules",
    "RefreshReport": "reader.refresh",
    "SlowQueryError": "reader.storage",
    "SyncOutcome": "reader.account",
    "backup_folder": "reader.upkeep",
    "check_worker": "reader.inspection",
    "inspect": "reader.inspection",
    "recover_library": "reader.upkeep",
    "restore_library": "reader.upkeep",
    "shown_pictures": "reader.gallery",
}
"""What is known by its name here and loaded when it is asked for: the application starts without."""

__all__ = [
    "AccountStanding",
    "Ailment",
    "Backup",
    "ConfigurationError",
    "Cure",
    "DamagedError",
    "FeedHealth",
    "FeedLink",
    "FeedOutcome",
    "Inspection",
    "Library",
    "LibraryError",
    "NoMomentError",
    "Opened",
    "Outcome",
    "PictureError",
    "Pipe",
    "ProgramError",
    "Progress",
    "Reach",
    "RefreshReport",
    "SlowQueryError",
    "SyncOutcome",
    "backup_folder",
    "check_worker",
    "inspect",
    "recover_library",
    "restore_library",
    "shown_pictures",
]


class Library(Fetching):
    """A person's subscriptions and articles. Open it with `Library.open`, and close it when done.

    Synchronous methods read and take a few milliseconds at most. Every method raises LibraryError, with
    one sentence for a person, when the library itself fails.
    """

    def __init__(self, configuration: Configuration, store: Store, clock: Clock | None = None) -> None:
        super().__init__(store, Subscriptions(configuration, store), clock or Clock())
        self._is_first = not configuration.path.exists()

    @classmethod
    def open(
        cls,
        feeds: Path | None = None,
        library: Path | None = None,
        clock: Clock | None = None,
        *,
        ask: bool = False,
    ) -> Self:
        """Read feeds.toml (written anew if there is none) and open the library's file.

        With `ask` a feeds.toml that is not there is not written: what is to be in it is asked first; see
        `starting`. Raise ConfigurationError or LibraryError; then nothing was changed.
        """
        path = feeds or config.configuration_path()
        if ask and not (config.is_there(path) or path.is_symlink()):
            configuration = Configuration(path, Settings(), ())
        else:
            config.ensure(path)
            configuration = config.load(path)
        store = Store.open(library or config.library_path())
        return cls(configuration, store, clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._settle_rooms()
        await self.close()

    async def close(self) -> None:
        """End the worker processes and close the file."""
        await self._close_rooms()
        if self._is_session:
            await self._write(self._store.note_moment, SESSION_ENDED, self._clock.now())
        await self._close_processes()
        self._store.close()

    # Opening

    async def open_article(self, article_id: int, on_stage: OnStage) -> Opened:
        """Open an article in stages, each told to `on_stage`; see `reader.opening`."""
        from reader import opening

        article = self.article(article_id)
        if article is None:
            raise LibraryError("This article is no longer in the library.")
        with self._person_waits():
            await self._ahead.give_way(article_id)
            opened = await opening.open_article(await self._desk(), article, on_stage)
        await self.rules.understood([article_id])
        return opened

    async def ask_writers(self, article_id: int) -> tuple[Understanding | None, str]:
        """Ask the pages of an article's writers who they are; return what is understood then, and a sentence
        on what did not work. See `author_pages`."""
        from reader import opening

        article = self.article(article_id)
        if article is None:
            raise LibraryError("This article is no longer in the library.")
        with self._person_waits():
            return await opening.acquaint(await self._desk(), article)

    async def picture(self, article_id: int, url: str, canvas: Canvas) -> Drawing | None:
        """Bring a picture of an article and make it ready to be drawn; None if it is too small to be shown.

        Raise PictureError, with what is wrong, if it cannot be had or decoded.
        """
        return await self._gallery.draw(article_id, url, canvas)

    def picture_sizes(self, article_id: int) -> dict[str, tuple[int, int]]:
        """Return (width, height) in pixels of those pictures of an article that are kept, by address."""
        return self._store.picture_sizes(article_id)

    async def get_ready(self) -> None:
        """Start what a person's first article would have to wait for, and what looks after the library."""
        from reader.worker import JobError

        self._is_session = True
        self.upkeep.begin()
        with contextlib.suppress(JobError):
            await self._reading.understand(await self._reading.extract_fragment("<p>Ready in 1 s.</p>", None))
        self.downloads.begin()
        self._tell_stories()

    def select(self, view: View) -> AsyncGenerator[Sequence[int], None]:
        """Yield the ids of a view's articles as they are found; see `Queries.select`."""
        return self.queries.select(view)

    def read_ahead(self, ids: Sequence[int]) -> None:
        """Have these articles ready before they are opened, their pages fetched with long pauses.

        Call it again when others come next. Nothing is fetched ahead if the settings say so; saved articles
        are completed all the same. Where nobody does anything, what an older analyser or another engine
        understood is understood anew.
        """
        self.disturb()
        self._renewal.begin()
        if not self._saved_looked_at:
            self._saved_looked_at = True
            self._ahead.want_saved(self._store.ids(View("saved"))[:SAVED_LOOKED_AT])
        if self.settings.prefetch:
            self._ahead.want(ids)

    def disturb(self) -> None:
        """Say that the person does something: what can wait, waits."""
        for renewal in self._entered("_renewal"):
            renewal.disturb()

    async def add(self, source: str) -> Article:
        """Keep an address, a file or standard input ("-") as a saved article; see `reader.later`."""
        return (await self.later.keep(source)).article

    async def find_feeds(self, url: str) -> tuple[FeedLink, ...]:
        """Return the feeds that a site has, or the address itself if it is one.

        An address without a scheme is taken for an https one, as a browser would.
        """
        from reader import sources
        from reader.discovery import find_feeds
        from reader.fetch import FetchError

        try:
            return await find_feeds(sources.with_scheme(url), await self._web(), self._parsing)
        except FetchError as error:
            raise LibraryError(str(error)) from None

    async def feed_health(self) -> list[FeedHealth]:
        """Return how each feed is, the sick before the well; see `reader.health`."""
        from reader.checkup import checkup

        now = self._clock.now()
        vitals = await asyncio.to_thread(self._store.vitals, now)
        found = checkup(vitals, await asyncio.to_thread(self._store.host_waits, now), now)
        return await self._with_accounts(found) if self._accounts_said else found

    # Doing

    async def cure(self, feed_id: int, cure: Cure) -> str:
        """Do what helps a feed; return a sentence on what came of it. Raise LibraryError if it cannot be."""
        from reader import cures

        if feed_id < 0:  # an account: see `accounts.health`
            return await self._cure_account(-feed_id, cure)
        return await cures.apply(self, self.editing, self._feed(feed_id), cure)

    async def subscribe(
        self, url: str, folder: str = "", title: str | None = None, account: str | None = None
    ) -> Feed:
        """Write a subscription into feeds.toml and the library. It comes from an account, "" for none; None
        leaves that to `Accounts.usual`."""
        if account is None:
            account = self.accounts.usual(url) if self._accounts_said else ""
        elif account:
            self.accounts.named(account)
        await self.editing.add([Subscription(url=url, folder=folder, title=title, account=account)])
        bare = without_credentials(url)[0]
        return next(feed for feed in self.feeds() if feed.url == bare)

    async def subscribe_to(
        self,
        link: FeedLink,
        site: str,
        folder: str = "",
        title: str | None = None,
        account: str | None = None,
    ) -> Feed:
        """Subscribe to a feed that was found at a site; a password in the site's address goes with it only
        to the same server."""
        from reader import sources
        from reader.fetch import with_credentials_of

        url = with_credentials_of(sources.with_scheme(site), link.url)
        return await self.subscribe(url, folder, title, account)

    async def follow(self, address: str, link: FeedLink | None = None, folder: str = "") -> Feed:
        """Subscribe to a feed that was found at an address, else to the first there, and fetch it.

        Raise LibraryError if there is none.
        """
        if link is None:
            links = await self.find_feeds(address)
            if not links:
                raise LibraryError(f"{masked(address)} names no feed, and none is in the usual places.")
            link = links[0]
        feed = await self.subscribe_to(link, address, folder)
        await self.refresh([feed.id])
        return next(fetched for fetched in self.feeds() if fetched.id == feed.id)

    async def unsubscribe(self, feed_id: int) -> None:
        """Take a subscription out of feeds.toml; its articles stay in the library."""
        await self.editing.remove([feed_id])

    async def set_read(self, ids: Sequence[int], value: bool) -> list[int]:
        """Mark articles read or unread; return those that were not so before."""
        return await self._write(self._store.set_read, ids, value)

    async def set_saved(self, ids: Sequence[int], value: bool) -> list[int]:
        """Save articles or let go of them; return those that changed. What is saved is fetched in full."""
        changed = await self._write(self._store.set_saved, ids, value)
        if value:
            self._was_saved(changed)
        return changed

    async def set_tags(self, article_id: int, tags: Sequence[str]) -> None:
        """Give an article these tags and no others."""
        await self.marks.set_tags([article_id], tags)

    async def mark_all_read(self, view: View) -> list[int]:
        """Mark all of a view read; return those that were unread."""
        return await self._write(self._store.mark_all_read, view)

    async def remember(self, key: str, value: str) -> None:
        """Keep a small thing for the next session, such as where the person was."""
        await self._write(self._store.put_state, key, value)

    # Within

    def _feed(self, feed_id: int) -> Feed:
        for feed in self.feeds():
            if feed.id == feed_id:
                return feed
        raise LibraryError("There is no such feed.")


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return getattr(importlib.import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
