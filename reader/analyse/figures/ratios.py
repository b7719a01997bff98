"""One number to another: "a ratio of 18:1", "outnumbered two to one", "a 70:30 split"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.numbers import ONES, parse_digits
from reader.analyse.figures.words import word_set

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Sentence

_SAID = word_set(
    """
    ratio ratios odds split scale outnumber outnumbered outnumbers leverage proportion
    """
)
_WITH_COLON = re.compile(r"\d{1,3}:\d{1,3}")
_BEFORE, _AFTER = 8, 2


class Odds(NamedTuple):
    """A ratio in tokens first..last, as the first number divided by the second."""

    first: int
    last: int
    value: float


def read_odds(sentence: Sentence, at: int) -> Odds | None:
    """Return the ratio that begins at token `at`, if a word near it says that it is one."""
    if _WITH_COLON.fullmatch(sentence.mark(at)):  # which a clock time looks like
        left, _, right = sentence.mark(at).partition(":")
        return _odds(sentence, at, at + 1, parse_digits(left), parse_digits(right))
    if sentence.word(at + 1) in (":", "to"):
        left_value, right_value = _whole(sentence, at), _whole(sentence, at + 2)
        return _odds(sentence, at, at + 3, left_value, right_value)
    if (sentence.mark(at + 1), sentence.word(at + 2), sentence.mark(at + 3)) == ("-", "to", "-"):
        return _odds(sentence, at, at + 5, _whole(sentence, at), _whole(sentence, at + 4))
    return None


def _whole(sentence: Sentence, at: int) -> float | None:
    if sentence.mark(at).isdigit():
        return parse_digits(sentence.mark(at))
    return ONES.get(sentence.word(at))


def _odds(sentence: Sentence, first: int, last: int, left: float | None, right: float | None) -> Odds | None:
    if not left or not right:
        return None
    near = (*range(max(0, first - _BEFORE), first), *range(last, last + _AFTER))
    return Odds(first, last, left / right) if any(sentence.word(i) in _SAID for i in near) else None
