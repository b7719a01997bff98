"""What can be asked of a server that keeps a person's subscriptions and marks, whatever protocol it speaks.

Ids are the server's own, in one spelling for each protocol, whichever of its answers they came from. Marks
are set, never toggled, so that setting them once more after an answer that got lost changes nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from dataclasses import field
from typing import Literal, Protocol

from reader.model import Entry
from reader.values import dataclass

Kind = Literal["greader", "miniflux", "ttrss", "nextcloud", "fever"]
"""The protocols: Google Reader's API as others carry it on, Miniflux's, Tiny Tiny RSS's, Nextcloud News's and
Fever's."""
Method = Literal["GET", "POST", "PUT", "DELETE"]
Reason = Literal["refused", "unreachable", "broken", "unable"]


class SyncError(Exception):
    """A server did not do what it was asked; `sentence` says why, for the person, without a secret.

    `reason` is "refused" for a login that it would not take (nothing is asked again before the person has
    changed something), "unreachable" for no answer, or one that says later (`retry_after` in seconds),
    "broken" for an answer that makes no sense, "unable" for what this kind of server cannot do, or this one
    will not (a feed that it cannot read).
    """

    def __init__(self, sentence: str, reason: Reason, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.reason, self.retry_after = sentence, reason, retry_after


class TooLargeError(SyncError):
    """An answer past `Request.largest`: whoever asked may ask for less at once."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, "broken")


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a server: `body` is sent with POST, PUT or DELETE, `largest` is the bytes of an answer
    that are read at most."""

    method: Method
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    largest: int = 16 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status; header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


Send = Callable[[Request], Awaitable[Answer]]
"""Asks a server, within a deadline and without following redirects to another origin. Raises SyncError with
the reason "unreachable" if no answer comes, TooLargeError for one that is larger than it may be."""
Secret = Callable[[], Awaitable[str]]
"""Comes by the password (or token) of an account when it is needed. May raise SyncError."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a server can do beside read and starred marks; certain after `log_in`."""

    labels: bool = False
    """Articles carry labels, which `set_label` sets and `labelled` tells."""
    new_labels: bool = False
    """`set_label` makes a label that is not there yet; elsewhere it raises SyncError ("unable") for one."""
    subscribe: bool = False
    """Subscriptions can be added and removed."""
    rename: bool = False
    folders: bool = False
    """A subscription can be moved to another folder."""


@dataclass(frozen=True, slots=True)
class RemoteFeed:
    """A subscription as the server has it. `url` is the feed's address; "" where the server does not say."""

    id: str
    url: str
    title: str
    folder: str = ""
    site: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """An article as the server has it. `feed` is a RemoteFeed's id; `entry` has the item's own guid where the
    server tells it, else its address, else its id. `feed` is "" for an article whose subscription is gone.
    Texts are as they came, cut to sane lengths: HTML is still HTML, and nothing is washed."""

    id: str
    feed: str
    entry: Entry
    read: bool
    starred: bool
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some new items, oldest first as far as the server can, and where to go on after them."""

    items: tuple[RemoteItem, ...]
    cursor: str
    """Given to `new_items` later, what came with this page and before is not told again (but for a few at the
    edge). Opaque, and as good after a restart."""
    total: int | None = None
    """How many there are in all, where the server says so: for progress."""


class Server(Protocol):
    """An account on a server. Every method may raise SyncError, and logs in by itself when that is needed: at
    most once for a question, and never again once it was refused."""

    @property
    def abilities(self) -> Abilities: ...

    async def log_in(self) -> None:
        """See whether the address, the name and the password are right, and what the server can do."""
        ...

    async def subscriptions(self) -> tuple[RemoteFeed, ...]: ...

    async def labels(self) -> tuple[str, ...]:
        """Return the names of all labels of articles."""
        ...

    def new_items(self, after: str | None) -> AsyncIterator[Page]:
        """Tell page by page what has come to the server since a cursor; from None everything that it keeps.

        It ends: a server that pages without end, or tells the same again, is "broken". Some servers tell what
        is new by an order of their own in which an article can be missed; one that `unread` or `starred`
        names and that nobody knows is to be asked from `items`.
        """
        ...

    async def items(self, ids: Collection[str]) -> tuple[RemoteItem, ...]:
        """Return those of the items that the server still has, in any order."""
        ...

    async def unread(self) -> frozenset[str]:
        """Return the ids of all unread items."""
        ...

    async def starred(self) -> frozenset[str]: ...

    async def labelled(self, label: str) -> frozenset[str]: ...

    async def set_read(self, ids: Collection[str], value: bool) -> None:
        """Mark items read or unread; ids that the server does not know are passed over."""
        ...

    async def set_starred(self, ids: Collection[str], value: bool) -> None: ...

    async def set_label(self, ids: Collection[str], label: str, value: bool) -> None:
        """Put a label on items or take it off; a label that is not there yet is made (see Abilities)."""
        ...

    async def subscribe(self, url: str, title: str = "", folder: str = "") -> None:
        """Subscribe to a feed; one that is subscribed to already stays as it is."""
        ...

    async def unsubscribe(self, feed: str) -> None: ...

    async def rename(self, feed: str, title: str) -> None: ...

    async def move(self, feed: str, folder: str) -> None:
        """Put a subscription into a folder, which is made if need be; "" is none."""
        ...
