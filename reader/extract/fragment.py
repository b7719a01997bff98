"""An entry's own HTML, as its feed gives it, made into a document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.layout import laid_out
from reader.extract.lines import is_label
from reader.extract.page import parse_text
from reader.extract.pictures import is_pixel, source_of
from reader.extract.segments import segments
from reader.model import Document, Picture
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_FEED_FURNITURE = re.compile(
    r"\W*(?:the post\b.{1,300}\b(?:appeared first|first appeared) on\b.{1,200}|"
    r"l['’]article\b.{1,300}\best apparu en premier sur\b.{1,200}|"
    r"der beitrag\b.{1,300}\berschien zuerst auf\b.{1,200}|la entrada\b.{1,300}\b(?:se publicó primero|"
    r"apareció primero) en\b.{1,200}|"
    r"continue reading\b.{0,200}|(?:read|view) (?:more|the (?:rest|full|whole|entire))\b.{0,200}|"
    r"\[?(?:link|comments)\]?(?:\s*\[?(?:link|comments)\]?)*|"
    r"submitted by\s+/?u/\S+.{0,80}|this (?:article|story|post) (?:was )?(?:originally|"
    r"first) (?:appeared|published)\b.{0,300}|"
    r"(?:filed under|tagged|categories|tags)\s*:.{0,300})\W*",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"\s*(?:\[(?:…|\.\.\.|&hellip;)\]|…|\.\.\.)?\s*\(?(?:continue reading|read more|"
    r"read the (?:full|rest)[^.!?]{0,60}|weiterlesen|"
    r"lire la suite|leer más|leggi tutto)[^.!?]{0,120}?\W*$",
    re.IGNORECASE,
)
_TAIL = 4  # blocks at the end among which feeds put their furniture


def read_fragment(html: str, url: str | None) -> Document:
    """Return the document of a fragment: every block of it but the furniture that feeds add at the end."""
    tree = parse_text(f"<html><body><div>{html}</div></body></html>")
    if tree is None:
        return Document(url=url)
    blocks, cut = _without_tail(segments(tree))
    shown, pictures = laid_out(blocks, url)
    return Document(
        url=url, blocks=shown, pictures=pictures + _other_pictures(tree, url, pictures), truncated=cut
    )


def _without_tail(blocks: list[Segment]) -> tuple[list[Segment], bool]:
    """Drop feed furniture from the end, and say whether it told that the text goes on elsewhere."""
    kept = list(blocks)
    cut = False
    for at in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _TAIL), -1):
        text = blocks[at].text
        if _FEED_FURNITURE.fullmatch(text[:1000]) or (at and is_label(text)):
            cut = cut or bool(_CONTINUED.match(text))
            del kept[at]
    if kept and (match := _CONTINUED.search(kept[-1].text[-200:])) and kept[-1].kind == "paragraph":
        end = max(0, len(kept[-1].text) - 200) + match.start()
        kept[-1] = shortened(kept[-1], end)
        cut = True
        kept = kept if kept[-1].text else kept[:-1]
    return kept, cut


def shortened(block: Segment, end: int) -> Segment:
    """Return a block cut at `end`, with an ellipsis where a sentence was cut, and the spans that are left."""
    text = block.text[:end].rstrip()
    spans = tuple(
        replace(span, end=min(span.end, len(text))) for span in block.spans if span.start < len(text)
    )
    return replace(
        block, text=text if text.endswith((".", "!", "?", "…")) or not text else f"{text}…", spans=spans
    )


def _other_pictures(tree: HtmlElement, url: str | None, known: Sequence[Picture]) -> tuple[Picture, ...]:
    """Return the pictures that have no caption; one pixel wide ones only count readers."""
    seen = {picture.url for picture in known}
    found: list[Picture] = []
    for image in tree.iter("img"):
        address = source_of(image, url)
        if address and address not in seen and not is_pixel(image):
            seen.add(address)
            found.append(Picture(url=address, alt=safe_line(image.get("alt") or "", 300)))
    return tuple(found[:100])
