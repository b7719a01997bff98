"""Two texts side by side: which paragraphs stayed, and which words of the others. Standard library only.

Paragraphs are aligned first, then the words within those that belong together, both by `difflib` (Ratcliff
and Obershelp, 1988), whose cost is bounded: what would take too long is one text out and another in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reader.revision import Paragraph, Piece
from reader.wording import plain

_MOST_PARAGRAPHS = 2_000
_MOST_PAIRED = 40
"""So many paragraphs on each side are looked through for those that belong together."""
_ALIKE = 0.45
"""Share of common words from which on two paragraphs are one that was changed."""
_MOST_TRIED = 4_000_000
"""Pairs of words that are looked at within one paragraph."""
_MOST_WORK = 40_000_000
"""And within one text; what comes later is not compared by words."""
_SCRAP = 2
"""Between two changes so few words that stayed are not told apart: they would break a sentence to crumbs."""
# A word with the space before it; a letter of scripts that do not part words; a sign.
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\s*(?:[{_UNPARTED}]|[^\W{_UNPARTED}]+(?:[.,:'’-][^\W{_UNPARTED}]+)*|[^\w\s])|\s+")


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a text, which blank lines part."""
    return [line for part in text.split("\n\n") if (line := part.strip())]


def compared(before: Sequence[str], after: Sequence[str]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of two texts in the order in which they are read.

    What they say `before`, without the empty ones, is the first text; what they say `after`, the second.
    """
    work = _Work()
    found = []
    for kind, old, new in _aligned([plain(one) for one in before], [plain(one) for one in after]):
        if kind == "equal":
            found += [_same(before[i], after[j]) for i, j in zip(old, new, strict=True)]
        else:
            found += _paired([before[i] for i in old], [after[j] for j in new], work)
    return tuple(found)


def compared_line(before: str, after: str) -> Paragraph:
    """Return two lines, such as titles, as one paragraph."""
    return _same(before, after) if plain(before) == plain(after) else _changed(before, after, _Work())


class _Work:
    """What has been spent on a text so far."""

    def __init__(self) -> None:
        self._left = _MOST_WORK

    def affords(self, size: int) -> bool:
        if size > _MOST_TRIED or size > self._left:
            return False
        self._left -= size
        return True


def _aligned(before: list[str], after: list[str]) -> Iterator[tuple[str, range, range]]:
    """Yield which stretches of paragraphs are equal, and which stand in each other's place."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    yield "equal", range(start), range(start)
    if max(len(one), len(other)) > _MOST_PARAGRAPHS:
        yield "replace", range(start, start + len(one)), range(start, start + len(other))
    else:
        for kind, i, i_end, j, j_end in SequenceMatcher(None, one, other).get_opcodes():
            yield kind, range(start + i, start + i_end), range(start + j, start + j_end)
    yield "equal", range(len(before) - end, len(before)), range(len(after) - end, len(after))


def _paired(before: Sequence[str], after: Sequence[str], work: _Work) -> Iterator[Paragraph]:
    """Yield paragraphs that stand in each other's place: what belongs together, what went, what came."""
    i = j = 0
    for one, other in [*_pairs(before, after), (len(before), len(after))]:
        yield from (Paragraph("removed", (Piece("removed", text),)) for text in before[i:one])
        yield from (Paragraph("added", (Piece("added", text),)) for text in after[j:other])
        if one < len(before):
            yield _changed(before[one], after[other], work)
        i, j = one + 1, other + 1


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of paragraphs that belong together, in order: those with most words in common."""
    if not before or not after or max(len(before), len(after)) > _MOST_PAIRED:
        return []
    old, new = [_bag(text) for text in before], [_bag(text) for text in after]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_likeness(one, other) for other in new] for one in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] and alike[i][j] + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _bag(text: str) -> Counter[str]:
    return Counter(token.strip().casefold() for token in _TOKEN.findall(text) if token[-1:].isalnum())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of the shorter one's words that both have, 0 below what counts as alike."""
    least = min(one.total(), other.total())
    if not least:
        return 0.0
    common = (one & other).total()
    share = 2 * common / (one.total() + other.total())
    # A paragraph that only grew, or was cut, is the same one; two words in common are chance.
    share = max(share, 0.9 * common / least) if least >= 6 else share
    return share if share >= _ALIKE else 0.0


def _same(before: str, after: str) -> Paragraph:
    """A paragraph that stayed; where it did but for typography, as it is now."""
    if before == after:
        return Paragraph("same", (Piece("same", after),))
    return Paragraph("same", (Piece("removed", before), Piece("added", after)))


def _changed(before: str, after: str, work: _Work) -> Paragraph:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if not work.affords(len(old) * len(new)):
        return Paragraph("changed", tuple(_pieces([("removed", before), ("added", after)])))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    for kind, i, i_end, j, j_end in _without_scraps(matcher.get_opcodes(), old):
        if kind == "equal":
            pieces += _pieces([("same", "".join(new[j:j_end]))])
        else:
            pieces += _pieces([("removed", "".join(old[i:i_end])), ("added", "".join(new[j:j_end]))])
    return Paragraph("changed", tuple(pieces))


_Opcode = tuple[str, int, int, int, int]


def _without_scraps(opcodes: Sequence[_Opcode], old: Sequence[str]) -> Iterator[_Opcode]:
    """Join changes between which hardly anything stayed."""
    joined: _Opcode | None = None
    for place, (kind, i, i_end, j, j_end) in enumerate(opcodes):
        scrap = (
            kind == "equal"
            and 0 < place < len(opcodes) - 1
            and i_end - i <= _SCRAP
            and not any(
                character.isalnum() and len(token) > 3 for token in old[i:i_end] for character in token
            )
        )
        if kind == "equal" and not scrap:
            if joined is not None:
                yield joined
                joined = None
            yield kind, i, i_end, j, j_end
        elif joined is None:
            joined = ("replace", i, i_end, j, j_end)
        else:
            joined = ("replace", joined[1], i_end, joined[3], j_end)
    if joined is not None:
        yield joined


def _pieces(parts: Sequence[tuple[str, str]]) -> list[Piece]:
    return [Piece(kind, text) for kind, text in parts if text]  # type: ignore[arg-type]
