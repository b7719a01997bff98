"""The noun that stands before its number: "a crew of seven", "the number of dead rose to 45"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.figures.counted import (
    NounPhrase,
    after_determiners,
    noun_phrase,
    read_counted,
    with_complement,
)
from reader.analyse.figures.words import (
    AUXILIARIES,
    NOT_IN_NOUN_PHRASE,
    PREPOSITIONS,
    is_plural,
    word_set,
)

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Sentence
    from reader.analyse.figures.quantity import Quantity

_GROUPS = word_set(
    """
    crew crowd team family group audience squad staff fleet population workforce majority field
    congregation cast army herd class jury panel electorate membership readership attendance party
    toll caseload enrolment turnout crews families groups teams
    """
)
# Plurals that have a price or a level, not a number.
_LEVELS = word_set(
    """
    shares prices stocks futures bonds yields rates temperatures costs wages profits revenues earnings
    losses levels sales fees taxes tariffs rents salaries scores ratings indexes indices averages
    ratios speeds odds chances benchmarks
    """
)
_ARRIVED = word_set(
    """
    rose rise rises risen climbed grew grown grow jumped fell fall falls fallen dropped declined stood
    stands stand put reached reach reaches totalled totaled numbered number increased decreased rising
    falling climbing reaching totalling swelled shrank dwindled remained remains soared passed hit topped
    limited capped estimated
    """
)
_BETWEEN = AUXILIARIES | word_set("to at from now already about around by only just well over since has")
_STEPS = word_set("by % percent per cent a an the day week month year earlier ago before last")
_REACH = 16


def with_named_noun(sentence: Sentence, found: Quantity) -> Quantity:
    """Give a bare number the noun that names it before, or after its verb: "22 are minors"."""
    if found.kind != "count":
        return found
    phrase = _group(sentence, found.first) or _complement(sentence, found) or _subject(sentence, found.first)
    if phrase is None:
        return found
    return found._replace(counted=with_complement(sentence.tokens, phrase, sentence.text), head=phrase.head)


def _group(sentence: Sentence, number: int) -> NounPhrase | None:
    """Read "crew" of "a crew of seven"; capitals are a name: "the Group of Twenty"."""
    noun = number - 2
    if sentence.word(number - 1) != "of" or sentence.word(noun) not in _GROUPS:
        return None
    return None if sentence.mark(noun)[:1].isupper() else _ending_at(sentence, noun + 1)


def _ending_at(sentence: Sentence, end: int) -> NounPhrase:
    """Return the nouns and adjectives that end before token `end`."""
    first = end - 1
    while first > 0 and sentence.tokens[first - 1].kind == "word":
        word = sentence.word(first - 1)
        if word in NOT_IN_NOUN_PHRASE or word.endswith("'s"):
            break
        first -= 1
    return noun_phrase(sentence.tokens, first, end, sentence.text)


def _complement(sentence: Sentence, found: Quantity) -> NounPhrase | None:
    """Read "minors" of "22 are minors"."""
    if sentence.word(found.last) not in ("are", "were"):
        return None
    phrase = read_counted(sentence.tokens, after_determiners(sentence.tokens, found.last + 1), sentence.text)
    return phrase if phrase and sentence.mark(phrase.first).islower() else None


def _subject(sentence: Sentence, number: int) -> NounPhrase | None:
    """Read the subject of a verb that leads to the number: "Casualties were put at 70"."""
    verb, arrived = number, False
    while verb > 0 and _leads_to(sentence, verb - 1, sentence.word(number - 1) == "to"):
        verb -= 1
        arrived = arrived or sentence.word(verb) in _ARRIVED
    if sentence.word(number - 1) == "by" or verb == 0:
        return None
    if not arrived:
        return _group_that_is(sentence, verb, number)
    first = verb
    while first > max(0, verb - _REACH) and _within_clause(sentence, first - 1):
        first -= 1
        if sentence.word(first) == "of" and sentence.word(first - 1) == "number":
            return _described(sentence, after_determiners(sentence.tokens, first + 1), verb)
    return _plain_subject(sentence, after_determiners(sentence.tokens, first), verb)


def _leads_to(sentence: Sentence, at: int, steps: bool) -> bool:
    """Whether token `at` may stand between a subject and its number; `steps` allows "12% from a day ago"."""
    word = sentence.word(at)
    if word in _BETWEEN or word in _ARRIVED:
        return True
    return steps and (word in _STEPS or sentence.tokens[at].kind == "number")


def _group_that_is(sentence: Sentence, verb: int, number: int) -> NounPhrase | None:
    """Read "The majority is 174"."""
    noun = verb - 1
    if verb == number or sentence.word(verb) not in ("is", "was") or sentence.word(noun) not in _GROUPS:
        return None
    return _ending_at(sentence, noun + 1)


def _within_clause(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].kind == "word" and sentence.word(at) not in ("that", "said", "as", "while")


def _described(sentence: Sentence, first: int, verb: int) -> NounPhrase | None:
    """Return what is numbered, as far as the first preposition."""
    end = first
    while end < verb and sentence.word(end) not in PREPOSITIONS:
        end += 1
    if end == first:
        return None
    phrase = noun_phrase(sentence.tokens, first, end, sentence.text)
    plural = read_counted(sentence.tokens, first, sentence.text)
    return phrase._replace(head=plural.head) if plural and plural.last <= end else phrase


def _plain_subject(sentence: Sentence, first: int, verb: int) -> NounPhrase | None:
    """Return the noun phrase at token `first` if it is of a kind that has a number."""
    end = first
    while end < verb and sentence.word(end) not in NOT_IN_NOUN_PHRASE:
        end += 1
    if end == first:
        return None
    noun = sentence.word(end - 1)
    if noun not in _GROUPS and (not is_plural(noun) or noun in _LEVELS):
        return None
    return noun_phrase(sentence.tokens, first, end, sentence.text)
