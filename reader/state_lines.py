"""The state of a library as it travels between machines, and how two states become one.

Every line says one thing under a key; lines of one key are joined. The join is that of a semilattice: in
whatever order and however often states are merged, the same comes of it, and what either said is in it. Where
two sides cannot both be right a fixed rule decides (see `docs/state.md`). Pure values.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeAlias

import msgspec

VERSION = 1
LONGEST_LINE = 4 * 1024 * 1024
"""Bytes; a note of 10,000 characters and a thousand highlights fit."""
_BETWEEN = "\n\n* * *\n\n"
"""Stands between parts of a note that were written in different libraries."""

Key: TypeAlias = Hashable
Reference: TypeAlias = tuple[str, str]
"""An article: its feed's address ("" for a kept page) and what it is known by there."""


class Line(msgspec.Struct, frozen=True, tag_field="is", omit_defaults=True, forbid_unknown_fields=True):
    """One thing that a state says."""

    @property
    def key(self) -> Key:
        """What it is about; lines of one key are joined."""
        return (type(self).__name__, msgspec.json.encode(self))


class Header(Line, frozen=True, tag="state"):
    """What a state begins with."""

    version: int


class FeedLine(Line, frozen=True, tag="feed"):
    """A subscription, without its secrets; see `Subscription`. Tags are in order."""

    url: str
    title: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    full_text: bool | None = None
    interval: int | None = None
    mute: bool = False
    author_pages: bool = False
    auto_download: int = 0
    keep: str = ""

    @property
    def key(self) -> Key:
        return ("feed", self.url)

    def joined(self, other: FeedLine) -> FeedLine:
        """Of two folders one stays, and the other becomes a tag."""
        folders = sorted({self.folder, other.folder} - {""})
        full = {self.full_text, other.full_text} - {None}
        kept = {self.keep, other.keep} - {""}
        return FeedLine(
            self.url,
            title=_least(self.title, other.title),
            folder=folders[0] if folders else "",
            tags=tuple(sorted({*self.tags, *other.tags, *folders[1:]})),
            full_text=any(full) if full else None,
            interval=_earliest(self.interval, other.interval),
            mute=self.mute or other.mute,
            author_pages=self.author_pages or other.author_pages,
            auto_download=max(self.auto_download, other.auto_download),
            keep="all"
            if len(kept) > 1
            else next(iter(kept), ""),  # of two limits neither may lose the other's
        )


class ViewLine(Line, frozen=True, tag="view"):
    """A saved query. Two of one name that ask for different things are two."""

    name: str
    query: str


class RuleLine(Line, frozen=True, tag="rule"):
    """A rule; see `ArticleRule`."""

    when: str
    do: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    name: str = ""
    stop: bool = False
    enabled: bool = True

    @property
    def key(self) -> Key:
        return ("rule", self.when, self.do, self.run)

    def joined(self, other: RuleLine) -> RuleLine:
        """A rule that is off on one side is off."""
        return RuleLine(
            self.when,
            self.do,
            self.run,
            name=_least(self.name, other.name),
            stop=self.stop or other.stop,
            enabled=self.enabled and other.enabled,
        )


class TagLine(Line, frozen=True, tag="tag"):
    """The colour that a person gave to a tag."""

    name: str
    colour: int

    @property
    def key(self) -> Key:
        return ("tag", self.name)

    def joined(self, other: TagLine) -> TagLine:
        return TagLine(self.name, max(self.colour, other.colour))


class SameLine(Line, frozen=True, tag="same"):
    """That two names mean one, or do not: each is (kind, key). The later word counts."""

    one: tuple[str, str]
    other: tuple[str, str]
    same: bool
    made: int

    @property
    def key(self) -> Key:
        return ("same", self.one, self.other)

    def joined(self, other: SameLine) -> SameLine:
        return max(self, other, key=lambda line: (line.made, line.same))


class TogetherLine(Line, frozen=True, tag="together"):
    """Articles that a person put into one story, in order."""

    articles: tuple[Reference, ...]


class ApartLine(Line, frozen=True, tag="apart"):
    """Two articles that a person took apart, in order."""

    one: Reference
    other: Reference


class Highlighted(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A passage that a person marked, with the parts of the note on it. Times are microseconds since 1970."""

    words: str
    before: str = ""
    after: str = ""
    start: int = 0
    end: int = 0
    notes: tuple[str, ...] = ()
    colour: int = 0
    made: int = 0
    changed: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.words, self.before, self.after)

    def joined(self, other: Highlighted) -> Highlighted:
        """All parts of both notes, and the colour that was given last."""
        return Highlighted(
            *self.key,
            *min((self.start, self.end), (other.start, other.end)),
            notes=parts_joined(self.notes, other.notes),
            colour=max((self.changed, self.colour), (other.changed, other.colour))[1],
            made=min(self.made, other.made),
            changed=max(self.changed, other.changed),
        )


class ArticleLine(Line, frozen=True, tag="article"):
    """What a person did with an article. `feed` is "" for a kept page, whose `guid` is its address. `saved`
    and `starred` say when, in microseconds since 1970, 0 for never. Tags, notes, highlights are in order."""

    feed: str
    guid: str
    url: str = ""
    title: str = ""
    published: int = 0
    added: int = 0
    read: bool = False
    hidden: bool = False
    muted: bool = False
    saved: int = 0
    starred: int = 0
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    noted: int = 0
    note_changed: int = 0
    highlights: tuple[Highlighted, ...] = ()

    @property
    def key(self) -> Key:
        return ("article", self.feed, self.guid)

    @property
    def is_marked(self) -> bool:
        """Whether more was done with it than to read it or take it out of the lists."""
        return bool(self.saved or self.starred or self.tags or self.notes or self.highlights)

    def joined(self, other: ArticleLine) -> ArticleLine:
        """What was done with it on either side; of two times when it was saved the first."""
        marked = {one.key: one for one in self.highlights}
        for one in other.highlights:
            marked[one.key] = marked[one.key].joined(one) if one.key in marked else one
        return ArticleLine(
            self.feed,
            self.guid,
            url=_least(self.url, other.url),
            title=_least(self.title, other.title),
            published=_first(self.published, other.published),
            added=_first(self.added, other.added),
            read=self.read or other.read,
            hidden=self.hidden or other.hidden,
            muted=self.muted or other.muted,
            saved=_first(self.saved, other.saved),
            starred=_first(self.starred, other.starred),
            tags=tuple(sorted({*self.tags, *other.tags})),
            notes=parts_joined(self.notes, other.notes),
            noted=_first(self.noted, other.noted),
            note_changed=max(self.note_changed, other.note_changed),
            highlights=tuple(marked[key] for key in sorted(marked)),
        )


Said: TypeAlias = (
    Header | FeedLine | ViewLine | RuleLine | TagLine | SameLine | TogetherLine | ApartLine | ArticleLine
)
"""Any line of a state."""
_ORDER = (Header, FeedLine, ViewLine, RuleLine, TagLine, SameLine, ArticleLine, TogetherLine, ApartLine)


_DECODER = msgspec.json.Decoder(Said)


def joined(one: Said, other: Said) -> Said:
    """Join two lines of one key."""
    join = getattr(one, "joined", None)
    return one if join is None else join(other)


def merged(one: Iterable[Said], other: Iterable[Said] = ()) -> dict[Key, Said]:
    """Return two states as one, by their keys, in the order in which they are written."""
    lines: dict[Key, Said] = {}
    for state in (one, other):
        for line in state:
            before = lines.get(line.key)
            lines[line.key] = line if before is None else joined(before, line)
    return {line.key: line for line in sorted(lines.values(), key=_place)}


def written(lines: Iterable[Said]) -> Iterator[bytes]:
    """Yield lines as a file has them, each with its end."""
    for line in lines:
        yield msgspec.json.encode(line) + b"\n"


def decoded(lines: Iterable[bytes]) -> list[Said]:
    """Return what written lines say. Raise msgspec.MsgspecError for others."""
    return [_DECODER.decode(line) for line in lines]


def parts_of(note: str) -> tuple[str, ...]:
    """Return the parts of a note, in order, without those that another one repeats."""
    return parts_joined(part.strip() for part in note.split(_BETWEEN))


def note_of(parts: Iterable[str]) -> str:
    """Return the note that parts make."""
    return _BETWEEN.join(parts)


def parts_joined(*notes: Iterable[str]) -> tuple[str, ...]:
    """Return all parts of notes once, in order, without those that stand whole in another one."""
    parts = sorted({part for note in notes for part in note if part})
    if len(parts) < 2:
        return tuple(parts)
    return tuple(part for part in parts if not any(part in other for other in parts if other != part))


def _place(line: Said) -> tuple[int, str]:
    return _ORDER.index(type(line)), repr(line.key)


def _least(one: str, other: str) -> str:
    """The first in the alphabet that says something."""
    return min(filter(None, (one, other)), default="")


def _first(one: int, other: int) -> int:
    """The earlier of two times, 0 for none."""
    return min(filter(None, (one, other)), default=0)


def _earliest(one: int | None, other: int | None) -> int | None:
    return min((value for value in (one, other) if value is not None), default=None)
