"""The person's subscriptions: feeds.toml and the library's mirror of it, changed together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from reader import config
from reader.config import Configuration, ConfigurationError
from reader.fetch import host_of, leads_inward
from reader.model import Subscription
from reader.storage import LibraryError, Store
from reader.text import masked


class Subscriptions:
    """What feeds.toml says. Every change raises LibraryError, with one sentence, if it cannot be made."""

    def __init__(self, configuration: Configuration, store: Store) -> None:
        self.configuration = configuration
        self._store = store
        config.keep_private(configuration)
        store.sync_feeds(configuration.subscriptions)

    @property
    def by_address(self) -> Mapping[str, Subscription]:
        """The subscriptions by their addresses."""
        return {one.url: one for one in self.configuration.subscriptions}

    async def add(self, subscription: Subscription) -> None:
        """Subscribe; to subscribe twice changes nothing."""
        await self._change(lambda path: config.add_subscription(path, subscription))

    async def remove(self, url: str) -> None:
        """Take a subscription out."""

        def without(path: Path) -> Configuration:
            try:
                return config.remove_subscription(path, url)
            except KeyError:  # somebody took it out with an editor meanwhile
                return config.load(path)

        await self._change(without)

    async def say(self, address: str, /, **said: str | bool) -> None:
        """Give a subscription other values, such as mute=True."""

        def saying(path: Path) -> Configuration:
            try:
                return config.change_subscription(path, address, **said)
            except KeyError:
                raise LibraryError(f"{masked(address)} is not in {path}.") from None

        await self._change(saying)

    def found_at(self, feed_id: int) -> str | None:
        """Return where permanent redirects have led from a feed's address, None if nowhere.

        Raise LibraryError if its secrets would go to another host with it.
        """
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

    async def move(self, url: str, new_url: str) -> None:
        """Give a subscription its new address; its articles stay with it."""
        if new_url in self.by_address:
            raise LibraryError(f"{masked(new_url)} is subscribed to already; one of the two can go.")
        if leads_inward(url, new_url):
            raise LibraryError(f"{masked(url)} leads into a private network, where it is not followed.")
        await asyncio.to_thread(self._store.note_move, url, new_url)  # what the mirror goes by
        await self.say(url, url=new_url)

    async def _change(self, change: Callable[[Path], Configuration]) -> None:
        try:
            self.configuration = await asyncio.to_thread(change, self.configuration.path)
        except (ConfigurationError, OSError) as error:
            raise LibraryError(f"The subscriptions were not changed: {error}") from None
        await asyncio.to_thread(self._store.sync_feeds, self.configuration.subscriptions)
