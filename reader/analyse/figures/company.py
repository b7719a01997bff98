"""What a figure takes from the one before it: the sign of a conversion, the noun left unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.figures.labels import follows_a_name
from reader.analyse.figures.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, VERBS, word_set

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Sentence
    from reader.analyse.figures.quantity import Quantity

_CONVERSIONS = (("(",), ("/",), ("or",), (",", "or"), ("(", "about"))
_THEM = word_set("which whom them those these us you")
_TOTALS = word_set("total tally number count figure toll sum")
# What stands before a number that is compared with an earlier one: "up from", "compared with".
_COMPARED = {
    ("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), (",", "against"),
    ("rather", "than"), ("instead", "of"), *((total, "to") for total in _TOTALS),
}  # fmt: skip
_PLURAL_VERBS = word_set("are were have do aren't weren't haven't don't")
_HARMED = word_set(
    """
    killed injured wounded dead missing hurt homeless arrested detained displaced hospitalised
    hospitalized
    """
)
_HARMING = word_set(
    "killing injuring wounding killed injured wounded kills injures arresting arrested detained"
)
_BEFORE_SUBJECT = word_set(
    "said says reported and but that while only just another where when as if because ; : ,"
)

_HAVING = word_set(
    "have has had won got get gets received lost took takes scored sold built bought only with"
)
_CLOSING = (".", ",", ";", ":", "–", "—", "-", ")", "?", "!")
_ALL_OF = 10  # "all 157 on board", but "all three"


def with_sign(sentence: Sentence, found: Quantity, earlier: Quantity | None) -> Quantity:
    """Give the conversion in "over 100 km (62 miles)" the sign of what it converts."""
    if earlier is None or earlier.modifier == "=" or found.modifier != "=":
        return found
    if earlier.unit is None and earlier.head != "point":
        return found
    between = tuple(sentence.word(i) for i in range(earlier.last, min(found.first, earlier.last + 3)))
    if between not in _CONVERSIONS or found.unit is None:
        return found
    return found._replace(modifier=earlier.modifier, modifier_text=earlier.modifier_text)


def with_noun(sentence: Sentence, found: Quantity, count: Quantity | None) -> Quantity:
    """Give "2.4 million" in "3.9 million headsets, up from 2.4 million" the noun it leaves unsaid."""
    if count is None or found.counted is not None:
        return found
    bare = found.kind == "count" and found.unit is None
    more = found.kind == "multiple" and sentence.word(found.last - 1) in ("many", "more", "fewer")
    if not bare and not more and not (found.kind in ("ratio", "percent") and _is_of_them(sentence, found)):
        return found
    return found._replace(counted=count.counted, head=count.head)


def _is_of_them(sentence: Sentence, found: Quantity) -> bool:
    """Whether "of them" follows, or "of which" stands before."""
    if sentence.word(found.last) == "of" and sentence.word(found.last + 1) in _THEM:
        return True
    return sentence.word(found.first - 2) == "of" and sentence.word(found.first - 1) in _THEM


def stands_for_things(sentence: Sentence, found: Quantity, count: Quantity | None) -> bool:
    """Whether a bare number is a count of things left unsaid: "14 of them", "45 were killed"."""
    if found.kind != "count" or follows_a_name(sentence.tokens, found.first):
        return False
    if _continues_a_list(sentence, found, count):
        return False
    return (count is not None and _goes_on(sentence, found, count)) or _is_subject(sentence, found)


def _continues_a_list(sentence: Sentence, found: Quantity, count: Quantity | None) -> bool:
    """Whether a number that is no count stands before: the labels in "articles 2 and 3 were"."""
    at = found.first - 2
    if sentence.word(found.first - 1) not in ("and", "or", ",", "to", "-") or at < 0:
        return False
    return sentence.tokens[at].kind == "number" and (count is None or count.last <= at)


def _goes_on(sentence: Sentence, found: Quantity, count: Quantity) -> bool:
    """Whether the number counts what the earlier one did."""
    before, after = sentence.word(found.first - 1), sentence.word(found.last)
    if _is_of_them(sentence, found) or (sentence.word(found.first - 2), before) in _COMPARED:
        return True
    if before in ("become", "became") or (before in _HAVING and _closes(sentence, found.last)):
        return True
    if after in ("more", "fewer") and sentence.word(found.last + 1) in ("than", ",", ".", ""):
        return True
    if before == "to" and count.last == found.first - 1:  # "312 votes to 208"
        return True
    if before == "," and _is_whole(sentence, count):
        return True
    return before in ("and", ",") and after in PREPOSITIONS


def _closes(sentence: Sentence, at: int) -> bool:
    """Whether the clause ends at token `at`."""
    return at >= len(sentence.tokens) or sentence.mark(at) in _CLOSING or sentence.word(at) == "and"


def _is_whole(sentence: Sentence, count: Quantity) -> bool:
    """Whether the count stands in an "of …" that opens the clause: "Of 214 inhabitants, 31 …"."""
    at = count.first - 1
    while sentence.word(at) in DETERMINERS:
        at -= 1
    return sentence.word(at) == "of" and (at == 0 or sentence.tokens[at - 1].kind == "mark")


def _is_subject(sentence: Sentence, found: Quantity) -> bool:
    """Whether the number is the subject or the object of its clause, as only people and things are."""
    before, after = sentence.word(found.first - 1), sentence.word(found.last)
    if before == "the":  # "the two are not related"
        return False
    if before == "all" and found.value and found.value >= _ALL_OF and after in PREPOSITIONS:
        return True
    if after == "others" or (found.value != 1 and _is_of_them(sentence, found)):
        return True
    if after in _PLURAL_VERBS or after in _HARMED or before in _HARMING:
        return True
    opens = found.first == 0 or before in _BEFORE_SUBJECT
    acts = (after in VERBS or after.endswith("ed")) and sentence.mark(found.last).islower()
    agrees = (acts or after in AUXILIARIES) and not after.endswith("s") and found.value != 1
    return opens and agrees
