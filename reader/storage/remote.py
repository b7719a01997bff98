"""Accounts on servers as the store keeps them: their items, their marks, what they are still to be told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reader.storage import accounts, intents, remote_items, remote_marks
from reader.storage.connections import Connections
from reader.storage.fetches import UnkeepableError
from reader.storage.remote_records import (
    AccountState,
    Difference,
    Intent,
    KeptItems,
    KnownFeed,
    ToldItem,
    ToldMarks,
)
from reader.storage.times import now

if TYPE_CHECKING:
    from reader.storage.ruling import Acted, Ruling

_CHUNK = 2_000  # items of which one transaction takes care, so that nobody waits long
_UPDATE_CURSOR = "UPDATE account SET cursor = ?, came = came + ? WHERE id = ?"


class Remote:
    """What is known of servers. Synchronous; every method raises LibraryError when the file fails."""

    def __init__(self, connections: Connections) -> None:
        self._reading, self._writing = connections.reading, connections.writing
        self._unjoined: dict[int, remote_items.Unjoined] = {}

    def states(self) -> list[AccountState]:
        """Return how the accounts stand."""
        with self._reading() as connection:
            return accounts.states(connection)

    def state(self, name: str) -> AccountState | None:
        """Return how an account stands, None if there is none of that name."""
        return next((one for one in self.states() if one.name == name), None)

    def forget_account(self, name: str) -> None:
        """Forget an account with all that is known of its server; articles stay."""
        with self._writing() as connection:
            accounts.forget(connection, name)

    def succeeded(self, account_id: int, when: datetime, next_try: datetime, note: str | None) -> None:
        """Note that a round came to its end; see `accounts.succeeded`."""
        with self._writing(durable=False) as connection:
            accounts.succeeded(connection, account_id, when, next_try, note)

    def failed(
        self,
        account_id: int,
        when: datetime,
        next_try: datetime,
        why: tuple[str, str],
        refused: bytes | None = None,
    ) -> None:
        """Note that a round ended early; see `accounts.failed`."""
        with self._writing(durable=False) as connection:
            accounts.failed(connection, account_id, when, next_try, why, refused)

    # Subscriptions

    def known_feeds(self, account_id: int) -> list[KnownFeed]:
        """Return the subscriptions that server and library agree on."""
        with self._reading() as connection:
            return accounts.known_feeds(connection, account_id)

    def agree(self, account_id: int, feeds: Iterable[KnownFeed], gone: Iterable[str] = ()) -> None:
        """Keep what server and library agree on, and forget what is no subscription any more."""
        with self._writing() as connection:
            accounts.forget_feeds(connection, account_id, gone)
            accounts.know_feeds(connection, account_id, feeds)

    def call_feeds(self, named: Iterable[tuple[int, str, str | None]]) -> None:
        """Give feeds the (title, site) that a server knows for them."""
        with self._writing(durable=False) as connection:
            for feed_id, title, site in named:
                accounts.call_feed(connection, feed_id, title, site)

    # Items

    def begin_round(self, account_id: int) -> None:
        """Look anew at which articles no item stands for."""
        self._unjoined[account_id] = remote_items.Unjoined()

    def keep_items(
        self,
        account_id: int,
        items: Sequence[ToldItem],
        cursor: str | None,
        saved_label: str = "",
        rulings: Sequence[Ruling] = (),
    ) -> KeptItems:
        """Keep items, let rules act on them, and note where the next go on, in one transaction. None leaves
        the cursor as it is."""
        keep = self._keeper(account_id, saved_label, rulings)
        try:
            with self._writing(durable=False) as connection:
                kept = keep(connection, items)
                self._go_on(connection, account_id, cursor, len(items))
            return kept
        except UnkeepableError:
            return self._keep_apart(account_id, items, cursor, keep)

    def _keep_apart(
        self,
        account_id: int,
        items: Sequence[ToldItem],
        cursor: str | None,
        keep: Callable[[sqlite3.Connection, Sequence[ToldItem]], KeptItems],
    ) -> KeptItems:
        """Keep each by itself: one that cannot be is left out, not the others with it."""
        self._unjoined.pop(account_id, None)  # it may have been taken from in vain
        all_kept: list[KeptItems] = []
        unkept = 0
        for item in items:
            try:
                with self._writing(durable=False) as connection:
                    all_kept.append(keep(connection, [item]))
            except UnkeepableError:
                unkept += 1
        with self._writing(durable=False) as connection:
            self._go_on(connection, account_id, cursor, len(items))
        return KeptItems(
            tuple(number for one in all_kept for number in one.new),
            tuple(number for one in all_kept for number in one.updated),
            tuple(acted for one in all_kept for acted in one.acted),
            unkept,
        )

    def _keeper(
        self, account_id: int, saved_label: str, rulings: Sequence[Ruling]
    ) -> Callable[[sqlite3.Connection, Sequence[ToldItem]], KeptItems]:
        def keep(connection: sqlite3.Connection, items: Sequence[ToldItem]) -> KeptItems:
            unjoined = self._unjoined.setdefault(account_id, remote_items.Unjoined())
            when = now()
            arrived = remote_items.keep(connection, account_id, items, unjoined, saved_label, when)
            acted: list[Acted] = []
            if rulings:
                from reader.storage.ruling import on_arrival

                acted = on_arrival(connection, rulings, arrived.new, arrived.updated, when)
            return KeptItems(tuple(arrived.new), tuple(arrived.updated), tuple(acted))

        return keep

    @staticmethod
    def _go_on(connection: sqlite3.Connection, account_id: int, cursor: str | None, came: int) -> None:
        if cursor is not None:
            connection.execute(_UPDATE_CURSOR, (cursor, came, account_id))

    # Marks

    def pending(self, account_id: int, limit: int) -> list[Intent]:
        """Return what a server is still to be told of what the person did."""
        with self._reading() as connection:
            return intents.pending(connection, account_id, limit)

    def acknowledge(self, account_id: int, taken: Sequence[Intent], saved_label: str) -> None:
        """Note that the server took these; see `intents.acknowledge`."""
        with self._writing(durable=False) as connection:
            intents.acknowledge(connection, account_id, taken, saved_label)

    def drop(self, serials: Sequence[int]) -> None:
        """Take out of the queue what a server cannot be told."""
        with self._writing(durable=False) as connection:
            intents.drop(connection, serials)

    def want_again(self, account_id: int, ignored: Sequence[Intent]) -> int:
        """Put intents back that a server took and does not have; return how many it
        has been told too often."""
        with self._writing(durable=False) as connection:
            return len(intents.want_again(connection, account_id, ignored)[1])

    def differences(self, account_id: int, told: ToldMarks) -> list[Difference]:
        """Return what has changed at the server; see `remote_marks.differences`."""
        with self._reading() as connection:
            return remote_marks.differences(connection, account_id, told)

    def unknown(self, account_id: int, ids: Collection[str]) -> list[str]:
        """Return those ids that the library has never heard of."""
        with self._reading() as connection:
            return remote_marks.unknown(connection, account_id, ids)

    def let_go(self, account_id: int) -> set[str]:
        """Return the items that have no article here and had no star when they were last told of."""
        with self._reading() as connection:
            known = remote_marks.let_go(connection, account_id)
            return {remote for remote, starred in known.items() if not starred}

    def labels(self, account_id: int) -> set[str]:
        """Return the labels that items had."""
        with self._reading() as connection:
            return remote_marks.labels(connection, account_id)

    def tidy(self, account_id: int, told: ToldMarks) -> None:
        """Forget items that neither have an article here nor are in the server's lists."""
        with self._writing(durable=False) as connection:
            remote_marks.tidy(connection, account_id, told)

    def forget(self, account_id: int, ids: Collection[str]) -> None:
        """Forget items that the server does not have any more; their articles stay."""
        with self._writing(durable=False) as connection:
            remote_marks.forget(connection, account_id, ids)

    def apply(
        self, account_id: int, found: Iterable[Difference], told: ToldMarks
    ) -> tuple[list[int], list[int]] | None:
        """Mark articles as the server has them now; return those that changed, and those of them that were
        saved. None if somebody else has told the server something since it was asked: then what it said is
        not the last word."""
        changed: list[int] = []
        saved: list[int] = []
        for one in found:
            for start in range(0, len(one.ids), _CHUNK):
                some = Difference(one.what, one.value, one.ids[start : start + _CHUNK], one.label)
                with self._writing(durable=False) as connection:
                    epoch = connection.execute(
                        "SELECT epoch FROM account WHERE id = ?", (account_id,)
                    ).fetchone()
                    if epoch is None or epoch[0] != told.epoch:
                        return None
                    now_so = remote_marks.apply(connection, account_id, some, told.saved_label, now())
                changed += now_so
                if one.what == "label" and one.value and one.label == told.saved_label:
                    saved += now_so
        return changed, saved
