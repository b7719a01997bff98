"""The text of an article that its page holds in its data and does not show, or shows cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.extract.inline import SENTENCE_END, reading_length, squeezed
from reader.extract.layout import laid_out
from reader.extract.lines import is_furniture
from reader.extract.page import parse, parse_text
from reader.extract.prose import runs
from reader.extract.segments import segments
from reader.extract.state import held_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.metadata import Metadata
    from reader.extract.prose import Run
    from reader.extract.segments import Segment
    from reader.model import Block, Picture

_SHORT = 1_000  # letters under which a page's own data may be asked for more
_EMPTY = 250
_LEAST = 600  # letters of a text that may stand for one that is not shown at all
_MORE = 1.2
_KEY = 40  # letters by which a paragraph is known again
_OPEN_END = re.compile(r"(?:[\w,;–—-]|\.{3}|…|\]|…\W)\s*$")


@dataclass(frozen=True, slots=True)
class Embedded:
    """Blocks and pictures of the whole article."""

    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...] = ()


def fuller_text(
    html: bytes,
    blocks: Sequence[Block],
    pictures: Sequence[Picture],
    metadata: Metadata,
    url: str | None = None,
) -> Embedded | None:
    """Return the article as the data in its page has it, where what is shown (`blocks`) is empty or cut off.

    None where the page shows enough, or where its data holds no more: the shown text must be the beginning
    of what is taken instead of it. What was shown stays, and what goes on after it is added; only a page that
    shows hardly anything is read from its data alone. The page is parsed a second time, for only pages whose
    text is short, breaks off, or is shorter than their data says.
    """
    if not looks_cut(blocks, metadata):
        return None
    tree = parse(html)
    if tree is None:
        return None
    heads = frozenset(map(squeezed, (metadata.title, *metadata.headlines))) - {""}
    found = runs(held_values(tree), heads)
    shown = [squeezed(block.text) for block in blocks if block.kind not in {"caption", "rule"}]
    best = max(found, key=lambda run: _worth(run, shown, metadata), default=None)
    if best is None or _worth(best, shown, metadata) <= 0:
        return None
    return _joined(blocks, pictures, _segments_of(best, heads), metadata.base or url)


def looks_cut(blocks: Sequence[Block], metadata: Metadata) -> bool:
    """Whether a page's own data is worth a look: it shows little, breaks off, or says that there is more."""
    body = [block for block in blocks if block.kind not in {"caption", "rule"}]
    length = sum(reading_length(block.text) for block in body)
    if length < _SHORT or metadata.paywalled:
        return True
    if len(metadata.body) > _MORE * sum(len(block.text) for block in body) + 200:
        return True
    return body[-1].kind == "paragraph" and bool(_OPEN_END.search(body[-1].text[-20:]))


def _worth(run: Run, shown: Sequence[str], metadata: Metadata) -> float:
    """Return by how many letters a run is more than what is shown, 0 where it is not the same article."""
    target = squeezed(run.text)
    length = sum(map(len, shown))
    long = [text for text in shown if len(text) >= _KEY]
    known = sum(len(text) for text in long if text[:_KEY] in target)
    if long and known >= 0.6 * sum(map(len, long)) and target.find(long[0][:_KEY]) < 0.4 * len(target):
        return float(len(target) - length) if len(target) > _MORE * length + 80 else 0.0
    described = squeezed(metadata.description)[:_KEY]
    named = run.titled or (len(described) >= _KEY and described in target[:1500])
    if named and len(target) >= _LEAST and len(target) > 3 * length and length < _SHORT:
        return float(len(target))
    lone = length < _EMPTY and len(target) >= 2 * _LEAST and run.paragraphs >= 3
    return len(target) / 4 if lone else 0.0


def _segments_of(run: Run, heads: frozenset[str]) -> list[Segment]:
    """Return the blocks of a run without the title and the lines that stand around articles."""
    tree = parse_text(f"<html><body><div>{run.markup}</div></body></html>")
    found = [] if tree is None else segments(tree)
    return [
        block
        for block in found
        if block.kind in {"caption", "code", "table", "rule"}
        or not (squeezed(block.text) in heads or is_furniture(block.text))
    ]


def _joined(
    blocks: Sequence[Block], pictures: Sequence[Picture], whole: list[Segment], url: str | None
) -> Embedded | None:
    """Add to the shown blocks what the whole text has after the last of them."""
    keys = [squeezed(segment.text) for segment in whole]
    last, at = _last_in_common(blocks, keys)
    if last < 0:
        made, held = laid_out(whole, url)
        return Embedded(made, held) if made else None
    kept = list(blocks[:last])
    made, held = laid_out(whole[at:], url)
    shown = {picture.url for picture in pictures if picture.url}
    moved = [
        replace(block, picture=block.picture + len(pictures)) if block.picture is not None else block
        for block in made
        if block.picture is None or held[block.picture].url not in shown
    ]
    ended = not moved or moved[-1].text.endswith(SENTENCE_END) or len(moved) > 0
    return Embedded((*kept, *moved), (*pictures, *held)) if moved and ended else None


def _last_in_common(blocks: Sequence[Block], keys: Sequence[str]) -> tuple[int, int]:
    """Return the places of the last shown block that the whole text has, in both; (-1, -1) for none."""
    for number in range(len(blocks) - 1, -1, -1):
        key = squeezed(blocks[number].text)[:_KEY]
        if len(key) < _KEY or blocks[number].kind in {"caption", "rule"}:
            continue
        at = next((at for at, other in enumerate(keys) if key in other), -1)
        if at >= 0:
            return number, at
    return -1, -1
