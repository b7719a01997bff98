"""How likely two articles tell of the same event, and which story a new one belongs to.

A logistic regression on what two gists have in common; `python -m tests.bench.bench_stories PAGES` fits and
measures it on labelled pairs. A wrong fold hides news, so a story takes a new article only when the likest of
its articles is sure enough and the others do not speak against it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from reader.model import Gist, Placed, Placing

Features = tuple[float, ...]
FEATURES = ("always", "cosine", "words", "words shared", "names", "same feed", "no event", "short", "apart")
ENGLISH: Features = (-6.09, 4.77, 5.53, 2.13, 2.2, -1.01, -1.43, 1.5, -0.32)
"""Fitted on the labelled pairs in English, with the texts whole and with either cut to its first sentence."""
ONE_LANGUAGE: Features = (-5.3, 0.0, 7.65, 2.78, 2.71, -0.99, -1.51, 1.76, -0.35)
"""For two articles in another language: fitted on the same pairs without their vectors, and a little
stricter, since words of other languages are weighed less well."""
ACROSS: Features = (-6.2, 0.0, 16.0, 1.94, 9.0, -1.33, -1.41, 1.96, 0.0)
"""For two languages, which have names and numbers in common and few words: set by hand, since few labelled
pairs are in two."""
JOIN = 0.6
"""How likely the likest article of a story must be about the same event."""
AGREE = 0.5
"""How likely two of its articles from different feeds must be, where none is so likely."""
KEEP = 0.2
"""How likely the others of it must be, on average."""
COPY = 0.6
"""What two sketches share at least where one text is the other's copy."""
_MOST_SHARED, _LONG = 8.0, 30.0  # words' weights
_COMPARED = 8  # articles of a story, the newest
_DAY, _MOST_DAYS = 86_400_000_000, 5.0


def likeness(one: Gist, other: Gist, *, same_feed: bool, days: float = 0.0) -> float:
    """Return how likely it is, 0 to 1, that two articles, so many days apart, are about the same event."""
    return _likeness(_Read(one), _Read(other), same_feed, days)


def features(one: Gist, other: Gist, *, same_feed: bool, days: float = 0.0) -> Features:
    """Return what two gists have in common, and what else counts, in the order of FEATURES."""
    return _features(_Read(one), _Read(other), same_feed, days)


def days_between(one: Placing, other: Placing) -> float:
    """Return how many days lie between two articles: what is told of one subject from day to day is the less
    likely one event the more there are."""
    return abs(one.moment - other.moment) / _DAY


def is_copy(one: Gist, other: Gist) -> bool:
    """Say whether two texts are nearly the same, such as an agency's in two papers."""
    if not one.sketch or not other.sketch:
        return False
    same = sum(a == b for a, b in zip(one.sketch, other.sketch, strict=True))
    return same >= COPY * len(one.sketch)


class _Read:
    """A gist that is held against many others."""

    __slots__ = ("gist", "length", "names", "names_length", "vector", "weight", "words")

    def __init__(self, gist: Gist) -> None:
        self.gist, self.words, self.names = gist, dict(gist.words), dict(gist.names)
        self.length, self.names_length = _length(self.words), _length(self.names)
        self.weight = sum(self.words.values())
        vector: Any = np.frombuffer(gist.vector, np.int8).astype(np.float32) if gist.vector else None
        self.vector = None if vector is None else vector / (math.sqrt(float(vector @ vector)) or 1.0)


def _likeness(one: _Read, other: _Read, same_feed: bool, days: float) -> float:
    if is_copy(one.gist, other.gist):
        return 1.0
    weights = ENGLISH
    if one.vector is None or other.vector is None:
        weights = ONE_LANGUAGE if one.gist.language == other.gist.language else ACROSS
    total = sum(w * f for w, f in zip(weights, _features(one, other, same_feed, days), strict=True))
    return 1 / (1 + math.exp(-total))


def _features(one: _Read, other: _Read, same_feed: bool, days: float) -> Features:
    shared = one.words.keys() & other.words.keys()
    products = sum(one.words[word] * other.words[word] for word in shared)
    least = sum(min(one.words[word], other.words[word]) for word in shared)
    names = sum(one.names[name] * other.names[name] for name in one.names.keys() & other.names.keys())
    return (
        1.0,
        float(one.vector @ other.vector) if one.vector is not None and other.vector is not None else 0.0,
        products / (one.length * other.length or 1.0),
        least / (1 + min(one.weight, other.weight, _MOST_SHARED)),
        names / (one.names_length * other.names_length or 1.0),
        float(same_feed),
        float(one.gist.eventless) + float(other.gist.eventless),
        max(0.0, 1 - min(one.weight, other.weight) / _LONG),
        min(days, _MOST_DAYS),
    )


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def place(new: Placing, others: Sequence[Placing]) -> Placed | None:
    """Return where a new article belongs among `others`; None where it is about something else than they.

    Beside it go those that were alone until it came and showed what they are about. Stories that both seem to
    fit are not made one: that is for a person to do.
    """
    own, read = _Read(new.gist), [_Read(one.gist) for one in others]
    alike = [
        _likeness(own, it, new.feed == one.feed, days_between(new, one))
        for it, one in zip(read, others, strict=True)
    ]
    best: tuple[float, int, list[int]] | None = None
    groups = list(_by_story(others).values())
    for members in groups:
        likest = max(members, key=lambda number: alike[number])
        if _is_sure(alike, members, others) and (mean := _mean(alike, members, others)) >= KEEP:
            best = max(best or (0.0, 0, []), (alike[likest] + mean, likest, members))
    if best is None:
        return None
    _, likest, members = best
    alone = [only for only, *more in groups if not more and others[only].story is None and only != likest]
    also = [only for only in alone if alike[only] >= JOIN and _belongs(others[only], members, others)]
    copied = next((one.article for one in others if is_copy(new.gist, one.gist)), None)
    return Placed(others[likest].article, tuple(others[only].article for only in also), copied)


def _is_sure(alike: Sequence[float], members: Sequence[int], others: Sequence[Placing]) -> bool:
    """Whether one article of a story is likely enough, or two that do not repeat each other agree."""
    likest = max(members, key=lambda number: alike[number])
    if alike[likest] >= JOIN or alike[likest] < AGREE:
        return alike[likest] >= JOIN
    first = others[likest]
    return any(
        alike[number] >= AGREE
        and others[number].feed != first.feed
        and not is_copy(others[number].gist, first.gist)
        for number in members
    )


def _belongs(one: Placing, members: Sequence[int], others: Sequence[Placing]) -> bool:
    """Whether an article that is alone is about what a story's are, too."""
    read = _Read(one.gist)
    alike = {
        n: _likeness(read, _Read(others[n].gist), one.feed == others[n].feed, days_between(one, others[n]))
        for n in members
    }
    return _mean(alike, members, others) >= KEEP


def _mean(
    alike: Sequence[float] | Mapping[int, float], members: Sequence[int], others: Sequence[Placing]
) -> float:
    newest = sorted(members, key=lambda number: -others[number].article)[:_COMPARED]
    return sum(alike[number] for number in newest) / len(newest)


def _by_story(others: Iterable[Placing]) -> dict[tuple[bool, int], list[int]]:
    found: dict[tuple[bool, int], list[int]] = {}
    for number, one in enumerate(others):
        key = (one.story is None, one.article if one.story is None else one.story)
        found.setdefault(key, []).append(number)
    return found
