"""The sign of a figure: how exact it is or which way it went, and the words it takes into its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.figures.modifiers import Said, goes_to_a_level, read_before, read_change

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Sentence
    from reader.analyse.figures.quantity import Quantity
    from reader.model import Modifier

_OR: dict[str, Modifier] = {
    "more": "≥", "above": "≥", "over": "≥", "older": "≥", "higher": "≥", "greater": "≥", "longer": "≥",
    "less": "≤", "fewer": "≤", "below": "≤", "under": "≤", "younger": "≤", "lower": "≤",
}  # fmt: skip


# "40 boats at least", at the end of a clause.
_AFTER: dict[tuple[str, str], Modifier] = {("at", "least"): "≥", ("at", "most"): "≤"}
_SIGNS: dict[str, Modifier] = {"+": "up", "-": "down", "−": "down"}
_CJK: dict[str, Modifier] = {"以上": "≥", "以下": "≤", "未満": "<"}


def with_modifier(sentence: Sentence, found: Quantity, change: bool, vague: bool = False) -> Quantity:
    """Extend the quantity over its modifier to the left, and over "or more" to the right.

    `change` allows a direction: "rose 5%" is up. A `vague` number ("dozens") is approximate by itself, unless
    its order of magnitude says between what it lies ("thousands").
    """
    before = _signed(sentence, found) or read_before(sentence.tokens, found.first)
    first = before.first if before else found.first
    went = _direction(sentence, found, first) if change else None
    said = _stronger(before, went)
    if vague and found.low is None:
        said = said or Said("~", "", first)
    elif (
        said is None
        and not vague
        and found.low is not None
        and sentence.word(first - 1) in ("between", "from")
    ):
        first -= 1
    found = found._replace(first=went.first if went else first)
    if said:
        return found._replace(modifier=said.sign, modifier_text=said.words)
    return _or_more(sentence, found)


def _signed(sentence: Sentence, found: Quantity) -> Said | None:
    """Read the sign of "+4.2%" and "-0.6%", where it stands apart from the word before."""
    at = found.first - 1
    sign = _SIGNS.get(sentence.mark(at))
    if sign is None or found.kind != "percent" or sentence.glued(at) or not sentence.glued(found.first):
        return None
    return Said(sign, sentence.mark(at), at)


def _direction(sentence: Sentence, found: Quantity, first: int) -> Said | None:
    if goes_to_a_level(sentence.tokens, first):
        return None
    return read_change(
        sentence.tokens, first, found.unit is not None or found.head == "point", found.kind == "money"
    )


def _stronger(before: Said | None, went: Said | None) -> Said | None:
    """Choose the sign to show of "rose about 5%" (about) and "rose nearly 5%" (rose)."""
    if before and went:
        return went if before.words in ("nearly", "almost") or before.sign == "=" else before
    return before or went


def _or_more(sentence: Sentence, found: Quantity) -> Quantity:
    joiner, word = sentence.word(found.last), sentence.word(found.last + 1)
    if found.value != 1 and word in _OR and (joiner == "or" or (joiner == "and" and found.kind == "age")):
        return found._replace(last=found.last + 2, modifier=_OR[word], modifier_text=f"{joiner} {word}")
    last_words = sentence.word(found.last), sentence.word(found.last + 1)
    if last_words in _AFTER and not sentence.word(found.last + 2).isalnum():
        return found._replace(
            last=found.last + 2, modifier=_AFTER[last_words], modifier_text=" ".join(last_words)
        )
    following = sentence.mark(found.last) + sentence.mark(found.last + 1)
    if following in _CJK:
        return found._replace(last=found.last + 2, modifier=_CJK[following], modifier_text=following)
    if sentence.mark(found.last) == "+" and sentence.glued(found.last):
        return found._replace(last=found.last + 1, modifier="≥", modifier_text="+")
    return found
