"""A number with its unit: money, measures, percentages, durations and ages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analyse.figures.numbers import Numeral, letter_magnitude, read_numeral, scaled
from reader.analyse.figures.units import Unit, named_unit, read_currency_before, read_unit, with_rate
from reader.analyse.figures.words import word_set
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.figures.tokens import Token
    from reader.model import FigureKind

_HYPHENS = ("-", "‑", "–")
_BEFORE_TIMES = word_set(
    """
    previous past last more additional extra further straight consecutive full long
    """
)
_INCHES = 12
_PARTS = {"half": 0.5, "quarter": 0.25}
_TEMPERATURES = ("celsius", "fahrenheit", "degree")
_MINUS = ("-", "−", "–")
_OLD = word_set("old olds old's")
_EXTENTS = word_set("high tall deep long wide thick broad square diameter")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its tokens, and what is known of its language."""

    text: str
    tokens: Sequence[Token]
    language: str | None
    english: bool

    def word(self, at: int) -> str:
        """The lower-case token at index `at`, empty outside the sentence."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def mark(self, at: int) -> str:
        """The token at index `at` as it stands, empty outside the sentence."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def glued(self, at: int) -> bool:
        """Whether the token at index `at` stands without a space after the one before."""
        return 0 <= at < len(self.tokens) and self.tokens[at].glued

    def part(self, first: int, last: int) -> str:
        """The text of tokens first..last, half open."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its unit, in tokens first..last; `hyphened` where the unit hangs on by a hyphen."""

    first: int
    last: int
    numeral: Numeral
    value: float | None
    unit: str | None = None
    kind: FigureKind = "count"
    hyphened: bool = False
    currency_first: bool = False

    @property
    def magnitude(self) -> float:
        """What the number was multiplied by: 1e6 for "6 million"."""
        return self.numeral.magnitude


def read_amount(sentence: Sentence, at: int) -> Amount | None:
    """Return the number that begins at token `at` with the currency before it or the unit after it."""
    tokens = sentence.tokens
    numeral = read_numeral(tokens, at, sentence.language, sentence.english)
    if numeral is None:
        return _and_a_half(sentence, at) or _part(sentence, at)
    currency = read_currency_before(tokens, at) if numeral.form == "digits" else None
    numeral = _with_letter(sentence, numeral, currency is not None)
    if currency:
        name, first = currency
        unit = with_rate(tokens, Unit(name, "money", _past_currency(sentence, numeral.last)))
        return Amount(first, unit.last, numeral, numeral.value, unit.name, "money", currency_first=True)
    return _with_unit(sentence, numeral)


def _and_a_half(sentence: Sentence, at: int) -> Amount | None:
    """Read "an hour and a half" at token `at`."""
    if sentence.word(at) not in ("a", "an") or sentence.word(at + 2) != "and":
        return None
    unit = read_unit(sentence.tokens, at + 1)
    said = (sentence.word(at + 3), sentence.word(at + 4)) == ("a", "half")
    if unit is None or unit.last != at + 2 or not said:
        return None
    return Amount(at, at + 5, Numeral(at, at + 5, 1.5, "words"), 1.5, unit.name, unit.kind)


def _part(sentence: Sentence, at: int) -> Amount | None:
    """Read "half-hour", "half a mile" and "quarter-mile" at token `at`."""
    value = _PARTS.get(sentence.word(at))
    if value is None or sentence.word(at + 1) not in ("-", "a", "an"):
        return None
    unit = read_unit(sentence.tokens, at + 2)
    if unit is None or unit.kind == "money" or unit.name == "century":
        return None
    numeral = Numeral(at, unit.last, value, "words")
    return Amount(at, unit.last, numeral, value, unit.name, unit.kind, sentence.mark(at + 1) == "-")


def _past_currency(sentence: Sentence, at: int) -> int:
    """Skip a currency said twice: "$5 million US", "US$ 5m dollars"."""
    return at + 1 if sentence.mark(at) in ("US", "USD", "dollars", "CAD", "AUD") else at


def read_sum(sentence: Sentence, at: int, unit: str) -> Amount | None:
    """Return the number at token `at` as a sum in `unit`, whose sign stood earlier: the 15m of "$10-15m"."""
    numeral = read_numeral(sentence.tokens, at, sentence.language, sentence.english)
    if numeral is None or numeral.form != "digits":
        return None
    numeral = _with_letter(sentence, numeral, money=True)
    rate = with_rate(sentence.tokens, Unit(unit, "money", numeral.last))
    return Amount(at, rate.last, numeral, numeral.value, rate.name, "money")


def _with_letter(sentence: Sentence, numeral: Numeral, money: bool) -> Numeral:
    factor = letter_magnitude(sentence.tokens, numeral.last)
    if factor == 1.0 or numeral.form != "digits" or numeral.value is None:
        return numeral
    letter = sentence.mark(numeral.last)
    unit = read_unit(sentence.tokens, numeral.last + 1)
    if (
        letter != "k"
        and not money
        and not (unit and unit.kind == "money")
        and not _a_noun_follows(sentence, numeral.last + 1)
    ):
        return numeral
    return numeral._replace(last=numeral.last + 1, value=scaled(numeral.value, factor), magnitude=factor)


def _a_noun_follows(sentence: Sentence, at: int) -> bool:
    """Whether a plural in lower case stands at token `at`: "8m people", but not "8m tall"."""
    word = sentence.mark(at)
    return word.islower() and (word == "people" or (len(word) > 4 and word.endswith("s")))


def _with_unit(sentence: Sentence, numeral: Numeral) -> Amount:
    tokens, at = sentence.tokens, numeral.last
    bare = Amount(numeral.first, numeral.last, numeral, numeral.value)
    old = _read_age(sentence, at)
    if old:
        name, last = old
        return replace(
            bare, last=last, unit=f"{name} of age", kind="age", hyphened=sentence.mark(at) in _HYPHENS
        )
    hyphened = sentence.mark(at) in _HYPHENS and sentence.glued(at) and sentence.glued(at + 1)
    if numeral.form == "vague" and sentence.word(at) == "of":
        at += 1
    if numeral.form == "fraction" and (sentence.word(at), sentence.word(at + 1)) in (
        ("of", "a"),
        ("of", "an"),
    ):
        at += 2  # "a quarter of a percentage point"
    if sentence.word(at) in ("de", "di", "d'"):  # "millones de euros"
        at += 1
    at_unit = at + 1 if hyphened else at
    unit = read_unit(tokens, at_unit) or _extent(sentence, at_unit) or _described_time(sentence, at)
    if unit is None or not _fits(sentence, numeral, unit):
        return bare
    if unit.name == "pound-mass" and numeral.magnitude >= 1e6:
        unit = unit._replace(name="pound sterling", kind="money")
    found = replace(bare, last=unit.last, unit=unit.name, kind=unit.kind, hyphened=hyphened)
    if unit.name == "foot":
        return _with_inches(sentence, found)
    return _below_zero(sentence, found) if unit.name in _TEMPERATURES else found


def _below_zero(sentence: Sentence, found: Amount) -> Amount:
    """Take in the sign of "minus 12C" and "-12 degrees"."""
    at = found.first - 1
    told = sentence.word(at) == "minus" or (sentence.mark(at) in _MINUS and not sentence.glued(at))
    if not told or found.value is None:
        return found
    return replace(found, first=at, value=-found.value)


def _with_inches(sentence: Sentence, feet: Amount) -> Amount:
    """Add the 2 of "6ft 2in" and "six feet two inches"."""
    inches = read_numeral(sentence.tokens, feet.last, sentence.language, sentence.english)
    if inches is None or inches.value is None or feet.value is None or not inches.value < _INCHES:
        return feet
    unit = read_unit(sentence.tokens, inches.last + (sentence.mark(inches.last) in _HYPHENS))
    if unit is None or unit.name != "inch":
        return feet
    return replace(feet, last=unit.last, value=feet.value + inches.value / _INCHES)


def _fits(sentence: Sentence, numeral: Numeral, unit: Unit) -> bool:
    """Whether the word is that unit after this number: no currency in "2-$", no seconds in "1990s"."""
    value, name = numeral.value, sentence.mark(unit.last - 1)
    if unit.kind == "money" and len(name) == 1 and sentence.mark(unit.last - 2) in _HYPHENS:
        return False
    if name == "in":
        return sentence.mark(unit.last - 2).isdigit()
    if name == "s":
        return value is not None and (value < 10 or not numeral.digits.isdigit())
    if unit.name == "south korean won":
        return value is None or value >= 100
    told = sentence.word(numeral.first - 1) in (
        "in",
        "for",
        "within",
        "after",
        "than",
        "only",
        "just",
        "least",
    )
    return numeral.form != "words" or value != 1 or name not in ("day", "bit") or told


def _described_time(sentence: Sentence, at: int) -> Unit | None:
    """Read "50 previous years", "five more minutes", "six straight months"."""
    if sentence.word(at) not in _BEFORE_TIMES:
        return None
    unit = read_unit(sentence.tokens, at + 1)
    several = sentence.word(at + 1).endswith("s")  # "100 last week" is no time
    return unit if unit and unit.kind == "duration" and several else None


def _extent(sentence: Sentence, at: int) -> Unit | None:
    """Read "metre-high" and "foot-tall", which a hyphen binds to one word."""
    name, _, extent = sentence.word(at).partition("-")
    if extent not in _EXTENTS:
        return None
    return named_unit(name, at + 1)


def _read_age(sentence: Sentence, at: int) -> tuple[str, int] | None:
    """Read "-year-old", "years old", "year olds", "months old" at token `at`."""
    i = at
    while sentence.mark(i) in _HYPHENS:
        i += 1
    unit, _, rest = sentence.word(i).partition("-")
    unit = unit.removesuffix("s")
    if unit not in ("year", "month", "week", "day"):
        return None
    if rest in _OLD:
        return unit, i + 1
    if rest:
        return None
    i += 1
    while sentence.mark(i) in _HYPHENS:
        i += 1
    return (unit, i + 1) if sentence.word(i) in _OLD else None
