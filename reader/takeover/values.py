"""What is found in another reader's files, as plain values."""

from __future__ import annotations

from typing import Literal, TypeAlias

from reader.bookmark import Bookmark
from reader.model import Entry, Subscription
from reader.takeover.kinds import Kind
from reader.values import dataclass

Outcome = Literal["taken", "by itself", "not taken"]
Setting: TypeAlias = bool | int | str | list[str]


class TakeoverError(ValueError):
    """A file that nothing can be taken from. Its text is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query feed or a filter of another reader, as a query of ours under its name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person is told of one line of a file: what stands there, and what became of it.

    `outcome` is "taken", "by itself" where nothing needs to be taken for it, or "not taken". `program` says
    that it names a program to run, which is taken only where a person says so.
    """

    file: str
    line: int
    what: str
    outcome: Outcome
    why: str
    program: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """A setting; `program`: it names a program to run. `table` is the part of [settings] that it is in."""

    key: str
    value: Setting
    program: bool = False
    table: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """What lists and configurations say."""

    subscriptions: tuple[Subscription, ...] = ()
    views: tuple[NamedQuery, ...] = ()
    ignored: tuple[NamedQuery, ...] = ()
    wishes: tuple[Wish, ...] = ()
    remarks: tuple[Remark, ...] = ()
    stars: str = ""
    cache: str = ""


@dataclass(frozen=True, slots=True)
class CachedFeed:
    """A feed of a cache: its address, the title and the site it gave itself, and how many items it has."""

    url: str
    title: str
    site: str | None
    items: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What is found at a path. `cache` is the file with the articles, "" if there is none. `pages` counts
    the pages of its lists, which `read_as` says how to read once more, "" for each file by itself."""

    kind: Kind
    path: str
    lists: Lists = Lists()
    cache: str = ""
    feeds: tuple[CachedFeed, ...] = ()
    pages: int = 0
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class CachedItem:
    """An article of a cache, and what the person did with it. `flags` are newsboat's letters."""

    feed_url: str
    entry: Entry
    read: bool = False
    deleted: bool = False
    flags: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some items of a cache, and where to go on; `after` None means that there are no more. `skipped` could
    not be read."""

    items: tuple[CachedItem, ...]
    after: int | None
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """Some pages of an export, and where to go on; `after` None means that there are no more."""

    items: tuple[Bookmark, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class StatePart:
    """Some lines of another library's state, checked and cleaned, in JSON; `wrong` counts those that say
    nothing. `at` is where to go on in the file, None at its end, `size` how large that is."""

    lines: tuple[bytes, ...]
    wrong: int
    at: int | None
    size: int


def flag_tag(letter: str) -> str:
    """Return the tag that stands for a flag: "flag-a", and "flag-A" for a capital."""
    return f"flag-{letter}"
