"""What a figure takes from the one before it: the sign of a conversion, the noun left unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.figures.labels import follows_a_name
from reader.analyse.figures.words import PREPOSITIONS

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Sentence
    from reader.analyse.figures.quantity import Quantity

_CONVERSIONS = (("(",), ("/",), ("or",), (",", "or"), ("(", "about"))


def with_sign(sentence: Sentence, found: Quantity, earlier: Quantity | None) -> Quantity:
    """Give the conversion in "over 100 km (62 miles)" the sign of what it converts."""
    if earlier is None or earlier.modifier == "=" or found.modifier != "=" or earlier.unit is None:
        return found
    between = tuple(sentence.word(i) for i in range(earlier.last, min(found.first, earlier.last + 3)))
    if between not in _CONVERSIONS or found.unit is None:
        return found
    return found._replace(modifier=earlier.modifier, modifier_text=earlier.modifier_text)


def with_noun(found: Quantity, count: Quantity | None) -> Quantity:
    """Give "2.4 million" in "3.9 million headsets, up from 2.4 million" the noun it leaves unsaid."""
    if count is None or found.kind != "count" or found.unit is not None or found.counted is not None:
        return found
    return found._replace(counted=count.counted, head=count.head)


def repeats_noun(sentence: Sentence, found: Quantity, count: Quantity | None) -> bool:
    """Whether a bare number after "and" counts what was counted before: "435 by sale and 187 by tender"."""
    if count is None or found.kind != "count" or follows_a_name(sentence.tokens, found.first):
        return False
    return sentence.word(found.first - 1) == "and" and sentence.word(found.last) in PREPOSITIONS
