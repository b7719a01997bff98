"""The accounts of feeds.toml: kept in step by themselves and on demand, added, removed, looked at."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from reader.account import AccountStanding, SyncOutcome
from reader.accounts.round import Round, Tally
from reader.accounts.round import Turn as KeepsItems
from reader.accounts.subscribing import Subscribing
from reader.clock import Clock
from reader.config import arranging, tables
from reader.fetch import Client, Credentials, FetchError, is_due
from reader.model import Account
from reader.refresh import OnProgress, Progress
from reader.storage import REFRESH_BEGAN, AccountState, LibraryError, Store
from reader.subscriptions import Subscriptions
from reader.sync import Server, SyncError
from reader.text import safe_line, without_credentials
from reader.worker import JobError, Worker

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=2), timedelta(hours=6)
_SOON = timedelta(minutes=1)
"""After how long the server is told by itself what the person did."""
_LATER = "later"
"""The reason of an account whose server asked for time."""
_COST = {"n": 2**14, "r": 8, "p": 1}
_SALT = 16
_log = logging.getLogger(__name__)


class Turn(KeepsItems, Protocol):
    """What keeps items in one round; `said` tells what rules did, once it is over."""

    @property
    def said(self) -> str: ...


class Accounts:
    """Accounts on servers. Every method raises LibraryError when the library itself fails, or feeds.toml
    cannot be written to; what a server does is in the outcome."""

    def __init__(
        self,
        store: Store,
        subscriptions: Subscriptions,
        clock: Clock,
        worker: Callable[[], Worker],
        web: Callable[[], Awaitable[Client]],
        turn: Callable[[], AbstractAsyncContextManager[Turn]],
        saved: Callable[[Sequence[int]], None],
    ) -> None:
        """`turn` gives what keeps the items of one round; `saved` hears of articles that were saved
        elsewhere."""
        self._store, self._subscriptions, self._clock = store, subscriptions, clock
        self._worker, self._web, self._turn, self._saved = worker, web, turn, saved
        self._credentials = Credentials()
        self._servers: dict[Account, Server] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._stops: set[asyncio.Event] = set()
        self.connect: Callable[[Account], Awaitable[Server]] = self._connect
        """Makes a server of an account; nothing is asked yet."""
        self.ruled = ""
        """What rules did in the last round, in a sentence."""

    # Looking

    @property
    def all(self) -> tuple[Account, ...]:
        """The accounts in their order."""
        return self._subscriptions.configuration.accounts

    def named(self, name: str) -> Account:
        """Return the account of a name."""
        for account in self.all:
            if account.name == name:
                return account
        raise LibraryError(f"There is no account {safe_line(name, 40)}.")

    def of_feed(self, url: str) -> str:
        """Return the name of the account that a feed comes from, "" for none."""
        subscription = self._subscriptions.by_address.get(url)
        return subscription.account if subscription is not None else ""

    def usual(self, url: str) -> str:
        """Return the account that a feed comes from of which nothing is said: the only one, if that can be
        told to subscribe. A feed with a password is nobody else's."""
        accounts = [one for one in self.all if one.kind != "fever"]
        private = without_credentials(url)[1]
        return accounts[0].name if len(self.all) == len(accounts) == 1 and not private else ""

    def standing(self) -> list[AccountStanding]:
        """Return how the accounts stand."""
        states = {state.name: state for state in self._store.remote.states()}
        return [_standing(account, states.get(account.name)) for account in self.all]

    def due(self) -> dict[str, bool]:
        """Return the accounts that are due by themselves, and whether for a whole round; else the server is
        only told what the person did."""
        now = self._clock.now()
        every = self._subscriptions.configuration.settings.refresh_minutes
        found = {}
        for state in self._store.remote.states():
            if state.reason == "refused":
                continue
            whole = state.next_try if state.failures else state.synced and state.synced + _minutes(every)
            if is_due(now, state.tried, whole):
                found[state.name] = True
            elif state.waiting and not state.failures and is_due(now, state.tried, _after(state, _SOON)):
                found[state.name] = False
        return found

    # Keeping in step

    async def sync(
        self,
        names: Collection[str] | None = None,
        *,
        insist: bool = False,
        whole: bool = True,
        sure: bool = False,
        on_progress: OnProgress | None = None,
    ) -> tuple[SyncOutcome, ...]:
        """Bring accounts into step with their servers, those of these names or all.

        Without insisting, a server that asked for time, or would not let anybody in, is left alone. A round
        that is not `whole` only tells the server what the person did. `sure` lets as many subscriptions
        vanish, here or there, as are gone on the other side.
        """
        wanted = [account for account in self.all if names is None or account.name in names]
        rounds = [self._sync(one, insist, whole, sure, on_progress) for one in wanted]
        return tuple(await asyncio.gather(*rounds))

    def stop(self) -> bool:
        """End the rounds under way, and keep what has come; say whether there are any."""
        for stop in self._stops:
            stop.set()
        return bool(self._stops)

    async def _sync(
        self, account: Account, insist: bool, whole: bool, sure: bool, on_progress: OnProgress | None
    ) -> SyncOutcome:
        async with self._turns.setdefault(account.name, asyncio.Lock()):
            state = await asyncio.to_thread(self._store.remote.state, account.name)
            if state is None:
                return SyncOutcome(account.name, error="the account is no longer in feeds.toml")
            if not insist and (why := await self._left_alone(account, state)):
                return SyncOutcome(account.name, error=why, waiting=True)
            stop = asyncio.Event()
            self._stops.add(stop)
            try:
                return await self._round(account, state, stop, _Reporting(account, on_progress), whole, sure)
            finally:
                self._stops.discard(stop)

    async def _left_alone(self, account: Account, state: AccountState) -> str:
        """Why a server is not asked now, "" if it may be."""
        now = self._clock.now()
        if state.reason == _LATER and not is_due(now, state.tried, state.next_try):
            return state.error or "the server asks for time"
        if state.reason == "refused" and state.refused is not None:
            if await asyncio.to_thread(_is_same, account, state.refused):
                again = f"`reader sync {account.name}` tries again"
                return f"{(state.error or 'the login was refused').rstrip('.')}; {again}"
            self._servers.pop(account, None)
        return ""

    async def _round(
        self,
        account: Account,
        state: AccountState,
        stop: asyncio.Event,
        reporting: _Reporting,
        whole: bool,
        sure: bool,
    ) -> SyncOutcome:
        running = asyncio.create_task(self._run(account, state, reporting, whole, sure))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                running.cancel()
            await asyncio.wait({running})
        finally:
            stopping.cancel()
            if not running.done():  # this was cancelled itself
                running.cancel()
                await asyncio.wait({running})
        if running.cancelled():
            return replace(_outcome(account, reporting.tally), stopped=True)
        error = running.exception()
        if error is None:
            note = running.result()
            return replace(_outcome(account, reporting.tally), note=note)
        if isinstance(error, LibraryError) or not isinstance(error, Exception):
            raise error
        return await self._failed(account, state, reporting.tally, error)

    async def _run(
        self, account: Account, state: AccountState, reporting: _Reporting, whole: bool, sure: bool
    ) -> str:
        server = self._servers.get(account)
        if server is None:
            server = await self.connect(account)
            await server.log_in()
            self._servers[account] = server
        begun = self._clock.now()
        async with self._turn() as turn:
            one = Round(self._store, self._worker(), account, state, server, turn, reporting.hear)
            reporting.tally = one.tally
            await one.push()
            if whole:
                subscribing = Subscribing(self._store, self._subscriptions, account, state.id, server)
                await one.pull(await subscribing.run(sure=sure))
                await one.push()  # what rules did, and what was done to articles before the server told them
                await one.compare()
        self.ruled = turn.said
        if one.tally.new:
            await asyncio.to_thread(self._store.note_moment, REFRESH_BEGAN, begun)
        if one.tally.saved:
            self._saved(one.tally.saved)
        note = one.tally.note
        if whole:
            now = self._clock.now()
            every = self._subscriptions.configuration.settings.refresh_minutes
            await asyncio.to_thread(
                self._store.remote.succeeded, state.id, now, now + _minutes(every), note or None
            )
        return note

    async def _failed(
        self, account: Account, state: AccountState, tally: Tally, error: Exception
    ) -> SyncOutcome:
        """Note why a round ended early, and when the next may begin."""
        reason, wait, refused = "broken", None, None
        if isinstance(error, SyncError):
            sentence, reason, wait = error.sentence, error.reason, error.retry_after
        elif isinstance(error, JobError):
            sentence = str(error)
        else:  # a fault of ours must cost one round and be seen, not end the refresh
            _log.error("A round of sync failed", exc_info=error)
            sentence = f"an unexpected fault stopped it ({type(error).__name__})"
        if reason == "refused":
            self._credentials.forget(account)
            refused = await asyncio.to_thread(_hashed, account, os.urandom(_SALT))
        self._servers.pop(account, None)
        now = self._clock.now()
        pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(state.failures, 10))
        if wait is not None:
            reason, pause = _LATER, min(max(pause, timedelta(seconds=max(0.0, wait))), timedelta(days=7))
        sentence = safe_line(sentence, 300)
        await asyncio.to_thread(
            self._store.remote.failed, state.id, now, now + pause, (sentence, reason), refused
        )
        return replace(_outcome(account, tally), error=sentence, refused=reason == "refused")

    async def _connect(self, account: Account) -> Server:
        from reader.sending import sender
        from reader.sync import connect

        auth = account.auth

        async def secret() -> str:
            try:
                return await self._credentials.secret(auth) if auth is not None else ""
            except FetchError as error:
                raise SyncError(str(error), "unreachable") from None

        send = sender(await self._web(), dict(account.headers))
        return connect(account.kind, account.url, account.user, secret, send)

    # Changing

    async def add(self, account: Account) -> None:
        """Write an account into feeds.toml, once its server has let it in."""
        if any(one.name == account.name for one in self.all):
            raise LibraryError(f"There is an account {account.name} already.")
        try:
            server = await self.connect(account)
            await server.log_in()
        except SyncError as error:
            raise LibraryError(f"{_sentence(error.sentence)} Nothing was changed.") from None
        await self._subscriptions.edit(lambda text: arranging.with_account(text, account))
        self._servers[account] = server

    async def remove(self, name: str) -> int:
        """Take an account out of feeds.toml. Its feeds stay and are asked themselves from then on, its
        articles stay with all marks, and the server keeps what it has. Return how many feeds those are."""
        self.named(name)
        feeds = {
            one.url: one for one in self._subscriptions.configuration.subscriptions if one.account == name
        }

        def change(text: str) -> str:
            values: dict[str, dict[str, arranging.Value]] = {url: {"account": None} for url in feeds}
            return tables.without_table(arranging.with_values(text, values), "account", name)

        await self._subscriptions.edit(change)
        await asyncio.to_thread(self._store.remote.forget_account, name)
        self._servers = {account: server for account, server in self._servers.items() if account.name != name}
        return len(feeds)


class _Reporting:
    """Tells how far a round is, and remembers it."""

    def __init__(self, account: Account, on_progress: OnProgress | None) -> None:
        self._account, self._on_progress = account, on_progress
        self.tally = Tally()

    def hear(self, tally: Tally) -> None:
        self.tally = tally
        if self._on_progress is not None:
            total = max(tally.total or 0, tally.came)
            told = f": {tally.sent:,} told" if tally.sent and not tally.came else ""
            title = f"{self._account.name}{told}"
            self._on_progress(Progress(tally.came, total, tally.new, 0, title))


def _outcome(account: Account, tally: Tally) -> SyncOutcome:
    return SyncOutcome(
        account.name,
        tally.new,
        tally.updated,
        tally.sent,
        tally.marked,
        tally.subscribed.added,
        tally.subscribed.removed,
    )


def _standing(account: Account, state: AccountState | None) -> AccountStanding:
    if state is None:
        return AccountStanding(account)
    return AccountStanding(
        account,
        state.feeds,
        state.synced,
        state.tried,
        state.next_try,
        state.waiting,
        state.came,
        state.complete,
        state.error,
        bool(state.failures),
        state.reason == "refused",
    )


def _minutes(every: int) -> timedelta:
    return timedelta(minutes=every or 60)


def _after(state: AccountState, pause: timedelta) -> datetime | None:
    return state.tried + pause if state.tried is not None else None


def _hashed(account: Account, salt: bytes) -> bytes:
    """What tells settings apart and does not tell them: scrypt (RFC 7914) of all that a login depends on."""
    auth = account.auth
    login = (auth.user, auth.password, repr(auth.command), auth.keyring) if auth is not None else ()
    said = "\0".join((account.kind, account.url, repr(account.headers), *login))
    return salt + hashlib.scrypt(said.encode(), salt=salt, dklen=16, **_COST)


def _is_same(account: Account, hashed: bytes) -> bool:
    return _hashed(account, hashed[:_SALT]) == hashed


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")
