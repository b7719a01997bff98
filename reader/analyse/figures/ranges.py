"""Two numbers that belong together: ranges, ratios, scores and shared units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.amounts import Amount, Sentence, read_amount, read_sum
from reader.analyse.figures.labels import is_year
from reader.analyse.figures.scores import DASHES, score_end
from reader.analyse.figures.words import word_set

if TYPE_CHECKING:
    from reader.model import FigureKind

_SHARES = (3, 4, 5, 10, 100, 1000)  # "four in five", but not "two in six games"
_VOTED = word_set("vote votes voted voting passed ruled rejected approved")


class Pair(NamedTuple):
    """A pair of numbers in tokens first..last; a range has low and high, a ratio a value, a score neither."""

    first: int
    last: int
    kind: FigureKind
    low: float | None
    high: float | None
    value: float | None
    unit: str | None
    hyphened: bool = False


def read_pair(sentence: Sentence, left: Amount) -> Pair | None:
    """Return what the amount and the one right after it make together; None where they are apart."""
    joiner = sentence.word(left.last)
    if joiner in ("in", "out", "of") and left.unit is None and sentence.word(left.first - 1) != "number":
        return _ratio(sentence, left)
    dash = joiner in DASHES
    if dash and sentence.glued(left.last) and sentence.word(left.last + 1) == "to" and left.unit is None:
        return _suspended(sentence, left)
    if not dash and joiner not in ("to", "and", "through", "bis", "à", "a"):
        return None
    if dash and sentence.glued(left.last) != sentence.glued(left.last + 1):
        return None
    at = left.last + 1
    right = _amount_after(sentence, at)
    if left.currency_first and left.unit and right and right.unit != left.unit and right.kind != "money":
        right = read_sum(sentence, at, left.unit)
    if right and joiner == "to" and _is_vote(sentence, left, right):
        return Pair(left.first, right.last, "score", None, None, None, None)
    if right is None or _is_year(sentence, left) != _is_year(sentence, right):
        return None
    if dash and (last := score_end(sentence, left, right)):
        return Pair(left.first, last, "score", None, None, None, None)
    return _range(left, right) if dash or _says_range(sentence, left, right, joiner) else None


def _suspended(sentence: Sentence, left: Amount) -> Pair | None:
    """Read "18- to 24-year-olds" and "0-to-60-mph"."""
    at = left.last + 2
    right = _amount_after(sentence, at + (sentence.mark(at) == "-"))
    return _range(left, right) if right else None


def _amount_after(sentence: Sentence, at: int) -> Amount | None:
    """Read the amount at token `at`, past its currency sign and a repeated "about"."""
    for i in range(at, min(at + 3, len(sentence.tokens))):
        if sentence.tokens[i].kind == "number" or (i == at and sentence.tokens[i].kind == "word"):
            amount = read_amount(sentence, i)
            return amount if amount and amount.first == at else None
        if sentence.tokens[i].kind == "word" and len(sentence.mark(i)) > 3:
            return None
    return None


def _says_range(sentence: Sentence, left: Amount, right: Amount, joiner: str) -> bool:
    before = {sentence.word(left.first - 1), sentence.word(left.first - 2), sentence.word(left.first - 3)}
    if joiner == "and":
        return "between" in before
    if joiner == "to" and left.unit is not None and "from" not in before:
        return sentence.word(left.first - 1) != "by" and left.unit == right.unit
    return sentence.word(left.first - 1) != "by" or right.unit is not None


def _range(left: Amount, right: Amount) -> Pair | None:
    if left.value is None or right.value is None:
        return None
    if (
        left.unit
        and right.unit
        and left.unit != right.unit
        and not right.unit.startswith(f"{left.unit} per ")
    ):
        return None
    if left.numeral.form == "fraction" or (left.unit and not right.unit and not left.currency_first):
        return None
    low, high = left.value, right.value
    if left.magnitude == 1.0 and right.magnitude > 1.0 and low * right.magnitude < high:
        low *= right.magnitude
    if low >= high:
        return None
    unit = right.unit or left.unit
    kind = right.kind if right.unit else left.kind
    return Pair(left.first, right.last, kind, low, high, None, unit, right.hyphened)


def _is_year(sentence: Sentence, amount: Amount) -> bool:
    return amount.unit is None and is_year(sentence.tokens, amount.numeral, modified=False)


def _ratio(sentence: Sentence, left: Amount) -> Pair | None:
    """Read "one in five", "two out of three", "one of four concepts"."""
    at = left.last + (2 if (sentence.word(left.last), sentence.word(left.last + 1)) == ("out", "of") else 1)
    says_out_of = at == left.last + 2
    joiner = sentence.word(left.last)
    if joiner == "out" and not says_out_of:
        return None
    every = sentence.word(at) == "every"  # "one in every five"
    if every or (joiner == "of" and sentence.word(at) in ("the", "its", "only", "just")):
        at += 1
    right = _amount_after(sentence, at)
    if right is None or right.unit is not None or not left.value or not right.value:
        return None
    small = left.value < 20 and left.value < right.value
    same = left.numeral.form == right.numeral.form or right.value == 10  # "nine in 10"
    share = joiner == "in" and right.value in _SHARES and same
    if not small or not (says_out_of or left.value == 1 or share) or (joiner == "in" and right.value > 1e6):
        return None
    if joiner == "in" and right.numeral.digits and 1900 <= right.value <= 2099:
        return None
    return Pair(left.first, right.last, "ratio", None, None, left.value / right.value, None)


def _is_vote(sentence: Sentence, left: Amount, right: Amount) -> bool:
    """Whether "312 to 110" is how a vote ended."""
    if left.unit or right.unit or not left.value or right.value is None or left.value < right.value:
        return False
    near = range(max(0, left.first - 4), left.first)
    said = any(sentence.word(i) in _VOTED for i in near)
    return said and sentence.word(left.first - 1) not in ("from", "to", "at")


def share_unit(sentence: Sentence, left: Amount) -> Amount:
    """Give "eight" the unit of "nine euros" in "eight or nine euros"."""
    joiner = sentence.word(left.last)
    down = joiner == "to" and sentence.word(left.first - 1) == "from"  # "from 5 to 4 percent" is no range
    if left.unit is None and left.value is not None and (joiner in ("or", "and") or down):
        right = _amount_after(sentence, left.last + 1)
        if right and right.unit and right.value and left.numeral.form == right.numeral.form:
            joined = joiner == "or" or left.numeral.form == "digits"
            return replace(left, unit=right.unit, kind=right.kind) if joined else left
    return left
