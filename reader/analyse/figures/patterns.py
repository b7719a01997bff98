"""From amounts to figures: what is a quantity and what is not, its modifier, and what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.figures import labels
from reader.analyse.figures.ages import as_age, read_age
from reader.analyse.figures.amounts import Amount, Sentence, read_amount
from reader.analyse.figures.company import stands_for_things, with_noun, with_sign
from reader.analyse.figures.counted import (
    NounPhrase,
    after_determiners,
    read_complement,
    read_counted,
    read_plain,
    with_complement,
)
from reader.analyse.figures.modifiers import read_before
from reader.analyse.figures.multiples import read_multiple
from reader.analyse.figures.named import with_named_noun
from reader.analyse.figures.numbers import read_numeral
from reader.analyse.figures.quantity import Quantity
from reader.analyse.figures.ranges import read_pair, share_unit
from reader.analyse.figures.ranks import read_rank
from reader.analyse.figures.ratios import read_odds
from reader.analyse.figures.signs import with_modifier
from reader.analyse.figures.words import DETERMINERS, MONTHS, NOT_IN_NOUN_PHRASE, VERBS, singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import FigureKind


def read_quantities(sentence: Sentence) -> Iterator[Quantity]:
    """Yield the quantities of a sentence from left to right; one may lie inside the text of another."""
    at = 0
    earlier: Quantity | None = None
    count: Quantity | None = None
    while at < len(sentence.tokens):
        found = _by_words(sentence, at) or _by_number(sentence, at, count)
        if isinstance(found, int):
            at = max(at + 1, found)
            continue
        found = with_sign(sentence, with_noun(sentence, found, count), earlier)
        at, earlier = max(at + 1, found.next), found
        count = found if found.kind == "count" and found.counted else count
        yield found


def _by_words(sentence: Sentence, at: int) -> Quantity | None:
    """Return the multiple, the odds or the rank that begins at token `at`."""
    if not sentence.english:
        return None
    odds = read_odds(sentence, at)
    if odds:
        return Quantity(odds.first, odds.last, odds.last, "ratio", odds.value)
    multiple = read_multiple(sentence, at)
    if multiple:
        first, last, value, counted, head = multiple
        found = Quantity(first, last, last, "multiple", value, counted=counted, head=head)
        return _since(sentence, with_modifier(sentence, found, change=False))
    rank = read_rank(sentence, at)
    if rank:
        first, last, value, counted, head = rank
        return Quantity(first, last, last, "rank", value, counted=counted, head=head)
    return None


def _by_number(sentence: Sentence, at: int, count: Quantity | None) -> Quantity | int:
    """Return the quantity that begins at token `at`, or the index at which reading goes on without one."""
    amount = read_amount(sentence, at)
    if amount is None:
        return at + 1
    if not amount.unit and _is_no_number(sentence, amount):
        return amount.last
    pair = read_pair(sentence, amount)
    if pair and pair.unit is None and pair.kind == "count" and _years(amount):
        return pair.last
    if pair:
        found = Quantity(
            pair.first, pair.last, pair.last, pair.kind, pair.value, pair.low, pair.high, pair.unit
        )
        return _finished(sentence, found, amount, pair.hyphened, count)
    amount = share_unit(sentence, amount)
    numeral = amount.numeral
    found = Quantity(
        amount.first, amount.last, amount.last, amount.kind, amount.value, numeral.low, numeral.high
    )
    return _finished(sentence, found._replace(unit=amount.unit), amount, amount.hyphened, count)


def _is_no_number(sentence: Sentence, amount: Amount) -> bool:
    numeral, tokens = amount.numeral, sentence.tokens
    if labels.is_label(tokens, numeral) or labels.is_ordinal(tokens, numeral):
        return True
    if labels.is_address(tokens, numeral) or labels.is_in_a_name(tokens, numeral):
        return True
    return labels.is_enumerator(tokens, numeral)


def _years(amount: Amount) -> bool:
    digits = amount.numeral.digits
    return len(digits) == 4 and digits.isdigit() and 1000 <= int(digits) <= 2099 and not amount.unit


def _finished(
    sentence: Sentence, found: Quantity, amount: Amount, hyphened: bool, count: Quantity | None
) -> Quantity | int:
    """Add modifier and counted noun, or reject a number that stands for nothing."""
    numeral = amount.numeral
    if found.unit is None and found.kind == "count":
        aged = read_age(sentence, found, amount)
        if aged:
            return with_modifier(sentence, aged, change=False)
        before = read_before(sentence.tokens, found.first)
        if numeral.form == "digits" and labels.is_year(sentence.tokens, numeral, before is not None):
            return found.next
    found = _counting(sentence, found, amount, hyphened)
    found = with_modifier(sentence, found, change=not hyphened, vague=numeral.form == "vague")
    if found.unit is None and found.counted is None and sentence.english:
        found = with_named_noun(sentence, found)
    if found.unit is None and found.counted is None and not _means_something(sentence, found, amount):
        return found if stands_for_things(sentence, found, count) else found.next
    return _since(sentence, as_age(sentence, found))


_COUNTERS = ("人", "名", "台", "件", "社", "本", "回", "歳", "頭", "隻")


def _counting(sentence: Sentence, found: Quantity, amount: Amount, hyphened: bool) -> Quantity:
    """Add the noun phrase that is counted, or that a share, a sum or a measure is of."""
    tokens, at = sentence.tokens, found.last
    if found.kind == "count" and found.unit is None and sentence.mark(at) in _COUNTERS:
        return found._replace(last=at + 1, next=at + 1, counted=sentence.mark(at), head=sentence.mark(at))
    if not sentence.english or found.kind == "score":
        return found
    if found.unit is not None:
        described = _described(sentence, found, hyphened)
        return found._replace(counted=described.text, head=described.head) if described else found
    if found.kind == "ratio" or amount.numeral.form == "fraction":
        kind: FigureKind = "ratio"
        found = found._replace(kind=kind)
        whole = read_complement(tokens, at, sentence.text)
        phrase = whole or read_counted(tokens, after_determiners(tokens, at), sentence.text)
        if phrase:
            return found._replace(last=phrase.last, counted=phrase.text, head=phrase.head)
        return found
    return _plain_count(sentence, found, amount)


def _plain_count(sentence: Sentence, found: Quantity, amount: Amount) -> Quantity:
    """Read the noun phrase that is counted: "14 players", "one of the players", "17 of 20 drones"."""
    tokens = sentence.tokens
    one = amount.value == 1 and found.low is None
    if one and sentence.word(found.first - 1) == "number":  # "the number one buyer"
        return found
    found = _plus(sentence, found)
    at = found.last
    if sentence.mark(at) == "-" and sentence.glued(at) and sentence.glued(at + 1):
        return _compound(sentence, found, at + 1)
    if sentence.word(at) in ("more", "additional", "extra", "other", "fewer"):
        at += 1
    if sentence.word(at) == "or" and sentence.word(at + 1) in ("more", "fewer"):
        phrase = read_counted(tokens, at + 2, sentence.text)
        return _counted_or_more(sentence, found, phrase) if phrase and not one else found
    of = sentence.word(at) == "of"
    if of:
        at = after_determiners(tokens, at + 1)
        at = _past_number(sentence, at)
        if one and at == found.last + 1:
            return found
    phrase = read_counted(tokens, at, sentence.text, one=one and not of, of=one and of)
    if phrase is None:
        return _or_next(sentence, found, at) or _page_of(sentence, found, at)
    counted, last = with_complement(tokens, phrase, sentence.text), phrase.last
    if sentence.word(last) == "worth" and sentence.mark(last - 1)[-1:] in "'’":
        of_what = read_complement(tokens, last + 1, sentence.text)
        counted, last = (f"{counted} of {of_what.text}" if of_what else counted), last + 1
    return found._replace(last=last, counted=counted, head=phrase.head)


def _counted_or_more(sentence: Sentence, found: Quantity, phrase: NounPhrase) -> Quantity:
    """Read "500 or more boats"."""
    more = sentence.word(found.last + 1)
    found = found._replace(modifier="≥" if more == "more" else "≤", modifier_text=f"or {more}")
    return found._replace(last=phrase.last, counted=phrase.text, head=phrase.head)


def _plus(sentence: Sentence, found: Quantity) -> Quantity:
    """Take in the sign of "100+", "500-plus" and "240 or so"."""
    at = found.last
    if (sentence.word(at), sentence.word(at + 1)) == ("or", "so"):
        return found._replace(last=at + 2, next=at + 2, modifier="~", modifier_text="or so")
    if sentence.mark(at) == "-" and sentence.word(at + 1) == "odd":
        return found._replace(last=at + 2, next=at + 2, modifier="~", modifier_text="odd")
    if sentence.mark(at) == "+" and sentence.glued(at):
        return found._replace(last=at + 1, next=at + 1, modifier="≥", modifier_text="+")
    if sentence.mark(at) == "-" and sentence.word(at + 1) == "plus":
        return found._replace(last=at + 2, next=at + 2, modifier="≥", modifier_text="plus")
    return found


def _past_number(sentence: Sentence, at: int) -> int:
    """Return the index after the second number of "17 of 20 drones"."""
    if at >= len(sentence.tokens):
        return at
    numeral = read_numeral(sentence.tokens, at, sentence.language, sentence.english)
    return numeral.last if numeral else at


def _or_next(sentence: Sentence, found: Quantity, at: int) -> Quantity | None:
    """Give "five" the noun of "six people" in "five or six people"."""
    after = _past_number(sentence, at + 1)
    if sentence.word(at) != "or" or after == at + 1:
        return None
    phrase = read_counted(sentence.tokens, after, sentence.text)
    return found._replace(counted=phrase.text, head=phrase.head) if phrase else None


def _page_of(sentence: Sentence, found: Quantity, at: int) -> Quantity:
    """Read "a three course meal", "the 12 page document": the noun after the number, before another."""
    first, second = sentence.mark(at), sentence.mark(at + 1)
    if (
        sentence.word(found.first - 1) not in DETERMINERS
        or not _may_be_noun(first)
        or not _may_be_noun(second)
    ):
        return found
    return found._replace(last=at + 1, counted=first, head=first)


def _may_be_noun(word: str) -> bool:
    if len(word) < 4 or not word.islower() or word in NOT_IN_NOUN_PHRASE or word in VERBS:
        return False
    return not word.endswith(("ed", "ing", "ly", "s", "al", "ous", "ive", "est"))


_NOT_COUNTED = NOT_IN_NOUN_PHRASE | {"something", "fold", "odd"}


def _compound(sentence: Sentence, found: Quantity, at: int) -> Quantity:
    """Read "three-point", "two-man": the noun after the hyphen is what is counted."""
    token = sentence.tokens[at]
    word = token.word.partition("-")[0]
    if word == "strong":
        group = read_plain(sentence.tokens, at + 1, sentence.text)
        return (
            found._replace(last=at + 1, next=at + 1, counted=group.text, head=group.head) if group else found
        )
    if token.kind != "word" or len(token.word) < 3 or token.text[:1].isupper() or word in _NOT_COUNTED:
        return found
    return found._replace(last=at + 1, next=at + 1, counted=word, head=singular(word))


_NO_GOODS = DETERMINERS | {"total", "cash", "person", "part"}


def _described(sentence: Sentence, found: Quantity, hyphened: bool) -> NounPhrase | None:
    """Return what a measure describes ("240-millimeter launcher"), or a share or a sum is of."""
    tokens, at = sentence.tokens, found.last
    if hyphened:
        named = found.kind == "age" and sentence.mark(at)[:1].isupper()  # "a 13-year-old Ana Ruiz"
        return None if named else read_plain(tokens, at, sentence.text)
    if found.kind == "money" and sentence.word(at) == "in":
        goods = sentence.mark(at + 1).islower() and sentence.word(at + 1) not in _NO_GOODS
        return read_plain(tokens, at + 1, sentence.text) if goods else None
    if sentence.word(at) == "worth":
        at += 1
    return read_complement(tokens, at, sentence.text)


_CODE_MARKS = ("/", ":", "_", "=", "#", ".", "-", "~", "×")


def _means_something(sentence: Sentence, found: Quantity, amount: Amount) -> bool:
    """Whether a number without unit and noun is still a quantity and not part of a name."""
    if found.kind in ("score", "ratio", "multiple"):
        return True
    numeral = amount.numeral
    if numeral.form == "vague":
        return found.low is not None
    if found.low is not None:
        return _is_said_range(sentence, found, amount)
    if _is_code(sentence, found) or _may_be_year(amount, found):
        return False
    if numeral.magnitude > 1 or found.modifier != "=":
        return (
            numeral.form != "words"
            or numeral.magnitude > 1
            or found.modifier in ("up", "down", ">", "<", "≥", "≤")
        )
    if numeral.form != "digits" or labels.follows_a_name(sentence.tokens, found.first):
        return False
    if not numeral.digits.isdigit():
        return len(numeral.digits) > 1
    return 4 <= len(numeral.digits) <= 9


def _is_said_range(sentence: Sentence, found: Quantity, amount: Amount) -> bool:
    """Whether a range of bare numbers is one in words, and no "6-5" of a table."""
    told = sentence.word(found.first) in ("between", "from") or sentence.word(found.first - 1) in (
        "to",
        "of",
        "by",
        "at",
    )
    return told or amount.magnitude > 1 or found.modifier != "=" or not amount.numeral.digits.isdigit()


def _may_be_year(amount: Amount, found: Quantity) -> bool:
    """Whether bare digits look like a year, with no noun to say otherwise: "until at least 2021"."""
    return _years(amount) and (not found.modifier_text or amount.numeral.digits >= "1900")


def _is_code(sentence: Sentence, found: Quantity) -> bool:
    """Whether the bare digits are part of a longer sign: "HTTP/1.1", "x:4439", "1337ABCD"."""
    before = sentence.mark(found.first - 1) if sentence.glued(found.first) else ""
    if before == '"' and sentence.glued(found.first - 1):  # size="12"
        before = sentence.mark(found.first - 2)
    after = sentence.tokens[found.last] if sentence.glued(found.last) else None
    return before in _CODE_MARKS or (after is not None and (after.kind == "word" or after.text == "×"))


def _since(sentence: Sentence, found: Quantity) -> Quantity:
    """Extend a count over "since 2022", and a duration over "his first … in"."""
    at = found.last
    if sentence.word(at) == "since" and found.kind in ("count", "multiple"):
        when = sentence.word(at + 1)
        if when.rstrip(".") in MONTHS or (len(when) == 4 and when.isdigit()):
            return found._replace(last=at + 2)
    if found.kind == "duration" and sentence.word(found.first - 1) == "in":
        return found._replace(first=_record_start(sentence, found.first))
    return found


def _record_start(sentence: Sentence, first: int) -> int:
    """Return where "the biggest … in" begins that a duration at token `first` closes."""
    for i in range(first - 2, max(-1, first - 10), -1):
        word = sentence.word(i)
        if sentence.tokens[i].kind != "word":
            break
        if word in ("first", "worst", "best", "most", "lowest", "highest") or (
            word.endswith("est") and len(word) > 5
        ):
            return i - 1 if sentence.word(i - 1) in DETERMINERS else first
    return first
