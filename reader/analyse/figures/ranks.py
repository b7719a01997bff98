"""Places in an order: "third-largest economy", "ranked 5th", "ranked No. 2"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.counted import read_plain
from reader.analyse.figures.words import word_set

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Sentence

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = {word: float(place + 1) for place, word in enumerate(_WORDS.split())}
_ENDINGS = ("st", "nd", "rd", "th")
_FINISHED = word_set("came finished finishing finish placed")
_AFTER_RANK = word_set("out of in on among globally worldwide overall")
_AFTER_PLACE = word_set("in at with behind among overall , . ; and out")
_RANKED = word_set("ranked ranks rank ranking seeded rated")


class Rank(NamedTuple):
    """A rank in tokens first..last, and among what."""

    first: int
    last: int
    value: float
    counted: str | None
    head: str | None


def read_rank(sentence: Sentence, at: int) -> Rank | None:
    """Return the rank that begins at token `at`, if one does."""
    if sentence.word(at) in _RANKED:
        return _after_verb(sentence, at)
    if sentence.word(at) in _FINISHED:
        return _finished(sentence, at)
    return _superlative(sentence, at)


def _finished(sentence: Sentence, verb: int) -> Rank | None:
    """Read "came third", "finished 14th": a place only where nothing is counted after it."""
    word, last = sentence.word(verb + 1), verb + 2
    value = _ORDINALS.get(word, 0.0)
    if word.isdigit() and len(word) < 4 and sentence.glued(last) and sentence.word(last) in _ENDINGS:
        value, last = float(word), last + 1
    closes = last >= len(sentence.tokens) or sentence.word(last) in _AFTER_PLACE
    return Rank(verb, last, value, None, None) if value and closes else None


def _after_verb(sentence: Sentence, verb: int) -> Rank | None:
    at = verb + 1
    if sentence.word(at) in ("no", "number", "#"):
        at += 1 + (sentence.mark(at + 1) == ".")
    if sentence.word(at) in _ORDINALS:
        return Rank(verb, at + 1, _ORDINALS[sentence.word(at)], None, None)
    digits = sentence.mark(at)
    if not digits.isdigit() or len(digits) > 4:
        return None
    ending = sentence.glued(at + 1) and sentence.word(at + 1) in _ENDINGS
    if not ending and at == verb + 1 and sentence.word(at + 1) not in _AFTER_RANK:
        return None
    return Rank(verb, at + 1 + ending, float(digits), None, None)


def _superlative(sentence: Sentence, at: int) -> Rank | None:
    """Read "second-largest city", "10th-biggest", "third most"."""
    word, last = sentence.word(at), at + 1
    if sentence.tokens[at].kind == "number":
        ending, _, superlative = sentence.word(last).partition("-")
        digits = (
            word if sentence.glued(last) and ending in _ENDINGS and word.isdigit() and len(word) < 4 else ""
        )
        value, last = float(digits or 0), last + 1
        if not superlative:  # "the 2nd largest city"
            superlative, last = sentence.word(last), last + 1
    else:
        ordinal, _, superlative = word.partition("-")
        value = _ORDINALS.get(ordinal, 0.0)
        if not superlative:  # "the third largest bank"
            superlative, last = sentence.word(last), last + 1
    if not value or not _is_superlative(superlative):
        return None
    phrase = read_plain(sentence.tokens, last, sentence.text)
    if phrase is None:
        return Rank(at, last, value, None, None)
    return Rank(at, phrase.last, value, phrase.text, phrase.head)


def _is_superlative(word: str) -> bool:
    return word in ("best", "worst", "most", "least") or (len(word) > 5 and word.endswith("est"))
