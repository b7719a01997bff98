"""Which lists a word is in, as a number that an encoder is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.analyse.features import Reading

_WHAT = ("country", "city", "region", "organisation", "people")
_KNOWN = {
    name: number for number, name in enumerate(["", *(f"{edge}-{what}" for what in _WHAT for edge in "BI")])
}
_USUAL = {"no": 0, "yes": 1, "here": 2}
LISTS = len(_KNOWN) * 4 * len(_USUAL)


def lists(reading: Reading) -> list[int]:
    """Return a number for every word of a sentence: known name × given name × family name × how usual."""
    return [_number(reading, at) for at in range(len(reading.words))]


def _number(reading: Reading, at: int) -> int:
    given, family = reading.personal(at)
    known = _KNOWN[reading.listed.get(at, "")]
    return ((known * 2 + given) * 2 + family) * len(_USUAL) + _USUAL[reading.usual(at)]
