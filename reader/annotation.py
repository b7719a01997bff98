"""What a person adds to articles: notes, highlights, the colours of tags. Standard library only."""

from __future__ import annotations

from datetime import datetime
from zlib import crc32

from reader.values import dataclass

TAG_COLOUR_NAMES = ("violet", "orange", "blue", "green", "yellow", "red", "teal", "pink")
TAG_COLOURS = len(TAG_COLOUR_NAMES)
HIGHLIGHT_COLOURS = 4
LONGEST_NOTE = 10_000
LONGEST_PASSAGE = 20_000
"""Characters; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about an article as a whole."""

    article_id: int
    text: str
    made: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage that a person marked. `start` and `end` lie in the article's analysed text as it was when
    the passage was last found in it; `lost` says that it is no longer there. `words` are what was marked,
    `before` and `after` what stood around it. `note` may be empty; `colour` counts from 0."""

    id: int
    article_id: int
    start: int
    end: int
    words: str
    before: str
    after: str
    note: str
    colour: int
    made: datetime
    changed: datetime
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Annotations:
    """The note and the highlights of one article, these in the order of its text."""

    note: Note | None = None
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A note or a highlight with the article that it belongs to, as a list of all of them shows it."""

    title: str
    feed_title: str
    what: Note | Highlight

    @property
    def article_id(self) -> int:
        return self.what.article_id

    @property
    def changed(self) -> datetime:
        return self.what.changed


def default_colour(tag: str) -> int:
    """Return the colour, 0 to 7, of a tag to which the person gave none: always the same for a name."""
    return crc32(tag.casefold().encode("utf-8", "replace")) % TAG_COLOURS
