"""What the library knows of somebody or something that articles name. Standard library only."""

from __future__ import annotations

import re
from array import array
from dataclasses import field
from datetime import datetime

from reader.values import dataclass

_PART = re.compile(r"(.*\S)\s*\((\d{1,4})\)\s*")
_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])|\n")
_REACH = 300
COMPANY_FROM = 5_000
"""In so many articles, the newest, it is counted who else is named; more would keep a person waiting."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something that articles name: a kind, the key of a name, and which of several of that name
    (0 is the first). `ids` are all identities that are this one, its own first."""

    kind: str
    key: str
    name: str
    part: int = 0
    ids: tuple[int, ...] = ()

    @property
    def is_author(self) -> bool:
        """Whether this is somebody as who wrote articles, not as who is named in them."""
        return self.kind == "author"

    @property
    def label(self) -> str:
        """The name, with a number for a second of that name: "John Smith (2)"."""
        return f"{self.name} ({self.part + 1})" if self.part else self.name


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch start..end of an article's analysed text."""

    article_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """An article that names somebody: the sentence that does so first, where, and in which `words`."""

    place: Place
    title: str
    feed_title: str
    when: datetime
    sentence: str
    mentions: int
    read: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another name, in how many of the articles looked at, and where last."""

    name: str
    articles: int
    place: Place


@dataclass(frozen=True, slots=True)
class Told:
    """What articles say that somebody is, in how many of those looked at, and where last."""

    role: str
    organisation: str
    articles: int
    place: Place

    @property
    def said(self) -> str:
        """In one line."""
        return f"{self.role}, {self.organisation}" if self.organisation else self.role


@dataclass(frozen=True, slots=True)
class Companion:
    """Whom or what the same articles name, and how many of them."""

    known: Known
    articles: int


@dataclass(frozen=True, slots=True)
class Near:
    """A figure whose sentence names somebody; `text` is what it says with what it counts."""

    place: Place
    text: str
    counted: str
    sentence: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """All that is known of one. `articles` are ids, the newest first; `weeks` the mentions in each week from
    `since`, a Monday. `spellings`, `told` and `figures` are of the newest articles, `company` of the
    newest COMPANY_FROM. `others` are the identities that count as this one."""

    known: Known
    articles: array[int] = field(default_factory=lambda: array("q"))
    mentions: int = 0
    since: datetime | None = None
    weeks: tuple[int, ...] = ()
    first: Named | None = None
    last: Named | None = None
    spellings: tuple[Spelling, ...] = ()
    told: tuple[Told, ...] = ()
    company: tuple[Companion, ...] = ()
    figures: tuple[Near, ...] = ()
    others: tuple[Known, ...] = ()

    @property
    def company_from(self) -> int:
        """In how many articles, the newest, `company` is counted."""
        return min(len(self.articles), COMPANY_FROM)

    @property
    def in_newest(self) -> str:
        """What is to be said of `company`: ", in the newest 5,000", nothing where it is of all articles."""
        return f", in the newest {COMPANY_FROM:,}" if len(self.articles) > COMPANY_FROM else ""


def split_label(label: str) -> tuple[str, int | None]:
    """Return the name and the part of a label: "John Smith (2)" is part 1; None where it has none."""
    match = _PART.fullmatch(label)
    if match is None or int(match[2]) < 1:
        return label, None
    return match[1], int(match[2]) - 1


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that start..end lies in, at most some 600 characters, on one line."""
    first = max(0, start - _REACH)
    begin = max((match.end() for match in _END.finditer(text, first, start)), default=first)
    ending = _END.search(text, min(end, len(text)), end + _REACH)
    stop = ending.start() + len(ending[0].rstrip()) if ending else min(len(text), end + _REACH)
    return " ".join(text[begin:stop].split())
