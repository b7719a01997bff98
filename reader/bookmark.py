"""Pages that a person had kept in another program, with what they had done to them there."""

from __future__ import annotations

from datetime import datetime

from reader.model import Document
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that was marked elsewhere; `note` is what was written beside it."""

    words: str
    note: str = ""
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A page in another program's list.

    `url` is its address; of what has none, such as a book, it is a name of ours that begins with "kept:".
    `saved` says that it was still to be read there, `read` that it was done with. Where its text is known,
    it is a `document`, made from a page or a `file` of the person's, or `html` and `text` that a feed gave.
    """

    url: str
    title: str = ""
    added: datetime | None = None
    read: bool = False
    saved: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    quotes: tuple[Quote, ...] = ()
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    language: str | None = None
    document: Document | None = None
    file: bool = False
    html: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class BookmarkCounts:
    """How many pages came and were here already, and how many of these were marked or got a text."""

    new: int = 0
    known: int = 0
    texts: int = 0
    read: int = 0
    saved: int = 0
    starred: int = 0
    tagged: int = 0
    noted: int = 0
    highlights: int = 0
