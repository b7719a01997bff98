"""What a text must be like, as a short text of its own that SQL can hand on: see `fits` in `functions`."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from reader.query.regex import searcher
from reader.query.tree import Pattern, Range, Text, Value
from reader.text import fold
from reader.words import spaced, words_of

Predicate: TypeAlias = Callable[[str | None], bool]


def part(value: Value) -> str:
    """A text that holds the value; where that is only a *, any text."""
    return _of(value, "part")


def whole(value: Value) -> str:
    """A label that is the value, or begins with it if that ends in a *."""
    return _of(value, "begin" if isinstance(value, Text) and value.begins else "whole")


def name(value: Value) -> str:
    """A name that has all words of the value, or, where it must be that name, no others."""
    return _of(value, "words", "same")


def _of(value: Value, kind: str, exact: str = "whole") -> str:
    if isinstance(value, Pattern):
        return json.dumps(["pattern", value.pattern, value.ignores_case])
    if isinstance(value, Text):
        return json.dumps([exact if value.exact else kind, value.text, value.begins])
    raise TypeError(value)


@lru_cache(maxsize=256)
def predicate(said: str) -> Predicate:
    """Return what says whether a text is like that."""
    kind, value, option = json.loads(said)
    if kind == "pattern":
        return searcher(value, option)
    folded = fold(value)
    match kind:
        case "part":
            return lambda text: bool(text) and folded in fold(text or "")
        case "begin":
            return lambda text: bool(text) and fold(text or "").startswith(folded)
        case "whole":
            return lambda text: text is not None and fold(text) == folded
        case "same":
            words = words_of(value)
            return lambda text: text is not None and words_of(text) == words
    return _named(value, begins=option)


def _named(value: str, *, begins: bool) -> Predicate:
    wanted = words_of(value)
    last = wanted.pop() if begins and wanted else None
    together = fold(value) if spaced(value) != value else ""

    def holds(text: str | None) -> bool:
        if not text:
            return False
        words = set(words_of(text))
        return (
            words.issuperset(wanted)
            and (last is None or any(word.startswith(last) for word in words))
            and together in fold(text)
        )

    return holds


def within(bounds: Range, value: float | None) -> bool:
    """Whether a number lies in a range of numbers."""
    if value is None:
        return False
    low, high = bounds.low, bounds.high
    if isinstance(low, float) and (value < low or (bounds.low_open and value == low)):
        return False
    return not (isinstance(high, float) and (value > high or (bounds.high_open and value == high)))
