"""Words that multiply: doubled, twice the number of, threefold, halved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.counted import after_determiners, head_of, read_plain
from reader.analyse.figures.numbers import ONES, parse_digits
from reader.analyse.figures.words import AUXILIARIES, NOT_IN_NOUN_PHRASE, PREPOSITIONS, is_plural, word_set

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Sentence

_VERBS = {
    "doubled": 2.0, "doubling": 2.0, "tripled": 3.0, "tripling": 3.0,
    "trebled": 3.0, "trebling": 3.0, "quadrupled": 4.0, "quadrupling": 4.0, "quintupled": 5.0,
    "halved": 0.5, "halving": 0.5,
}  # fmt: skip
_BARE = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "halve": 0.5}
_BEFORE_VERB = word_set(
    """
    to will would could may might can should must than nearly almost
    """
)
_WITH_VERB = AUXILIARIES | word_set("to than more nearly almost about roughly")
_OF = word_set(
    """
    number amount size rate level value volume price cost share total population
    """
)
_COMPARED = word_set(
    """
    the as that what more higher larger bigger greater faster likelier its their his her earnings sales
    revenue profit profits income normal usual annual
    """
)
_SUBJECT_REACH = 16


class Multiple(NamedTuple):
    """A multiple in tokens first..last: how many times, and of what."""

    first: int
    last: int
    value: float
    counted: str | None
    head: str | None


def read_multiple(sentence: Sentence, at: int) -> Multiple | None:
    """Return the multiple that begins at token `at`, if one does."""
    word = sentence.word(at)
    if word in _VERBS and sentence.word(at + 1) != "down":
        return _of_verb(sentence, at, _VERBS[word])
    if word in _BARE and (sentence.word(at - 1) in _BEFORE_VERB or sentence.word(at + 1) in _COMPARED):
        return _of_verb(sentence, at, _BARE[word])
    if word in ("twice", "thrice") and _is_comparison(sentence, at + 1):
        return _compared(sentence, at, at + 1, 2.0 if word == "twice" else 3.0)
    if word.endswith("fold") and word[:-4].rstrip("-") in ONES:
        return Multiple(at, at + 1, ONES[word[:-4].rstrip("-")], *_none())
    return _times(sentence, at)


def _is_comparison(sentence: Sentence, at: int) -> bool:
    """Whether "the number of", "as many as", "more" stands at token `at`; "twice as he left" is none."""
    if sentence.word(at) != "as":
        return sentence.word(at) in _COMPARED
    return sentence.word(at + 1) in ("many", "much") or "as" in (sentence.word(at + 2), sentence.word(at + 3))


def _none() -> tuple[None, None]:
    return None, None


def _times(sentence: Sentence, at: int) -> Multiple | None:
    """Read "three times the number of …", "10 times more", "10-fold"."""
    if sentence.tokens[at].kind == "number":
        value = parse_digits(sentence.mark(at), sentence.language)
    else:
        value = ONES.get(sentence.word(at))
    if value is None:
        return None
    if sentence.word(at + 1) == "x" and sentence.glued(at + 1) and not sentence.glued(at + 2):  # "a 3x rise"
        return Multiple(at, at + 2, value, *_none())
    following = at + 1 + (sentence.word(at + 1) == "-")
    if sentence.word(following) == "fold":
        return Multiple(at, following + 1, value, *_none())
    if sentence.word(following) == "times" and _is_comparison(sentence, following + 1):
        return _compared(sentence, at, following + 1, value)
    return None


def _compared(sentence: Sentence, first: int, at: int, value: float) -> Multiple:
    """Read what the multiple is of: "the number of shipping containers", "as many people"."""
    if sentence.word(at) in (
        "as",
        "more",
        "higher",
        "larger",
        "bigger",
        "greater",
        "faster",
        "likelier",
        "that",
    ):
        if sentence.word(at) == "as" and sentence.word(at + 2) == "as":  # "twice as high as"
            return Multiple(first, at + 2, value, *_none())
        nouns = at + 2 if sentence.word(at) == "as" and sentence.word(at + 1) in ("many", "much") else 0
        return _with_object(sentence, first, at + 1, value, nouns)
    inner = after_determiners(sentence.tokens, at)
    if sentence.word(inner) in _OF and sentence.word(inner + 1) == "of":
        inner = after_determiners(sentence.tokens, inner + 2)
    return _with_object(sentence, first, inner, value, inner)


def _with_object(sentence: Sentence, first: int, last: int, value: float, nouns: int) -> Multiple:
    """Extend to the noun phrase at token `nouns`, where there is one."""
    phrase = read_plain(sentence.tokens, nouns, sentence.text) if nouns else None
    if phrase is None:
        return Multiple(first, last, value, *_none())
    return Multiple(first, phrase.last, value, phrase.text, phrase.head)


def _of_verb(sentence: Sentence, at: int, value: float) -> Multiple:
    """Read what doubled: the object after the verb where it has one, else the subject before it."""
    i = at + 1
    if i < len(sentence.tokens) and sentence.word(i) in ("the", "its", "their", "his", "her", "our"):
        return _compared(sentence, at, i, value)
    counted = _subject(sentence, at)
    head = head_of(counted.lower().split()) if counted and " " not in counted else _last_plural(counted)
    return Multiple(at, at + 1, value, counted, head)


def _subject(sentence: Sentence, verb: int) -> str | None:
    """Return the subject of the verb at token `verb`: what follows "the number of", or the nouns before."""
    i, farthest = verb, max(0, verb - _SUBJECT_REACH)
    while i > farthest and (sentence.word(i - 1) in _WITH_VERB or sentence.word(i - 1).endswith("ly")):
        i -= 1
    for start in range(i - 1, farthest, -1):
        if sentence.word(start) == "of" and sentence.word(start - 1) in _OF:
            return _until_place(sentence, after_determiners(sentence.tokens, start + 1), i)
        if sentence.tokens[start].kind == "mark" or sentence.word(start) in ("that", "which", "and"):
            break
    start = i
    while (
        start > farthest
        and sentence.tokens[start - 1].kind == "word"
        and sentence.word(start - 1) not in NOT_IN_NOUN_PHRASE
    ):
        start -= 1
    return sentence.part(start, i) if start < i else None


def _until_place(sentence: Sentence, first: int, last: int) -> str | None:
    """Return tokens first..last as far as the first preposition: a place or a time is not counted."""
    end = first
    while end < last and sentence.tokens[end].kind == "word" and sentence.word(end) not in PREPOSITIONS:
        end += 1
    return sentence.part(first, end) if end > first else None


def _last_plural(counted: str | None) -> str | None:
    """Return the head of a subject with what describes it after: the first plural and the nouns before."""
    if counted is None:
        return None
    words = counted.lower().split()
    for index, word in enumerate(words):
        if is_plural(word):
            return head_of(words[: index + 1])
    return head_of(words)
