"""One round of sync with one account.

Told first is what the person did; then subscriptions are brought into step, new items come page by page, and
last all marks are compared. What has come stays, wherever the round ends: each page is kept together with the
place where the next begins, and what the server took leaves the queue at once.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import field
from typing import Protocol

from reader.accounts.items import told
from reader.accounts.subscribing import Subscribed
from reader.model import Account
from reader.storage import AccountState, Difference, Intent, KeptItems, Store, ToldItem, ToldMarks
from reader.sync import RemoteItem, Server, SyncError
from reader.text import safe_line
from reader.values import dataclass
from reader.worker import Worker

_AT_ONCE = 200
"""Items that a server is told of, or asked for, in one go."""
_MOST_PENDING = 5_000
_PER_TRANSACTION = 250
_MOST_MISSED = 2_000
"""So many items that no page told of are asked for in a round."""
_MANY, _SAMPLE = 200, 20
"""When so many articles are to be marked read at once, a few of them are looked at before."""
_MOST_LABELS = 200


class Turn(Protocol):
    """Keeps items under the person's rules; see `turn.Turn`."""

    def keep_items(
        self, account_id: int, items: Sequence[ToldItem], cursor: str | None, saved_label: str, /
    ) -> KeptItems: ...


@dataclass(slots=True)
class Tally:
    """What a round has done so far. `saved` are articles that have been saved elsewhere."""

    new: int = 0
    updated: int = 0
    sent: int = 0
    marked: int = 0
    came: int = 0
    total: int | None = None
    unkept: int = 0
    ignored: int = 0
    unlabelled: set[str] = field(default_factory=set)
    saved: list[int] = field(default_factory=list)
    subscribed: Subscribed = field(default_factory=Subscribed)

    @property
    def note(self) -> str:
        """A sentence on what could not be done, "" for nothing."""
        notes = list(self.subscribed.notes)
        if self.unkept:
            notes.append(f"{self.unkept:,} articles could not be kept.")
        if self.ignored:
            notes.append(f"The server does not keep what was done with {self.ignored:,} articles.")
        if self.unlabelled:
            names = ", ".join(safe_line(one, 40) for one in sorted(self.unlabelled)[:3])
            notes.append(f"The server makes no new labels; there, make {names} by hand.")
        return " ".join(notes)


class Round:
    """One round. `told` hears of each step, with the tally until then."""

    def __init__(
        self,
        store: Store,
        worker: Worker,
        account: Account,
        state: AccountState,
        server: Server,
        turn: Turn,
        heard: Callable[[Tally], None],
    ) -> None:
        self._remote, self._worker = store.remote, worker
        self._account, self._id, self._state, self._server = account, state.id, state, server
        self._turn, self._heard = turn, heard
        self.tally = Tally(came=0 if state.complete else state.came)
        self._pushed: list[Intent] = []

    # What the person did

    async def push(self) -> None:
        """Tell the server what the person did that it has not taken yet."""
        while intents := await asyncio.to_thread(self._remote.pending, self._id, _MOST_PENDING):
            groups: defaultdict[tuple[str, str, bool], list[Intent]] = defaultdict(list)
            for one in intents:
                groups[one.what, self._label(one), one.value].append(one)
            for (what, label, value), wanted in groups.items():
                if what in {"saved", "tag"} and not (label and self._server.abilities.labels):
                    serials = [one.serial for one in wanted]  # that stays on this machine
                    await asyncio.to_thread(self._remote.drop, serials)
                    continue
                for start in range(0, len(wanted), _AT_ONCE):
                    await self._set(what, label, value, wanted[start : start + _AT_ONCE])

    def _label(self, intent: Intent) -> str:
        """The server's label that an intent is about, "" for none."""
        saved = self._account.saved_label
        if intent.what == "saved":
            return saved
        return intent.tag if intent.what == "tag" and intent.tag != saved else ""

    async def _set(self, what: str, label: str, value: bool, wanted: Sequence[Intent]) -> None:
        ids = [one.remote_id for one in wanted]
        if what == "read":
            await self._server.set_read(ids, value)
        elif what == "starred":
            await self._server.set_starred(ids, value)
        else:
            try:
                await self._server.set_label(ids, label, value)
            except SyncError as error:
                if error.reason != "unable":
                    raise
                self.tally.unlabelled.add(label)  # the server does not have this label: it stays here
                await asyncio.to_thread(self._remote.drop, [one.serial for one in wanted])
                return
        await asyncio.to_thread(self._remote.acknowledge, self._id, wanted, self._account.saved_label)
        self._pushed += wanted
        self.tally.sent += len(wanted)
        self._heard(self.tally)

    # Articles

    async def pull(self, feeds: Subscribed) -> None:
        """Bring what is new, page by page."""
        self.tally.subscribed = feeds
        self._remote.begin_round(self._id)
        async for page in self._server.new_items(self._state.cursor):
            self.tally.total = page.total
            await self._keep(page.items, page.cursor)

    async def _keep(self, items: Sequence[RemoteItem], cursor: str | None) -> None:
        """Keep items a few at a time; the cursor goes on with the last of them."""
        saved = self._account.saved_label
        for start in range(0, max(1, len(items)), _PER_TRANSACTION):
            some = items[start : start + _PER_TRANSACTION]
            last = start + _PER_TRANSACTION >= len(items)
            washed = await told(some, self.tally.subscribed.feeds, self._worker)
            kept = await asyncio.to_thread(
                self._turn.keep_items, self._id, washed, cursor if last else None, saved
            )
            self.tally.new += len(kept.new)
            self.tally.updated += len(kept.updated)
            self.tally.unkept += kept.unkept
            self.tally.came += len(some)
            self._heard(self.tally)

    # Marks

    async def compare(self) -> bool:
        """Have all marks be as the server has them, but for what the person has done meanwhile; say whether
        the server has had the last word."""
        state = await asyncio.to_thread(self._remote.state, self._account.name)
        if state is None:
            return False
        unread, starred = await self._server.unread(), await self._server.starred()
        labelled = await self._labelled()
        marks = ToldMarks(unread, starred, labelled, self._account.saved_label, state.epoch)
        await self._fetch_missed(marks)
        await self._see_that_it_took(marks)
        found = await asyncio.to_thread(self._remote.differences, self._id, marks)
        await self._doubt(found)
        found = await self._without_gone(found)
        changed = await asyncio.to_thread(self._remote.apply, self._id, found, marks)
        if changed is None:
            return False
        await asyncio.to_thread(self._remote.tidy, self._id, marks)
        self.tally.marked += len(changed[0])
        self.tally.saved += changed[1]
        return True

    async def _labelled(self) -> dict[str, frozenset[str]]:
        """The items of each label, none for one that there is no more."""
        if not self._server.abilities.labels:
            return {}
        labels = [label for label in await self._server.labels() if label.strip()]
        known = await asyncio.to_thread(self._remote.labels, self._id)
        gone = known.difference(labels)
        asked = {label: await self._server.labelled(label) for label in labels[:_MOST_LABELS]}
        return asked | dict.fromkeys(gone, frozenset[str]())

    async def _fetch_missed(self, marks: ToldMarks) -> None:
        """Ask for what is unread or starred and was told on no page, or let go of before it was starred."""
        wanted = await asyncio.to_thread(self._remote.unknown, self._id, marks.unread | marks.starred)
        wanted += marks.starred & await asyncio.to_thread(self._remote.let_go, self._id)
        for start in range(0, min(len(wanted), _MOST_MISSED), _AT_ONCE):
            await self._keep(await self._server.items(wanted[start : start + _AT_ONCE]), None)

    async def _see_that_it_took(self, marks: ToldMarks) -> None:
        """Some servers say OK to what they do not do: what does not show is told once more the next time."""
        missing = [one for one in self._pushed if self._shows(one, marks) != one.value]
        if not missing:
            return
        there = await self._there({one.remote_id for one in missing})
        await self._forget({one.remote_id for one in missing} - there.keys())
        ignored = [one for one in missing if one.remote_id in there]
        if ignored:
            self.tally.ignored += await asyncio.to_thread(self._remote.want_again, self._id, ignored)

    def _shows(self, one: Intent, marks: ToldMarks) -> bool:
        if one.what == "read":
            return one.remote_id not in marks.unread
        if one.what == "starred":
            return one.remote_id in marks.starred
        return one.remote_id in marks.labelled.get(self._label(one), ())

    async def _doubt(self, found: Sequence[Difference]) -> None:
        """Look at a few of many articles that are to be read now, or unread, whether they are: a server that
        loses its list of unread items must not make everything read here."""
        for one in found:
            if one.what == "read" and len(one.ids) > _MANY:
                there = await self._there(random.sample(one.ids, _SAMPLE))
                if any(item.read != one.value for item in there.values()):
                    raise SyncError("the server contradicts itself on what is unread", "broken")

    async def _without_gone(self, found: Sequence[Difference]) -> list[Difference]:
        """The differences without stars and labels of items that the server only has no more: what was worth
        keeping is kept."""
        lost = {
            remote
            for one in found
            if one.what in {"starred", "label"} and not one.value
            for remote in one.ids
        }
        if not lost:
            return list(found)
        there = await self._there(lost)
        gone = lost - there.keys()
        await self._forget(gone)
        left = []
        for one in found:
            ids = [remote for remote in one.ids if remote not in gone]
            if one.what != "read" and not one.value:
                ids = [remote for remote in ids if not _has(there[remote], one)]
            left.append(Difference(one.what, one.value, tuple(ids), one.label))
        return [one for one in left if one.ids]

    async def _there(self, ids: Collection[str]) -> dict[str, RemoteItem]:
        """Those of the items that the server still has."""
        listed = sorted(ids)
        there: dict[str, RemoteItem] = {}
        for start in range(0, len(listed), _AT_ONCE):
            items = await self._server.items(listed[start : start + _AT_ONCE])
            there |= {item.id: item for item in items}
        return there

    async def _forget(self, ids: Collection[str]) -> None:
        if ids:
            await asyncio.to_thread(self._remote.forget, self._id, ids)


def _has(item: RemoteItem, lost: Difference) -> bool:
    """Whether an item has a mark after all that its list does not show."""
    return item.starred if lost.what == "starred" else lost.label in item.labels
