"""What makes articles one story, as frozen values."""

from __future__ import annotations

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Gist:
    """What an article is about, in few words, to be held against another's (see `reader.analyse.gisting`).

    `words` are those of the headline and of the text's beginning, numbers among them, each with its weight,
    0 to about 3, the heaviest first; `names` are words with capitals, with how rare each is, 0 to 1. `vector`
    is 384 signed bytes, none where the encoder does not read the language; `sketch` is 32 bytes, none for a
    short text. `eventless` says that the headline is that of a digest, of advice or of an opinion.
    """

    language: str = ""
    words: tuple[tuple[str, float], ...] = ()
    names: tuple[tuple[str, float], ...] = ()
    vector: bytes = b""
    sketch: bytes = b""
    eventless: bool = False


@dataclass(frozen=True, slots=True)
class Placing:
    """An article that is to be placed among others: `feed` is the number of its feed, `story` that of its
    story, None while it is alone; `moment` when it was new, in microseconds since 1970."""

    article: int
    gist: Gist
    feed: int | None = None
    story: int | None = None
    moment: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a new article belongs: beside an article, or in its story, together with those that were alone
    (`also`). `copied` is the article whose text it repeats."""

    beside: int
    also: tuple[int, ...] = ()
    copied: int | None = None


@dataclass(frozen=True, slots=True)
class Fold:
    """The story of an article: its number, how many articles it has, and from how many sources."""

    story: int
    articles: int
    sources: int
