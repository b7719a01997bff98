"""What stands around an article's text among its chosen blocks: title, bylines, dates, widgets, repeats."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.extract.bios import is_bio_heading
from reader.extract.candidates import PROSE, Candidates, is_prose, link_share
from reader.extract.inline import SENTENCE_END, squeezed
from reader.extract.lines import is_credit_line, is_furniture, is_widget, opens_comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_MOST = 0.6  # share of the text after which "Comments" is the heading of comments, not a button
_FURNITURE_SHARE = 0.25  # a "furniture" room that holds more of the text than this is misnamed
_LONGEST = {"furniture": 400, "bio": 1000, "byline": 200}  # letters of what is taken for a room's own
_STANDFIRST = re.compile(
    r"stand-?first|strap-?line|sub-?(?:title|head)|(?:^|[\s_-])(?:dek|deck)(?:$|[\s_-])", re.IGNORECASE
)
_STRUCTURE = frozenset({"rule", "code", "table", "caption"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the article from elsewhere: headlines, writers' names and bios, description."""

    headlines: frozenset[str]
    names: frozenset[str]
    bios: frozenset[str]
    description: str


def known(headlines: Sequence[str], names: Sequence[str], bios: Sequence[str], description: str) -> Known:
    """Return what is known in the form in which texts are compared."""
    keys = [frozenset(map(squeezed, texts)) - {""} for texts in (headlines, names, bios)]
    return Known(keys[0], keys[1], keys[2], squeezed(description))


def without_surroundings(page: Candidates, facts: Known) -> tuple[list[Segment], str]:
    """Return the blocks that are the article, and its standfirst where one stood over it."""
    begin, end = _after_title(page, facts), _before_comments(page)
    boxes = _widget_boxes(page)
    copies = Counter(squeezed(page.blocks[at].text) for at in page.chosen)
    trusted = _furniture_is_small(page)
    kept: list[int] = []
    for at in page.chosen:
        block, key = page.blocks[at], squeezed(page.blocks[at].text)
        recent = [squeezed(page.blocks[other].text) for other in kept[-3:]]
        repeated = copies[key] == 2 and len(key) > PROSE and key in recent
        if block.kind in _STRUCTURE or not (
            not begin <= at < end
            or block.element.getparent() in boxes
            or repeated
            or _is_known(block, key, facts, early=at < page.first)
            or (at < page.first and _is_scrap(block, page))
            or (trusted and len(block.text) < _LONGEST.get(page.rooms[at], 0))
            or _says_furniture(block)
        ):
            kept.append(at)
    return _without_standfirst(page, kept, facts)


def _after_title(page: Candidates, facts: Known) -> int:
    """Return from where on the article can begin: at its title, if that was chosen before the text."""
    titles = [
        at for at in page.chosen if at <= page.first and squeezed(page.blocks[at].text) in facts.headlines
    ]
    return titles[-1] if titles else 0


def _before_comments(page: Candidates) -> int:
    """Return where the article ends: at the heading of its comments, if most text stands before that."""
    total = sum(len(page.blocks[at].text) for at in page.chosen)
    before = 0
    for at in range(page.first, len(page.blocks)):
        if before > _MOST * total and opens_comments(page.blocks[at].text):
            return at
        before += len(page.blocks[at].text) if page.picks[at] else 0
    return len(page.blocks)


def _widget_boxes(page: Candidates) -> set[HtmlElement | None]:
    """Return the parents of few blocks of which one is a widget's sentence: the others belong to it."""
    main = {
        page.blocks[at].element.getparent() for at in page.chosen if len(page.blocks[at].text) > 2 * PROSE
    }
    groups: dict[HtmlElement | None, list[Segment]] = {}
    for at in page.chosen:
        block = page.blocks[at]
        parent = block.element.getparent()
        if block.kind not in _STRUCTURE and parent not in main:
            groups.setdefault(parent, []).append(block)
    return {
        box
        for box, blocks in groups.items()
        if len(blocks) <= 6 and any(is_widget(block.text) for block in blocks)
    }


def _is_known(block: Segment, key: str, facts: Known, *, early: bool) -> bool:
    """Whether a block says only what stands elsewhere in the document."""
    if key in facts.headlines:
        return early or block.kind == "heading"
    return key in facts.names or key in facts.bios


def _is_scrap(block: Segment, page: Candidates) -> bool:
    """Whether a block over the text is the page's headline, or a label in another place: a section's name."""
    first = page.blocks[page.first].element
    apart = block.element is not first and block.element.getparent() is not first.getparent()
    label = (
        block.kind == "paragraph" and len(block.text) <= PROSE / 2 and not block.text.endswith(SENTENCE_END)
    )
    return block.element.tag == "h1" or (label and apart)


def _furniture_is_small(page: Candidates) -> bool:
    lengths = {at: len(page.blocks[at].text) for at in page.chosen}
    furniture = sum(length for at, length in lengths.items() if page.rooms[at] == "furniture")
    return furniture <= _FURNITURE_SHARE * sum(lengths.values())


def _says_furniture(block: Segment) -> bool:
    if is_furniture(block.text) or is_credit_line(block.text) or is_bio_heading(block.text):
        return True
    return block.kind == "paragraph" and link_share(block) > 0.97


def _without_standfirst(page: Candidates, kept: list[int], facts: Known) -> tuple[list[Segment], str]:
    """Take the standfirst from over the text: headings before it, or the description where marked so."""
    leads = [at for at in kept if at < page.first and page.blocks[at].kind == "heading"]
    body = [at for at in kept if at not in leads]
    first = next((at for at in body if page.blocks[at].kind not in _STRUCTURE), None)
    if first is not None and _is_description(page, first, body, facts):
        leads.append(first)
    texts = [page.blocks[at].text for at in leads]
    return [page.blocks[at] for at in body if at not in leads], max(texts, key=len, default="")


def _is_description(page: Candidates, first: int, body: Sequence[int], facts: Known) -> bool:
    """Whether the first block is the page's description and is marked as the line under the title."""
    block = page.blocks[first]
    prose = [at for at in body if at != first and is_prose(page.blocks[at])]
    if squeezed(block.text) != facts.description or len(prose) < 2:
        return False
    return bool(_STANDFIRST.search(block.element.get("class") or ""))
