"""A library's own things as they are carried to another one: whole, under names that hold elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from reader.annotation import Highlight, Note
from reader.model import Author, Document, Enclosure, Understanding
from reader.values import dataclass

FORMAT = 1
"""The version of the lines; it grows when an older reader could no longer read them."""
SIGN = b'{"reader":'
"""What a file of such lines begins with."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a file of lines says of itself: its format, and when it was made."""

    format: int = FORMAT
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class PortableFeed:
    """A feed with what the person said of it, but for passwords and headers. `title` is the feed's own,
    `named` the person's; one that is not `subscribed` to has left articles behind. See `Subscription`."""

    url: str
    title: str = ""
    named: str | None = None
    folder: str = ""
    tags: tuple[str, ...] = ()
    site: str | None = None
    about: str | None = None
    subscribed: bool = True
    full_text: bool | None = None
    interval: int | None = None
    mute: bool = False
    author_pages: bool = False
    auto_download: bool | int = False
    keep: str | None = None


@dataclass(frozen=True, slots=True)
class PortableTag:
    """A tag to which the person gave a colour (see `annotation.TAG_COLOUR_NAMES`)."""

    name: str
    colour: int


@dataclass(frozen=True, slots=True)
class PortableArticle:
    """An article with everything that is kept of it but its pictures and what it said before it changed.

    It is known by the address of its `feed` and its `guid` there; a kept page or file has no feed, and its
    address is its guid. `newest` is what lists go by. `hash` tells whether a feed's entry is another than
    before. `html` is what the feed gave, unwashed. `source` and `extractor` say what the document was made
    from, and by which version.
    """

    id: int
    guid: str
    feed: str | None = None
    url: str | None = None
    site: str | None = None
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    added: datetime | None = None
    newest: datetime | None = None
    revised: datetime | None = None
    read: bool = False
    hidden: bool = False
    muted: bool = False
    saved: datetime | None = None
    starred: datetime | None = None
    tags: tuple[str, ...] = ()
    note: Note | None = None
    highlights: tuple[Highlight, ...] = ()
    summary: str = ""
    text: str = ""
    html: str = ""
    categories: tuple[str, ...] = ()
    writers: tuple[Author, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    hash: bytes = b""
    source: Literal["feed", "page", "file"] | None = None
    extractor: int = 0
    extracted: datetime | None = None
    document: Document | None = None
    understanding: Understanding | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: exactly one of these is not None."""

    reader: Heading | None = None
    feed: PortableFeed | None = None
    tag: PortableTag | None = None
    article: PortableArticle | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a file, and where the next begin; None after the last. `skipped` says of lines that could
    not be read where they stand and why."""

    lines: tuple[Line, ...] = ()
    after: int | None = None
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """How many articles were new, and how many were here already; `marked` were changed by what the person
    had done to them elsewhere."""

    new: int = 0
    known: int = 0
    marked: int = 0

    def __add__(self, other: Brought) -> Brought:
        return Brought(self.new + other.new, self.known + other.known, self.marked + other.marked)


@dataclass(frozen=True, slots=True)
class Template:
    """A person's own form for what is written of an article: its name for sentences, its text, and the ending
    of the files that it gives, with its dot."""

    name: str
    text: str
    ending: str = ".md"
