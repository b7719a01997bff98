"""The words around numbers in languages other than English, compiled from one table of words a language."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from reader.analyse.figures.currencies import CURRENCY_SIGNS
from reader.analyse.figures.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.model import FigureKind, Modifier

Meaning = TypeVar("Meaning")
LANGUAGES = word_set("de fr es it pt nl tr ru uk")
_DATA = files("reader.analyse") / "data" / "figures"
GAP = "[ \u00a0\u202f\u2009]"
_SYMBOLS = """
kilometre per hour: km/h, km/std
square kilometre: km², km2
square metre: m², m2
cubic metre: m³, m3
kilometre: km
metre: m
centimetre: cm
millimetre: mm
kilogram: kg
gram: g
milligram: mg
microgram: µg, μg
tonne: t
litre: l
millilitre: ml
celsius: °C, ° C
kilowatt hour: kWh
megawatt hour: MWh
gigawatt hour: GWh
terawatt hour: TWh
kilowatt: kW
megawatt: MW
gigawatt: GW
gigabyte: GB
megabyte: MB
terabyte: TB
hertz: Hz
megahertz: MHz
gigahertz: GHz
decibel: dB
"""
_SIGNS_ONLY = "€ $ £ ¥ ₺ ₽ ₴ ₹ ₪ ₩"
# Signs whose money several countries have, where these languages are spoken.
_BARE_DOLLAR = word_set("es pt")
_SHORT = 3
_MORE_SIGNS = {
    "U$S": "dollar",
    "US $": "dollar",
    "TL": "turkish lira",
    "Fr.": "swiss franc",
    "£": "pound sterling",
}


class Word(NamedTuple):
    """What a word after a number means: a unit and its kind."""

    name: str | None
    kind: FigureKind


class Lexicon(Generic[Meaning]):
    """Words in a pattern, each with what it means; `endings` may follow each."""

    def __init__(self, words: Iterable[tuple[str, Meaning]], endings: str = "") -> None:
        ordered = sorted(words, key=lambda one: len(one[0]), reverse=True)
        self._meanings = [meaning for _, meaning in ordered]
        self._pattern = re.compile("|".join(f"({form(word, endings)})" for word, _ in ordered) or "(?!)")

    def at(self, text: str, place: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the word at `place` of `text`, and where it ends."""
        match = self._pattern.match(text, place)
        return (self._meanings[match.lastindex - 1], match.end()) if match and match.lastindex else None


def form(word: str, endings: str = "") -> str:
    """Return a pattern of a word of the tables: "*" is any ending; a short one must be written just so."""
    pattern = re.escape(word).replace(r"\ ", GAP).replace(r"\*", r"\w{0,8}").replace("'", "['’]")
    if sum(map(str.isalpha, word)) > _SHORT:
        pattern = f"(?i:{pattern})"
    if not word[-1].isalnum():
        return pattern if word[-1] != "*" else rf"{pattern}(?!\w)"
    lone = r"(?![\w'’.])" if len(word) == 1 else rf"{endings}(?!\w)"
    return pattern + lone


class Locale:
    """How one language puts numbers, as patterns. Those named `before_…` are searched in what precedes."""

    def __init__(self, language: str) -> None:
        said: dict[str, Any] = tomllib.loads((_DATA / f"{language}.toml").read_text("utf-8"))
        self.language = language
        self._said = said
        self.of = _after(said, "of")
        self.number_words = _numbers(said)
        magnitudes = [
            (word, float(factor)) for factor, row in said["magnitudes"].items() for word in _listed(row)
        ]
        self.magnitudes = Lexicon(magnitudes)
        self.bare = dict.fromkeys(_listed(said.get("bare", "")), 0.0) | {
            word: factor for word, factor in magnitudes if word in _listed(said.get("bare", ""))
        }
        self.ones = frozenset(_listed(said["one"]))
        # "M€" and "Mds €" are written so in several languages.
        self.letters = re.compile(rf"{GAP}?(Mds?|Mrd|Mio|[kKM]){GAP}?(?=[€$£])")
        endings = _endings(said)
        self.units = Lexicon(_units(language, said), endings)
        self.counted = Lexicon([(word, word) for word in _listed(said["counted"]["nouns"])], endings)
        self.adjective = re.compile(said.get("adjective", "(?!)"))
        self.noun = re.compile(said.get("noun", "(?!)"))
        self.not_nouns = frozenset(_listed(said.get("not_nouns", "")))
        self.ages = Lexicon([(word, word) for word in _listed(said.get("age", ""))])
        self.years_old = re.compile(rf"(?:{said.get('years_old', '(?!)').replace(', ', '|')})(?!\w)")
        self.no_age = _after(said, "no_age")
        self.half = _after(said, "half")
        self.times = _after(said, "times")
        self.to = re.compile(rf"{GAP}?[-–−‑]{GAP}?(?=\d)|{GAP}(?:{_forms(said['to'])}){GAP}")
        self.and_ = re.compile(rf"{GAP}(?:{_forms(said['and'])}){GAP}") if said["and"] else self.to
        self.before_between = _before(said, "between")
        self.before_number = _before(said, "more_numbers", rf"(?:{GAP}(?:{_forms(said['and'])}))?")
        self.before_clock = _before(said, "clock")
        self.before_label = _before(said, "labels")
        self.before_age = _before(said, "age_before")
        self.before_aged = _before(said, "age_nouns", rf"{GAP}d(?:e|i|['’])")
        self.before_years = _before(said, "year_after")
        self.change = re.compile(rf"\b(?:{_forms(said.get('change', ''))})\b") if "change" in said else None
        self.percent_before = _percent_before(said)
        self.modifiers = _modifiers(said["modifiers"])
        self.adds_rest = bool(said.get("adds_rest"))
        self.numbers = _starts(self)

    @property
    def tells_ages(self) -> bool:
        """Whether "of 42 years" may be an age in this language, so that it takes a word to tell."""
        return "year_after" in self._said


@cache
def locale(language: str) -> Locale:
    """Return the words of one of `LANGUAGES`."""
    return Locale(language)


def currency_before(language: str, before: str) -> tuple[str | None, int] | None:
    """Return the currency that ends `before`, which stands before a number, and how long its sign is; None
    for a "$" that could be of several countries."""
    match = _SIGN_BEFORE.search(before)
    if match is None:
        return None
    sign = match[1]
    if sign == "$" and language in _BARE_DOLLAR:
        return None, len(match[0])
    return CURRENCY_SIGNS.get(sign) or _MORE_SIGNS[sign], len(match[0])


_CODES = [code for code in CURRENCY_SIGNS if len(code) == 3 and code.isupper() and code.isalpha()]
_BEFORE_NUMBERS = sorted(
    {*_SIGNS_ONLY.split(), *_CODES, *_MORE_SIGNS, "US$", "R$", "A$", "C$", "HK$", "NZ$"},
    key=len,
    reverse=True,
)
_SIGN_BEFORE = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, _BEFORE_NUMBERS))}){GAP}?\Z")


def _listed(row: str) -> list[str]:
    return [part for part in (part.strip() for part in row.split(",")) if part]


def _forms(row: str) -> str:
    return "|".join(form(word) for word in sorted(_listed(row), key=len, reverse=True)) or "(?!)"


def _before(said: Mapping[str, str], key: str, then: str = "") -> re.Pattern[str]:
    words = _forms(said.get(key, ""))
    return re.compile(rf"(?:\A|(?<=[\s(\"'’„“«»:;,–—-]))(?:{words}){then}{GAP}?\Z")


def _after(said: Mapping[str, str], key: str) -> re.Pattern[str]:
    return re.compile(rf"{GAP}?(?:{_forms(said.get(key, ''))}){GAP}?")


def _numbers(said: Mapping[str, str]) -> dict[str, float]:
    words = _listed(said["numbers"])
    values = [float(value) for value in _listed(said.get("values", ""))] or [
        2.0 + n for n in range(len(words))
    ]
    return dict(zip(words, values, strict=True))


def _endings(said: Mapping[str, str]) -> str:
    endings = sorted(_listed(said.get("endings", "")), key=len, reverse=True)
    return f"(?:['’]?(?:{'|'.join(endings)}))?" if endings else ""


def _units(language: str, said: Mapping[str, Mapping[str, str]]) -> list[tuple[str, Word]]:
    found: list[tuple[str, Word]] = [("%", Word("percentage", "percent"))]
    for line in _SYMBOLS.strip().splitlines():
        name, _, symbols = line.partition(":")
        found += [(symbol, Word(name, "measure")) for symbol in _listed(symbols)]
    kinds: tuple[tuple[str, FigureKind], ...] = (
        ("money", "money"),
        ("measure", "measure"),
        ("duration", "duration"),
    )
    for part, kind in kinds:
        for name, row in said[part].items():
            found += [(word, Word(name, kind)) for word in _listed(row)]
    found += [(word, Word("percentage", "percent")) for word in _listed(str(said["percent"]))]
    found += [(word, Word("percentage point", "percent")) for word in _listed(str(said["points"]))]
    for sign in (*_SIGNS_ONLY.split(), "US$", "R$", *_CODES):
        unknown = sign == "$" and language in _BARE_DOLLAR
        found.append((sign, Word(None if unknown else CURRENCY_SIGNS.get(sign), "money")))
    return found


def _percent_before(said: Mapping[str, str]) -> re.Pattern[str] | None:
    words = said.get("percent_before")
    return re.compile(rf"(?<!\w)(?:{_forms(words)}){GAP}?\Z") if words else None


def _modifiers(said: Mapping[Modifier, str]) -> list[tuple[re.Pattern[str], Modifier]]:
    rows = [(word, sign) for sign, row in said.items() for word in _listed(row)]
    rows.sort(key=lambda one: len(one[0]), reverse=True)
    return [(re.compile(rf"(?<![\w-]){form(word)}{GAP}?\Z", re.IGNORECASE), sign) for word, sign in rows]


def _starts(locale: Locale) -> re.Pattern[str]:
    digits = (
        r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
        r"|\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
    )
    words = sorted({*locale.number_words, *locale.bare, *locale.ones}, key=len, reverse=True)
    return re.compile(
        rf"(?<![\w.,:/+§#&=_])(?<![^\W\d_]-)(?:{digits})(?![\d])|(?<![\w-])(?i:{'|'.join(words)})(?!\w)"
    )
