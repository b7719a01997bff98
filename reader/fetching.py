"""The part of the door that asks: feeds, and the servers that have some of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from reader.clock import Clock
from reader.model import Account, Feed
from reader.rooms import Rooms
from reader.storage import LibraryError, Store
from reader.subscriptions import Subscriptions

if TYPE_CHECKING:
    from reader.account import SyncOutcome
    from reader.health import Cure, FeedHealth
    from reader.refresh import OnProgress, RefreshReport

SAVED_LOOKED_AT = 100
"""So many articles, the last ones saved, are looked at each session: is the full text there?"""
_First = TypeVar("_First")
_Second = TypeVar("_Second")


class Fetching(Rooms):
    """The part of `Library` that brings what is new."""

    def __init__(self, store: Store, subscriptions: Subscriptions, clock: Clock) -> None:
        super().__init__(store, subscriptions, clock)
        self._saved_looked_at = False

    @property
    def account_names(self) -> tuple[str, ...]:
        """The accounts on servers, by name."""
        return tuple(account.name for account in self._accounts_said)

    async def refresh(
        self, feed_ids: Sequence[int] | None = None, on_progress: OnProgress | None = None
    ) -> RefreshReport:
        """Fetch these feeds now; or all but those that are gone, or whose host asked to be left alone.

        Another program that fetches feeds is waited for; see `RefreshReport.elsewhere`.
        """
        feeds = [feed for feed in self.feeds() if feed_ids is None or feed.id in feed_ids]
        asked, accounts = self._told_apart(feeds)
        names = accounts if feed_ids is not None else [one.name for one in self._accounts_said]
        insist = feed_ids is not None
        with self._person_waits():
            asking = self._rounds.named(asked, insist=insist, on_progress=on_progress)
            syncing = self._sync(dict.fromkeys(names, True), insist=insist, on_progress=on_progress)
            return await self._refreshed(await self._both(asking, syncing))

    async def refresh_due(self, on_progress: OnProgress | None = None) -> RefreshReport:
        """Fetch the feeds that are due by themselves, which may be none; see `fetch.next_check`.

        While another program fetches feeds nothing is fetched.
        """
        from reader.refresh import RefreshReport

        due = await self._rounds.due(self._told_apart(self.feeds())[0])
        accounts = await asyncio.to_thread(self.accounts.due) if self._accounts_said else {}
        if not due and not accounts:
            return RefreshReport()
        with self._person_waits():
            asking = self._rounds.named(due, insist=False, on_progress=on_progress, patient=False)
            syncing = self._sync(accounts, insist=False, on_progress=on_progress)
            return await self._refreshed(await self._both(asking, syncing))

    async def sync(
        self,
        names: Sequence[str] | None = None,
        on_progress: OnProgress | None = None,
        *,
        accept_removals: bool = False,
    ) -> tuple[SyncOutcome, ...]:
        """Bring accounts, these or all, into step with their servers now; see `Accounts.sync`."""
        from reader.refresh import RefreshReport

        for name in names or ():
            self.accounts.named(name)
        with self._person_waits():
            outcomes = await self.accounts.sync(
                names, insist=True, sure=accept_removals, on_progress=on_progress
            )
            await self._refreshed(RefreshReport(accounts=outcomes))
        return outcomes

    async def complete_later(self) -> int:
        """Fetch pages that are wanted, and return how many came; see `ReadLater.complete`."""
        return await self.later.complete() if await asyncio.to_thread(self._store.wanted) else 0

    def stop_refreshing(self) -> bool:
        """Ask no more feeds and servers now, and keep what has come; say whether any were being asked."""
        stopped = [room.stop() for room in self._entered("_rounds", "accounts")]
        return any(stopped)

    async def _refreshed(self, report: RefreshReport) -> RefreshReport:
        for ahead in self._entered("_ahead") if len(report.failed) < report.feeds else ():
            if ahead.network_is_back():
                self._saved_looked_at = False
        if self._is_session:
            waiting = await self.later.waiting(SAVED_LOOKED_AT)
            self._ahead.want_saved([article.id for article in waiting])
        await self._go_on_downloading(online=len(report.failed) < report.feeds)
        await self.upkeep.purge()
        self._tell_stories()
        return report

    def _tell_stories(self) -> None:
        if not self._is_session:
            return
        for renewal in self._entered("_renewal"):
            renewal.arrived()
        if self.settings.stories:
            self.newsroom.begin()

    # Within

    async def _with_accounts(self, found: list[FeedHealth]) -> list[FeedHealth]:
        """The health of feeds with that of accounts before it; a feed of an account is asked when that is."""
        from reader.accounts.health import health_of

        standing = await asyncio.to_thread(self.accounts.standing)
        names = {feed.id: self.accounts.of_feed(feed.url) for feed in self.feeds()}
        due = {one.account.name: one.next_try for one in standing}
        of_feeds = [
            replace(health, next_check=due[name]) if (name := names.get(health.feed_id)) in due else health
            for health in found
        ]
        return sorted([*health_of(standing), *of_feeds], key=lambda health: not health.ailments)

    async def _cure_account(self, number: int, cure: Cure) -> str:
        """Sync the account of that number again; nothing else helps one."""
        accounts = self._accounts_said
        if cure != "refresh" or number > len(accounts):
            raise LibraryError("That is an account: :accounts removes it, and r asks it again.")
        [outcome] = await self.sync([accounts[number - 1].name])
        if outcome.error:
            return f"{outcome.name}: {outcome.error}"
        return f"{outcome.name} is in step: {outcome.new:,} new, {outcome.sent:,} marks sent."

    @property
    def _accounts_said(self) -> tuple[Account, ...]:
        return self._subscriptions.configuration.accounts

    def _told_apart(self, feeds: Sequence[Feed]) -> tuple[list[Feed], list[str]]:
        """The feeds that are asked themselves, and the accounts that the others come from."""
        if not self._accounts_said:
            return list(feeds), []
        names = {feed.id: self.accounts.of_feed(feed.url) for feed in feeds}
        return [feed for feed in feeds if not names[feed.id]], [name for name in {*names.values()} if name]

    async def _sync(
        self, names: Mapping[str, bool], *, insist: bool, on_progress: OnProgress | None
    ) -> tuple[SyncOutcome, ...]:
        """Bring accounts into step, in a whole round where that is said of them."""
        outcomes: list[SyncOutcome] = []
        for whole in (True, False):
            if some := [name for name, said in names.items() if said is whole]:
                outcomes += await self.accounts.sync(
                    some, insist=insist, whole=whole, on_progress=on_progress
                )
        return tuple(outcomes)

    async def _both(
        self, asking: Awaitable[RefreshReport], syncing: Awaitable[tuple[SyncOutcome, ...]]
    ) -> RefreshReport:
        report, outcomes = await _all_done(asking, syncing)
        if not outcomes:
            return report
        ruled = " ".join(filter(None, (report.ruled, self.accounts.ruled)))
        return replace(report, accounts=outcomes, ruled=ruled)


async def _all_done(first: Awaitable[_First], second: Awaitable[_Second]) -> tuple[_First, _Second]:
    """Wait for both, also if one fails: nothing goes on when its outcome is told."""
    done = await asyncio.gather(first, second, return_exceptions=True)
    for outcome in done:
        if isinstance(outcome, BaseException):
            raise outcome
    return cast("tuple[_First, _Second]", done)
