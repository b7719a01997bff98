"""The text of an article that its page holds in its data and does not show, or shows cut off."""

from __future__ import annotations

import re
from dataclasses import replace
from json import dumps
from typing import TYPE_CHECKING

from reader.extract.inline import SENTENCE_END, Passage, cut, reading_length, squeezed
from reader.extract.layout import laid_out
from reader.extract.lines import is_furniture
from reader.extract.page import parse, parse_text
from reader.extract.prose import runs
from reader.extract.segments import segments
from reader.extract.state import held_values
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.metadata import Metadata
    from reader.extract.prose import Run
    from reader.extract.segments import Segment
    from reader.model import Block, Picture

_SHORT = 1_200  # letters under which a page's own data may be asked for more
_LOCKED = 3_000  # the same where the page says that it is not free to read
_EMPTY = 250
_LUMP = 700  # letters to a paragraph, on average, of a text that has lost its paragraphs
_TAIL = 250  # letters of prose by which a text must go on
_LEAST = 600  # letters of a text that may stand for one that is not shown at all
_MORE = 1.2
_AROUND = 2.2
_GAP = 1_500  # letters that a page may leave out between two blocks of a text and still be one
_KEY = 40  # letters by which a paragraph is known again
_PLAIN = re.compile(r"[^\"'<>&\\\n“”‘’«»…–—]{1,60}")
_SLOT = re.compile(r"[$\[{%#<_]{1,3}[A-Z0-9_ :-]{3,60}[$\]}%#>_]{1,3}")  # where a script puts something
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
    if not looks_cut(blocks, metadata, html):
        return None
    tree = parse(html, scripts=True)
    if tree is None:
        return None
    heads = frozenset(map(squeezed, (metadata.title, *metadata.headlines))) - {""}
    shown = [squeezed(block.text) for block in blocks if block.kind not in {"caption", "rule"}]
    best = _best(runs(held_values(tree), heads), shown, metadata)
    if best is None:
        return None
    return _joined(blocks, pictures, _segments_of(best, heads), metadata.base or url)


def looks_cut(blocks: Sequence[Block], metadata: Metadata, html: bytes) -> bool:
    """Whether a page's own data is worth a look: it shows little that stands in it twice, or another text
    than its data, or breaks off, or says that there is more."""
    body = [block for block in blocks if block.kind not in {"caption", "rule"}]
    length = sum(reading_length(block.text) for block in body)
    if length < _EMPTY or (metadata.paywalled and length < _LOCKED) or length > _LUMP * len(body):
        return True
    if len(metadata.body) > _MORE * sum(len(block.text) for block in body) + 200:
        return True
    if length < _SHORT and _stands_twice(body, html):
        return True
    last = body[-1]
    if last.kind == "paragraph" and len(last.text) >= 2 * _KEY and _OPEN_END.search(last.text[-20:]):
        return True
    return len(metadata.body) >= _LEAST and squeezed(metadata.body[:2000])[20 : 20 + _KEY] not in "".join(
        squeezed(block.text) for block in body
    )


def _stands_twice(body: Sequence[Block], html: bytes) -> bool:
    """Whether a stretch of the last long paragraph is in the page's source twice: shown, and as data."""
    long = [block for block in body if len(block.text) >= _KEY]
    words = max(_PLAIN.findall(long[-1].text[:400]), key=len, default="").strip() if long else ""
    ways = {words.encode(), dumps(words)[1:-1].encode()}
    return len(words) >= _KEY / 2 and sum(map(html.count, ways)) >= 2


def _best(found: Sequence[Run], shown: Sequence[str], metadata: Metadata) -> Run | None:
    """Return the run that is the whole article: the smallest that fits, unless one around it goes on."""
    fits = [_fit(run, shown, metadata) for run in found]
    best_fit = max(fits, default=0)
    if best_fit <= 0:
        return None
    same = [run for run, fit in zip(found, fits, strict=True) if fit == best_fit]
    if best_fit < 3:
        begins = [run for run in same if any(key in squeezed(run.text[:800]) for key in _stated(metadata))]
        return max(begins or same, key=lambda run: len(run.text))
    chosen, *larger = sorted(same, key=lambda run: len(run.text))
    for run in larger:
        around = squeezed(chosen.text[:400])[-_KEY:] in squeezed(run.text)
        if around and len(run.text) <= _AROUND * len(chosen.text):
            chosen = run
    return chosen


def _stated(metadata: Metadata) -> list[str]:
    """Return by what the beginning of the page's article is known: its description, its data's text."""
    keys = (squeezed(metadata.description)[:_KEY], squeezed(metadata.body[:2000])[20 : 20 + _KEY])
    return [key for key in keys if len(key) >= _KEY]


def _fit(run: Run, shown: Sequence[str], metadata: Metadata) -> int:
    """Return how surely a run is the article and more of it than is shown, from 0 (not at all) to 3."""
    target = squeezed(run.text)
    length = sum(map(len, shown))
    long = [text for text in shown if len(text) >= _KEY]
    known = [text for text in long if text[:_KEY] in target]
    share = sum(map(len, known)) / (sum(map(len, long)) or 1)
    stated = [key for key in _stated(metadata) if key in target[:2000]]
    named = run.titled or bool(stated)
    if share >= (0.3 if named else 0.6) and target.find(known[0][:_KEY]) < 0.4 * len(target):
        parted = run.paragraphs > 2 * len(shown) and length > _LUMP * len(shown)
        return 3 if len(target) > _MORE * length + 80 or (parted and len(target) > 0.9 * length) else 0
    if named and (length < _LOCKED or stated) and len(target) >= _LEAST and len(target) > 1.5 * length:
        return 2
    return int(length < _EMPTY and len(target) >= 1.2 * _LEAST and run.paragraphs >= 3)


def _segments_of(run: Run, heads: frozenset[str]) -> list[Segment]:
    """Return the blocks of a run without the title and the lines that stand around articles."""
    tree = parse_text(f"<html><body><div>{run.markup}</div></body></html>")
    found = [] if tree is None else segments(tree)
    kept = [
        block
        for block in found
        if block.kind in {"caption", "code", "table", "rule"}
        or not (squeezed(block.text) in heads or is_furniture(block.text) or _SLOT.fullmatch(block.text))
    ]
    prose = [at for at, block in enumerate(kept) if _reads(block)]
    return kept[prose[0] : prose[-1] + 1] if prose else []


def _reads(block: Segment) -> bool:
    """Whether a block can be the first or the last of an article: a sentence, or what is long enough."""
    return block.kind != "heading" and (
        reading_length(block.text) >= 2 * _KEY or block.text.endswith(SENTENCE_END)
    )


def _joined(
    blocks: Sequence[Block], pictures: Sequence[Picture], whole: list[Segment], url: str | None
) -> Embedded | None:
    """Add to the shown blocks what the whole text has after the last of them."""
    keys = [squeezed(segment.text) for segment in whole]
    last, place = _last_in_common(blocks, "".join(keys))
    if last < 0 or (last == 0 and len(whole) > 3 and len(blocks[0].text) > 2 * len(whole[0].text)):
        made, held = laid_out(whole, url)
        return Embedded(made, held) if made else None
    made, held = laid_out(_from(whole, keys, place), url)
    if made and squeezed(made[0].text) == squeezed(blocks[last].text):
        made, last = made[1:], last + 1
    shown = {picture.url for picture in pictures if picture.url}
    moved = [
        block if block.picture is None else replace(block, picture=block.picture + len(pictures))
        for block in made
        if block.picture is None or held[block.picture].url not in shown
    ]
    more = sum(len(block.text) for block in moved if reading_length(block.text) >= 2 * _KEY)
    again = _said_before("".join(squeezed(block.text) for block in moved), blocks)
    return Embedded((*blocks[:last], *moved), (*pictures, *held)) if more >= _TAIL and not again else None


def _said_before(tail: str, blocks: Sequence[Block]) -> bool:
    """Whether a good part of what would be added is shown already: data may hold a text twice."""
    shown = "".join(squeezed(block.text) for block in blocks)
    pieces = [tail[at : at + _KEY] for at in range(0, len(tail) - _KEY, 4 * _KEY)]
    return sum(piece in shown for piece in pieces) > 0.4 * len(pieces)


def _last_in_common(blocks: Sequence[Block], target: str) -> tuple[int, int]:
    """Return which shown block is the last that the whole text has without a gap before it, and where that
    begins; (-1, -1) for none."""
    found, end = (-1, -1), 0
    for number, block in enumerate(blocks):
        key = squeezed(block.text)
        if len(key) >= _KEY and block.kind not in {"caption", "rule"}:
            place = target.find(key[:_KEY], max(0, end - len(key)), end + _GAP)
            if place >= 0:
                found, end = (number, place), place + len(key)
    return found


def _from(whole: Sequence[Segment], keys: Sequence[str], place: int) -> list[Segment]:
    """Return the segments from a place in their letters on, the first of them cut where it stands inside."""
    for number, key in enumerate(keys):
        if place < len(key):
            first = whole[number]
            at = _raw_place(first.text, place)
            if at:
                passage = cut(Passage(first.text, first.spans), at, len(first.text))
                first = replace(first, text=passage.text, spans=passage.spans)
            return [first, *whole[number + 1 :]]
        place -= len(key)
    return []


def _raw_place(text: str, place: int) -> int:
    """Return where in a text the letter begins that is the `place`-th of its squeezed form."""
    passed = 0
    for at, character in enumerate(text):
        step = len(squeezed(character))
        if passed >= place and step:
            return at if place else 0
        passed += step
    return 0
