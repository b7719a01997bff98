"""How much a text is about somebody or something it names."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import EntityKind

_OFTEN, _EARLY, _TITLE = 0.55, 0.25, 0.2
_ENOUGH = 12
# A people ("French") or an event is seldom what a reader would name first.
_BY_KIND: dict[EntityKind, float] = {"person": 1.0, "organisation": 1.0, "place": 0.95, "other": 0.6}


def salience(count: int, first: int, length: int, kind: EntityKind, in_title: bool) -> float:
    """Return 0 to 1 from how often it is named, how early, what it is, and whether the title names it.

    `first` is where the first mention starts in a text of `length` characters. Logarithm of the count and
    earliness are the strongest plain signs of salience (Dunietz and Gillick, "A New Entity Salience Task
    with Millions of Training Examples", 2014).
    """
    often = min(1.0, log(1 + count) / log(1 + _ENOUGH))
    early = 1 - first / max(1, length)
    return round((_OFTEN * often + _EARLY * early + _TITLE * in_title) * _BY_KIND[kind], 4)
