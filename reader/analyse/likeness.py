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
FEATURES = (
    "always", "cosine", "words", "names shared", "names alike", "rare names", "rare words", "numbers",
    "same feed", "no event", "words shared",
)  # fmt: skip
ENGLISH: Features = (-4.56, 3.11, 1.73, 1.76, 1.24, -0.76, 2.57, -0.09, -1.63, -2.92, 2.12)
"""Fitted on the labelled pairs in English, each as it is and with either text cut to its first sentence."""
ONE_LANGUAGE: Features = (-8.2, 0.0, 12.0, 3.0, 4.0, 1.5, 0.0, 0.0, -2.14, -2.65, 0.0)
"""For two articles in another language, without vectors: set by hand, since few labelled pairs are alike."""
ACROSS: Features = (-6.0, 0.0, 12.0, 3.0, 4.0, 1.5, 0.0, 0.0, -2.14, -2.65, 0.0)
"""For two languages, which have names in common and no words."""
JOIN = 0.5
"""How likely the likest article of a story must be about the same event."""
KEEP = 0.2
"""How likely the others of it must be, on average."""
COPY = 0.6
"""What two sketches share at least where one text is the other's copy."""
_RARE_NAME, _RARE_WORD = 0.75, 0.55
_MOST_SHARED = 8.0  # words' weights
_COMPARED = 8  # articles of a story, the newest


def likeness(one: Gist, other: Gist, *, same_feed: bool) -> float:
    """Return how likely it is, 0 to 1, that two articles are about the same event."""
    if is_copy(one, other):
        return 1.0
    weights = ENGLISH if one.vector and other.vector else ACROSS
    if not (one.vector and other.vector) and one.language == other.language:
        weights = ONE_LANGUAGE
    total = sum(w * f for w, f in zip(weights, features(one, other, same_feed=same_feed), strict=True))
    return 1 / (1 + math.exp(-total))


def is_copy(one: Gist, other: Gist) -> bool:
    """Say whether two texts are nearly the same, such as an agency's in two papers."""
    if not one.sketch or not other.sketch:
        return False
    same = sum(a == b for a, b in zip(one.sketch, other.sketch, strict=True))
    return same >= COPY * len(one.sketch)


def features(one: Gist, other: Gist, *, same_feed: bool) -> Features:
    """Return what two gists have in common, in the order of FEATURES."""
    words, other_words = dict(one.words), dict(other.words)
    names, other_names = dict(one.names), dict(other.names)
    shared_names = names.keys() & other_names.keys()
    shared_words = words.keys() & other_words.keys()
    rare = sum(min(words[word], other_words[word]) >= _RARE_WORD for word in shared_words)
    known = sum(names[name] for name in shared_names)
    numbers = {number for number in {*one.numbers} & {*other.numbers} if len(number) > 1}
    return (
        1.0,
        _cosine(one.vector, other.vector) if one.vector and other.vector else 0.0,
        _alike(words, other_words),
        known / (1 + min(sum(names.values()), sum(other_names.values()), 6.0)),
        _alike(names, other_names),
        min(4.0, sum(names[name] for name in shared_names if names[name] >= _RARE_NAME)) / 4,
        min(5, rare) / 5,
        min(2, len(numbers)) / 2,
        float(same_feed),
        float(one.eventless or other.eventless),
        sum(min(words[word], other_words[word]) for word in shared_words)
        / (1 + min(sum(words.values()), sum(other_words.values()), _MOST_SHARED)),
    )


def place(new: Placing, others: Sequence[Placing]) -> Placed | None:
    """Return where a new article belongs among `others`; None where it is about something else than they.

    Beside it go those that were alone until it came and showed what they are about. Stories that both seem to
    fit are not made one: that is for a person to do.
    """
    alike = [likeness(new.gist, one.gist, same_feed=new.feed == one.feed) for one in others]
    best: tuple[float, int, list[int]] | None = None
    groups = list(_by_story(others).values())
    for members in groups:
        likest = max(members, key=lambda number: alike[number])
        if alike[likest] >= JOIN and (mean := _mean(alike, members, others)) >= KEEP:
            best = max(best or (0.0, 0, []), (alike[likest] + mean, likest, members))
    if best is None:
        return None
    _, likest, members = best
    alone = [only for only, *more in groups if not more and others[only].story is None and only != likest]
    also = [only for only in alone if alike[only] >= JOIN and _belongs(others[only], members, others)]
    copied = next((one.article for one in others if is_copy(new.gist, one.gist)), None)
    return Placed(others[likest].article, tuple(others[only].article for only in also), copied)


def _belongs(one: Placing, members: Sequence[int], others: Sequence[Placing]) -> bool:
    """Whether an article that is alone is about what a story's are, too."""
    alike = {n: likeness(one.gist, others[n].gist, same_feed=one.feed == others[n].feed) for n in members}
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


def _alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two bags of weighted words."""
    shared = sum(min(one[word], other[word]) ** 2 for word in one.keys() & other.keys())
    norms = sum(w * w for w in one.values()) * sum(w * w for w in other.values())
    return shared / math.sqrt(norms) if norms else 0.0


def _cosine(one: bytes, other: bytes) -> float:
    a: Any = np.frombuffer(one, np.int8).astype(np.float32)
    b: Any = np.frombuffer(other, np.int8).astype(np.float32)
    return float(a @ b / (math.sqrt(float(a @ a) * float(b @ b)) or 1.0))
