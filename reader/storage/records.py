"""What the store takes and gives beyond the words of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.values import dataclass

if TYPE_CHECKING:
    from array import array
    from datetime import datetime

    from reader.model import Author, Enclosure, Entry, FeedDocument, Validators


@dataclass(frozen=True, slots=True)
class FetchState:
    """What a refresh needs to know of a feed. `failures` counts those since the last success; `gone` is when
    it said not to be asked again; `moved_to` is where permanent redirects have led `moved_seen` times in a
    row. `ttl` (minutes), `max_age` (seconds) and what is skipped are what feed and server said last."""

    feed_id: int
    url: str
    validators: Validators
    checked: datetime | None = None
    next_check: datetime | None = None
    failures: int = 0
    interval: int | None = None
    full_text: bool | None = None
    gone: datetime | None = None
    moved_to: str | None = None
    moved_seen: int = 0
    ttl: int | None = None
    max_age: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """How asking for a feed ended: with a document, with an error's sentence, or with neither (unchanged).

    `validators` None keeps those there are; so does a document with an error. `reason` is the error in a
    word. `status` is that of HTTP, `milliseconds` how long the answer took, `max_age` as in `FetchState`,
    None if it was not said. `moved_to` is where permanent redirects led, `move_note` one sentence why that is
    not followed. `partial` says that the document holds only what is new. `wait` is a host that asked for
    time, with the moment until which none of its feeds is to be asked.
    """

    feed_id: int
    checked: datetime
    document: FeedDocument | None = None
    validators: Validators | None = None
    next_check: datetime | None = None
    error: str | None = None
    reason: str | None = None
    status: int | None = None
    milliseconds: int | None = None
    max_age: int | None = None
    moved_to: str | None = None
    move_note: str | None = None
    partial: bool = False
    gone: bool = False
    wait: tuple[str, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a fetch brought: the ids of articles that are new, and of those whose content changed; and how
    often in a row permanent redirects have led to the same address, serving the same feed."""

    feed_id: int
    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()
    moved_seen: int = 0


@dataclass(frozen=True, slots=True)
class FeedVitals:
    """What the health of a feed is told from; see the schema for what is kept of its fetches. `newest` and
    `twentieth` are the dates of its first and of its twentieth article; `recent` and `recent_unread` count
    those of the last two weeks; `pages` are those of the latest that were read from their page, `walls` those
    behind a paywall."""

    feed_id: int
    url: str
    title: str
    folder: str
    site: str | None
    since: datetime | None
    checked: datetime | None
    changed: datetime | None
    succeeded: datetime | None
    failing_since: datetime | None
    failures: int
    error: str | None
    reason: str | None
    status: int | None
    answer_ms: int | None
    gone: datetime | None
    moved_to: str | None
    moved_seen: int
    move_note: str | None
    next_check: datetime | None
    entries: int | None
    stubs: int | None
    full_text: int | None
    muted: int
    newest: datetime | None
    twentieth: datetime | None
    recent: int
    recent_unread: int
    pages: int
    walls: int


@dataclass(frozen=True, slots=True)
class Content:
    """What the feed itself gave of an article, for extraction. `html` is as hostile as it came."""

    html: str
    text: str
    url: str | None = None
    title: str = ""
    language: str | None = None
    feed_id: int | None = None
    feed_url: str | None = None
    full_text: bool | None = None
    author_pages: bool = False
    writers: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An article of another reader's library, and what the person had done to it there."""

    feed_id: int
    entry: Entry
    read: bool = False
    hidden: bool = False
    tags: tuple[str, ...] = ()
    starred: bool = False
    saved: bool = False


@dataclass(frozen=True, slots=True)
class TakeoverCounts:
    """How many articles a takeover brought, knew already, and marked."""

    new: int = 0
    known: int = 0
    read: int = 0
    hidden: int = 0
    tagged: int = 0
    starred: int = 0
    saved: int = 0


@dataclass(frozen=True, slots=True)
class StateCounts:
    """What another library's state changed: articles that are new or other than before, what else, and which
    articles are saved because of it."""

    new: int = 0
    changed: int = 0
    others: int = 0
    saved: tuple[int, ...] = ()


Source: TypeAlias = Literal["feed", "page", "file"]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from, and the version of the extractor that made it."""

    source: Source
    version: int


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article of that time tells of an author."""

    when: datetime
    author: Author


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """When an author's page was asked and what it said; `note` is one sentence where it said nothing."""

    asked: datetime
    author: Author | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many articles carry it, themselves or through their feed; `colour` is None where the
    person gave it none."""

    name: str
    unread: int
    total: int
    colour: int | None = None


Mark: TypeAlias = Literal["saved", "starred"]


@dataclass(frozen=True, slots=True)
class Times:
    """Articles, and when each of them was saved or starred, in microseconds."""

    ids: array[int]
    times: array[int]


@dataclass(frozen=True, slots=True)
class TagChange:
    """What changed with tags: the articles that each was put on, and taken off; and its colour, before and
    after."""

    added: tuple[tuple[str, array[int]], ...] = ()
    removed: tuple[tuple[str, array[int]], ...] = ()
    colours: tuple[tuple[str, int | None, int | None], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.colours)

    @property
    def reverse(self) -> TagChange:
        """What takes the change back."""
        colours = tuple((tag, after, before) for tag, before, after in self.colours)
        return TagChange(self.removed, self.added, colours)

    @property
    def articles(self) -> int:
        """How many articles are concerned."""
        return len({number for _, ids in (*self.added, *self.removed) for number in ids})


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page or file that is in the library, and whether it is hidden and saved."""

    id: int
    hidden: bool
    saved: bool
