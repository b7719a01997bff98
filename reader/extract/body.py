"""The article out of the blocks of its page: what was chosen, completed, without what only surrounds it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.extract.bios import is_bio_heading
from reader.extract.captions import figure_of, is_caption, picture_box, picture_of
from reader.extract.furniture import common_ancestor, rooms
from reader.extract.inline import squeezed
from reader.extract.lines import is_byline, is_date_line, is_furniture
from reader.extract.links import web_address
from reader.model import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reader.extract.furniture import Room
    from reader.extract.segments import Segment
    from reader.model import Picture

_PROSE = 80  # letters from which on a block reads as text, not as a label
_PROSE_KINDS = frozenset({"paragraph", "quote", "list_item", "embed"})
_FURNITURE_SHARE = 0.25  # a "furniture" room that holds more of the text than this is misnamed
_CAPTION_REACH = 12  # blocks before the first paragraph among which the lead picture's caption is looked for


@dataclass(frozen=True, slots=True)
class Body:
    """Blocks and pictures of an article, and the line under its title where that is no part of the text."""

    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    standfirst: str = ""


@dataclass(frozen=True, slots=True)
class _Range:
    """Where the article's prose begins and ends among the blocks, and the element around it."""

    first: int
    last: int
    ancestor: HtmlElement | None


def read_body(
    blocks: Sequence[Segment],
    picks: Sequence[bool],
    headlines: Sequence[str],
    bios: Sequence[Segment],
    url: str | None,
) -> Body:
    """Return the article in `blocks`. `picks` says which are chosen, `headlines` how its title is worded; the
    blocks in `bios` stay out."""
    prose = [at for at, pick in enumerate(picks) if pick and _is_prose(blocks[at])]
    if not prose:
        return Body(laid_out([block for block, pick in zip(blocks, picks, strict=True) if pick], url=url))
    around = common_ancestor([blocks[at].element for at in prose])
    place = _Range(prose[0], prose[-1], around)
    room = rooms([block.element for block in blocks], around)
    blocks = _with_captions_told(blocks, picks, place)
    wanted = _with_gaps_filled(blocks, picks, room, place)
    wanted = _with_captions(blocks, wanted, room, place)
    kept = _without_surroundings(blocks, wanted, room, place, {squeezed(title) for title in headlines})
    kept = [block for block in kept if block not in bios]
    leads = [block.text for block in kept if block.kind == "heading" and blocks.index(block) < place.first]
    kept = [block for block in kept if block.text not in leads]
    pictures, figures = pictures_of(kept, url)
    made = (captioned(block, pictures) for block in laid_out(kept, figures, url))
    shown = tuple(block for block in made if block.kind != "caption" or block.text)
    return Body(shown, tuple(pictures), max(leads, key=len, default=""))


def link_share(block: Segment) -> float:
    """Return how much of a block's text is links, 0 to 1."""
    return sum(span.end - span.start for span in block.spans if span.kind == "link") / (len(block.text) or 1)


def _is_prose(block: Segment) -> bool:
    return block.kind in _PROSE_KINDS and len(block.text) >= _PROSE


def _with_captions_told(blocks: Sequence[Segment], picks: Sequence[bool], place: _Range) -> list[Segment]:
    """Call captions what reads as one though nothing marks it, and the short lines that share its box."""
    told = list(blocks)
    for at in range(max(0, place.first - _CAPTION_REACH), place.last + 1):
        if is_caption(blocks[at], picked=picks[at]):
            box = picture_box(blocks[at].element)
            for near in range(max(0, at - 2), min(len(blocks), at + 3)):
                if near == at or (box is not None and _is_label_in(blocks[near], box)):
                    told[near] = replace(blocks[near], kind="caption")
    return told


def _is_label_in(block: Segment, box: HtmlElement) -> bool:
    inside = block.element is box or box in block.element.iterancestors()
    return inside and block.kind in {"paragraph", "heading"} and len(block.text) <= _PROSE


def _with_gaps_filled(
    blocks: Sequence[Segment], picks: Sequence[bool], room: Sequence[Room], place: _Range
) -> list[bool]:
    """Choose also what stands among the chosen blocks as their equal: embeds, subheads, paragraphs, items."""
    wanted = list(picks)
    peers = {one for block, pick in zip(blocks, picks, strict=True) if pick for one in _peers(block)}
    for at in range(place.first, place.last + 1):
        block = blocks[at]
        if wanted[at] or room[at] or link_share(block) >= 0.5:
            continue
        parent = block.element.getparent()
        if block.kind == "embed" or block.kind == "rule":
            wanted[at] = True
        elif block.kind in {"heading", "code", "table", "list_item"}:
            wanted[at] = parent in peers
        elif block.kind in {"paragraph", "quote"}:
            wanted[at] = parent in peers and len(block.text) >= _PROSE / 2
    return wanted


def _peers(block: Segment) -> tuple[HtmlElement | None, ...]:
    """Return the elements whose children are a chosen block's equals."""
    parent = block.element.getparent()
    return (parent,) if block.kind == "list_item" else (block.element, parent)


def _with_captions(
    blocks: Sequence[Segment], wanted: Sequence[bool], room: Sequence[Room], place: _Range
) -> list[bool]:
    """Choose the captions in and right before the article; those elsewhere belong to other pages' teasers."""
    result = list(wanted)
    begin = max(0, place.first - _CAPTION_REACH)
    for at, block in enumerate(blocks):
        if block.kind == "caption":
            inside = begin <= at <= place.last + 3
            result[at] = inside and room[at] in {"", "byline"} and link_share(block) < 0.9
    return result


def _without_surroundings(
    blocks: Sequence[Segment], wanted: Sequence[bool], room: Sequence[Room], place: _Range, titles: set[str]
) -> list[Segment]:
    """Leave out title, bylines, dates, widgets, stubs and repeats."""
    chosen = [at for at, want in enumerate(wanted) if want]
    keys = {at: squeezed(blocks[at].text) for at in chosen}
    copies = Counter(keys.values())
    trusted = _furniture_is_small(blocks, chosen, room)
    kept: list[Segment] = []
    recent: list[str] = []
    for at in chosen:
        block, key = blocks[at], keys[at]
        early = at < place.first
        if block.kind in {"rule", "code", "table", "caption"}:
            kept.append(block)
        elif (
            (key in titles and (early or block.kind == "heading"))
            or (early and room[at] == "headline")
            or (trusted and _is_in_furniture(block, room[at]))
            or _says_furniture(block)
            or (copies[key] == 2 and len(key) > _PROSE and key in recent[-3:])
        ):
            continue
        else:
            kept.append(block)
            recent.append(key)
    return kept


def _furniture_is_small(blocks: Sequence[Segment], chosen: Sequence[int], room: Sequence[Room]) -> bool:
    total = sum(len(blocks[at].text) for at in chosen)
    return sum(len(blocks[at].text) for at in chosen if room[at] == "furniture") <= _FURNITURE_SHARE * total


def _is_in_furniture(block: Segment, room: Room) -> bool:
    longest = {"furniture": 400, "bio": 1000, "byline": 200}.get(room, 0)
    return len(block.text) < longest


def _says_furniture(block: Segment) -> bool:
    if (
        is_furniture(block.text)
        or is_date_line(block.text)
        or is_byline(block.text)
        or is_bio_heading(block.text)
    ):
        return True
    return block.kind == "paragraph" and link_share(block) > 0.97


def pictures_of(kept: Sequence[Segment], url: str | None) -> tuple[list[Picture], dict[int, list[Segment]]]:
    """Return the pictures of the captions, and by the place of its picture the segments of each caption."""
    by_figure: dict[HtmlElement, list[Segment]] = {}
    for block in kept:
        if block.kind == "caption":
            by_figure.setdefault(figure_of(block.element), []).append(block)
    pictures: list[Picture] = []
    figures: dict[int, list[Segment]] = {}
    seen: set[str] = set()
    for parts in by_figure.values():
        picture = picture_of(parts, url)
        key = squeezed(picture.caption + picture.credit)
        if key and key not in seen:
            seen.add(key)
            figures[len(pictures)] = parts
            pictures.append(picture)
    return pictures, figures


def laid_out(
    kept: Sequence[Segment], figures: dict[int, list[Segment]] | None = None, url: str | None = None
) -> tuple[Block, ...]:
    """Return the segments as blocks, links made absolute; of a caption in parts the first gives its place."""
    first_parts = {id(parts[0]): number for number, parts in (figures or {}).items()}
    made: list[Block] = []
    for segment in kept:
        if segment.kind == "caption":
            if (number := first_parts.get(id(segment))) is not None and figures is not None:
                made.append(Block("caption", "", picture=number))
        elif segment.kind != "rule" or (made and made[-1].kind not in {"rule", "heading"}):
            made.append(_block(segment, url))
    while made and made[-1].kind in {"rule", "heading"}:
        made.pop()
    return tuple(made)


def _block(segment: Segment, url: str | None) -> Block:
    spans = (replace(span, href=web_address(span.href, url)) if span.href else span for span in segment.spans)
    shown = tuple(span for span in spans if span.kind != "link" or span.href)
    return Block(segment.kind, segment.text, shown, segment.level, segment.marker, segment.language)


def captioned(block: Block, pictures: Sequence[Picture]) -> Block:
    """Give a caption block the words of its picture's caption."""
    if block.kind != "caption" or block.picture is None:
        return block
    return replace(block, text=pictures[block.picture].caption)
