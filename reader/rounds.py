"""Rounds of asking: the feeds that a person names, or those that are due; and what moved on the way."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from reader.asking import Asking
from reader.clock import Clock
from reader.fetch import Client, Credentials, HostTurns, host_of, is_due
from reader.model import Feed
from reader.refresh import OnProgress, Progress, RefreshReport, refresh
from reader.storage import REFRESH_BEGAN, Fetched, FetchState, LibraryError, Recorded, RefreshTurn, Store
from reader.subscriptions import Subscriptions
from reader.worker import Worker

if TYPE_CHECKING:  # what a library without rules does not need
    from reader.storage.ruling import Acted

_LONGEST_WAIT = 900.0
"""Seconds for which a person's wish to fetch waits for another program that does."""
_BETWEEN_LOOKS = 0.25
_SHORTEST = 3300.0
"""Seconds of the machine's running for which a feed is not asked again by itself, whatever its clock does."""


class Turn(Protocol):
    """Stores what is fetched in a round; `said` tells what rules did, once it is over."""

    @property
    def said(self) -> str: ...

    def keep(self, fetched: Sequence[Fetched], /) -> list[Recorded]: ...

    def kept_elsewhere(self, acted: Iterable[Acted], /) -> None: ...


class Rounds:
    """Asks feeds, and remembers what makes asking polite."""

    def __init__(
        self,
        store: Store,
        worker: Worker,
        subscriptions: Subscriptions,
        clock: Clock,
        turn: Callable[[], AbstractAsyncContextManager[Turn]],
        web: Callable[[], Awaitable[Client]],
        *,
        apart: Callable[[], bool] = lambda: False,
    ) -> None:
        """`turn` gives what stores the answers of one round, `web` what asks; `apart` says whether a large
        one is to have a process of its own, so that nobody feels it."""
        self._turn, self._web, self._apart = turn, web, apart
        self._store, self._worker = store, worker
        self._subscriptions, self._clock = subscriptions, clock
        self._credentials, self._turns = Credentials(), HostTurns()
        self._asked: dict[int, float] = {}
        self._under_way: set[int] = set()
        self._stops: set[asyncio.Event] = set()

    async def named(
        self,
        feeds: Sequence[Feed],
        *,
        insist: bool,
        on_progress: OnProgress | None,
        patient: bool = True,
    ) -> RefreshReport:
        """Ask these feeds now; without insisting, those not whose host asked for time or that are gone.

        While another program asks feeds it is waited for, and what that has asked meanwhile is not asked
        again; without patience nothing is asked then. Raise LibraryError if it never ends.
        """
        gone = {state.feed_id for state in await self._states() if state.gone is not None}
        chosen = [feed for feed in feeds if insist or feed.id not in gone]
        if not chosen:
            return RefreshReport()
        turn, stop, wished = self._store.refresh_turn, asyncio.Event(), self._clock.now()
        self._stops.add(stop)
        try:
            left: Sequence[Feed] = chosen
            if not turn.take():
                if on_progress is not None and patient:
                    on_progress(Progress(0, len(chosen), 0, 0, "", waits=True))
                if not patient or not await self._waited_for(turn, stop):
                    return RefreshReport(elsewhere=len(chosen))
                left = await self._not_asked_since(chosen, wished)
            try:
                report = await self._ask(left, stop, insist=insist, on_progress=on_progress)
            finally:
                turn.give_back()
            return replace(report, elsewhere=len(chosen) - len(left))
        finally:
            self._stops.discard(stop)

    async def _waited_for(self, turn: RefreshTurn, stop: asyncio.Event) -> bool:
        """Take the turn once no other program has it; False if the person has had enough before."""
        try:
            async with asyncio.timeout(_LONGEST_WAIT):
                while not stop.is_set():
                    if turn.take():
                        return True
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(stop.wait(), _BETWEEN_LOOKS)
        except TimeoutError:
            raise LibraryError(
                "Another Reader has been fetching feeds for a quarter of an hour; try again when it is done."
            ) from None
        return False

    async def _not_asked_since(self, feeds: Sequence[Feed], moment: datetime) -> list[Feed]:
        asked = {s.feed_id for s in await self._states() if s.checked is not None and s.checked >= moment}
        return [feed for feed in feeds if feed.id not in asked]

    async def due(self, feeds: Sequence[Feed]) -> list[Feed]:
        """Return those of the feeds that are due by themselves, and not under way."""
        now, running = self._clock.now(), self._clock.running()
        waits = await asyncio.to_thread(self._store.host_waits, now)
        due = {
            state.feed_id
            for state in await self._states()
            if state.gone is None
            and is_due(now, state.checked, state.next_check)
            and running - self._asked.get(state.feed_id, float("-inf")) >= _SHORTEST
            and host_of(state.url) not in waits
        }
        return [feed for feed in feeds if feed.id in due - self._under_way]

    def stop(self) -> bool:
        """Ask no more feeds in the rounds under way, and keep what has come; say whether there are any."""
        for stop in self._stops:
            stop.set()
        return bool(self._stops)

    async def _states(self) -> list[FetchState]:
        return await asyncio.to_thread(self._store.fetch_states)

    async def _ask(
        self,
        feeds: Sequence[Feed],
        stop: asyncio.Event,
        *,
        insist: bool,
        on_progress: OnProgress | None,
    ) -> RefreshReport:
        if not feeds:
            return RefreshReport()
        numbers, begun = {feed.id for feed in feeds}, self._clock.now()
        self._under_way |= numbers
        self._asked |= dict.fromkeys(numbers, self._clock.running())
        try:
            waits = await asyncio.to_thread(self._store.host_waits, self._clock.now())
            async with self._turn() as turn:
                report = await self._refresh(feeds, turn, waits, insist, on_progress, stop)
            report = replace(report, ruled=turn.said)
        finally:
            self._under_way -= numbers
        for number in numbers - {outcome.feed_id for outcome in report.outcomes}:
            self._asked.pop(number, None)  # it was stopped before, and is due as it was
        for outcome in report.outcomes:
            if outcome.offline:
                self._asked.pop(outcome.feed_id, None)
        if report.new:
            await asyncio.to_thread(self._store.note_moment, REFRESH_BEGAN, begun)
        await self._follow(report)
        return report

    async def _refresh(
        self,
        feeds: Sequence[Feed],
        turn: Turn,
        waits: dict[str, datetime],
        insist: bool,
        on_progress: OnProgress | None,
        stop: asyncio.Event,
    ) -> RefreshReport:
        if self._apart():
            from reader import refresh_apart

            if len(feeds) >= refresh_apart.FROM:
                with contextlib.suppress(refresh_apart.ApartError), self._store.helped():
                    configuration = self._subscriptions.configuration
                    report, acted = await refresh_apart.refresh_apart(
                        feeds,
                        configuration.path,
                        self._store.path,
                        insist=insist,
                        waits=waits,
                        rules=configuration.rules,
                        on_progress=on_progress,
                        stop=stop,
                    )
                    turn.kept_elsewhere(acted)
                    return report
        return await refresh(
            feeds,
            self._store,
            self._asking(await self._web(), waits),
            at_once=self._subscriptions.configuration.settings.connections,
            alone=not self._apart(),
            insist=insist,
            on_progress=on_progress,
            stop=stop,
            keep=turn.keep,
        )

    def _asking(self, client: Client, waits: dict[str, datetime]) -> Asking:
        return Asking(
            client,
            self._worker,
            self._clock,
            self._credentials,
            self._turns,
            self._subscriptions.by_address,
            self._subscriptions.configuration.settings.refresh_minutes,
            waits,
        )

    async def _follow(self, report: RefreshReport) -> None:
        """Keep the new addresses of feeds that have moved; their health tells of those that cannot."""
        for outcome in report.outcomes:
            if outcome.moves_to is not None:
                with contextlib.suppress(LibraryError):
                    await self._subscriptions.move(outcome.url, outcome.moves_to)
