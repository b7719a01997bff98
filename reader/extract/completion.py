"""What the choice of an article's blocks left out: embeds, subheads, lists, code, captions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.candidates import PROSE, Candidates, link_share
from reader.extract.captions import is_caption, picture_box

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_LISTS = frozenset({"ul", "ol", "li", "dl", "dd"})
_CAPTION_REACH = 12  # blocks before the first paragraph among which the lead picture's caption is looked for


def completed(page: Candidates) -> Candidates:
    """Return the candidates with the gaps in the choice filled and the article's captions told and chosen."""
    return _with_captions(_with_gaps_filled(_with_captions_told(page)))


def _with_captions_told(page: Candidates) -> Candidates:
    """Call captions what reads as one though nothing marks it, and the short lines that share its box."""
    told = list(page.blocks)
    heads = [at for at in range(page.first) if page.blocks[at].element.tag == "h1"]
    for at in range(max(0, page.first - _CAPTION_REACH, *heads[-1:]), page.last + 1):
        if is_caption(page.blocks[at], picked=page.picks[at]):
            box = picture_box(page.blocks[at])
            for near in range(max(0, at - 2), min(len(told), at + 3)):
                if near == at or (box is not None and _is_label_in(page.blocks[near], box)):
                    told[near] = replace(page.blocks[near], kind="caption")
    return replace(page, blocks=told)


def _is_label_in(block: Segment, box: HtmlElement) -> bool:
    inside = block.element is box or box in block.element.iterancestors()
    return inside and block.kind in {"paragraph", "heading"} and len(block.text) <= PROSE


def _with_gaps_filled(page: Candidates) -> Candidates:
    """Choose also what stands among the chosen blocks as their equal."""
    picks = list(page.picks)
    peers = {peer for at in page.chosen for peer in _peers(page.blocks[at])}
    for at in range(page.first, page.last + 1):
        block = page.blocks[at]
        free = not page.rooms[at] or block.kind == "code"
        if not picks[at] and free and link_share(block) < 0.5:
            picks[at] = _is_equal(block, peers)
    return replace(page, picks=picks)


def _is_equal(block: Segment, peers: set[HtmlElement | None]) -> bool:
    """Whether a block stands where the chosen ones stand, or is of a kind that is never furniture there."""
    parent = block.element.getparent()
    if block.kind in {"embed", "rule"}:
        return True
    if block.kind in {"code", "table", "list_item"}:
        outer = _outermost_list(block.element)
        return parent in peers or outer.getparent() in peers
    if block.kind == "heading":
        return parent in peers
    return block.kind in {"paragraph", "quote"} and parent in peers and (_is_long(block) or _is_bold(block))


def _is_long(block: Segment) -> bool:
    return len(block.text) >= PROSE / 2


def _is_bold(block: Segment) -> bool:
    """Whether all of a block is strong, as subheads without mark-up of their own are."""
    return any(span.kind == "strong" and span.end - span.start == len(block.text) for span in block.spans)


def _outermost_list(element: HtmlElement) -> HtmlElement:
    """Return the list of lists that an item stands in; of other elements the parent, a wrapper often."""
    at, parent = element, element.getparent()
    while parent is not None and (parent.tag in _LISTS or at is element):
        at, parent = parent, parent.getparent()
    return at


def _peers(block: Segment) -> tuple[HtmlElement | None, ...]:
    """Return the elements whose children are a chosen block's equals."""
    parent = block.element.getparent()
    return (parent,) if block.kind == "list_item" else (block.element, parent)


def _with_captions(page: Candidates) -> Candidates:
    """Choose the captions in and right before the article; those elsewhere belong to other pages' teasers."""
    picks = list(page.picks)
    begin = max(0, page.first - _CAPTION_REACH)
    for at, block in enumerate(page.blocks):
        if block.kind == "caption":
            inside = begin <= at <= page.last + 3
            picks[at] = inside and page.rooms[at] in {"", "byline"} and link_share(block) < 0.9
    return replace(page, picks=picks)
