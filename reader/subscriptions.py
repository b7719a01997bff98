"""The person's subscriptions: feeds.toml and the library's mirror of it, changed together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from reader import config
from reader.config import Configuration, ConfigurationError, Edit, Place, Value, arranging
from reader.model import Subscription
from reader.storage import LibraryError, Store
from reader.text import masked


class Subscriptions:
    """What feeds.toml says. Every change raises LibraryError, with one sentence, if it cannot be made."""

    def __init__(self, configuration: Configuration, store: Store) -> None:
        self.configuration = configuration
        self._store = store
        self._turn = asyncio.Lock()
        self._seen = _state(configuration.path)
        self._unwritten = self._seen is None
        config.keep_private(configuration)
        store.sync_feeds(configuration.subscriptions, configuration.accounts)

    @property
    def by_address(self) -> Mapping[str, Subscription]:
        """The subscriptions by their addresses."""
        return {one.url: one for one in self.configuration.subscriptions}

    async def add(self, subscriptions: Sequence[Subscription]) -> Edit:
        """Subscribe; to subscribe twice changes nothing."""
        return await self.edit(lambda text: arranging.with_subscriptions(text, subscriptions))

    async def remove(self, urls: Collection[str]) -> Edit:
        """Take subscriptions out; one that is not there any more is no trouble."""

        def without(text: str) -> str:
            there = set(urls).intersection(arranging.addresses(text))
            return arranging.without_subscriptions(text, there)

        return await self.edit(without)

    async def say(self, values: Mapping[str, Mapping[str, Value]]) -> Edit:
        """Give the subscriptions at some addresses other values, such as {"mute": True}; None for none."""
        return await self.edit(lambda text: arranging.with_values(text, values))

    async def put(self, urls: Collection[str], place: Place) -> Edit:
        """Put subscriptions elsewhere in the file."""
        return await self.edit(lambda text: arranging.moved(text, urls, place))

    async def make_again(self, edit: Edit) -> Edit:
        """Make a change again, or with `Edit.reverse` take it back, also where the file has gone on since."""
        return await self._change(lambda path: config.make_again(path, edit))

    async def reread(self) -> bool:
        """Read feeds.toml if it is another than was last read or written; say whether it was.

        Raise LibraryError, once for each state of the file, if it cannot be read; then all stays as it was.
        """
        state = await asyncio.to_thread(_state, self.configuration.path)
        if state == self._seen:
            return False
        async with self._turn:
            self._seen = await asyncio.to_thread(_state, self.configuration.path)
            try:
                configuration = await asyncio.to_thread(config.load, self.configuration.path)
            except ConfigurationError as error:
                raise LibraryError(f"feeds.toml stays as it was read before: {error}") from None
            self.configuration = configuration
            await asyncio.to_thread(self._mirror, configuration)
        return True

    def found_at(self, feed_id: int) -> str | None:
        """Return where permanent redirects have led from a feed's address, None if nowhere.

        Raise LibraryError if its secrets would go to another host with it.
        """
        from reader.fetch import host_of

        states = (state for state in self._store.fetch_states() if state.feed_id == feed_id)
        state = next(states, None)
        if state is None or state.moved_to is None:
            return None
        subscription = self.by_address.get(state.url)
        if (
            subscription is not None
            and subscription.private
            and host_of(state.url) != host_of(state.moved_to)
        ):
            raise LibraryError("Its new host is not to have its password; change its address in feeds.toml.")
        return state.moved_to

    async def move(self, url: str, new_url: str) -> Edit:
        """Give a subscription its new address; its articles stay with it."""
        from reader.fetch import leads_inward

        if new_url in self.by_address:
            raise LibraryError(f"{masked(new_url)} is subscribed to already; one of the two can go.")
        if leads_inward(url, new_url):
            raise LibraryError(f"{masked(url)} leads into a private network, where it is not followed.")
        await self.note_move(url, new_url)
        return await self.say({url: {"url": new_url}})

    async def note_move(self, url: str, new_url: str) -> None:
        """Let a feed keep its articles when its address in the file becomes another."""
        await asyncio.to_thread(self._store.note_move, url, new_url)  # what the mirror goes by

    async def text(self) -> str:
        """Return what the file says, with its comments; where there is none yet, what it will begin with."""
        if self._unwritten:
            return _without_feeds(config.starter())
        try:
            return await asyncio.to_thread(config.read_file, self.configuration.path)
        except ConfigurationError as error:
            raise LibraryError(str(error)) from None

    async def edit(self, change: arranging.Change) -> Edit:
        """Change the file's text; what it then says must be without a mistake."""
        return await self._change(lambda path: config.edit(path, change))

    def _mirror(self, configuration: Configuration) -> None:
        self._store.sync_feeds(configuration.subscriptions, configuration.accounts)

    async def _change(self, change: Callable[[Path], tuple[Configuration, Edit]]) -> Edit:
        async with self._turn:
            path = self.configuration.path
            try:
                if self._unwritten:
                    await asyncio.to_thread(config.ensure, path, _without_feeds(config.starter()))
                    self._unwritten = False
                self.configuration, edit = await asyncio.to_thread(change, path)
            except (ConfigurationError, OSError) as error:
                raise LibraryError(f"feeds.toml was not changed: {error}") from None
            except KeyError as error:
                raise LibraryError(f"{masked(str(error.args[0]))} is not in {path}.") from None
            self._seen = await asyncio.to_thread(_state, path)
            await asyncio.to_thread(self._mirror, self.configuration)
            return edit


def _without_feeds(text: str) -> str:
    return arranging.without_subscriptions(text, arranging.addresses(text))


def _state(path: Path) -> tuple[int, int, int] | None:
    """What is another when a file has been written: its inode, its size, when it was."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns
