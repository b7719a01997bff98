"""Numbers of languages other than English: digits in the format of a text, words, magnitudes, units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.locales import GAP
from reader.analyse.figures.numbers import parse_digits, scaled

if TYPE_CHECKING:
    from reader.analyse.figures.locales import Locale, Word

_BEFORE = 48  # characters that are looked at before a number
_YEARS = range(1900, 2101)
_LETTERS = {"k": 1e3, "K": 1e3, "M": 1e6, "Mio": 1e6, "Md": 1e9, "Mds": 1e9, "Mrd": 1e9}
_COMMA_AND_THREE = re.compile(r"[1-9]\d{0,2},\d{3}")
_POINT_DECIMAL = re.compile(r"\d,\d{3}\.\d|(?<![\d.,])\d{1,3}\.\d{1,2}\s?%")
_COMMA_DECIMAL = re.compile(r"\d\.\d{3},\d|(?<![\d.,])\d{1,3},\d{1,2}\s?%")
_POINT_REGIONS = frozenset(("CH", "LI", "MX", "US", "GT", "HN", "SV", "NI", "DO", "PA", "PR"))
_GAP = re.compile(GAP)


class Amount(NamedTuple):
    """A number at start..end: its value with magnitudes applied, and what it was multiplied by."""

    start: int
    end: int
    value: float
    magnitude: float
    digits: str


class NumberReader:
    """Reads the numbers of one text; `number_format` is the language whose format it has."""

    def __init__(self, text: str, words: Locale, number_format: str) -> None:
        self._text, self._words, self._format = text, words, number_format

    def _before(self, at: int) -> str:
        return self._text[max(0, at - _BEFORE) : at]

    def _amount(self, at: int, joined: bool = False) -> Amount | None:
        """The number at `at`, with its magnitudes: "3,5 Millionen", "1 million 200 mille", "11 bin 37"."""
        match = self._words.numbers.match(self._text, at)
        if match is None:
            return None
        value = self._value(match[0])
        if value is None or (not joined and self._is_part(at)):
            return None
        digits = match[0] if match[0][0].isdigit() else ""
        end, factor = self._scaled(match.end())
        if value == 1 and factor < 1e6 and match[0].isalpha() and not self._words.to.match(self._text, end):
            return None  # most likely the article
        bare = match[0].lower() in self._words.bare
        total, least = scaled(value, factor), value if bare and factor == 1 else factor
        while least > 1 and (rest := self._rest(end, least)):
            total, least, end = total + rest[0], rest[1], rest[2]
        return Amount(at, end, total, factor, digits)

    def _value(self, written: str) -> float | None:
        if written[0].isdigit():
            if self._format != "en" and _COMMA_AND_THREE.fullmatch(written):
                return None  # 3,500 is as likely three and a half thousand
            return parse_digits(written.replace("’", "'"), self._format)
        word = written.lower()
        if word in self._words.ones:
            return 1.0
        return self._words.number_words.get(word) or self._words.bare.get(word)

    def _is_part(self, at: int) -> bool:
        """Whether the word at `at` is the last of a longer number, or vague: "vingt et deux", "mehrere"."""
        return self._words.before_number.search(self._before(at)) is not None

    def _scaled(self, end: int) -> tuple[int, float]:
        factor = 1.0
        while factor < 1e15:
            match = _GAP.match(self._text, end)
            found = self._words.magnitudes.at(self._text, match.end() if match else end)
            if found is None:
                break
            factor, end = factor * found[0], found[1]
        if factor == 1.0 and (letters := self._words.letters.match(self._text, end)):
            return letters.end(), _LETTERS[letters[1]]
        return end, factor

    def _rest(self, end: int, magnitude: float) -> tuple[float, float, int] | None:
        """A smaller part of a number that was begun: the 200 thousand of "1 million 200 thousand"."""
        gap = _GAP.match(self._text, end)
        match = self._words.numbers.match(self._text, gap.end()) if gap else None
        if match is None or not match[0].isdigit():
            return None
        last, factor = self._scaled(match.end())
        part = float(match[0]) * factor
        fits = factor < magnitude and part < magnitude and (factor > 1 or self._words.adds_rest)
        return (part, factor, last) if fits else None

    def _unit(self, end: int, scaled_up: bool) -> tuple[Word, int] | None:
        at = end
        if scaled_up and (of := self._words.of.match(self._text, end)):
            at = of.end()
        elif gap := _GAP.match(self._text, end):
            at = gap.end()
        return self._words.units.at(self._text, at)


def number_format(text: str, code: str, region: str) -> str:
    """The language whose number format the text has."""
    if region in _POINT_REGIONS:
        return "en"
    points, commas = (sum(1 for _ in shape.finditer(text)) for shape in (_POINT_DECIMAL, _COMMA_DECIMAL))
    return "en" if points > commas else code


def is_year(amount: Amount) -> bool:
    return amount.digits.isdigit() and len(amount.digits) == 4 and int(amount.digits) in _YEARS
