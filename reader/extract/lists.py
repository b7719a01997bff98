"""Lists: how their items are counted and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.values import dataclass

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BULLET = "•"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Numbering:
    """The count of one list. `step` is 0 in a list of bullets."""

    next: int = 1
    step: int = 0
    style: str = "1"

    def marker(self, item: HtmlElement) -> str:
        """Return what an item is drawn with, and count it."""
        if not self.step:
            return BULLET
        self.next = _number(item.get("value"), self.next)
        marker = f"{_styled(self.next, self.style)}."
        self.next += self.step
        return marker


def numbering_of(element: HtmlElement) -> Numbering:
    """Return the count with which a list begins."""
    if element.tag != "ol":
        return Numbering()
    backwards = element.get("reversed") is not None
    first = sum(1 for _ in element.iterchildren("li")) if backwards else 1
    return Numbering(_number(element.get("start"), first), -1 if backwards else 1, element.get("type") or "1")


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.removeprefix("-").isdecimal() and len(value) < 7 else otherwise


def _styled(number: int, style: str) -> str:
    if style in {"a", "A"} and 0 < number <= 26:
        return chr(ord(style) + number - 1)
    if style in {"i", "I"} and 0 < number < 400:
        roman = _roman(number)
        return roman if style == "i" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters
