"""The body of an article set for a page: its parts in the house's dress, boilerplate woven in between."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reader.demo import furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.demo.body import Part
    from reader.demo.sheet import Sheet

LAZY_PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def woven(sheet: Sheet) -> dict[int, str]:
    """What stands after which part: an advertisement and a promo early, the newsletter in the middle."""
    middle = max(3, len(sheet.article.parts) // 2)
    inserts = {
        1: furniture.advertisement(sheet),
        2: furniture.promo(sheet),
        middle: furniture.newsletter(sheet),
    }
    return inserts | {middle + 2: furniture.chart(sheet)}


def set_body(sheet: Sheet, dress: Callable[[Part], str], inserts: Mapping[int, str]) -> str:
    """The parts of the body in the dress of the house; `inserts` holds what follows the part of that number.

    A live blog becomes a row of entries, a two-column article two divs side by side.
    """
    parts = sheet.article.parts
    placed = [(_clear_of_headings(number, parts), html) for number, html in sorted(inserts.items())]
    dressed = [
        dress(part) + "".join(html for place, html in placed if place == number)
        for number, part in enumerate(parts, 1)
    ]
    rest = "".join(html for place, html in placed if place > len(parts))
    if sheet.article.layout == "live":
        return _entries(sheet, parts, dressed) + rest
    if sheet.article.layout == "two-column":
        half = (len(dressed) + 1) // 2
        columns = (dressed[:half], dressed[half:])
        divs = [f'<div class="{sheet.css("column")}">{_lines(column)}</div>' for column in columns]
        return _lines(divs) + rest
    return _lines(dressed) + rest


def image(url: str, alt: str, *, lazy: bool = False) -> str:
    """An <img>, or one whose address waits in data-src until a script moves it."""
    if lazy:
        return f'<img class="lazyload" src="{LAZY_PIXEL}" data-src="{url}" alt="{escape(alt)}">'
    return f'<img src="{url}" alt="{escape(alt)}" width="320" height="180">'


def _clear_of_headings(number: int, parts: Sequence[Part]) -> int:
    """The first place from `number` on that is not between a heading and its text."""
    while number <= len(parts) and parts[number - 1].kind == "heading":
        number += 1
    return number


def _entries(sheet: Sheet, parts: Sequence[Part], dressed: Sequence[str]) -> str:
    starts = [index for index, part in enumerate(parts) if part.time]
    opening = _lines(dressed[: starts[0]]) if starts else _lines(dressed)
    entries = [
        f'<div class="{sheet.css("live-entry")}" id="entry-{begin}"><time>{parts[begin].time}</time>'
        f"{_lines(dressed[begin:end])}</div>"
        for begin, end in zip(starts, [*starts[1:], len(parts)], strict=True)
    ]
    words = f'<b>{sheet.say("live")}</b> <a href="#top">{sheet.say("live_key")}</a>'
    key = f'<div class="{sheet.css("live-key")}">{words}</div>'
    return "\n".join([opening, key, *entries])


def _lines(pieces: Sequence[str]) -> str:
    return "\n".join(pieces)
