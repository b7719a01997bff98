"""Digits that count nothing: years, the numbers of sections, models, teams and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.figures.words import MONTHS, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.figures.numbers import Numeral
    from reader.analyse.figures.tokens import Token

_LABELS = word_set(
    """
    section row part chapter article page game week day no no. nr number room route highway interstate
    flight gate level phase stage step version volume vol round season episode act scene line item
    figure table appendix clause amendment resolution paragraph type class grade group channel apollo
    area district ward unit platform iphone ipad galaxy pixel windows android model series mark mk
    playstation xbox fortune ftse p russell nikkei stoxx cac dax asx s&p s&p's nasdaq top big euro
    formula covid boeing airbus super division category psalm proposition prop bill law form title
    pier track tier net under u agenda vision studio planet lot terminal exit junction zone block
    building suite apartment apt floor bus size world generation gen squad chromosome element isotope
    uranium berth bay hall postcode zip code box docket iso rfc pin extension ext
    """
)
_BEFORE_YEAR = word_set(
    """
    in since until till by from during before after circa early late mid of through between and for
    the spring summer autumn fall winter season year ad a.d. bc around november's
    """
)
_COUNTED_PEOPLE = word_set(
    """
    people workers employees jobs soldiers troops staff homes houses units cars vehicles miles
    """
)


def is_year(tokens: Sequence[Token], numeral: Numeral, modified: bool) -> bool:
    """Whether the numeral is a calendar year, as far as its neighbours tell."""
    digits = numeral.digits
    if len(digits) != 4 or not digits.isdigit() or numeral.last != numeral.first + 1:
        return False
    before = tokens[numeral.first - 1].word if numeral.first else ""
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    if after is not None and after.word in _COUNTED_PEOPLE:
        return before in ("in", "since")
    if before.rstrip(".") in MONTHS:
        return True
    if 1900 <= int(digits) <= 2099:
        return not modified or before in _BEFORE_YEAR
    return 1000 <= int(digits) < 1900 and before in _BEFORE_YEAR and (before not in ("of", "for", "the"))


def is_label(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether the word before makes the digits a label: "Section 427", "Boeing 737"."""
    if numeral.form != "digits" or numeral.magnitude != 1.0 or numeral.first == 0:
        return False
    before = tokens[numeral.first - 1]
    if before.text in ("-", "–") and before.glued and numeral.first > 1 and tokens[numeral.first].glued:
        return tokens[numeral.first - 2].kind == "word"
    if before.text in ("#", "^"):
        return True
    if before.text == "/" and before.glued and tokens[numeral.first].glued and numeral.first > 1:
        return tokens[numeral.first - 2].kind == "number"  # "the 9/11 attacks"
    if before.text == "." and before.glued and numeral.first > 1:
        word = tokens[numeral.first - 2].word
        return word in ("no", "nr") or (tokens[numeral.first].glued and word[-1].isdigit())
    return (
        before.kind == "word"
        and before.word in _LABELS
        and (before.text[:1].isupper() or before.word in _LOWER)
    )


_LOWER = word_set(
    """
    iphone ipad section row page chapter number room no paragraph mk version gate platform terminal
    pier berth bay hall junction clause article item episode volume phase flight
    apartment suite zone
    """
)


_STREETS = word_set(
    """
    street st avenue ave road rd lane drive boulevard blvd way square place court terrace crescent
    """
)


def is_address(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether the digits are a house number: "1600 Pennsylvania Avenue"."""
    if not numeral.digits.isdigit() or numeral.last != numeral.first + 1:
        return False
    for token in tokens[numeral.last : numeral.last + 4]:
        if token.kind != "word" or not token.text[:1].isupper():
            return False
        if token.word in _STREETS and token is not tokens[numeral.last]:
            return True
    return False


def is_in_a_name(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number word is capitalised within its sentence, as in "the Big Ten".

    A headline, where most words are, does not tell.
    """
    token = tokens[numeral.first]
    if numeral.form == "digits" or numeral.first == 0 or not token.text.istitle():
        return False
    if tokens[numeral.first - 1].kind != "word":
        return False
    words = [t for t in tokens if t.kind == "word"]
    return sum(t.text[:1].isupper() for t in words) < 0.6 * len(words)


def follows_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word stands before token `at`, not as the first word: "Mariner 20"."""
    before = tokens[at - 1] if at else None
    return before is not None and at > 1 and before.kind == "word" and before.text[:1].isupper()


def is_ordinal(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether letters make the digits something else than a number: "22nd", "1990s", "5G", "737-800"."""
    if numeral.last >= len(tokens) or numeral.form != "digits":
        return False
    after = tokens[numeral.last]
    return after.glued and after.word in (
        "st",
        "nd",
        "rd",
        "th",
        "s",
        "'s",
        "g",
        "d",
        "x",
        "er",
        "ème",
        "e",
        "º",
        "ª",
    )


def is_enumerator(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether the digits number a list item: "3." or "3)" at the start of a line."""
    if numeral.first != 0 or numeral.form != "digits" or numeral.last >= len(tokens) or numeral.magnitude > 1:
        return False
    return tokens[numeral.last].text in (".", ")") and tokens[numeral.last].glued
