"""What a figure comes to, as a person would write it: "4.6 %", "6 hours", "5 Swiss francs"."""

from __future__ import annotations

from reader.model import Figure
from reader.text import safe_line

_SIGNS = {"=": "", "up": "+", "down": "−"}
_WRITTEN = {
    "percentage": "%",
    "celsius": "°C",
    "fahrenheit": "°F",
    "pound-mass": "pounds",
    "foot": "feet",
    "inch": "inches",
    "century": "centuries",
    "penny": "pence",
    "pound-foot": "pound-feet",
    "foot pound-force": "foot pounds",
}
# These are the same for several: symbols, and the money of languages without a plural.
_ALIKE = frozenset(
    (
        *("hertz", "kilohertz", "megahertz", "gigahertz", "horsepower", "yen", "yuan", "won", "baht", "rand"),
        *("ringgit", "krona", "lari", "tenge", "som", "sol", "rupiah", "naira", "taka", "birr", "pula"),
        *("kwacha", "dong", "kyat", "togrog", "toman", "lev", "leu", "koruna", "cedi", "real"),
    )
)
_BEFORE_OF = (" per ", " of ")
_IN_CAPITALS = {"cfa": "CFA"}


def worth(figure: Figure) -> str:
    """Return what a figure comes to: "> 40", "3–4 metres", "+6.5 %"; "vague" without a number."""
    if figure.vague:
        return "vague"
    ends = (figure.value,) if figure.value is not None else (figure.low, figure.high)
    number = "–".join("…" if end is None else f"{end:,.15g}" for end in ends)
    sign = _SIGNS.get(figure.modifier, f"{figure.modifier} ")
    one = figure.value is not None and abs(figure.value) == 1
    return safe_line(f"{sign}{number} {_written(figure, one)}")


def _written(figure: Figure, one: bool) -> str:
    """The unit as it is written after the number; `one` asks for its singular."""
    unit = figure.unit or ""
    mark = next((mark for mark in _BEFORE_OF if mark in unit), None)
    whole, rest = unit.split(mark, 1) if mark else (unit, "")
    spelt = _with_capitals(whole) if figure.kind == "money" else whole
    if whole == "pound-mass" and one:
        spelt = "pound"
    elif not one or whole in ("percentage", "celsius", "fahrenheit"):
        spelt = _WRITTEN.get(whole) or _several(spelt)
    return f"{spelt}{mark or ''}{rest}"


def _several(unit: str) -> str:
    """The plural of a unit: of its first word before "sterling", else of its last."""
    first, _, last = unit.rpartition(" ")
    if last == "sterling":
        return f"{first}s sterling"
    if not last or last in _ALIKE or last.isupper() or last.endswith("s"):
        return unit
    return f"{unit[:-1]}ies" if last.endswith("ry") else f"{unit}s"


def _with_capitals(currency: str) -> str:
    """Write what tells the country with a capital: "Swiss franc"."""
    *country, name = currency.split(" ")
    if name == "sterling" or not country:
        return currency
    return " ".join([*(_IN_CAPITALS.get(word) or word.capitalize() for word in country), name])
