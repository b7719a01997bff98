"""What the text of a block belongs to: a paragraph, a heading, an item of a list, a note, a caption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.extract.elements import HEADINGS, heading_level
from reader.extract.lists import Numbering, numbering_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from reader.model import BlockKind

_HAS_PICTURE = ("img", "picture", "video", "iframe", "svg", "canvas", "object", "amp-img", "noscript")


@dataclass(slots=True)
class Item:
    """A list item or a note. Its marker is given out once, to the first text in it."""

    marker: str = ""


@dataclass(slots=True)
class Context:
    """What the text being read belongs to."""

    kind: BlockKind
    element: HtmlElement
    level: int = 0
    item: Item | None = None
    numbering: Numbering | None = None
    lists: int = 0
    quotes: int = 0


def context_of(
    element: HtmlElement, tag: str, outer: Context, role: str, notes: Mapping[HtmlElement, str]
) -> Context:
    """What the text of a block belongs to; lists, quotes, captions lend their kind to what is in them."""
    inner = Context(outer.kind, element, outer.level, outer.item, outer.numbering, outer.lists, outer.quotes)
    level = HEADINGS.get(tag) or (tag == "div" and heading_level(element))
    if level:
        if outer.kind != "caption":
            inner.kind, inner.level = "heading", level
    elif element in notes:
        inner.kind, inner.level, inner.item = "footnote", 0, Item(notes[element])
    elif tag == "li":
        numbering = outer.numbering or Numbering()
        inner.kind, inner.item, inner.lists = (
            "list_item",
            Item(numbering.marker(element)),
            max(1, outer.lists),
        )
    elif tag in {"ul", "ol", "menu", "dir"}:
        inner.lists, inner.numbering = outer.lists + 1, numbering_of(element)
    elif tag == "blockquote":
        inner.kind, inner.level, inner.item = "quote", outer.quotes, None
        inner.quotes += 1
        if role == "embed":
            inner.kind = "embed"
    elif tag in {"dt", "dd"}:
        inner.kind, inner.level = ("term" if tag == "dt" else "definition"), max(0, outer.lists - 1)
    elif tag == "dl":
        inner.lists += 1
    elif tag in {"figcaption", "figure"} or role == "caption":
        inner.kind, inner.level = ("caption", 0) if _is_of_picture(element) else (outer.kind, outer.level)
    return inner


def _is_of_picture(element: HtmlElement) -> bool:
    """Whether a figure or its caption is of a picture, not of a table, code or a quotation."""
    figure = next((one for one in (element, *element.iterancestors()) if one.tag == "figure"), None)
    if figure is None:
        return True
    if next(figure.iter("table", "pre", "blockquote"), None) is None:
        return True
    return next(figure.iter(*_HAS_PICTURE), None) is not None
