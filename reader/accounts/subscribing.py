"""Subscriptions of an account brought into step: at the server, in feeds.toml, in the library."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import chain

from reader.accounts.merging import LocalFeed, Plan, address_of, merge, same_address
from reader.config import arranging
from reader.fetch import leads_inward
from reader.model import Account, Subscription
from reader.storage import KnownFeed, Store
from reader.subscriptions import Subscriptions
from reader.sync import RemoteFeed, Server, SyncError
from reader.text import safe_line
from reader.values import dataclass

_LONGEST = 200
_MOST_NAMED = 3


@dataclass(slots=True)
class Subscribed:
    """How it went: `feeds` are the ids of the library's feeds by the server's, `notes` sentences on what was
    not done."""

    feeds: dict[str, int] = field(default_factory=dict)
    added: int = 0
    removed: int = 0
    notes: list[str] = field(default_factory=list)


class Subscribing:
    """Brings the subscriptions of one account into step."""

    def __init__(
        self, store: Store, subscriptions: Subscriptions, account: Account, account_id: int, server: Server
    ) -> None:
        self._store, self._subscriptions = store, subscriptions
        self._account, self._account_id, self._server = account, account_id, server
        self._notes: list[str] = []

    async def run(self, *, sure: bool) -> Subscribed:
        """Do it. Raise SyncError if the server fails, LibraryError if feeds.toml cannot be written to."""
        known = await asyncio.to_thread(self._store.remote.known_feeds, self._account_id)
        remote = await self._server.subscriptions()
        plan = self._plan(known, remote, sure=sure)
        if plan.subscribe:
            remote = await self._subscribe(plan, remote)
            plan = self._plan(known, remote, sure=sure)
            self._note_missing(plan.subscribe)
        inside = [url for url in plan.add if leads_inward(self._account.url, url)]
        for url in inside:
            del plan.add[url]
        gone = await self._tell(plan)
        remote = tuple(feed for feed in remote if feed.id not in gone)
        await self._write(plan)
        if plan.call:
            await asyncio.to_thread(self._store.remote.call_feeds, plan.call)
        feeds = await self._agree(plan, known, remote, gone)
        self._note_unsure(plan)
        if inside:
            self._notes.append(f"{len(inside):,} of its feeds are in a private network and are left out.")
        return Subscribed(feeds, len(plan.add) + len(plan.join), len(plan.remove), self._notes)

    def _plan(self, known: Iterable[KnownFeed], remote: Sequence[RemoteFeed], *, sure: bool) -> Plan:
        name, url = self._account.name, self._account.url
        return merge(name, url, self._local(), known, remote, self._server.abilities, sure=sure)

    def _local(self) -> list[LocalFeed]:
        said = self._subscriptions.by_address
        return [
            LocalFeed(feed.id, feed.url, feed.title, feed.folder, one.account, one.title is not None)
            for feed in self._store.feeds()
            if (one := said.get(feed.url)) is not None
        ]

    # At the server

    async def _subscribe(self, plan: Plan, remote: Sequence[RemoteFeed]) -> tuple[RemoteFeed, ...]:
        """Subscribe to what feeds.toml has more; return the server's subscriptions after that."""
        if not self._server.abilities.subscribe:
            return tuple(remote)
        for feed in plan.subscribe:
            try:
                await self._server.subscribe(feed.url, feed.title if feed.named else "", feed.folder)
            except SyncError as error:
                if error.reason in {"refused", "unreachable"}:
                    raise
                self._notes.append(f"{safe_line(feed.title, 80)}: {error.sentence}")
        after = await self._server.subscriptions()
        before = {feed.id for feed in remote}
        new = [feed for feed in after if feed.id not in before]
        named = {same_address(address_of(feed, self._account.url)) for feed in new}
        left = [feed for feed in plan.subscribe if same_address(feed.url) not in named]
        if len(new) == len(plan.subscribe) == len(left) == 1:  # it is there under another address
            await self._subscriptions.note_move(left[0].url, address_of(new[0], self._account.url))
            await self._subscriptions.say({left[0].url: {"url": address_of(new[0], self._account.url)}})
        return after

    def _note_missing(self, missing: Sequence[LocalFeed]) -> None:
        if missing and not self._notes:
            names = ", ".join(safe_line(feed.title, 60) for feed in missing[:_MOST_NAMED])
            why = "does not have" if self._server.abilities.subscribe else "cannot be told to subscribe to"
            more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
            self._notes.append(f"The server {why} {names}{more}.")

    async def _tell(self, plan: Plan) -> set[str]:
        """Tell the server what changed here; return the ids of what it no longer subscribes to."""
        gone: set[str] = set()
        if self._server.abilities.subscribe:
            for remote_id in plan.unsubscribe:
                await self._server.unsubscribe(remote_id)
                gone.add(remote_id)
        for remote_id, title in plan.rename.items():
            await self._server.rename(remote_id, title)
        for remote_id, folder in plan.move.items():
            await self._server.move(remote_id, folder)
        return gone

    # Here

    async def _write(self, plan: Plan) -> None:
        """Have feeds.toml say what the server has changed."""
        new = [
            Subscription(url, folder=safe_line(feed.folder, _LONGEST), account=self._account.name)
            for url, feed in plan.add.items()
        ]
        values: dict[str, dict[str, arranging.Value]] = {url: dict(said) for url, said in plan.say.items()}
        for url in plan.join:
            values.setdefault(url, {})["account"] = self._account.name
        if not (new or values or plan.remove):
            return

        def change(text: str) -> str:
            there = set(arranging.addresses(text))
            text = arranging.without_subscriptions(text, there.intersection(plan.remove))
            text = arranging.with_values(text, {url: v for url, v in values.items() if url in there})
            return arranging.with_subscriptions(text, new)

        await self._subscriptions.edit(change)
        await self._name_new(plan.add)

    async def _name_new(self, added: Mapping[str, RemoteFeed]) -> None:
        ids = {feed.url: feed.id for feed in self._store.feeds()}
        named = [
            (ids[url], safe_line(feed.title, _LONGEST), feed.site)
            for url, feed in added.items()
            if url in ids
        ]
        await asyncio.to_thread(self._store.remote.call_feeds, named)

    async def _agree(
        self, plan: Plan, known: Iterable[KnownFeed], remote: Sequence[RemoteFeed], gone: set[str]
    ) -> dict[str, int]:
        """Keep what both have now; return the ids of the library's feeds by the server's."""
        before = {one.remote_id: one for one in known}
        mine = {feed.feed_id: feed for feed in self._local() if feed.account == self._account.name}
        by_address = {same_address(feed.url): feed for feed in mine.values()}
        agreed: list[KnownFeed] = []
        for feed in remote:
            url = address_of(feed, self._account.url)
            own = mine.get(before[feed.id].feed_id) if feed.id in before else None
            own = own or (None if feed.id in before else by_address.get(same_address(url)))
            if own is not None:
                title, folder = plan.rename.get(feed.id, feed.title), plan.move.get(feed.id, feed.folder)
                agreed.append(KnownFeed(feed.id, own.feed_id, url, title, folder, own.title, own.folder))
        forgotten = {*gone, *plan.gone, *chain.from_iterable(plan.remove.values())}
        if set(agreed) != set(before.values()) or forgotten:
            await asyncio.to_thread(self._store.remote.agree, self._account_id, agreed, forgotten)
        return {one.remote_id: one.feed_id for one in agreed}

    def _note_unsure(self, plan: Plan) -> None:
        again = f"`reader sync {self._account.name} --accept-removals`"
        if plan.unsure_there:
            count = len(plan.unsure_there)
            self._notes.append(
                f"{count:,} feeds are no longer in feeds.toml; the server keeps them unless you call {again}."
            )
        if plan.unsure_here:
            count = len(plan.unsure_here)
            self._notes.append(
                f"The server no longer has {count:,} feeds; they stay here unless you call {again}."
            )
        if plan.elsewhere:
            count = len(plan.elsewhere)
            self._notes.append(f"{count:,} of its feeds come from another account already.")
