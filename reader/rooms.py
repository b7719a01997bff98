"""The rooms behind the one door, each made when it is first entered: the application starts without most."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from reader.clock import Clock
from reader.outlets import Outlets
from reader.storage import LibraryError, Store
from reader.subscriptions import Subscriptions

if TYPE_CHECKING:
    from reader.accounts import Accounts
    from reader.acquaintances import Acquaintances
    from reader.briefings import Briefings
    from reader.desk import Desk
    from reader.editing import FeedEditing
    from reader.errands import Errands
    from reader.exporting import Exports
    from reader.fetch import Client
    from reader.gallery import Gallery
    from reader.history import History
    from reader.importing import Takeovers
    from reader.ingest import Ingest
    from reader.later import ReadLater
    from reader.marks import Marks
    from reader.newsroom import Newsroom
    from reader.outline import Outline
    from reader.prefetch import Prefetch
    from reader.queries import Queries
    from reader.relations import Relations
    from reader.renewal import Renewal
    from reader.revisions import Revisions
    from reader.rounds import Rounds
    from reader.rules import Rules
    from reader.starting import Starting
    from reader.states import States
    from reader.upkeep import Keeper
    from reader.worker import Worker

_Result = TypeVar("_Result")


class Rooms(Outlets):
    """The part of `Library` that has what it works with."""

    def __init__(self, store: Store, subscriptions: Subscriptions, clock: Clock) -> None:
        super().__init__(store, subscriptions, clock)
        self._client: Client | None = None
        self._opening_client = asyncio.Lock()
        self._is_first = self._is_session = self._is_closed = False
        self.refreshes_apart = False
        """Whether large refreshes have a process of their own, because somebody reads meanwhile."""

    @cached_property
    def history(self) -> History:
        """What the person did in this session, to be taken back."""
        from reader.history import History

        return History()

    @cached_property
    def upkeep(self) -> Keeper:
        """What looks after the library's file."""
        from reader.upkeep import Keeper

        return Keeper(self._store, self._subscriptions, self._clock)

    @cached_property
    def marks(self) -> Marks:
        """What a person does with articles."""
        from reader.marks import Marks

        return Marks(self._store, self._was_saved)

    @cached_property
    def later(self) -> ReadLater:
        """Pages and files kept to be read later."""
        from reader.later import ReadLater

        return ReadLater(self._store, self._desk, self._was_saved)

    @cached_property
    def queries(self) -> Queries:
        """Queries: checked, completed, answered, saved."""
        from reader.queries import Queries

        return Queries(self._store, self._subscriptions, self.history)

    @cached_property
    def newsroom(self) -> Newsroom:
        """What is known of many articles together."""
        from reader.newsroom import Newsroom

        return Newsroom(self._store, self._placing, self._reading, self.history)

    @cached_property
    def revisions(self) -> Revisions:
        """What articles said before they changed."""
        from reader.revisions import Revisions

        return Revisions(self._store, lambda: self._reading)

    @cached_property
    def briefings(self) -> Briefings:
        """What has happened of late, told in sentences of the articles."""
        from reader.briefings import Briefings

        return Briefings(self._store, self._parsing)

    @cached_property
    def exports(self) -> Exports:
        """What writes articles for other programs and devices."""
        from reader.exporting import Exports

        return Exports(
            self._store, self._subscriptions, lambda: self._reading, lambda: self._gallery, self._clock
        )

    @cached_property
    def ingest(self) -> Ingest:
        """What takes in a library that was written as lines."""
        from reader.ingest import Ingest

        return Ingest(self._store, self._subscriptions, self.editing, lambda: self._reading)

    @cached_property
    def relations(self) -> Relations:
        """What is related to an article."""
        from reader.relations import Relations

        return Relations(self._store, self._parsing)

    @cached_property
    def outline(self) -> Outline:
        """Where long lists part."""
        from reader.outline import Outline

        return Outline(self._store)

    @cached_property
    def editing(self) -> FeedEditing:
        """The subscriptions, changed so that it can be taken back."""
        from reader.editing import FeedEditing

        return FeedEditing(self._store, self._subscriptions, self.history)

    @cached_property
    def starting(self) -> Starting:
        """What there is to begin with."""
        from reader.starting import Starting

        return Starting(self.editing, asked=self._is_first)

    @cached_property
    def takeovers(self) -> Takeovers:
        """What other readers have left."""
        from reader.importing import Takeovers

        return Takeovers(self._store, self._subscriptions, self.editing, self._reading, self._saved_by_rule)

    @cached_property
    def states(self) -> States:
        """What machines tell each other without a server."""
        from reader.states import States

        return States(self._store, self._subscriptions, self.editing, self._reading, self._saved_by_rule)

    @cached_property
    def rules(self) -> Rules:
        """What is done with articles by itself."""
        from reader.rules import Rules

        return Rules(self._store, self._subscriptions, self.history, self._errands, self._saved_by_rule)

    @cached_property
    def acquaintances(self) -> Acquaintances:
        """Who and what articles name, across all of them."""
        from reader.acquaintances import Acquaintances

        return Acquaintances(self._store, self._subscriptions, self.history, self.queries, self.rules)

    @cached_property
    def accounts(self) -> Accounts:
        """Servers that keep subscriptions and marks for several machines."""
        from reader.accounts import Accounts

        return Accounts(
            self._store,
            self._subscriptions,
            self._clock,
            lambda: self._parsing,
            self._web,
            self.rules.turn,
            self._saved_by_rule,
        )

    @cached_property
    def _parsing(self) -> Worker:
        """The process for what comes by itself."""
        return self._worker(niceness=10)

    @cached_property
    def _reading(self) -> Worker:
        """The process for what a person waits for."""
        return self._worker(niceness=5)

    @cached_property
    def _placing(self) -> Worker:
        """The process that puts articles into stories, and is there only then: its model takes 100 MB."""
        return self._worker(niceness=15)

    def _worker(self, niceness: int) -> Worker:
        from reader.worker import Worker

        worker = Worker(niceness=niceness, engine=self.settings.engine)
        if self._is_closed:  # asked for by what has not heard of it yet
            worker.refuse()
        return worker

    @cached_property
    def _gallery(self) -> Gallery:
        from reader.gallery import Gallery

        return Gallery(self._store, self._web, keeps_saved=self.settings.pictures != "off")

    @cached_property
    def _ahead(self) -> Prefetch:
        from reader.prefetch import Prefetch

        return Prefetch(self._quiet_desk, self._made_ready)

    @cached_property
    def _renewal(self) -> Renewal:
        from reader.renewal import Renewal

        return Renewal(
            self._store,
            self._parsing,
            reads_new=lambda: self.settings.understand == "all",
            on_understood=self._understood_ahead,
        )

    @cached_property
    def _rounds(self) -> Rounds:
        from reader.rounds import Rounds

        return Rounds(
            self._store,
            self._parsing,
            self._subscriptions,
            self._clock,
            self.rules.turn,
            self._web,
            apart=lambda: self.refreshes_apart and not self._is_closed,
        )

    async def _settle_rooms(self) -> None:
        """Let what was begun for the person come to its end."""
        await asyncio.gather(*(room.settle() for room in self._entered("_gallery", "rules")))

    async def _close_rooms(self) -> None:
        await asyncio.gather(
            *(room.close() for room in self._entered("_ahead", "_gallery", "_renewal", "newsroom"))
        )
        await asyncio.gather(*(room.close() for room in self._entered("rules")))
        await asyncio.gather(
            self._close_downloads(), *(room.close() for room in self._entered("upkeep", "queries"))
        )

    async def _close_processes(self) -> None:
        self._is_closed = True
        await asyncio.gather(
            *(worker.close() for worker in self._entered("_parsing", "_reading", "_placing"))
        )
        if self._client is not None:
            await self._client.__aexit__(None, None, None)
            self._client = None

    def _entered(self, *names: str) -> list[Any]:
        """Those of the rooms that were made."""
        return [vars(self)[name] for name in names if name in vars(self)]

    @contextlib.contextmanager
    def _person_waits(self) -> Iterator[None]:
        with contextlib.ExitStack() as held:
            quiet = (self._ahead, self._renewal) if self._is_session else ()  # for a command there are none
            for room in (*quiet, *self._entered("newsroom")):
                held.enter_context(room.held())
            yield

    def _errands(self) -> Errands:
        from reader.errands import Errands

        return Errands(self._store, self.programs, self.downloads, self.marks)

    async def _made_ready(self, article_id: int) -> None:
        self._gallery.want_saved([article_id])
        await self.rules.understood([article_id])

    async def _understood_ahead(self, article_id: int) -> None:
        await self.rules.understood([article_id])

    def _saved_by_rule(self, ids: Sequence[int]) -> None:
        if self._is_session:  # else the next session completes them
            self._was_saved(ids)

    def _was_saved(self, ids: Sequence[int]) -> None:
        self._ahead.want_saved(ids)
        self._gallery.want_saved(ids)

    async def _web(self) -> Client:
        from reader.fetch import Client

        async with self._opening_client:
            if self._is_closed:
                raise LibraryError("The reader is closing.")
            if self._client is None:
                client = Client(
                    concurrency=self.settings.connections,
                    timeout=self.settings.timeout,
                    contact=self.settings.contact,
                )
                self._client = await client.__aenter__()
            return self._client

    async def _desk(self) -> Desk:
        from reader.desk import Desk

        return Desk(self._store, await self._web(), self._reading)

    async def _quiet_desk(self) -> Desk:
        from reader.desk import Desk

        return Desk(self._store, await self._web(), self._parsing)

    async def _write(self, function: Callable[..., _Result], *arguments: object) -> _Result:
        return await asyncio.to_thread(function, *arguments)
