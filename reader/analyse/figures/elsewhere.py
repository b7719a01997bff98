"""Figures in texts that are not English: those that digits and a table of words are sure of.

A number counts where a percentage, money, a measure, a length of time or a noun that is often counted stands
beside it. What could be a year, a date, a time of day or an ordinal is left out, and so is what a language
leaves open: a wrong figure is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.elsewhere_numbers import Amount, NumberReader, is_year, number_format
from reader.analyse.figures.locales import GAP, LANGUAGES, Word, currency_before, locale
from reader.analyse.figures.numbers import scaled
from reader.analyse.sentences import sentences
from reader.model import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import FigureKind, Modifier

__all__ = ["LANGUAGES", "figures_elsewhere"]

_AFTER_COMMA = re.compile(r",\s?(?:de\s|di\s)?\Z")
_BEFORE_COMMA = re.compile(r"\s?[,;.)]")
_OF = re.compile(rf"(?<!\w)(?:de|di|dos){GAP}\Z")
_OF_WHAT = re.compile(rf"{GAP}(?:de|di|da|do|d['’])")
_MINUS = re.compile(
    r"(?<![\w)])[-−–]\Z|(?<!\w)(?:minus|moins|menos|meno|min|eksi|минус|мінус) \Z", re.IGNORECASE
)
_TEMPERATURES = ("celsius", "degree")


class _Found(NamedTuple):
    """A quantity at start..end of the text."""

    start: int
    end: int
    kind: FigureKind
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    counted: str | None = None


def figures_elsewhere(text: str, language: str, most: int) -> Iterator[Figure]:
    """Yield the figures of a text in a language of `LANGUAGES` (a BCP 47 tag), at most so many.

    The work is linear in the length of the text.
    """
    code, _, region = language.replace("_", "-").partition("-")
    reader = _Reader(text, locale(code.lower()), number_format(text, code.lower(), region.upper()))
    spans = sentences(text)
    starts = [start for start, _ in spans]
    for number, found in enumerate(reader.quantities()):
        if number >= most:
            break
        yield _figure(text, reader.with_modifier(found), spans, starts)


def _figure(
    text: str, said: tuple[_Found, Modifier, str], spans: tuple[tuple[int, int], ...], starts: list[int]
) -> Figure:
    found, modifier, words = said
    first = spans[max(0, bisect_right(starts, found.start) - 1)]
    last = spans[max(0, bisect_right(starts, found.end - 1) - 1)]
    return Figure(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        kind=found.kind,
        value=found.value,
        low=found.low,
        high=found.high,
        unit=found.unit,
        modifier=modifier,
        modifier_text=words,
        counted=found.counted,
        sentence=text[first[0] : max(first[1], last[1])][:_LONGEST_SENTENCE],
    )


_LONGEST_SENTENCE = 4_000


class _Reader(NumberReader):
    """Reads one text from left to right."""

    def quantities(self) -> Iterator[_Found]:
        """Yield the quantities in order; they do not overlap."""
        at = 0
        for match in self._words.numbers.finditer(self._text):
            if match.start() < at:
                continue
            found = self._quantity(match.start())
            if found is not None:
                at = found.end
                yield found

    def with_modifier(self, found: _Found) -> tuple[_Found, Modifier, str]:
        """Extend a quantity over the words before it that say how exact it is."""
        before = self._before(found.start)
        for pattern, sign in self._words.modifiers:
            match = pattern.search(before)
            if match:
                start = found.start - len(before) + match.start()
                return found._replace(start=start), sign, match[0].strip().lower()
        return found, "=", ""

    def _quantity(self, start: int) -> _Found | None:
        amount = self._amount(start)
        if amount is None:
            return None
        before = self._before(start)
        sign = currency_before(self._words.language, before)
        if sign:
            return self._priced(amount, sign)
        percent = self._words.percent_before
        if percent and (match := percent.search(before)):
            return self._percentage(amount, start - len(before) + match.start())
        if amount.value == 1 and not amount.digits:
            return self._range(amount)
        unit = self._unit(amount.end, amount.magnitude > 1)
        if unit and (both := self._range_of_units(amount, unit)):
            return both
        if unit:
            return self._measured(amount, *unit)
        return self._aged(amount) or self._range(amount) or self._counted(amount)

    def _priced(self, amount: Amount, sign: tuple[str | None, int]) -> _Found | None:
        start = amount.start - sign[1]
        other = self._second(amount, joiner=self._words.to)
        last = other or amount
        if self._text[last.end : last.end + 1].isalpha():  # "$23k"
            return None
        again = self._unit(last.end, last.magnitude > 1)  # "US$ 5 millones de dólares"
        repeated = again is not None and again[0].kind == "money"
        end = again[1] if again and repeated else last.end
        unit = again[0].name if again and repeated and sign[0] is None else sign[0]
        if other:
            return _Found(start, end, "money", None, self._low(amount, other), other.value, unit)
        return _Found(start, end, "money", amount.value, unit=unit)

    def _percentage(self, amount: Amount, start: int) -> _Found:
        other = self._second(amount, joiner=self._words.to)
        if other:
            return _Found(start, other.end, "percent", None, amount.value, other.value, "percentage")
        return _Found(start, amount.end, "percent", amount.value, unit="percentage")

    def _second(self, amount: Amount, joiner: re.Pattern[str]) -> Amount | None:
        """The upper end of a range whose lower one is `amount`."""
        join = joiner.match(self._text, amount.end)
        other = self._amount(join.end(), joined=True) if join else None
        return other if other and self._low(amount, other) < other.value else None

    @staticmethod
    def _low(amount: Amount, other: Amount) -> float:
        """The lower end; "10 to 15 million" gives the first its magnitude too."""
        shared = (
            amount.magnitude == 1 and other.magnitude > 1 and amount.value < other.value / other.magnitude
        )
        return scaled(amount.value, other.magnitude) if shared else amount.value

    def _range_of_units(self, amount: Amount, unit: tuple[Word, int]) -> _Found | None:
        """Read "5 % bis 7 %", "zwischen 5 und 7 Euro"."""
        between = self._words.before_between.search(self._before(amount.start)) is not None
        whole = amount._replace(end=unit[1])
        other = self._second(whole, self._words.and_ if between else self._words.to)
        second = self._unit(other.end, other.magnitude > 1) if other else None
        if other is None or second is None or second[0] != unit[0] or self._goes_on(amount, between):
            return None
        return _Found(
            amount.start, second[1], unit[0].kind, None, self._low(amount, other), other.value, unit[0].name
        )

    def _goes_on(self, amount: Amount, between: bool) -> bool:
        """Whether "from 5 to 7" tells of a change and of no range."""
        change = self._words.change
        return not between and change is not None and change.search(self._before(amount.start)) is not None

    def _range(self, amount: Amount) -> _Found | None:
        between = self._words.before_between.search(self._before(amount.start)) is not None
        other = self._second(amount, self._words.and_ if between else self._words.to)
        if other is None or self._goes_on(amount, between):
            return None
        unit = self._unit(other.end, other.magnitude > 1)
        low = self._low(amount, other)
        if unit:
            single = self._measured(other, *unit)
            return single and single._replace(start=amount.start, value=None, low=low, high=other.value)
        counted = self._counted(other)
        if counted is None or self._is_label(amount):
            return None
        return counted._replace(start=amount.start, value=None, low=low, high=other.value)

    def _measured(self, amount: Amount, unit: Word, end: int) -> _Found | None:
        before = self._before(amount.start)
        if unit.kind == "duration":
            return self._lasting(amount, unit, end)
        if unit.kind == "measure" and self._text[end : end + 1] == "/":  # "6 m/s"
            return None
        if unit.name == "gram" and is_year(amount):  # the Russian letter is that of a year too
            return None
        start, value = amount.start, amount.value
        minus = _MINUS.search(before) if unit.name in _TEMPERATURES or unit.kind == "percent" else None
        if minus:
            start, value = start - len(minus[0]), -value
        return _Found(start, end, unit.kind, value, unit=unit.name)

    def _lasting(self, amount: Amount, unit: Word, end: int) -> _Found | None:
        before, words = self._before(amount.start), self._words
        if is_year(amount) or (unit.name == "hour" and words.before_clock.search(before)):
            return None
        aged = words.ages.at(self._text, amount.end + 1)
        if aged:
            age_in = (
                "month" if "on" in aged[0].lower()[:3] or aged[0].startswith(("mes", "maand")) else "year"
            )
            return _Found(amount.start, aged[1], "age", amount.value, unit=f"{age_in} of age")
        if unit.name == "year":
            return self._years(amount, end)
        return self._with_half(_Found(amount.start, end, "duration", amount.value, unit=unit.name))

    def _years(self, amount: Amount, end: int) -> _Found | None:
        """Read years as an age where a word tells so, as a duration where they can be no other."""
        before, words = self._before(amount.start), self._words
        set_apart = _AFTER_COMMA.search(before) and _BEFORE_COMMA.match(self._text, end)
        romance = words.tells_ages or words.language == "fr"
        at_age = words.before_age.search(before) and not _OF_WHAT.match(self._text, end)
        aged = at_age or words.before_aged.search(before)
        if aged or (romance and set_apart and amount.digits and amount.value < 120):
            return _Found(amount.start, end, "age", amount.value, unit="year of age")
        if words.before_clock.search(before):  # "в шесть лет" may be an age
            return None
        if words.tells_ages and (_OF.search(before) and not words.before_years.search(before)):
            return None
        return self._with_half(_Found(amount.start, end, "duration", amount.value, unit="year"))

    def _with_half(self, found: _Found) -> _Found:
        """Add what follows in "deux ans et demi"."""
        half = self._words.half.match(self._text, found.end)
        if half is None or found.value is None:
            return found
        end = half.start() + len(half[0].rstrip())
        return found._replace(end=end, value=found.value + 0.5)

    def _aged(self, amount: Amount) -> _Found | None:
        """Read "42-jährige", "42 yaşında"; "zehnjährige Haft" lasts ten years."""
        old = self._words.ages.at(self._text, amount.end + 1)
        if old:
            return _Found(amount.start, old[1], "age", amount.value, unit="year of age")
        match = self._words.years_old.match(self._text, amount.end)
        if match is None:
            return None
        if self._words.no_age.match(self._text, match.end()):
            return _Found(amount.start, match.end(), "duration", amount.value, unit="year")
        return _Found(amount.start, match.end(), "age", amount.value, unit="year of age")

    def _is_label(self, amount: Amount) -> bool:
        return self._words.before_label.search(self._before(amount.start)) is not None

    def _counted(self, amount: Amount) -> _Found | None:
        """Read a number with a noun that is often counted, or with what can only be a noun in the plural."""
        whole = amount.value == int(amount.value)
        gap = _GAP.match(self._text, amount.end)
        if not gap or not whole or amount.digits.startswith("0") or is_year(amount) or self._is_label(amount):
            return None
        words, at = self._words, gap.end()
        if amount.magnitude > 1 and (of := words.of.match(self._text, amount.end)):
            at = of.end()
        adjective = words.adjective.match(self._text, at)
        for place in (at, adjective.end() if adjective else at):
            noun = words.counted.at(self._text, place)
            if noun and self._is_told(self._text[place : noun[1]], noun[1]):
                return _Found(amount.start, noun[1], "count", amount.value, counted=self._text[at : noun[1]])
        return self._counted_by_shape(amount, at, adjective.end() if adjective else at)

    def _is_told(self, noun: str, end: int) -> bool:
        """Whether a noun is no part of a title, and no multiple: "deux fois plus"."""
        capital = noun[0].isupper() and not self._words.noun.pattern.startswith("[A-Z")
        return not capital and self._words.times.match(self._text, end) is None

    def _counted_by_shape(self, amount: Amount, first: int, at: int) -> _Found | None:
        noun = _WORD.match(self._text, at)
        if noun is None or amount.value < 2 or not amount.digits:
            return None
        if not self._words.noun.fullmatch(noun[0]) or noun[0] in self._words.not_nouns:
            return None
        if _NAME_BEFORE.search(self._before(amount.start)) or _OF_A_TOWN.match(self._text, noun.start()):
            return None
        counted = self._text[first : noun.end()]
        return _Found(amount.start, noun.end(), "count", amount.value, counted=counted)


_GAP = re.compile(GAP)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_OF_A_TOWN = re.compile(r"\w+er\s[A-ZÄÖÜ]")
_NAME_BEFORE = re.compile(r"(?:[A-ZÄÖÜ]\w*|[.:)\]])\s\Z|[(\[]\Z|\A\Z")
