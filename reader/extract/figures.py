"""The captions of an article, marked up as such or only reading like one, and the posts embedded in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.candidates import PROSE, Candidates, link_share
from reader.extract.captions import is_caption, is_signature, picture_box
from reader.extract.inline import SENTENCE_END

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_REACH = 12  # blocks before the first paragraph among which the lead picture's caption is looked for


def with_figures(page: Candidates) -> Candidates:
    """Return the candidates with the captions of the article's pictures told and chosen, and its embeds."""
    return _chosen(_told(page))


def _told(page: Candidates) -> Candidates:
    """Call captions what reads as one though nothing marks it, and the short lines that share its box."""
    told = list(page.blocks)
    heads = [at for at in range(page.first) if page.blocks[at].element.tag == "h1"]
    for at in range(max(0, page.first - _REACH, *heads[-1:]), page.last + 1):
        if is_caption(page.blocks[at], picked=page.picks[at]):
            box = picture_box(page.blocks[at])
            for near in range(max(0, at - 2), min(len(told), at + 3)):
                if near == at or (box is not None and _is_label_in(page.blocks[near], box)):
                    told[near] = replace(page.blocks[near], kind="caption")
    return replace(page, blocks=told)


def _is_label_in(block: Segment, box: HtmlElement) -> bool:
    inside = block.element is box or box in block.element.iterancestors()
    short = block.kind in {"paragraph", "heading"} and len(block.text) <= PROSE
    if block.kind == "paragraph" and block.text.endswith(SENTENCE_END):
        return False
    return inside and short and not is_signature(block.text)


def _chosen(page: Candidates) -> Candidates:
    """Choose the captions in and right before the article; those elsewhere belong to other pages' teasers."""
    picks = list(page.picks)
    begin = max(0, page.first - _REACH)
    for at, block in enumerate(page.blocks):
        if block.kind == "caption":
            inside = begin <= at <= page.last + 3
            picks[at] = inside and page.rooms[at] in {"", "byline"} and link_share(block) < 0.9
        elif block.kind == "embed" and page.first < at < page.last:
            picks[at] = True
    return replace(page, picks=picks)
