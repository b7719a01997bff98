"""Segments of a page laid out as the blocks and pictures of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.captions import figure_of, images_in, picture_of
from reader.extract.inline import squeezed
from reader.extract.lines import is_widget
from reader.extract.links import web_address
from reader.extract.placement import bare_pictures
from reader.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment
    from reader.model import Picture

_OVER_TEXT = frozenset({"heading", "rule", "caption"})


def laid_out(kept: Sequence[Segment], url: str | None) -> tuple[tuple[Block, ...], tuple[Picture, ...]]:
    """Return the blocks, links made absolute with `url`, and the pictures.

    Each caption stands where its first part stood, a picture without one as a caption without text after the
    block that it follows; rules and headings with nothing under them are left out.
    """
    pictures, places = _pictures(kept, url)
    bare: dict[int, list[int]] = {}
    for place, picture in bare_pictures(kept, url, [one.url for one in pictures if one.url]):
        bare.setdefault(place, []).append(len(pictures))
        pictures.append(picture)
    made: list[Block] = []
    for at, segment in enumerate(kept):
        if segment.kind == "caption":
            number = places.get(id(segment))
            if number is not None:
                made.append(Block("caption", pictures[number].caption, picture=number))
        elif segment.kind != "rule" or (made and made[-1].kind not in {"rule", "heading"}):
            made.append(_block(segment, url))
        made += [Block("caption", "", picture=number) for number in bare.get(at, ())]
    bare_ends = {"rule", "heading"} if any(block.kind not in _OVER_TEXT for block in made) else {"rule"}
    while made and made[-1].kind in bare_ends:
        made.pop()
    return tuple(made), tuple(pictures)


def _pictures(kept: Sequence[Segment], url: str | None) -> tuple[list[Picture], dict[int, int]]:
    """Return the pictures of the captions, and by the id of a caption's first part its picture's number."""
    by_figure: dict[HtmlElement, list[Segment]] = {}
    for block in kept:
        if block.kind == "caption":
            by_figure.setdefault(figure_of(block.element), []).append(block)
    pictures: list[Picture] = []
    places: dict[int, int] = {}
    seen: set[str] = set()
    for figure, captions in by_figure.items():
        for image, parts in _by_image(figure, captions):
            picture = picture_of(parts, url, image)
            key = squeezed(picture.caption + picture.credit)
            widget = picture.url is None and is_widget(picture.caption)
            if key and key not in seen and not widget:
                seen.add(key)
                places[id(parts[0])] = len(pictures)
                pictures.append(picture)
    return pictures, places


def _by_image(
    figure: HtmlElement, captions: Sequence[Segment]
) -> Iterator[tuple[HtmlElement | None, list[Segment]]]:
    """Yield the captions of a box by the image that each stands after; all of them where there is but one."""
    images = list(images_in(figure)) if len(captions) > 1 else []
    if len(images) < 2:
        yield None, list(captions)
        return
    waiting = {caption.element: caption for caption in captions}
    known = set(images)
    latest = images[0]
    parts: list[Segment] = []
    for element in figure.iter():
        if element in known and element is not latest:
            if parts:
                yield latest, parts
            latest, parts = element, []
        elif element in waiting:
            parts.append(waiting[element])
    if parts:
        yield latest, parts


def _block(segment: Segment, url: str | None) -> Block:
    spans = (replace(span, href=web_address(span.href, url)) if span.href else span for span in segment.spans)
    shown = tuple(span for span in spans if span.kind != "link" or span.href)
    return Block(segment.kind, segment.text, shown, segment.level, segment.marker, segment.language)
