"""What stands around an article's text among its chosen blocks: title, bylines, dates, widgets, repeats."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.extract.bios import is_bio_heading
from reader.extract.candidates import PROSE, Candidates, is_prose, link_share
from reader.extract.inline import squeezed
from reader.extract.lines import is_credit_line, is_furniture, is_widget, opens_comments
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_MOST = 0.6  # share of the text after which "Comments" is the heading of comments, not a button
_FURNITURE_SHARE = 0.25  # a "furniture" room that holds more of the text than this is misnamed
_BOX = 6  # blocks of a widget's box at most
_LONGEST = 400  # letters of what is taken for a room's own
_KICKER, _LEAST_PART = 80, 10  # letters of a line that is a part of the headline, at most and at least
_COMPARED = 200  # letters of a list's item by which two are compared
_LIST, _MOSTLY = 3, 0.8  # items of a list of other articles at least; share of those that are alike
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
            or (is_furniture(block.text) and not _is_code(block))
            or _is_shouted_link(block)
            or (is_credit_line(block.text) and (block.kind != "heading" or at < page.first))
            or is_bio_heading(block.text)
        ):
            kept.append(at)
    return [page.blocks[at] for at in kept]


def _is_code(block: Segment) -> bool:
    return any(span.kind == "code" for span in block.spans)


def _is_shouted_link(block: Segment) -> bool:
    """Whether a paragraph is a headline in capitals that leads to another page, and nothing else."""
    return (
        block.kind == "paragraph"
        and link_share(block) > 0.95
        and len(block.text.split()) >= _SHOUTED
        and all(letter.isupper() for letter in block.text if letter.isalpha())
    )


def _doubled_items(page: Candidates) -> set[int]:
    """Return the chosen items of lists of links that the page has twice, before or after all its paragraphs:
    menus of other articles for two widths of the window."""
    chosen = set(page.chosen)
    if not any(page.blocks[at].kind == "list_item" for at in chosen):
        return set()
    text = [at for at in page.chosen if page.blocks[at].kind == "paragraph" and is_prose(page.blocks[at])]
    if not text:
        return set()
    lists = [run for run in _lists(page) if not chosen.isdisjoint(run)]
    lists = [run for run in lists if run[-1] < text[0] or run[0] > text[-1]]
    if not lists:
        return set()
    copies = Counter(squeezed(block.text[:_COMPARED]) for block in page.blocks if block.kind == "list_item")
    found: set[int] = set()
    for run in lists:
        doubled = sum(copies[squeezed(page.blocks[at].text[:_COMPARED])] > 1 for at in run)
        linked = sum(link_share(page.blocks[at]) > 0 for at in run)
        if len(run) >= _LIST and min(doubled, linked) > _MOSTLY * len(run):
            found |= chosen.intersection(run)
    return found


def _lists(page: Candidates) -> Iterator[list[int]]:
    """Yield the places of the items of every list, as far as they follow one another."""
    run: list[int] = []
    for at, block in enumerate(page.blocks):
        if block.kind == "list_item" and (
            not run or block.element.getparent() is page.blocks[run[-1]].element.getparent()
        ):
            run.append(at)
            continue
        if run:
            yield run
        run = [at] if block.kind == "list_item" else []
    if run:
        yield run


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
    """Return where the article ends: at the heading of its comments, if most text stands before that, or at
    what may be a mere button if none of what follows stands where most text does."""
    chosen = page.chosen
    total = sum(len(page.blocks[at].text) for at in chosen)
    before, last = 0, -1
    for at in range(page.first, len(page.blocks)):
        block = page.blocks[at]
        if before > _MOST * total and opens_comments(block.text):
            if block.kind == "heading":
                return at
            last = last if last >= 0 else _last_in_main(page, chosen)
            if at > last:
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
