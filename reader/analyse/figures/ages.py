"""Ages that no "years old" marks: "aged 45", "children under 5", "Ana Ruiz, 45, said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.figures.numbers import ONES
from reader.analyse.figures.words import AUXILIARIES, FUNCTION_WORDS, MONTHS, VERBS, WEEKDAYS, word_set

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Amount, Sentence
    from reader.analyse.figures.quantity import Quantity

_OLDEST = 120
_GROWN = 14
_MOST_AGES = 12
_NO_SURNAMES = FUNCTION_WORDS | MONTHS | WEEKDAYS | {"however", "meanwhile"}
_AGED = word_set("aged age ages")
_PEOPLE = word_set(
    """
    children people adults women men those voters pupils boys girls patients anyone everyone residents
    teenagers workers americans kids athletes players citizens youths drivers mothers
    """
)
_LIMITS = word_set("under over above below")
_GOES_ON = word_set("when and at or last this on in today is are were was who have had can must will")
_DIED = word_set("died dies dead married retired")
_DEATH_REACH = 6


def read_age(sentence: Sentence, found: Quantity, amount: Amount) -> Quantity | None:
    """Return the bare number `found` as an age, if it is one."""
    value = found.high or found.value
    if value is None or value > _OLDEST or value != int(value) or amount.magnitude != 1:
        return None
    if _is_said(sentence, found) or _is_limit(sentence, found) or _stands_after_name(sentence, found, amount):
        return found._replace(kind="age", unit="year of age")
    return None


def as_age(sentence: Sentence, found: Quantity) -> Quantity:
    """Return a time that is how old someone is as an age: "aged 14 months"."""
    if found.unit not in ("year", "month", "week", "day"):
        return found
    before = sentence.word(found.first - 1), sentence.word(found.first - 2)
    if before[0] != "aged" and before != ("of", "age"):
        return found
    return found._replace(kind="age", unit=f"{found.unit} of age")


def _is_said(sentence: Sentence, found: Quantity) -> bool:
    """Whether the words before say so: "aged 45", "the age of 21", "who was 10", "died at 91"."""
    before = [sentence.word(found.first - n) for n in (1, 2, 3)]
    if before[0] in _AGED or (before[0] == "of" and before[1] in ("age", "ages")):
        return True
    if before[0] in ("and", "to", "between") and "aged" in before[1:]:
        return True
    if before[0] in ("and", ",") and _continues_ages(sentence, found.first - 1):
        return True
    if not _closes(sentence, found.last):
        return False
    if before[0] in ("turned", "turns"):
        return True
    if before[0] in ("was", "is") and before[1] in ("who", "he", "she"):
        return True
    near = range(max(0, found.first - _DEATH_REACH), found.first)
    return before[0] == "at" and any(sentence.word(i) in _DIED for i in near)


def _continues_ages(sentence: Sentence, at: int) -> bool:
    """Whether only numbers stand between "aged" and token `at`: "aged nine, 12 and 15"."""
    for i in range(at - 1, max(-1, at - _MOST_AGES), -1):
        if sentence.word(i) == "aged":
            return True
        listed = sentence.word(i) in (",", "and") or sentence.word(i) in ONES
        if not listed and sentence.tokens[i].kind != "number":
            return False
    return False


def _is_limit(sentence: Sentence, found: Quantity) -> bool:
    """Whether people are told apart by it: "children under 5"."""
    told = sentence.word(found.first - 1) in _LIMITS and sentence.word(found.first - 2) in _PEOPLE
    following = sentence.word(found.last)
    return told and (_closes(sentence, found.last) or following in VERBS or following in AUXILIARIES)


def _closes(sentence: Sentence, at: int) -> bool:
    """Whether nothing that could be counted follows at token `at`."""
    if at >= len(sentence.tokens) or sentence.tokens[at].kind == "mark":
        return sentence.mark(at) not in ("-", "/", "%")
    return sentence.word(at) in _GOES_ON


def _stands_after_name(sentence: Sentence, found: Quantity, amount: Amount) -> bool:
    at = found.first
    if amount.numeral.form != "digits" or sentence.mark(at - 1) != ",":
        return False
    if sentence.mark(found.last) not in (",", ")") or not sentence.mark(at - 2)[:1].isupper():
        return False
    if at == 2:  # a sentence that opens with a surname: "Ruiz, 45, said"
        return bool(found.value and found.value >= _GROWN) and sentence.word(0) not in _NO_SURNAMES
    return bool(found.value and found.value >= 3)
