"""A story told by its sources side by side: what each adds, and what they count alike, as it moved.

Nothing is said here that does not stand in an article: every name and figure leads to its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median

from reader.model import Article, Entity, Figure, Span, Understanding
from reader.values import dataclass

_MOST_NAMES, _MOST_FIGURES = 5, 4
"""What an article adds is told in so many names and figures at most."""
_SALIENT = 0.2  # a name less so is not what an article adds
_AT_ONE_TIME = timedelta(hours=12)
"""Figures given within so long of each other should agree."""
_WIDEST = 1.5  # a range wider than so many times says too little
_FAR = 5.0  # times
_PARTITIVE = re.compile(
    r"\bof (?:the|these|those|its|their|all|\d)|\bmore \w|\b(?:der|des|davon|d'entre|de los|de las)\b"
)
_WORD = re.compile(r"\w+")
_NEARLY = 0.02  # of a figure: rounding is no disagreement
_MOST_POINTS = 40
_VAGUE_HEADS = frozenset(
    "time day week month year hour minute second part way thing one kind point side number figure people "  # noqa: SIM905
    "person man woman member".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a story with what was understood of it, None if that is not known."""

    article: Article
    understanding: Understanding | None = None
    copies: int | None = None
    """The article whose text this one repeats."""

    @property
    def when(self) -> datetime | None:
        """When it was published, else when it came."""
        return self.article.published or self.article.added


@dataclass(frozen=True, slots=True)
class Part:
    """One article in a dossier, with what it says that no older one does. Each name and figure has its place
    in the article's analysed text."""

    told: Told
    names: tuple[tuple[str, Span], ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One source's figure for a thing at a time."""

    told: Told
    figure: Figure
    value: float
    disputed: bool = False
    """Whether another source gave another figure at about the same time."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that several articles count: what it is, in which unit, and the figures, the oldest first."""

    what: str
    unit: str | None
    kind: str
    points: tuple[Point, ...]

    @property
    def disputed(self) -> bool:
        """Whether sources disagree on it."""
        return any(point.disputed for point in self.points)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A story: its articles, the newest first, and what they count."""

    parts: tuple[Part, ...]
    counted: tuple[Counted, ...]

    @property
    def sources(self) -> int:
        """From how many feeds its articles are."""
        return len({part.told.article.feed_title for part in self.parts})


def dossier(story: Sequence[Told]) -> Dossier:
    """Tell a story; the order of its articles does not matter."""
    ordered = sorted(story, key=_moment)
    known_names, known_figures = set[str](), set[tuple[object, ...]]()
    parts: list[Part] = []
    for told in ordered:
        first = not parts
        names = list(_new_names(told, known_names))
        known_names.add(" ".join(_WORD.findall(_plain(told.article.title))))
        figures = list(_new_figures(told, known_figures))
        parts.append(
            Part(told)
            if first or told.copies is not None
            else Part(told, tuple(names[:_MOST_NAMES]), tuple(figures[:_MOST_FIGURES]))
        )
    return Dossier(tuple(reversed(parts)), _counted(ordered))


def _moment(told: Told) -> float:
    return told.when.timestamp() if told.when is not None else 0.0


def _new_names(told: Told, known: set[str]) -> Iterator[tuple[str, Span]]:
    if told.understanding is None:
        return
    for entity in sorted(told.understanding.entities, key=lambda one: -one.salience):
        spellings = {_plain(name) for name in (entity.name, *entity.aliases)}
        is_new = not spellings & known and not _is_part(entity, known)
        known |= spellings
        if is_new and entity.salience >= _SALIENT and entity.mentions:
            yield entity.name, entity.mentions[0]


def _is_part(entity: Entity, known: set[str]) -> bool:
    """Whether somebody known, or an older headline, has all the words of a name: "Brandt" after "Helena
    Brandt"."""
    words = set(_plain(entity.name).split())
    return any(words <= set(name.split()) for name in known)


def _new_figures(told: Told, known: set[tuple[object, ...]]) -> Iterator[Figure]:
    if told.understanding is None:
        return
    for figure in told.understanding.figures:
        if (value := _value(figure)) is None or not (figure.counted or figure.unit):
            continue
        key = (round(value, 6), figure.unit)
        if key not in known:
            known.add(key)
            yield figure


def _counted(ordered: Iterable[Told]) -> tuple[Counted, ...]:
    found: dict[tuple[str, str | None, str], list[Point]] = {}
    for told in ordered:
        if told.understanding is None or told.copies is not None:
            continue
        seen = set[tuple[object, ...]]()
        for figure in told.understanding.figures:
            value, head = _value(figure), (figure.counted_head or "").lower()
            if value is None or not head or head in _VAGUE_HEADS or _is_part_or_change(figure):
                continue
            key = (head, figure.unit, figure.kind)
            if (key, value) not in seen:
                seen.add((key, value))
                found.setdefault(key, []).append(Point(told, figure, value))
    tables = []
    for (_, unit, kind), points in found.items():
        near = _comparable(points)[-_MOST_POINTS:]
        if len({point.told.article.id for point in near}) > 1:
            tables.append(Counted(_called(near), unit, kind, _with_disputes(near)))
    return tuple(sorted(tables, key=lambda one: (not one.disputed, -len(one.points), one.what)))


def _comparable(points: Sequence[Point]) -> list[Point]:
    """The figures that may be of one thing: what is far from the middle counts something else of its name."""
    middle = median(abs(point.value) for point in points)
    return [point for point in points if middle / _FAR <= abs(point.value) <= middle * _FAR]


def _is_part_or_change(figure: Figure) -> bool:
    """Whether a figure counts some of a thing, or by how much it moved."""
    return figure.modifier in {"up", "down"} or _PARTITIVE.search(figure.text) is not None


def _called(points: Sequence[Point]) -> str:
    """What a thing is called by most: the shortest of its names."""
    return min((point.figure.counted or point.figure.counted_head or "" for point in points), key=len)


def _with_disputes(points: Sequence[Point]) -> tuple[Point, ...]:
    """Mark the figures of articles that have none in common with another source's of about the same time."""
    of_article: dict[int, list[Point]] = {}
    for point in points:
        of_article.setdefault(point.told.article.id, []).append(point)
    given = list(of_article.values())
    disputed = {own[0].told.article.id for own in given for other in given if _disagree(own, other)}
    return tuple(replace(point, disputed=point.told.article.id in disputed) for point in points)


def _disagree(own: Sequence[Point], other: Sequence[Point]) -> bool:
    one, two = own[0].told, other[0].told
    if one.article.feed_title == two.article.feed_title or one.when is None or two.when is None:
        return False
    if abs(one.when - two.when) > _AT_ONE_TIME:
        return False
    return not any(_near(a.value, b.value) for a in own for b in other)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _NEARLY * max(abs(one), abs(other))


def _value(figure: Figure) -> float | None:
    if figure.value is not None:
        return figure.value
    if figure.low and figure.high is not None and figure.high <= _WIDEST * figure.low:
        return (figure.low + figure.high) / 2
    return None


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
