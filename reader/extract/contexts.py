"""What the text of a block belongs to: a paragraph, a heading, an item of a list, a note, a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.elements import HEADINGS
from reader.extract.lists import Numbering, numbering_of
from reader.values import dataclass

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.model import BlockKind

_HAS_PICTURE = ("img", "picture", "video", "iframe", "svg", "canvas", "object", "amp-img", "noscript")


@dataclass(slots=True)
class Item:
    """A list item or a note. Its marker is given out once, to the first text in it."""

    marker: str = ""


@dataclass(slots=True)
class Context:
    """What the text being read belongs to; `pictured` says that a caption in it is one of a picture."""

    kind: BlockKind
    element: HtmlElement
    level: int = 0
    item: Item | None = None
    numbering: Numbering | None = None
    lists: int = 0
    quotes: int = 0
    pictured: bool = True


def context_of(element: HtmlElement, tag: str, outer: Context, role: str) -> Context:
    """Return what the text of a block belongs to; lists, quotes, captions lend it their kind."""
    inner = within(element, outer)
    if tag in HEADINGS:
        _set_heading(inner, HEADINGS[tag])
    elif tag == "li":
        inner.kind, inner.lists = "list_item", max(1, outer.lists)
        inner.item = Item((outer.numbering or Numbering()).marker(element))
    elif tag in {"ul", "ol", "menu", "dir"}:
        inner.lists, inner.numbering = outer.lists + 1, numbering_of(element)
    elif tag == "blockquote":
        inner.kind, inner.level, inner.item = "embed" if role == "embed" else "quote", outer.quotes, None
        inner.quotes += 1
    elif tag in {"dt", "dd"}:
        inner.kind, inner.level = "term" if tag == "dt" else "definition", max(0, outer.lists - 1)
    elif tag == "dl":
        inner.lists += 1
    elif tag == "figure":
        inner.pictured = _is_of_picture(element)
        _set_caption(inner)
    elif tag == "figcaption" or role == "caption":
        _set_caption(inner)
    return inner


def within(element: HtmlElement, outer: Context) -> Context:
    """Return the context of a block that lends nothing of its own to the text in it."""
    return Context(
        outer.kind,
        element,
        outer.level,
        outer.item,
        outer.numbering,
        outer.lists,
        outer.quotes,
        outer.pictured,
    )


def heading(element: HtmlElement, outer: Context, level: int) -> Context:
    """Return the context of an element that is a heading without a heading's tag."""
    inner = within(element, outer)
    _set_heading(inner, level)
    return inner


def note(element: HtmlElement, outer: Context, sign: str) -> Context:
    """Return the context of a footnote."""
    inner = within(element, outer)
    inner.kind, inner.level, inner.item = "footnote", 0, Item(sign)
    return inner


def _set_heading(inner: Context, level: int) -> None:
    if inner.kind != "caption":
        inner.kind, inner.level = "heading", level


def _set_caption(inner: Context) -> None:
    if inner.pictured:
        inner.kind, inner.level = "caption", 0


def _is_of_picture(figure: HtmlElement) -> bool:
    """Whether a figure is of a picture, not of a table, code or a quotation."""
    if next(figure.iter("table", "pre", "blockquote"), None) is None:
        return True
    return next(figure.iter(*_HAS_PICTURE), None) is not None
