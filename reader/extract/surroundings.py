"""What stands around an article's text among its chosen blocks: title, bylines, dates, widgets, repeats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.extract.bios import is_bio_heading
from reader.extract.candidates import PROSE, Candidates, link_share
from reader.extract.inline import squeezed
from reader.extract.lines import is_credit_line, is_furniture, is_widget, opens_comments

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_MOST = 0.6  # share of the text after which "Comments" is the heading of comments, not a button
_FURNITURE_SHARE = 0.25  # a "furniture" room that holds more of the text than this is misnamed
_BOX = 6  # blocks of a widget's box at most
_LONGEST = 400  # letters of what is taken for a room's own
_KICKER, _LEAST_PART = 80, 10  # letters of a line that is a part of the headline, at most and at least
_ITEM, _COMPARED = 40, 200  # letters of a list's item at least, and those by which two are compared
_SHOUTED = 5  # words of a headline in capitals at least
_STRUCTURE = frozenset({"rule", "code", "table", "caption"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the article from elsewhere: its title, all headlines, writers' names and bios."""

    title: str
    headlines: frozenset[str]
    names: frozenset[str]
    bios: frozenset[str]


def known(headlines: Sequence[str], names: Sequence[str], bios: Sequence[str]) -> Known:
    """Return what is known in the form in which texts are compared."""
    title = squeezed(headlines[0]) if headlines else ""
    return Known(title, *(frozenset(map(squeezed, texts)) - {""} for texts in (headlines, names, bios)))


def without_surroundings(page: Candidates, facts: Known) -> list[Segment]:
    """Return the blocks that are the article, without what only repeats what stands elsewhere or is never
    a part of one."""
    end = _before_comments(page)
    trusted = _furniture_is_small(page)
    boxes = _widget_boxes(page)
    doubled = _doubled_items(page)
    kept: list[int] = []
    for at in page.chosen:
        block, key = page.blocks[at], squeezed(page.blocks[at].text)
        if block.kind in _STRUCTURE or not (
            at >= end
            or at in doubled
            or block.element.getparent() in boxes
            or (len(key) > PROSE and _is_copy(page, at, kept[-3:]))
            or _is_known(block, key, facts, early=at < page.first)
            or (trusted and page.rooms[at] == "furniture" and len(block.text) < _LONGEST)
            or is_furniture(block.text)
            or _is_shouted_link(block)
            or is_credit_line(block.text)
            or is_bio_heading(block.text)
        ):
            kept.append(at)
    return [page.blocks[at] for at in kept]


def _is_shouted_link(block: Segment) -> bool:
    """Whether a paragraph is a headline in capitals that leads to another page, and nothing else."""
    return (
        block.kind == "paragraph"
        and len(block.text.split()) >= _SHOUTED
        and block.text.isupper()
        and link_share(block) > 0.95
    )


def _doubled_items(page: Candidates) -> set[int]:
    """Return the chosen items of lists that the page has twice, as it has menus of other articles for two
    widths of the window; none where its text stands there twice as well."""
    items = [
        at for at in page.chosen if page.blocks[at].kind == "list_item" and len(page.blocks[at].text) > _ITEM
    ]
    if not items:
        return set()
    copies = Counter(squeezed(block.text[:_COMPARED]) for block in page.blocks if len(block.text) > _ITEM)
    prose = [
        at for at in page.chosen if page.blocks[at].kind == "paragraph" and len(page.blocks[at].text) > PROSE
    ]
    if any(copies[squeezed(page.blocks[at].text[:_COMPARED])] > 1 for at in prose):
        return set()
    return {at for at in items if copies[squeezed(page.blocks[at].text[:_COMPARED])] > 1}


def _is_copy(page: Candidates, at: int, recent: Sequence[int]) -> bool:
    """Whether a block before, under the same heading, says the same in another box: for another width."""
    key, around = squeezed(page.blocks[at].text), page.blocks[at].element.getparent()
    return any(
        squeezed(page.blocks[other].text) == key
        and page.blocks[other].element.getparent() is not around
        and all(block.kind != "heading" for block in page.blocks[other + 1 : at])
        for other in recent
    )


def _before_comments(page: Candidates) -> int:
    """Return where the article ends: at the heading of its comments, if most text stands before that and
    none of what follows stands where most text does."""
    chosen = page.chosen
    total = sum(len(page.blocks[at].text) for at in chosen)
    before = 0
    for at in range(page.first, len(page.blocks)):
        block = page.blocks[at]
        if before > _MOST * total and opens_comments(block.text) and at > _last_in_main(page, chosen):
            return at
        before += len(block.text) if page.picks[at] else 0
    return len(page.blocks)


def _last_in_main(page: Candidates, chosen: Sequence[int]) -> int:
    """Return the last chosen block under the element that most of the chosen text stands right under."""
    lengths = Counter["HtmlElement | None"]()
    for at in chosen:
        lengths[page.blocks[at].element.getparent()] += len(page.blocks[at].text)
    main = max(lengths, key=lengths.__getitem__)
    return max(at for at in chosen if page.blocks[at].element.getparent() is main)


def _widget_boxes(page: Candidates) -> set[HtmlElement | None]:
    """Return the parents of few blocks of which one is a widget's sentence: the others belong to it."""
    main = {
        page.blocks[at].element.getparent() for at in page.chosen if len(page.blocks[at].text) > 2 * PROSE
    }
    chosen = {page.blocks[at].element.getparent() for at in page.chosen} - main
    groups: dict[HtmlElement | None, list[Segment]] = {}
    for block in page.blocks:
        parent = block.element.getparent()
        if block.kind not in _STRUCTURE and parent in chosen:
            groups.setdefault(parent, []).append(block)
    return {
        box
        for box, blocks in groups.items()
        if len(blocks) <= _BOX and any(is_widget(block.text) for block in blocks)
    }


def _is_known(block: Segment, key: str, facts: Known, *, early: bool) -> bool:
    """Whether a block says only what stands elsewhere in the document."""
    if key in facts.headlines and (early or (key == facts.title and block.kind == "heading")):
        return True
    if early and len(block.text) <= _KICKER and _is_part_of(facts.headlines, key):
        return True
    return key in facts.names or key in facts.bios


def _is_part_of(headlines: Iterable[str], key: str) -> bool:
    """Whether a line is the kicker of a headline, or what is left of one without it."""
    return len(key) >= _LEAST_PART and any(
        headline.startswith(key) or headline.endswith(key) for headline in headlines
    )


def _furniture_is_small(page: Candidates) -> bool:
    lengths = {at: len(page.blocks[at].text) for at in page.chosen}
    furniture = sum(length for at, length in lengths.items() if page.rooms[at] == "furniture")
    return furniture <= _FURNITURE_SHARE * sum(lengths.values())
