"""A server's account in memory, and what can go wrong with it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from reader.model import Entry
from reader.sync import Abilities, Page, RemoteFeed, RemoteItem, SyncError

EVERYTHING = Abilities(labels=True, new_labels=True, subscribe=True, rename=True, folders=True)
SITE = "https://papers.example"
BEGINNING = datetime(2026, 11, 1, tzinfo=UTC)

Fault = Callable[[str], None]
"""Hears "before NAME" and "after NAME" of every question, and may raise SyncError."""


def no_fault(_what: str) -> None:
    """Nothing goes wrong."""


@dataclass(slots=True)
class Account:
    """What a server keeps of one person; several clients may look at it."""

    feeds: dict[str, RemoteFeed] = field(default_factory=dict)
    items: dict[str, RemoteItem] = field(default_factory=dict)
    deaf: set[str] = field(default_factory=set)
    """Ids of items of which it says OK and does nothing."""
    counted: int = 0

    def subscribe(self, url: str, title: str = "", folder: str = "") -> str:
        """Subscribe to a feed; return its id."""
        for feed in self.feeds.values():
            if feed.url == url:
                return feed.id
        self.counted += 1
        number = f"f{self.counted}"
        self.feeds[number] = RemoteFeed(number, url, title or f"Feed {number}", folder)
        return number

    def publish(self, feed: str, count: int = 1, **said: object) -> list[str]:
        """Have so many new items in a feed; return their ids."""
        made = []
        for _ in range(count):
            self.counted += 1
            number = str(self.counted)
            entry = Entry(
                guid=f"guid-{number}",
                url=f"{SITE}/{number}",
                title=f"Number {number}",
                content_html=f"<p>The harbour counted ship {number}.</p>",
                published=BEGINNING + timedelta(minutes=self.counted),
            )
            item = RemoteItem(number, feed, entry, read=False, starred=False)
            self.items[number] = replace(item, **said)  # type: ignore[arg-type]
            made.append(number)
        return made

    def mark(self, ids: Iterable[str], **said: bool) -> None:
        """Mark items as another client would."""
        for number in ids:
            if number in self.items and number not in self.deaf:
                self.items[number] = replace(self.items[number], **said)  # type: ignore[arg-type]

    def label(self, ids: Iterable[str], label: str, value: bool) -> None:
        """Put a label on items or take it off."""
        for number in ids:
            if (item := self.items.get(number)) is not None and number not in self.deaf:
                labels = tuple(one for one in item.labels if one != label) + ((label,) if value else ())
                self.items[number] = replace(item, labels=labels)

    def unread(self) -> set[str]:
        return {number for number, item in self.items.items() if not item.read}

    def starred(self) -> set[str]:
        return {number for number, item in self.items.items() if item.starred}


class MemoryServer:
    """A client's connection to such an account."""

    def __init__(
        self,
        account: Account,
        *,
        abilities: Abilities = EVERYTHING,
        fault: Fault = no_fault,
        per_page: int = 50,
    ) -> None:
        self.account, self.abilities, self.fault, self.per_page = account, abilities, fault, per_page
        self.edge = 0
        """So many items before the cursor are told once more."""
        self.asked: list[str] = []
        self.told: list[tuple[str, frozenset[str], bool]] = []

    def _before(self, name: str) -> None:
        self.asked.append(name)
        self.fault(f"before {name}")

    async def log_in(self) -> None:
        self._before("log_in")

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        self._before("subscriptions")
        return tuple(self.account.feeds.values())

    async def labels(self) -> tuple[str, ...]:
        self._before("labels")
        return tuple({label for item in self.account.items.values() for label in item.labels})

    async def new_items(self, after: str | None) -> AsyncIterator[Page]:
        at = int(after or 0) - self.edge
        wanted = sorted((n for n in self.account.items if int(n) > at), key=int)
        for start in range(0, len(wanted), self.per_page):
            self._before("new_items")
            some = [self.account.items[n] for n in wanted[start : start + self.per_page]]
            yield Page(tuple(some), some[-1].id, len(wanted))

    async def items(self, ids: Collection[str]) -> tuple[RemoteItem, ...]:
        self._before("items")
        return tuple(self.account.items[one] for one in ids if one in self.account.items)

    async def unread(self) -> frozenset[str]:
        self._before("unread")
        return frozenset(self.account.unread())

    async def starred(self) -> frozenset[str]:
        self._before("starred")
        return frozenset(self.account.starred())

    async def labelled(self, label: str) -> frozenset[str]:
        self._before("labelled")
        return frozenset(n for n, item in self.account.items.items() if label in item.labels)

    async def set_read(self, ids: Collection[str], value: bool) -> None:
        self._before("set_read")
        self.account.mark(ids, read=value)
        self.told.append(("read", frozenset(ids), value))
        self.fault("after set_read")

    async def set_starred(self, ids: Collection[str], value: bool) -> None:
        self._before("set_starred")
        self.account.mark(ids, starred=value)
        self.told.append(("starred", frozenset(ids), value))
        self.fault("after set_starred")

    async def set_label(self, ids: Collection[str], label: str, value: bool) -> None:
        self._before("set_label")
        known = {one for item in self.account.items.values() for one in item.labels}
        if value and label not in known and not self.abilities.new_labels:
            raise SyncError("the server has no such label", "unable")
        self.account.label(ids, label, value)
        self.told.append((f"label {label}", frozenset(ids), value))
        self.fault("after set_label")

    async def subscribe(self, url: str, title: str = "", folder: str = "") -> None:
        self._before("subscribe")
        self.account.subscribe(url, title, folder)
        self.fault("after subscribe")

    async def unsubscribe(self, feed: str) -> None:
        self._before("unsubscribe")
        self.account.feeds.pop(feed, None)
        self.account.items = {n: item for n, item in self.account.items.items() if item.feed != feed}
        self.fault("after unsubscribe")

    async def rename(self, feed: str, title: str) -> None:
        self._before("rename")
        self.account.feeds[feed] = replace(self.account.feeds[feed], title=title)

    async def move(self, feed: str, folder: str) -> None:
        self._before("move")
        self.account.feeds[feed] = replace(self.account.feeds[feed], folder=folder)
