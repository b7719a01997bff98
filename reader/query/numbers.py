"""Numbers as people write them (1m, 3.5bn, $10, 5%, 12km), and back."""

from __future__ import annotations

import re
from decimal import Decimal

_MAGNITUDES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "tn": 1e12,
    "trillion": 1e12,
}
_SHORT = (("tn", 1e12), ("bn", 1e9), ("m", 1e6), ("k", 1e3))
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "%": "percentage"}
_UNITS = {
    "km": "kilometre",
    "mm": "millimetre",
    "cm": "centimetre",
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "l": "litre",
    "ha": "hectare",
    "mi": "mile",
    "ft": "foot",
    "feet": "foot",
    "kmh": "kilometre per hour",
    "mph": "mile per hour",
    "c": "celsius",
    "f": "fahrenheit",
    "w": "watt",
    "kw": "kilowatt",
    "mw": "megawatt",
    "gw": "gigawatt",
    "tw": "terawatt",
    "kwh": "kilowatt hour",
    "mwh": "megawatt hour",
    "gwh": "gigawatt hour",
    "twh": "terawatt hour",
    "kb": "kilobyte",
    "mb": "megabyte",
    "gb": "gigabyte",
    "tb": "terabyte",
    "h": "hour",
    "hr": "hour",
    "min": "minute",
    "s": "second",
    "sec": "second",
    "usd": "dollar",
    "eur": "euro",
    "gbp": "pound",
    "percent": "percentage",
    "meter": "metre",
    "kilometer": "kilometre",
    "liter": "litre",
    "ton": "ton",
}
_LARGEST = 1e24
_NUMBER = re.compile(
    r"([$€£¥₹]?)(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?|-?\.[0-9]{1,30})[ -]?(.{0,60})",
    re.DOTALL,
)


def number(text: str) -> tuple[float, str] | None:
    """Return the value and the canonical unit ("" for none) of a number; None if it is none."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    sign, digits, rest = found.groups()
    rest = " ".join(rest.lower().replace("-", " ").split())
    word, _, after = rest.partition(" ")
    if word in _MAGNITUDES:
        scale, rest = _MAGNITUDES[word], after
    else:
        scale = 1.0
    named = unit(rest) if rest else ""
    if named is None or (sign and named):
        return None
    value = float(digits.replace(",", "")) * scale
    return (value, _SIGNS[sign] if sign else named) if abs(value) <= _LARGEST else None


def unit(text: str) -> str | None:
    """Return the name of a unit in the singular, None if nothing in it is a letter or a known sign."""
    plain = " ".join(text.lower().replace("-", " ").split())
    if plain in _SIGNS:
        return _SIGNS[plain]
    if plain in _UNITS:
        return _UNITS[plain]
    if not plain or not all(word.isalpha() for word in plain.split()):
        return None
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
        plain = plain[:-1]
    return _UNITS.get(plain, plain)


def written(value: float) -> str:
    """Return a number in the shortest way that `number` reads back."""
    for name, scale in _SHORT:
        short = f"{value / scale:.6g}"
        if abs(value) >= scale and "e" not in short and float(short) * scale == value:
            return short + name
    plain = format(Decimal(repr(value)), "f")
    return plain.removesuffix(".0")
