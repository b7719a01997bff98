"""How much the names of elements and the words of short blocks speak for an article, as learnt."""

from __future__ import annotations

import re
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING

import numpy as np

from reader.extract.furniture import hyphened
from reader.extract.inline import plain_words
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_NAME = re.compile(r"[a-z]{2,}")
_TOKEN = 14  # letters of a name or word that count
_WORD = re.compile(rf"([^\W\d_]{{2,{_TOKEN}}})[^\W\d_]*")
_PAIRED = 8  # words whose pairs count
_LABEL = 400  # letters up to which the words of a block are asked
_READ, _MOST = 240, 24  # letters and words of it that are read


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Vocabulary:
    """Log odds of names (parts of class and id, and tags) and of words, above 0 where they speak for it."""

    names: Mapping[str, float]
    words: Mapping[str, float]


def name_tokens(tag: str, names: str) -> frozenset[str]:
    """Return the parts of an element's class and id, and its tag in angle brackets."""
    plain = hyphened(names)
    words = plain_words(plain) if plain.isascii() else None
    parts = _NAME.findall(plain) if words is None else [word for word in words if len(word) > 1]
    return frozenset([*[part[:_TOKEN] for part in parts[:30]], f"<{tag}>"])


def word_tokens(text: str) -> frozenset[str]:
    """Return the first words of a short block, and every two of the first; none of a long one."""
    if len(text) > _LABEL:
        return frozenset()
    words = plain_words(text[:_READ])
    if words is None:
        words = _WORD.findall(text[:_READ].lower())
    else:
        words = [word[:_TOKEN] for word in words if len(word) > 1]
    words = words[:_MOST]
    return frozenset([*words, *map(" ".join, pairwise(words[:_PAIRED]))])


def words_weighed(spoken: Sequence[frozenset[str]], vocabulary: Vocabulary) -> NDArray[np.float64]:
    """Return a row for each set of words: the sum, least, greatest and mean of their weights, 0 for none."""
    sizes = np.fromiter(map(len, spoken), int, len(spoken))
    rows, told = np.zeros((len(spoken), 4)), sizes > 0
    if told.any():
        weights = np.fromiter(map(vocabulary.words.get, chain.from_iterable(spoken), repeat(0.0)), float)
        sizes = sizes[told]
        starts = np.cumsum(sizes) - sizes
        sums = np.add.reduceat(weights, starts)
        least, most = np.minimum.reduceat(weights, starts), np.maximum.reduceat(weights, starts)
        rows[told] = np.column_stack([sums, least, most, sums / sizes])
    return rows


def name_odds(tag: str, names: str, vocabulary: Vocabulary) -> float:
    """Return how much the names of an element speak for an article, -6 to 6."""
    total = sum(map(vocabulary.names.get, name_tokens(tag, names), repeat(0.0)))
    return max(-6.0, min(6.0, total))
