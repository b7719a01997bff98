"""How words are written, as numbers: an encoder without regard to case is told of it by these."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHAPES = 96  # ways of writing × first word or not × ways of the sentence
_LOWER, _CAPITALISED, _UPPER, _LETTER, _MIXED, _HUMPED, _DIGITS, _DIGITED, _MARK, _DOTTED, _OTHER = range(
    1, 12
)
_LETTERED = frozenset({_LOWER, _CAPITALISED, _UPPER, _LETTER, _MIXED, _HUMPED, _DOTTED})
_SMALL = frozenset({_LOWER, _HUMPED})
_LARGE = frozenset({_UPPER, _LETTER, _DOTTED})


def shapes(words: Sequence[str]) -> list[int]:
    """Return a number for every word of one sentence, 0 to 95."""
    ways = [_way(word) for word in words]
    mode, first, found = _mode(ways), 1, []
    for way in ways:
        found.append((mode * 2 + first) * 12 + way)
        if way != _MARK:
            first = 0
    return found


def _way(word: str) -> int:
    if not any(map(str.isalnum, word)):
        return _MARK
    if any(map(str.isdigit, word)):
        return _DIGITED if any(map(str.isalpha, word)) else _DIGITS
    if word.islower():
        return _LOWER
    if word.isupper():
        return _DOTTED if "." in word else _UPPER if len(word) > 1 else _LETTER
    if word[0].isupper():
        return _CAPITALISED if word[1:].islower() else _MIXED
    return _HUMPED if word[0].islower() else _OTHER


def _mode(ways: Sequence[int]) -> int:
    """Return 1 for a sentence in capitals, 2 for a headline, 3 for one without capitals, 0 for others."""
    lettered = [way for way in ways if way in _LETTERED]
    if len(lettered) < 3:
        return 0
    small = sum(way in _SMALL for way in lettered)
    if sum(way in _LARGE for way in lettered) > 0.7 * len(lettered):
        return 1
    if small == len(lettered):
        return 3
    return 2 if len(lettered) >= 4 and small <= 0.35 * len(lettered) else 0
