"""The pictures of an article that have no caption, found among its chosen blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.furniture import common_ancestor, room_of
from reader.extract.pictures import is_sign, same_picture, size_of, source_of
from reader.model import Picture
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_MOST = 60
_MOST_LOOKED_AT = 600
_OTHERS_TEXT = 40  # letters beside a picture, of no chosen block, from which on it is a teaser's


def bare_pictures(
    kept: Sequence[Segment], url: str | None, known: Collection[str]
) -> Iterator[tuple[int, Picture]]:
    """Yield the pictures among `kept` that no caption speaks of, each with the number of the block that it
    follows.

    A picture belongs to the article where it stands after its first block and before its last, in a box
    that holds no text but that of chosen blocks. `known` are the addresses of pictures that are told already.
    """
    placed: dict[HtmlElement, int] = {}
    for number, block in enumerate(kept):
        placed.setdefault(block.element, number)
    container = common_ancestor([block.element for block in kept if block.kind != "caption"])
    if container is None or next(container.iter("img"), None) is None:
        return
    holding = _around(placed)
    seen = {same_picture(address) for address in known}
    at, found, looked_at = -1, 0, 0
    for element in container.iter():
        if element in placed:
            at = max(at, placed[element])
        elif (
            element.tag == "img" and 0 <= at < len(kept) - 1 and found < _MOST and looked_at < _MOST_LOOKED_AT
        ):
            looked_at += 1
            address = source_of(element, url)
            if not address or same_picture(address) in seen or is_sign(element, address):
                continue
            if _is_content(element, holding):
                seen.add(same_picture(address))
                found += 1
                alt = safe_line(element.get("alt") or "", 300)
                width, height = size_of(element)
                yield at, Picture(url=address, alt=alt, width=width, height=height)


def _around(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return the elements and all that they stand in."""
    found: set[HtmlElement] = set()
    for element in elements:
        at: HtmlElement | None = element
        while at is not None and at not in found:
            found.add(at)
            at = at.getparent()
    return found


def _is_content(image: HtmlElement, holding: set[HtmlElement]) -> bool:
    """Whether a picture's box is no room of other things, and holds no other text."""
    box = image
    parent = box.getparent()
    while parent is not None and parent not in holding:
        box, parent = parent, parent.getparent()
        if box.tag in {"aside", "nav", "footer", "noscript"} or room_of(box) not in {"", "headline"}:
            return False
    length = 0
    for text in box.itertext():
        length += len(text.strip())
        if length > _OTHERS_TEXT:
            return False
    return True
