"""What the store takes and gives of accounts on servers."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from reader.model import Entry
    from reader.storage.ruling import Acted

What: TypeAlias = Literal["read", "starred", "saved", "tag"]


@dataclass(frozen=True, slots=True)
class AccountState:
    """How an account stands. `came` items have come so far, all of them once it is `complete`; `waiting` is
    how many of the person's intents the server has not taken yet. `error` is one sentence on why the last
    round ended early, `reason` the same in a word, `next_try` when another is due by itself. `feeds` is how
    many subscriptions are known of it."""

    id: int
    name: str
    cursor: str | None = None
    came: int = 0
    complete: bool = False
    epoch: int = 0
    synced: datetime | None = None
    tried: datetime | None = None
    next_try: datetime | None = None
    failures: int = 0
    error: str | None = None
    reason: str | None = None
    refused: bytes | None = None
    waiting: int = 0
    feeds: int = 0


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A subscription that server and library agree on: as the server last had it, and what it was called here
    then."""

    remote_id: str
    feed_id: int
    url: str
    title: str
    folder: str
    own_title: str
    own_folder: str


@dataclass(frozen=True, slots=True)
class ToldItem:
    """An item as a server told it, cleaned and packed; `feed_id` is None if its feed is not here."""

    remote_id: str
    feed_id: int | None
    entry: Entry
    read: bool
    starred: bool
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """The last thing that the person wanted of one mark of one item, and how often the server was told."""

    serial: int
    remote_id: str
    what: What
    tag: str
    value: bool
    tries: int = 0


@dataclass(frozen=True, slots=True)
class KeptItems:
    """What some items brought: the articles that are new, those that changed, what rules did with them; and
    how many could not be kept."""

    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()
    acted: tuple[Acted, ...] = ()
    unkept: int = 0


@dataclass(frozen=True, slots=True)
class ToldMarks:
    """All marks as a server has them: the ids of unread and of starred items, and of those with each label.
    `epoch` is the account's from before they were asked for."""

    unread: frozenset[str]
    starred: frozenset[str]
    labelled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    saved_label: str = ""
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """Items that have a mark of another value at the server than they had; `label` is "" but for labels."""

    what: Literal["read", "starred", "label"]
    value: bool
    ids: tuple[str, ...]
    label: str = ""
