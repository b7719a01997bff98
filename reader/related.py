"""Articles that have rare things in common with another, and what these are, as frozen values.

The rarer a name or a word is in the library, the more it says that two articles have it (the inverse
document frequency of Spärck Jones, 1972); a name counts more than a word, and more where it is what an
article is about.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from reader.model import Article
from reader.values import dataclass

ClueKind = Literal["person", "organisation", "place", "other", "figure", "word"]
MOST = 5
"""So many articles are told at most."""
_COUNTS: dict[ClueKind, float] = {
    "person": 1.0, "organisation": 0.9, "other": 0.8, "figure": 0.5, "word": 0.35, "place": 0.4,
}  # fmt: skip
_COMMON = 0.3
"""What is less rare than this says nothing: in a hundred thousand articles what three thousand have."""
_ENOUGH = 0.85
_BROAD = frozenset({"place", "word", "figure"})
"""By these alone no articles are related, unless there are several."""
_FEWEST_BROAD = 3
_CENTRAL, _IN_PASSING, _UNREAD = 1.0, 0.45, 0.7


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that an article may have in common with others: how it is written, what it is, how much the
    article is about it (0 to 1), and how rare it is in the library (0 to 1)."""

    written: str
    kind: ClueKind
    salience: float = 0.0
    rarity: float = 0.0

    @property
    def weight(self) -> float:
        """How much it says that another article has it, 0 to 1."""
        return _COUNTS[self.kind] * (0.5 + 0.5 * self.salience) * self.rarity


@dataclass(frozen=True, slots=True)
class Shared:
    """A clue that another article has, too: in its headline, or with that salience among its names; neither
    is known of a text that was not understood yet."""

    clue: Clue
    in_title: bool = False
    salience: float | None = None

    @property
    def weight(self) -> float:
        if self.in_title or self.clue.kind == "figure":
            return self.clue.weight * _CENTRAL
        if self.salience is None:
            return self.clue.weight * _UNREAD
        return self.clue.weight * (_IN_PASSING + (_CENTRAL - _IN_PASSING) * min(1.0, 2 * self.salience))


@dataclass(frozen=True, slots=True)
class Kin:
    """An article by its number, with its headline, its story if it is in one, and what it shares."""

    article: int
    title: str
    story: int | None
    shared: tuple[Shared, ...]

    @property
    def score(self) -> float:
        return sum(one.weight for one in self.shared)


@dataclass(frozen=True, slots=True)
class Related:
    """A related article, and why: what it has in common, what says most first."""

    article: Article
    score: float
    clues: tuple[Clue, ...]


def rarity(having: int, articles: int) -> float:
    """Return how rare something is that so many of the articles have, 0 to 1."""
    if articles < 2:
        return 0.0
    return max(0.0, min(1.0, math.log((articles + 1) / (having + 0.5)) / math.log(articles + 1)))


def tells(clue: Clue) -> bool:
    """Whether a clue is rare enough to say anything."""
    return clue.rarity >= _COMMON


def best(kin: Iterable[Kin], title: str) -> list[Kin]:
    """Return the most related ones, the best first; fewer, or none, where there are no good ones.

    Of several that tell one story, or have one headline, the best is taken; none that has the headline of
    the article itself.
    """
    found = list[Kin]()
    seen, stories = {title.casefold().strip()}, set[int]()
    for one in sorted(kin, key=lambda one: (-one.score, -one.article)):
        headline = one.title.casefold().strip()
        if len(found) == MOST or not _is_good(one.shared):
            continue
        if headline not in seen and one.story not in stories:
            found.append(replace(one, shared=_ordered(one.shared)))
            seen.add(headline)
            stories |= {one.story} if one.story is not None else set()
    return found


def _is_good(shared: Sequence[Shared]) -> bool:
    if sum(one.weight for one in shared) < _ENOUGH or len(shared) < 2:
        return False
    return len(shared) >= _FEWEST_BROAD or any(one.clue.kind not in _BROAD for one in shared)


def _ordered(shared: Iterable[Shared]) -> tuple[Shared, ...]:
    return tuple(sorted(shared, key=lambda one: (-one.weight, one.clue.written)))
