"""What a number counts: the noun phrase beside it, read without a grammar, by closed word classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.units import read_unit
from reader.analyse.figures.words import (
    DETERMINERS,
    NOT_IN_NOUN_PHRASE,
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
# One of these ends a noun phrase as a plural does.
_COLLECTIVE = word_set(
    """
    people staff aircraft spacecraft cattle police personnel data media series species offspring sheep
    fish
    """
)
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


class NounPhrase(NamedTuple):
    """A noun phrase in tokens first..last (half open), with its singular head and how it reads."""

    first: int
    last: int
    text: str
    head: str


def read_counted(tokens: Sequence[Token], at: int, sentence: str, one: bool = False) -> NounPhrase | None:
    """Return the noun phrase that begins at token `at`, which a number counts; None where there is none.

    It ends with the first plural; for the number one it ends where the words stop being a noun phrase.
    """
    words: list[int] = []
    i = at
    while i < len(tokens) and len(words) < _LONGEST:
        measured = _inner_measure(tokens, i)
        if measured:
            i = measured
            continue
        if not _may_belong(tokens, i, words, one):
            break
        words.append(i)
        i += 1
        if _ends_phrase(tokens[i - 1], one):
            break
    if not words or not _is_counted(tokens, words, one):
        return None
    first = at
    return _phrase(tokens, first, words, sentence)


def _inner_measure(tokens: Sequence[Token], at: int) -> int | None:
    """Return the index after "152-millimeter" where it stands at token `at`, as an adjective."""
    if at + 2 < len(tokens) and tokens[at].kind == "number" and tokens[at + 1].text in ("-", "‑"):
        unit = read_unit(tokens, at + 2)
        return unit.last if unit else None
    return None


def _may_belong(tokens: Sequence[Token], at: int, words: list[int], one: bool) -> bool:
    token = tokens[at]
    if token.kind == "number":
        # A model number inside the name of what is counted: "63,000 Model 3 sedans".
        return bool(words) and tokens[at - 1].text[:1].isupper() and len(token.text) < 4 and not one
    if token.kind != "word" or token.word in NOT_IN_NOUN_PHRASE or token.word.endswith("'s"):
        return False
    if not words and one and (len(token.word) == 1 or token.text[1:2] == "-"):  # "the One X"
        return False
    if not words:
        return not (token.word in VERBS or (one and token.word in _NOT_AFTER_ONE))
    if one and is_plural(token.word):  # "one proposal asks"
        return False
    if token.word in VERBS or (token.word.endswith("ly") and len(token.word) > 4):
        return False
    return not (one and len(words) >= 1 and (_is_participle(token.word) or len(words) > 2))


def _is_participle(word: str) -> bool:
    return len(word) > 4 and word.endswith(("ed", "ing"))


def _ends_phrase(token: Token, one: bool) -> bool:
    if token.word in _COLLECTIVE:
        return True
    return not one and is_plural(token.word) and not goes_before_noun(token.word)


def _is_counted(tokens: Sequence[Token], words: list[int], one: bool) -> bool:
    last = tokens[words[-1]].word
    if one:
        return not _is_participle(last) and not is_plural(last) and len(last) > 2
    return last in _COLLECTIVE or is_plural(last)


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


def read_complement(tokens: Sequence[Token], at: int, sentence: str) -> str | None:
    """Return the noun phrase of an "of …" at token `at`: what a share or a multiple is of."""
    if at >= len(tokens) or tokens[at].word != "of":
        return None
    return read_plain(tokens, after_determiners(tokens, at + 1), sentence)


def read_plain(tokens: Sequence[Token], at: int, sentence: str) -> str | None:
    """Return the run of noun-phrase words from token `at` on, plural or not; None where there is none."""
    i = at
    while i < len(tokens) and i < at + _LONGEST:
        token = tokens[i]
        if token.kind != "word" or token.word in NOT_IN_NOUN_PHRASE or (i > at and token.word in VERBS):
            break
        i += 1
        if is_plural(token.word) and not goes_before_noun(token.word) and not token.text[:1].isupper():
            break
    return sentence[tokens[at].start : tokens[i - 1].end] if i > at else None
