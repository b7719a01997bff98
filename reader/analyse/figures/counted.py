"""What a number counts: the noun phrase beside it, read without a grammar, by closed word classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.numbers import ONES, TENS, VAGUE
from reader.analyse.figures.units import read_unit
from reader.analyse.figures.words import (
    DETERMINERS,
    NOT_IN_NOUN_PHRASE,
    PRONOUNS,
    VERBS,
    goes_before_noun,
    is_plural,
    singular,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.figures.tokens import Token

_LONGEST = 6
_LONGEST_OWNER = 4
# One of these ends a noun phrase as a plural does.
_COLLECTIVE = word_set(
    """
    people staff aircraft spacecraft cattle police personnel data media series species offspring sheep
    fish
    """
)
# Collectives that describe: "police officers", "data centres", but not "gave people jobs".
_DESCRIBES_TOO = _COLLECTIVE - word_set("people personnel")
# Verbs that describe a noun as often: "live tortoises", "30 injured men".
_ALSO_ADJECTIVES = word_set("live lost injured wounded required needed arrested left hung broke")
# Verbs in -s, which no number above one has: "38 runs", "four wins".
_ALSO_NOUNS = word_set(
    "runs wins shows needs leads lies falls rises lives hits finds stands works faces features"
)
_NUMBERS = frozenset(ONES) | frozenset(TENS) | frozenset(VAGUE) | word_set("dozens scores dozen")
_NOT_AFTER_ONE = word_set(
    """
    day time thing way point hand side moment another off too more last final such thirds third half
    quarter stop man's who that of or and to in by per
    """
)


_NOUNS_IN_ING = word_set(
    """
    lightning building housing parking training shipping mining banking gaming wedding evening morning
    spring king string wing ring ceiling meeting hearing funding savings nursing polling policing seed
    need breed
    """
)


_NOUNS_IN_ED = ("eed", "bed", "shed", "sled", "red")


class NounPhrase(NamedTuple):
    """A noun phrase in tokens first..last (half open), with its singular head and how it reads."""

    first: int
    last: int
    text: str
    head: str


def read_counted(
    tokens: Sequence[Token], at: int, sentence: str, one: bool = False, of: bool = False
) -> NounPhrase | None:
    """Return the noun phrase that begins at token `at`, which a number counts; None where there is none.

    It ends with the last of the plurals that begin it; for the number one it ends where the words stop being
    a noun phrase. After "one of" (`of`) it ends with the first plural: "one of the robots fires".
    """
    words: list[int] = []
    i = at
    while i < len(tokens) and len(words) < _LONGEST:
        measured = _inner_measure(tokens, i)
        if measured:
            i = measured
            continue
        if _joins_adjectives(tokens, i, words, one):
            words.clear()
            i += 1
        if not _may_belong(tokens, i, words, one):
            break
        words.append(i)
        i += 1
        if _ends_phrase(tokens, i - 1, one, of):
            break
    if not words or not _is_counted(tokens, words, one):
        return None
    return _phrase(tokens, at, words, sentence)


def _joins_adjectives(tokens: Sequence[Token], at: int, words: list[int], one: bool) -> bool:
    """Whether the "and" at token `at` goes on with another adjective: "current and former customers"."""
    if not words or one or tokens[at].word not in ("and", "or") or at + 1 >= len(tokens):
        return False
    return (
        len(tokens[at - 1].word) > 2
        and not is_plural(tokens[at - 1].word)
        and _may_belong(tokens, at + 1, [], one)
    )


def _inner_measure(tokens: Sequence[Token], at: int) -> int | None:
    """Return the index after "152-millimeter" or "two-bedroom" at token `at`, an adjective."""
    if at + 2 >= len(tokens) or tokens[at + 1].text not in ("-", "‑"):
        return None
    if tokens[at].kind == "number":
        unit = read_unit(tokens, at + 2)
        return unit.last if unit else None
    return at + 3 if tokens[at].word in ONES and tokens[at + 2].kind == "word" else None


def _may_belong(tokens: Sequence[Token], at: int, words: list[int], one: bool) -> bool:
    token = tokens[at]
    if token.kind == "number":
        # A model number inside the name of what is counted: "63,000 Model 3 sedans".
        return bool(words) and tokens[at - 1].text[:1].isupper() and len(token.text) < 4 and not one
    if token.kind == "word" and not one and _is_adverb(token.word):
        return _describes_next(tokens, at + 1)
    if token.kind != "word" or _stands_apart(token) or token.word.endswith("'s"):
        return False
    if not words and one and (len(token.word) == 1 or token.text[1:2] == "-"):  # "the One X"
        return False
    if not words:
        if token.word in _ALSO_ADJECTIVES and at + 1 < len(tokens):
            return is_plural(tokens[at + 1].word) and tokens[at + 1].word not in VERBS
        if token.word in _ALSO_NOUNS and not one:
            return True
        return not (token.word in VERBS or (one and token.word in _NOT_AFTER_ONE))
    if one and is_plural(token.word):  # "one proposal asks"
        return False
    if token.word in VERBS or _is_adverb(token.word):
        return False
    return not (one and len(words) >= 1 and (_is_participle(token.word) or len(words) > 2))


def _stands_apart(token: Token) -> bool:
    """Whether the word is no part of a noun phrase; "US" and "WHO" in capitals are no pronouns."""
    if token.word in _NUMBERS and token.text.islower():  # not "the Big Four companies"
        return True
    return token.word in NOT_IN_NOUN_PHRASE and not (token.text.isupper() and token.word in PRONOUNS)


def _describes_next(tokens: Sequence[Token], at: int) -> bool:
    """Whether an adverb before token `at` describes an adjective or a noun: "previously unknown beetles"."""
    if at >= len(tokens) or tokens[at].kind != "word" or _stands_apart(tokens[at]):
        return False
    return tokens[at].word not in VERBS


def _is_adverb(word: str) -> bool:
    return len(word) > 4 and word.endswith("ly")


def _is_participle(word: str) -> bool:
    return len(word) > 4 and word.endswith(("ed", "ing")) and "-" not in word


def _ends_phrase(tokens: Sequence[Token], at: int, one: bool, of: bool) -> bool:
    word, following = tokens[at].word, tokens[at + 1] if at + 1 < len(tokens) else None
    if word in _DESCRIBES_TOO and following is not None and following.text.islower():
        return not is_plural(following.word) or following.word in VERBS
    if word in _COLLECTIVE:
        return True
    if one or not is_plural(word) or goes_before_noun(word):
        return False
    if of:
        return True
    # No verb in -s follows a plural: "sports grounds", "claims handlers" are one noun.
    return following is None or not (
        following.text.islower() and is_plural(following.word) and following.word not in VERBS
    )


def _is_counted(tokens: Sequence[Token], words: list[int], one: bool) -> bool:
    last = tokens[words[-1]].word
    if one:
        return not _is_participle(last) and not is_plural(last) and len(last) > 2
    return last in _COLLECTIVE or is_plural(last)


def noun_phrase(tokens: Sequence[Token], first: int, last: int, sentence: str) -> NounPhrase:
    """Return tokens first..last, which are known to be a noun phrase, with its head."""
    return _phrase(tokens, first, list(range(first, last)), sentence)


def _phrase(tokens: Sequence[Token], first: int, words: list[int], sentence: str) -> NounPhrase:
    last = words[-1] + 1
    text = sentence[tokens[first].start : tokens[last - 1].end].rstrip("'’")
    return NounPhrase(first, last, text, head_of([tokens[i].word for i in words]))


def head_of(words: Sequence[str]) -> str:
    """Return the singular head with the nouns and adjectives that narrow it; leading participles fall off."""
    kept = list(words)
    while len(kept) > 1 and (_describes(kept[0]) or kept[0] in DETERMINERS):
        kept.pop(0)
    return " ".join([*kept[:-1], singular(kept[-1])])


def _describes(word: str) -> bool:
    return word.endswith("ly") or (_is_participle(word) and word not in _NOUNS_IN_ING)


def after_determiners(tokens: Sequence[Token], at: int) -> int:
    """Return the index of the first token from `at` on that is no determiner."""
    while at < len(tokens) and (
        tokens[at].word in DETERMINERS or tokens[at].word in ("most", "very", "least")
    ):
        at += 1
    return at


def after_owner(tokens: Sequence[Token], at: int) -> int:
    """Return the index after the determiners and the owner at token `at`: "the island's", "Ana Ruiz's"."""
    at = after_determiners(tokens, at)
    for i in range(at, min(at + _LONGEST_OWNER, len(tokens) - 1)):
        if tokens[i].kind != "word" or tokens[i].word in NOT_IN_NOUN_PHRASE:
            break
        if tokens[i].word.endswith(("'s", "s'")):
            return i + 1
    return at


def read_complement(tokens: Sequence[Token], at: int, sentence: str) -> NounPhrase | None:
    """Return the noun phrase of an "of …" at token `at`: what a share or a multiple is of."""
    if at + 1 >= len(tokens) or tokens[at].word != "of":
        return None
    return read_plain(tokens, after_owner(tokens, at + 1), sentence)


def read_plain(tokens: Sequence[Token], at: int, sentence: str) -> NounPhrase | None:
    """Return the run of noun-phrase words from token `at` on, plural or not; None where there is none."""
    counted = read_counted(tokens, at, sentence)
    i = at
    while i < len(tokens) and i < at + _LONGEST:
        word = tokens[i].word
        if tokens[i].kind != "word" or _stands_apart(tokens[i]) or (i > at and _may_be_verb(word)):
            break
        i += 1
        if is_plural(word) and not goes_before_noun(word) and not tokens[i - 1].text[:1].isupper():
            break
    if i == at or (counted and counted.last > i):
        return counted
    if i == at + 1 and _may_be_verb(tokens[at].word):  # "of those aged 80"
        return None
    return _phrase(tokens, at, list(range(at, i)), sentence)


def _may_be_verb(word: str) -> bool:
    """Whether the word after a noun is likelier its verb: "the summit ended"."""
    return word in VERBS or (len(word) > 3 and word.endswith("ed") and not word.endswith(_NOUNS_IN_ED))


def with_complement(tokens: Sequence[Token], phrase: NounPhrase, sentence: str) -> str:
    """Return the phrase with the "of …" that follows it: "cases of pneumonia"."""
    complement = read_complement(tokens, phrase.last, sentence)
    return (
        sentence[tokens[phrase.first].start : tokens[complement.last - 1].end] if complement else phrase.text
    )
