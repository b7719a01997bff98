"""Units of measure and money under one canonical name, and what they are divided by ("per barrel")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.currencies import CURRENCIES, CURRENCY_SIGNS
from reader.analyse.figures.unit_names import EXACT, MEASURES
from reader.analyse.figures.words import singular, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.figures.tokens import Token
    from reader.model import FigureKind

_LONGEST_NAME = 4
_TIMES = word_set(
    """
    year month week day hour minute second quarter night decade season
    """
)
_PER_ARTICLE = _TIMES | word_set(
    """
    share barrel gallon litre liter ton tonne pound ounce gram kilogram kilo kilometre mile head
    person piece bottle acre hectare bushel game
    """
)
_SHORT_PER = {
    "mo": "month", "yr": "year", "hr": "hour", "s": "second", "h": "hour", "kg": "kilogram", "l": "litre",
    "kwh": "kilowatt hour", "mwh": "megawatt hour", "t": "tonne", "lb": "pound", "gal": "gallon",
    "mmbtu": "mega british thermal unit",
}  # fmt: skip


class Unit(NamedTuple):
    """A canonical unit and the index of the token after it."""

    name: str
    kind: FigureKind
    last: int


def read_unit(tokens: Sequence[Token], at: int) -> Unit | None:
    """Return the unit whose name begins at token `at`: the longest that is known, with its "per …"."""
    if at >= len(tokens):
        return None
    unit = _named(tokens, at)
    return with_rate(tokens, unit) if unit else None


def read_currency_before(tokens: Sequence[Token], number: int) -> tuple[str, int] | None:
    """Return the currency before token `number` and the index of its first token: "$", "US$", "Rs."."""
    if number == 0:
        return None
    before = tokens[number - 1]
    touching = before.end >= tokens[number].start - 1
    if before.text in CURRENCY_SIGNS and touching:
        name, first = CURRENCY_SIGNS[before.text], number - 1
        country = tokens[first - 1].text.upper() if first else ""
        prefix = country + before.text if before.glued or country == "US" else ""
        return (CURRENCY_SIGNS[prefix], first - 1) if prefix in CURRENCY_SIGNS else (name, first)
    if before.text == "." and number > 1 and tokens[number - 2].text in ("Rs", "Rp", "Fr", "Kr", "kr"):
        return CURRENCIES[tokens[number - 2].word], number - 2
    if before.kind == "word" and before.text == "US" and number > 1 and tokens[number - 2].text == "$":
        return "dollar", number - 2
    if before.kind == "word" and touching and before.text in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[before.text], number - 1
    return None


def _named(tokens: Sequence[Token], at: int) -> Unit | None:
    token = tokens[at]
    if token.text in EXACT:
        name, kind, glued_only = EXACT[token.text]
        joined = _joined(tokens, at)
        if joined:
            return joined
        if token.glued or not glued_only:
            return Unit(name, kind, at + 1)
    found: Unit | None = None
    key = ""
    for last in range(at, min(at + _LONGEST_NAME, len(tokens))):
        if tokens[last].kind not in ("word", "mark"):
            break
        word = tokens[last].word.removeprefix("d'").rstrip("'")
        key = key + word if not key or word in "/-" or key[-1] in "/-°" else f"{key} {word}"
        known = MEASURES.get(key.replace("-", " "))
        if known:
            found = Unit(*known, last + 1)
    return found


def named_unit(name: str, last: int) -> Unit | None:
    """Return the unit of that one lower-case name, which ends before token `last`."""
    known = MEASURES.get(name)
    return Unit(*known, last) if known else None


def _joined(tokens: Sequence[Token], at: int) -> Unit | None:
    """Read "km/h" and its like, three tokens in one name."""
    if len(tokens) > at + 2 and tokens[at + 1].text == "/":
        known = MEASURES.get(f"{tokens[at].word}/{tokens[at + 2].word}")
        if known:
            return Unit(*known, at + 3)
    return None


def with_rate(tokens: Sequence[Token], unit: Unit) -> Unit:
    """Return `unit` with what follows it as a rate: "per barrel", "a month", "/kg"."""
    i = unit.last
    if i + 1 >= len(tokens):
        return unit
    mark, per = tokens[i].word, tokens[i + 1]
    if per.kind != "word":
        return unit
    name = _SHORT_PER.get(per.word, per.word)
    if mark == "per" or (mark == "/" and tokens[i].glued):
        return _rate(tokens, unit, name, i + 1)
    if mark == "-" and per.word in ("a", "an") and i + 3 < len(tokens):  # "$2 million-a-year"
        name = tokens[i + 3].word
        return _rate(tokens, unit, name, i + 3) if name in _PER_ARTICLE else unit
    if mark in ("a", "an", "each", "every") and name in _PER_ARTICLE and not _tells_when(tokens, i + 2):
        return _rate(tokens, unit, name, i + 1)
    return unit


def _tells_when(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a year" goes on as "a year earlier": a time, no rate."""
    return at < len(tokens) and tokens[at].word in (
        "earlier",
        "ago",
        "later",
        "before",
        "after",
        "old",
        "prior",
        "previously",
    )


def _rate(tokens: Sequence[Token], unit: Unit, name: str, at: int) -> Unit:
    if name in ("capita", "cent"):
        return unit
    if name == "annum":
        name = "year"
    known = _named(tokens, at)
    if known and known.kind in ("measure", "duration"):
        return Unit(f"{unit.name} per {known.name}", unit.kind, known.last)
    return Unit(f"{unit.name} per {singular(name)}", unit.kind, at + 1)
