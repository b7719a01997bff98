"""The standfirst: what a page says of its article before it begins, in the text or only in its data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from reader.extract.furniture import hyphened
from reader.extract.inline import squeezed
from reader.model import Block, Span
from reader.text import safe_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_LONGEST = 2000
_OPENING = 3000  # letters of the text in which its repetition is looked for
_PIECE, _STEP = 12, 4  # letters; words that stand in another order are no repetition
_MOST_SAID = 0.5
_FIRST = 3  # blocks among which it is looked for
_LEAST_LEFT = 2  # paragraphs that a text keeps without it
_SAME = 60  # letters in which it and the description agree
_NAMED = re.compile(
    r"(?<![a-z])(?:stand-?first|sub-?(?:titles?|heads?|headings?|headlines?|heds?)|de[ck]k?|strap-?line|excerpt|"
    r"blurb)(?![a-z])"
)
_SENTENCE = 50  # letters from which on a heading reads as a sentence
_CUT_OFF = ("…", "...")
_SET_ANYHOW = frozenset({"paragraph", "heading", "list_item", "quote"})
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def standfirst(description: str, title: str, text: str) -> str:
    """Return a page's description in plain words, or "" where title and text together say most of it.

    Descriptions are often an excerpt: the first sentences of the text with a place, a name or a number of
    minutes before them, cut off somewhere.
    """
    plain = safe_line(unescape(_TAG.sub(" ", unescape(description[: 2 * _LONGEST]))), _LONGEST)
    key, said = squeezed(plain), squeezed(f"{title} {text[:_OPENING]}")
    pieces = [key[at : at + _PIECE] for at in range(0, max(1, len(key) - _PIECE + 1), _STEP)]
    if not key or key[:60] in said:
        return ""
    return plain if sum(piece in said for piece in pieces) < _MOST_SAID * len(pieces) else ""


def parted(blocks: Sequence[Segment], description: str) -> tuple[str, list[Segment]]:
    """Return the standfirst that a page shows over its text, and the blocks without it.

    It is the page's description, and is set apart: as a heading, or in an element that is named for it. What
    opens the text as one of its paragraphs stays there.
    """
    start = squeezed(description)[:_SAME]
    spoken = [block for block in blocks if block.kind != "caption"]
    found = [block for block in spoken[:_FIRST] if _is_set_apart(block, start)]
    rest = [block for block in blocks if block not in found]
    if not found or sum(block.kind == "paragraph" for block in rest) < _LEAST_LEFT:
        return "", list(blocks)
    return max((block.text for block in found), key=len), rest


def _is_set_apart(block: Segment, start: str) -> bool:
    key = squeezed(block.text)
    cut_off = block.text.endswith(_CUT_OFF) and len(key) > 2 * _PIECE and start.startswith(key)
    if len(start) <= _PIECE or not (key.startswith(start) or cut_off):
        return False
    if block.kind == "heading" and len(block.text) >= _SENTENCE:
        return True
    around = block.element.getparent()
    alone = around is not None and len("".join(around.itertext()).strip()) <= len(block.text) + _PIECE
    return _is_named(block.element) or (around is not None and alone and _is_named(around))


def _is_named(element: HtmlElement) -> bool:
    return _NAMED.search(hyphened(element.get("class") or "").replace("_", "-")) is not None


def with_standfirst_set(blocks: Sequence[Block], description: str) -> tuple[Block, ...]:
    """Set a standfirst that opens the text as a strong paragraph.

    Pages mark it up as a heading, a list, anything. It is one where it stands before all prose and reads as a
    sentence, or where it is the page's description.
    """
    start = squeezed(description)[:60]
    for at, block in enumerate(blocks[:_FIRST]):
        key = squeezed(block.text)
        described = len(key) > _PIECE and bool(start) and key.startswith(start)
        headed = block.kind == "heading" and block.level > 1 and len(block.text) >= _SENTENCE
        if block.kind in _SET_ANYHOW and (described or headed):
            strong = Span(0, len(block.text), "strong")
            spans = (strong, *(span for span in block.spans if span.kind != "strong"))
            mended = replace(block, kind="paragraph", level=0, marker="", spans=spans)
            return (*blocks[:at], mended, *blocks[at + 1 :]) if len(blocks) > at + 2 else tuple(blocks)
        if block.kind not in {"caption", "heading"}:
            break
    return tuple(blocks)
