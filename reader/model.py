"""The words of the domain, as frozen values. Standard library only.

Offsets are in characters (Python string indices), half open. Times are timezone-aware datetimes.
Text in these values has been through `reader.text.safe_text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from reader.account import Account as Account
from reader.account import AccountKind as AccountKind
from reader.author import Author as Author
from reader.download import Download as Download
from reader.download import DownloadState as DownloadState
from reader.picture import Canvas as Canvas
from reader.picture import Drawing as Drawing
from reader.picture import KeptPicture as KeptPicture
from reader.picture import Picture as Picture
from reader.picture import PictureProtocol as PictureProtocol
from reader.story import Fold as Fold
from reader.story import Gist as Gist
from reader.story import Placed as Placed
from reader.story import Placing as Placing
from reader.subscription import Auth as Auth
from reader.subscription import Subscription as Subscription
from reader.values import dataclass
from reader.view import View as View
from reader.view import ViewKind as ViewKind

BlockKind = Literal[
    "paragraph",
    "heading",
    "list_item",
    "quote",
    "code",
    "table",
    "term",
    "definition",
    "footnote",
    "caption",
    "embed",
    "rule",
]
SpanKind = Literal[
    "mention", "link", "strong", "emphasis", "code", "superscript", "subscript", "struck", "footnote"
]
EntityKind = Literal["person", "organisation", "place", "other"]
FigureKind = Literal[
    "count", "money", "percent", "measure", "age", "duration", "score", "ratio", "multiple", "rank"
]
Modifier = Literal["=", "~", ">", "<", "≥", "≤", "up", "down"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: a mention in a document, or a link or emphasis in a block."""

    start: int
    end: int
    kind: SpanKind = "mention"
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article, in reading order.

    `text` holds no newline, except: code keeps its lines, and a table is one row a line with its cells
    parted by tabs. `level` is 1 to 6 for a heading, the depth from 0 for a list item, a quote and what a
    definition list holds, and the number of heading rows of a table. `marker` is the bullet or number of a
    list item ("•", "3.") and the sign of a footnote ("1", "*"), which a span of kind "footnote" in the text
    repeats; a list item without one goes on with the item before. `language` is that of code; `picture` is
    the index in `Document.pictures` of what a caption belongs to, and a caption without text is a picture
    that has none. `spans` lie in `text`.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()
    level: int = 0
    marker: str = ""
    language: str | None = None
    picture: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page's data says its article is about or mentions; `kind` is None where it does not say."""

    name: str
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article without its boilerplate, as `reader.extract` makes it.

    Blocks of kind "caption" stand where their picture stood; they are not part of `text`, and neither is the
    `standfirst`, which the page sets apart from it or has in its data alone. `truncated`
    says that the page itself holds only a part of the article, `paywalled` that a paywall is why. `amp_url`
    is where the page's AMP form is, `next_page` where a text that is split over pages goes on. `contributors`
    helped and did not write it. `subjects` are what the page's data names.
    """

    title: str = ""
    site: str | None = None
    url: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    standfirst: str = ""
    blocks: tuple[Block, ...] = ()
    authors: tuple[Author, ...] = ()
    contributors: tuple[Author, ...] = ()
    pictures: tuple[Picture, ...] = ()
    truncated: bool = False
    paywalled: bool = False
    amp_url: str | None = None
    next_page: str | None = None
    subjects: tuple[Subject, ...] = ()

    @property
    def text(self) -> str:
        """The body: every block but the captions, parted by blank lines."""
        return "\n\n".join(block.text for block in self.blocks if block.kind not in _OUTSIDE_BODY)

    @property
    def analysed_text(self) -> str:
        """What `reader.analyse` reads: the body, and after it the captions. `text` is a prefix of it."""
        return "\n\n".join(block.text for _, block in self._in_analysed_order())

    def placed_blocks(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of every block in `analysed_text`, in the order of `blocks`.

        Rules and pictures without a caption have (-1, -1).
        """
        places: list[tuple[int, int]] = [(-1, -1)] * len(self.blocks)
        at = 0
        for index, block in self._in_analysed_order():
            places[index] = (at, at + len(block.text))
            at += len(block.text) + 2
        return tuple(places)

    def _in_analysed_order(self) -> Iterator[tuple[int, Block]]:
        yield from ((i, b) for i, b in enumerate(self.blocks) if b.kind not in _OUTSIDE_BODY)
        yield from ((i, b) for i, b in enumerate(self.blocks) if b.kind == "caption" and b.text)


_OUTSIDE_BODY = frozenset({"caption", "rule"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a text says at start..end that somebody is: "energy minister", "spokesman" for an `organisation`,
    which may be a place and is "" where none is said."""

    role: str
    organisation: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named in a text, under its full name. `salience` is 0 to 1; of people there is
    what the text says they are."""

    name: str
    kind: EntityKind
    mentions: tuple[Span, ...] = ()
    salience: float = 0.0
    aliases: tuple[str, ...] = ()
    described: tuple[Description, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that a text states, and what it counts.

    `text` is the stretch start..end. `value` is in `unit` with magnitudes applied ("6 million" is
    6000000.0); a range has `low` and `high` and no `value`; a vague count ("dozens of") has none of them.
    `modifier` is the field's sign, `modifier_text` the words it stood in ("more than"). `unit` is the
    canonical singular ("millimetre", "dollar", "percentage"), None for a plain count. `counted` is the noun
    phrase that is counted ("suspected arms"), `counted_head` its singular head.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    modifier: Modifier = "="
    modifier_text: str = ""
    counted: str | None = None
    counted_head: str | None = None
    sentence: str = ""

    @property
    def vague(self) -> bool:
        """Whether the text gives no number at all: "dozens of tests"."""
        return self.value is None and self.low is None and self.high is None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `reader.analyse` finds in one text. Offsets lie in that text.

    `approximate` says that the text is in a language whose names are only known from lists.
    """

    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of a document, by which version of the analyser. Offsets lie in its
    `analysed_text`; `approximate` as in `Analysis`. `engine` is what found the names, "" for the one that
    comes with the reader."""

    authors: tuple[Author, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    version: int = 0
    approximate: bool = False
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an entry: a podcast's sound, a picture. `length` is in bytes, `duration` in
    seconds, both as the feed says."""

    url: str
    type: str | None = None
    length: int | None = None
    duration: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Packed:
    """What a feed gives of an article, text and HTML, as the library keeps it (see `reader.packing`).

    `body` is both, deflated, and `check` 16 bytes that change when they do. `index` is the text as search is
    told it, in UTF-8; the text has so many `words` and `characters`, and begins with `summary`.
    """

    body: bytes
    check: bytes
    index: bytes
    words: int
    characters: int
    summary: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed document, as the feed gives it; HTML is still HTML. `writers` are those of its
    `authors` of whom it says more than the name. Where a worker has read the feed, text and HTML are `packed`
    already, and their own fields are empty."""

    guid: str
    url: str | None = None
    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    summary_html: str = ""
    content_html: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str | None = None
    writers: tuple[Author, ...] = ()
    packed: Packed | None = None


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A parsed feed. `error` is one sentence when the bytes were not a usable feed; `entries` may still
    hold what could be read.

    When to ask again is the publisher's wish: `ttl` is the longer one, in minutes, of RSS's <ttl> and of
    what sy:updatePeriod and sy:updateFrequency come to; `skip_hours` are hours of UTC (0 to 23) and
    `skip_days` days of the week (0 is Monday) without news; `finished` says that there will be none
    (JSON Feed's "expired"); `torn` that the document ended before its root did.
    """

    title: str = ""
    site: str | None = None
    description: str = ""
    language: str | None = None
    version: str = ""
    entries: tuple[Entry, ...] = ()
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    finished: bool = False
    torn: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription as the library knows it, with its counts and its health."""

    id: int
    url: str
    title: str
    folder: str = ""
    tags: tuple[str, ...] = ()
    site: str | None = None
    unread: int = 0
    total: int = 0
    error: str | None = None
    checked: datetime | None = None
    changed: datetime | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article as a list shows it; its document is asked for by id. `saved` is what is to be read
    later, `starred` what was found worth keeping; `noted` has a note or a highlight. `changed` is when what
    it says last changed after it came; `missed` that it had been read before and was not looked at since."""

    id: int
    feed_id: int | None
    feed_title: str
    title: str
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    summary: str = ""
    language: str | None = None
    read: bool = False
    saved: bool = False
    tags: tuple[str, ...] = ()
    added: datetime | None = None
    starred: bool = False
    noted: bool = False
    changed: datetime | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again with, byte for byte as it came."""

    etag: str | None = None
    last_modified: str | None = None
