"""Numerals: digits in several formats, number words, fractions and magnitudes, as values."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.figures.tokens import Token

_LONGEST = 24
# Languages that write 1.234,5 (and, with a space, 1 234,5).
_DECIMAL_COMMA = word_set(
    """
    de fr es it pt nl da nb nn no sv fi is pl cs sk sl hr sr bg ro hu el tr ru uk be lt lv et id vi ca
    gl eu
    """
)
SPACED_THOUSANDS = word_set("fr nb nn no sv fi pl cs sk bg ru uk be lt lv et hu")

_LOW_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: float(value) for value, word in enumerate(_LOW_NUMBERS.split())}
TENS = {word: 10.0 * (place + 2) for place, word in enumerate(_TENS.split())}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "quadrillion": 1e15,
}
# Magnitudes that follow digits, with the languages that use them; a capital matters only in letters.
MAGNITUDES: dict[str, float] = {
    **_SCALES,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9,
    "bln": 1e9, "tn": 1e12, "trn": 1e12, "mrd": 1e9, "mld": 1e9,
    "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9, "billionen": 1e12, "tausend": 1e3,
    "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "mille": 1e3, "millones": 1e6, "millón": 1e6,
    "milioni": 1e6, "miliardi": 1e9, "miliardo": 1e9, "milione": 1e6, "mila": 1e3, "mil": 1e3,
    "milhões": 1e6, "milhão": 1e6, "bilhões": 1e9, "bilhão": 1e9, "trilhões": 1e12, "miljoen": 1e6,
    "miljard": 1e9, "miljoner": 1e6, "miljarder": 1e9, "millioner": 1e6, "milliarder": 1e9, "mln.": 1e6,
    "milionów": 1e6, "miliardów": 1e9, "тысяч": 1e3, "тыс": 1e3, "млн": 1e6, "миллионов": 1e6,
    "миллиона": 1e6, "млрд": 1e9, "миллиардов": 1e9, "миллиарда": 1e9, "трлн": 1e12,
    "万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12, "千": 1e3,
}  # fmt: skip
# Letters glued to digits: "4.3b", "25k". "m" is a million only where the reader of the number says so.
_CHAINED = word_set("万 萬 億 亿 兆 千")
_LETTERS = {"k": 1e3, "b": 1e9, "M": 1e6, "B": 1e9, "K": 1e3, "T": 1e12, "t": 1e12, "m": 1e6}
_VULGAR = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅛": 0.125}
_PARTS = {
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
VAGUE = {
    "tens": 10.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
_BEFORE_SUBJECT = word_set("and but while as when where ; , : that")
_PLURAL_VERBS = word_set(
    """
    are were have had fled died gathered marched protested attended lost left remain remained live lived
    turned joined took came went flocked lined packed poured queued rallied fell demonstrated cheered
    """
)
_VAGUE_SCALES = {"lakhs": 1e5, "crores": 1e7, **VAGUE}


class Numeral(NamedTuple):
    """A number in tokens first..last (half open). `form` says how it was written.

    A vague one ("dozens", "thousands") has no value; an order of magnitude has low and high.
    `digits` are the digits as they stand, empty for words.
    """

    first: int
    last: int
    value: float | None
    form: str = "digits"
    low: float | None = None
    high: float | None = None
    digits: str = ""
    magnitude: float = 1.0


def parse_digits(text: str, language: str | None = None) -> float | None:
    """Return the value of digits with separators, None where they are no number (versions, lists).

    Where both marks stand, the later is the decimal one. A single mark before exactly three digits parts
    thousands: the comma does in English, the full stop where `language` has a decimal comma.
    """
    if len(text) > _LONGEST:
        return None
    if text in _VULGAR:
        return _VULGAR[text]
    plain = unicodedata.normalize("NFKC", text).translate(_TO_ASCII)
    for space in " \u00a0\u202f\u2009'":
        plain = plain.replace(space, "")
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)
    comma, stop = plain.count(","), plain.count(".")
    if comma and stop:
        thousands, decimal = (",", ".") if plain.rfind(".") > plain.rfind(",") else (".", ",")
        return _value(plain, thousands, decimal)
    mark = "," if comma else "."
    if comma + stop > 1:
        return _value(plain, mark, "")
    if comma + stop == 0:
        return float(plain)
    european = (language or "en").partition("-")[0].lower() in _DECIMAL_COMMA
    parts_thousands = len(plain.rpartition(mark)[2]) == 3 and (mark == ",") != european
    if parts_thousands and not plain.startswith("0"):
        return _value(plain, mark, "")
    return float(plain.replace(",", "."))


_TO_ASCII = str.maketrans({"\u066b": ".", "\u066c": ",", "\uff0c": ",", "\uff0e": "."})


def _value(plain: str, thousands: str, decimal: str) -> float | None:
    whole, _, fraction = plain.partition(decimal) if decimal else (plain, "", "")
    groups = whole.split(thousands)
    # The last group has three digits everywhere; those before it have two in India.
    if len(groups[-1]) != 3 or not 1 <= len(groups[0]) <= 3 or any(len(g) not in (2, 3) for g in groups[1:]):
        return None
    if thousands in fraction:
        return None
    return float("".join(groups) + ("." + fraction if fraction else ""))


def scaled(value: float, factor: float) -> float:
    """Return the product as people write it: 2.05 billion is 2050000000, not a hair less."""
    return float(f"{value * factor:.12g}")


def read_numeral(tokens: Sequence[Token], at: int, language: str | None, words: bool) -> Numeral | None:
    """Return the number that begins at token `at`, with its magnitude; `words` allows English words."""
    token = tokens[at]
    if token.kind == "number":
        return _from_digits(tokens, at, language)
    if not words or token.kind != "word":
        return None
    return _vague(tokens, at) or _fraction(tokens, at) or _from_words(tokens, at)


def _from_digits(tokens: Sequence[Token], at: int, language: str | None) -> Numeral | None:
    text = tokens[at].text
    value = parse_digits(text, language)
    if value is None:
        return None
    last = at + 1
    if text in _VULGAR and last < len(tokens) and tokens[last].word == "of":
        return Numeral(at, last, value, "fraction", digits=text)
    if last < len(tokens) and tokens[last].kind == "number" and tokens[last].text in _VULGAR:
        value, last = value + _VULGAR[tokens[last].text], last + 1
    elif _is_written_fraction(tokens, at):
        return Numeral(at, at + 3, value / float(tokens[at + 2].text), "fraction", digits=text)
    elif text.isdigit() and last < len(tokens) and _is_written_fraction(tokens, last):
        value, last = value + float(tokens[last].text) / float(tokens[last + 2].text), last + 3
    factor, last = _magnitude(tokens, last)
    numeral = Numeral(at, last, scaled(value, factor), "digits", digits=text, magnitude=factor)
    return (
        _with_lower_part(tokens, numeral) if last > at + 1 and tokens[last - 1].word in _CHAINED else numeral
    )


def _with_lower_part(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """Add what follows a Chinese or Japanese magnitude: the 2000万 of "1億2000万"."""
    at = numeral.last
    while at < len(tokens) and tokens[at].kind == "number" and tokens[at].glued and numeral.value is not None:
        part = parse_digits(tokens[at].text)
        factor, last = _magnitude(tokens, at + 1)
        if part is None or part * factor >= numeral.value:
            break
        numeral, at = numeral._replace(last=last, value=numeral.value + part * factor), last
    return numeral


def _is_written_fraction(tokens: Sequence[Token], at: int) -> bool:
    if len(tokens) < at + 3 or tokens[at + 1].text != "/":
        return False
    return tokens[at].text in ("1", "2", "3") and tokens[at + 2].text in ("2", "3", "4", "5", "8")


def _magnitude(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """Return the product of the magnitudes from token `at` ("lakh crore"), and the index after them."""
    factor = 1.0
    while at < len(tokens):
        token = tokens[at]
        if token.text == "-" and at + 1 < len(tokens) and tokens[at + 1].word in _SCALES:
            at += 1
            continue
        step = MAGNITUDES.get(token.word)
        if step is None or factor >= 1e15:
            break
        factor, at = factor * step, at + 1
        if at < len(tokens) and tokens[at].text == "." and token.word in ("mio", "mrd", "mln", "mld"):
            at += 1
    return factor, at


def letter_magnitude(tokens: Sequence[Token], at: int) -> float:
    """Return what the letter at token `at`, glued to digits, multiplies by; 1 where it does not."""
    if at < len(tokens) and tokens[at].glued and tokens[at].kind == "word":
        return _LETTERS.get(tokens[at].text, 1.0)
    return 1.0


def _from_words(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "twenty-four", "two hundred and six thousand", "a hundred", "a dozen", "half a million"."""
    first = tokens[at].word
    if first in ("half", "a", "an", "dozen"):
        return _from_article(tokens, at)
    return _words_of_a_number(tokens, at, at, 0.0)


def _words_of_a_number(tokens: Sequence[Token], at: int, i: int, current: float) -> Numeral | None:
    """Add up the number words from token `i` on; `current` is what an article before them stands for."""
    total, last = 0.0, at
    while i < len(tokens) and tokens[i].kind == "word":
        word = tokens[i].word
        if word in ONES and ((current % 10 == 0 and ONES[word] < 10) or current % 100 == 0):
            if i > at and tokens[i - 1].word in ONES:
                break
            current += ONES[word]
        elif word in TENS and current % 100 == 0:
            current += TENS[word]
        elif word == "hundred" and 0 < current < 100:
            current *= 100
        elif word in _SCALES and current:
            total, current = total + current * _SCALES[word], 0.0
        elif word == "dozen" and 0 < current < 100:
            current, last = current * 12, i + 1
            break
        elif not (word == "and" and (current >= 100 or total) and _goes_on(tokens, i + 1)):
            break
        if word != "and":
            last = i + 1
        i += 2 if _hyphen_to_number(tokens, i + 1) else 1
    if last == at:
        return None
    return _with_half(tokens, Numeral(at, last, total + current, "words", magnitude=max(1.0, total)))


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].word in ONES or tokens[at].word in TENS)


def _hyphen_to_number(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens) or tokens[at].text != "-":
        return False
    word = tokens[at + 1].word
    return word in ONES or word in _SCALES or word == "dozen"


def _with_half(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """Add the half of "two and a half"."""
    i, read = numeral.last, 0
    while read < len(_AND_A_HALF) and i < len(tokens):
        if tokens[i].word == _AND_A_HALF[read]:
            read += 1
        elif tokens[i].text != "-":
            break
        i += 1
    if read == len(_AND_A_HALF) and numeral.value is not None:
        scale = _SCALES.get(tokens[numeral.last - 1].word)
        if scale:  # "a million and a half"
            return numeral._replace(last=i, value=numeral.value + scale / 2)
        factor, last = _magnitude(tokens, i)
        return numeral._replace(last=last, value=(numeral.value + 0.5) * factor, magnitude=factor)
    return numeral


_AND_A_HALF = ("and", "a", "half")
_LEADS = {
    ("a", "half", "-"): 0.5, ("half", "a"): 0.5, ("half", "an"): 0.5, ("half", "-"): 0.5, ("half",): 0.5,
    ("a",): 1.0, ("an",): 1.0, (): 1.0,
}  # fmt: skip


def _from_article(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "a dozen", "a hundred", "half a million", "a half-dozen"; a bare article is no number."""
    words = tuple(token.word for token in tokens[at : at + 3])
    lead = next(lead for lead in _LEADS if words[: len(lead)] == lead)
    i = at + len(lead)
    if i >= len(tokens):
        return None
    if tokens[i].word == "dozen":
        return Numeral(at, i + 1, 12 * _LEADS[lead], "words")
    if lead in (("a",), ("an",)) and tokens[i].word in _SCALES:
        return _words_of_a_number(tokens, at, i, 1.0)
    if lead and tokens[i].word in _SCALES:
        scale, last = _magnitude(tokens, i)
        return Numeral(at, last, scale * _LEADS[lead], "words", magnitude=scale)
    return None


_AFTER_CHANGE = word_set("to in since from over this last during within compared and but after as on between")
_AFTER_HALF = word_set("of the its their his her")
_NOT_BEFORE_HALF = word_set(
    "other first second latter former top bottom upper lower better back front each either"
)


def _fraction(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "a third of", "two-thirds", "three quarters of", "half of"; an ordinal is not one."""
    word = tokens[at].word
    if word == "half":
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        before = tokens[at - 1].word if at else ""
        fits = following in _AFTER_HALF and before not in _NOT_BEFORE_HALF
        fits = fits or _goes_by(tokens, at, at + 1)
        return _of_magnitude(tokens, at, at + 1, 0.5) if fits else None
    above = 1.0 if word in ("a", "an") else ONES.get(word, 0.0)
    if not 0 < above < 10:
        return None
    part = at + (2 if at + 1 < len(tokens) and tokens[at + 1].text == "-" else 1)
    if part >= len(tokens):
        return None
    below = _PARTS.get(tokens[part].word if above == 1 else tokens[part].word.removesuffix("s"))
    if below is None or (above > 1 and not tokens[part].word.endswith("s")):
        return None
    following = tokens[part + 1].word if part + 1 < len(tokens) else ""
    if following != "of" and above == 1 and word != "one" and not _goes_by(tokens, at, part + 1):
        return None
    return _of_magnitude(tokens, at, part + 1, above / below)


def _goes_by(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the fraction is how much something changed: "fell by a third", but not "by a third wave"."""
    if first == 0 or tokens[first - 1].word != "by":
        return False
    return last >= len(tokens) or tokens[last].kind == "mark" or tokens[last].word in _AFTER_CHANGE


def _of_magnitude(tokens: Sequence[Token], first: int, last: int, part: float) -> Numeral:
    """Return the fraction, or the number that it makes with "of a million"."""
    of = tuple(token.word for token in tokens[last : last + 2])
    if of in (("of", "a"), ("of", "one")) and last + 2 < len(tokens) and tokens[last + 2].word in _SCALES:
        scale, end = _magnitude(tokens, last + 2)
        return Numeral(first, end, scale * part, "words", magnitude=scale)
    return Numeral(first, last, part, "fraction")


def _vague(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "dozens", "thousands", "tens of millions", "several hundred": counts that name no number."""
    word = tokens[at].word
    if word in ("several", "few", "many") or (word == "a" and _word(tokens, at + 1) == "few"):
        return _several(tokens, at, at + 1 + (word == "a"))
    acts = (at == 0 or tokens[at - 1].word in _BEFORE_SUBJECT) and _word(tokens, at + 1) in _PLURAL_VERBS
    if word in ("dozens", "scores"):
        return Numeral(at, at + 1, None, "vague") if acts or _word(tokens, at + 1) == "of" else None
    low = VAGUE.get(word)
    if low is None:
        return None
    if acts:
        return Numeral(at, at + 1, None, "vague", low, low * 10)
    last = at + 1
    if len(tokens) > at + 2 and tokens[at + 1].word == "of" and tokens[at + 2].word in _VAGUE_SCALES:
        low, last = low * _VAGUE_SCALES[tokens[at + 2].word], at + 3
    if last == at + 1 and (word == "tens" or last >= len(tokens) or tokens[last].word not in ("of", "more")):
        return None
    return Numeral(at, last, None, "vague", low, low * 10)


def _several(tokens: Sequence[Token], first: int, at: int) -> Numeral | None:
    """Read "several hundred", "a few thousand"."""
    scale = _SCALES.get(_word(tokens, at))
    return Numeral(first, at + 1, None, "vague", scale, scale * 10) if scale else None


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""
