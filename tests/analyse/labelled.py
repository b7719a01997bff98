"""Articles whose names a careful reader has labelled: read, and what an analysis of them is worth.

Each file of `entities/` is one article: its title, a blank line, its text, a line of three hyphens, its
labels. An article of the demo edition is a line "demo" with its slug in place of title and text. A label is

    2 person: Hillary Clinton = Clinton [1,3]; Mrs C

with a rank from 1 to 3 if it is among the three that a person would name first, the kind, the full name, and
what else the text calls it. A name means all its places as whole words that are in no longer name; numbers in
brackets choose among them, where two share a name. Labels of kind "none" say what is no name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from reader.analyse.entities import find_entities
from reader.analyse.mentions import Mention
from reader.demo import Edition
from reader.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Entity

_FOLDER = Path(__file__).parent / "entities"
_LABEL = re.compile(r"(?:([123]) )?(\w+): (.+?)(?: = (.+))?")
_SURFACE = re.compile(r"(.+?)(?: \[([\d,]+)\])?")


@dataclass(frozen=True, slots=True)
class Label:
    """An entity as labelled: its full name, its places in the text, and its rank from 1 to 3 or 0."""

    name: str
    kind: EntityKind
    places: tuple[tuple[int, int], ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its labels."""

    number: int
    title: str
    text: str
    labels: tuple[Label, ...]

    @property
    def mentions(self) -> list[Mention]:
        """All labelled places, in order."""
        return sorted(Mention(*place, label.kind) for label in self.labels for place in label.places)


@cache
def articles() -> tuple[Labelled, ...]:
    """Return the whole set. Raise ValueError, with the file's name, if a label is not of the text."""
    return tuple(_article(path) for path in sorted(_FOLDER.glob("*.txt")))


def _article(path: Path) -> Labelled:
    top, _, bottom = path.read_text(encoding="utf-8").partition("\n---\n")
    title, text = _demo(top.removeprefix("demo ")) if top.startswith("demo ") else top.split("\n\n", 1)
    try:
        return Labelled(int(path.name[:2]), title, text, tuple(_labels(text, bottom.splitlines())))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _demo(slug: str) -> tuple[str, str]:
    article = Edition.load(datetime(2026, 11, 20, 9, tzinfo=UTC)).article(slug)
    return article.title, "\n\n".join(article.paragraphs)


def _labels(text: str, lines: Iterable[str]) -> Iterable[Label]:
    rows = []
    for line in lines:
        match = _LABEL.fullmatch(line)
        if match is None:
            raise ValueError(f"no label: {line}")
        rank, kind, name, others = match.groups()
        surfaces = dict(_surfaces([name, *(others or "").split("; ")]))
        rows.append((int(rank or 0), kind, next(iter(surfaces)), surfaces))
    places = _places(text, {surface for *_, surfaces in rows for surface in surfaces})
    taken: set[tuple[int, int]] = set()
    for rank, kind, name, surfaces in rows:
        own = [
            place for surface, chosen in surfaces.items() for place in _chosen(places, surface, chosen, name)
        ]
        if not own or taken & set(own):
            raise ValueError(f"not in the text, or twice: {name}")
        taken |= set(own)
        if kind in get_args(EntityKind):
            yield Label(name, kind, tuple(sorted(own)), rank)  # type: ignore[arg-type]
        elif kind != "none":
            raise ValueError(f"no kind: {kind}")


def _surfaces(written: Sequence[str]) -> Iterable[tuple[str, tuple[int, ...]]]:
    for surface in filter(None, written):
        match = _SURFACE.fullmatch(surface)
        if match:
            yield match[1], tuple(map(int, (match[2] or "").split(","))) if match[2] else ()


def _places(text: str, surfaces: set[str]) -> dict[str, list[tuple[int, int]]]:
    longest = sorted(surfaces, key=len, reverse=True)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    plain = text.replace("’", "'")
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", plain):
        found[match[0]].append(match.span())
    return found


def _chosen(
    places: dict[str, list[tuple[int, int]]], surface: str, numbers: tuple[int, ...], name: str
) -> list[tuple[int, int]]:
    own = places.get(surface, [])
    if (surface != name and not own) or (numbers and max(numbers) > len(own)):
        raise ValueError(f"not in the text: {surface}")
    return [own[number - 1] for number in numbers] if numbers else own


@dataclass(slots=True)
class Tally:
    """What counts were right, found and true."""

    right: int = 0
    found: int = 0
    true: int = 0

    def add(self, found: set[tuple[object, ...]], true: set[tuple[object, ...]]) -> None:
        """Count one article's."""
        self.right += len(found & true)
        self.found += len(found)
        self.true += len(true)

    @property
    def precision(self) -> float:
        """Per cent of what was found."""
        return 100 * self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Per cent of what is true."""
        return 100 * self.right / max(1, self.true)

    @property
    def f1(self) -> float:
        """Their harmonic mean, per cent."""
        return 200 * self.right / max(1, self.found + self.true)


@dataclass(slots=True)
class Score:
    """Of some articles: mentions with their kinds; pairs of mentions of one entity that are written
    differently; the same pairs as written, each once an article; full names with their kinds; the three most
    salient; the most salient one; and whether the first one labelled is among the three found."""

    mentions: Tally = field(default_factory=Tally)
    pairs: Tally = field(default_factory=Tally)
    written: Tally = field(default_factory=Tally)
    names: Tally = field(default_factory=Tally)
    three: Tally = field(default_factory=Tally)
    first: Tally = field(default_factory=Tally)
    among: Tally = field(default_factory=Tally)


class _Given:
    """An engine that finds what the labels say."""

    def __init__(self, article: Labelled) -> None:
        self._article = article

    def tag(self, text: str) -> list[Mention]:
        assert text == self._article.text
        return self._article.mentions


def entities(article: Labelled, *, given: bool) -> tuple[Entity, ...]:
    """Analyse an article, with the engine's own mentions or with those `given` by the labels."""
    return find_entities(article.text, article.title, "en", _Given(article) if given else None)


def score(chosen: Iterable[Labelled], *, given: bool = False) -> Score:
    """Measure the analysis of the chosen articles."""
    total = Score()
    for article in chosen:
        _count(total, article, entities(article, given=given))
    return total


def _count(total: Score, article: Labelled, found: Sequence[Entity]) -> None:
    text, labels = article.text, article.labels
    own = [[(span.start, span.end) for span in entity.mentions] for entity in found]
    true = [list(label.places) for label in labels]
    total.mentions.add(
        {(place, e.kind) for e, places in zip(found, own, strict=True) for place in places},
        {(place, label.kind) for label in labels for place in label.places},
    )
    total.pairs.add(_pairs(text, own), _pairs(text, true))
    total.written.add(_written(text, own), _written(text, true))
    total.names.add({(e.kind, e.name) for e in found}, {(label.kind, label.name) for label in labels})
    ranked = sorted((label for label in labels if label.rank), key=lambda label: label.rank)
    leaders = [_labelled(places, labels) for places in own[: len(ranked)]]
    total.three.add({(name,) for name in leaders}, {(label.name,) for label in ranked})
    total.first.add({(name,) for name in leaders[:1]}, {(label.name,) for label in ranked[:1]})
    total.among.add({(name,) for name in leaders}, {(label.name,) for label in ranked[:1]})


def _labelled(places: Sequence[tuple[int, int]], labels: Sequence[Label]) -> str:
    """The name of the label that shares most places with an entity."""
    shared = {label.name: len(set(places) & set(label.places)) for label in labels}
    best = max(shared, key=lambda name: shared[name])
    return best if shared[best] else f"no label at {places[0]}"


def _pairs(text: str, groups: Iterable[Sequence[tuple[int, int]]]) -> set[tuple[object, ...]]:
    return {
        (a, b)
        for group in groups
        for a, b in combinations(sorted(group), 2)
        if text[slice(*a)] != text[slice(*b)]
    }


def _written(text: str, groups: Iterable[Sequence[tuple[int, int]]]) -> set[tuple[object, ...]]:
    return {
        pair for group in groups for pair in combinations(sorted({text[slice(*place)] for place in group}), 2)
    }
