"""The blocks of a page with what is known of each: chosen or not, and in which room of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.inline import reading_length
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.furniture import Room
    from reader.extract.outline import Outline
    from reader.extract.segments import Segment

PROSE = 80  # letters from which on a block reads as text, not as a label
PROSE_KINDS = frozenset({"paragraph", "quote", "list_item", "embed"})


@dataclass(frozen=True, slots=True)
class Candidates:
    """All blocks of a page beside their `picks` and `rooms`; `first` to `last` is the chosen prose."""

    blocks: Sequence[Segment]
    picks: Sequence[bool]
    rooms: Sequence[Room] = ()
    first: int = 0
    last: int = -1

    @property
    def chosen(self) -> list[int]:
        """The places of the chosen blocks."""
        return [at for at, pick in enumerate(self.picks) if pick]


def candidates(blocks: Sequence[Segment], around: Outline, picks: Sequence[bool]) -> Candidates | None:
    """Return the candidates of a page, None where nothing chosen reads as prose."""
    blocks = _with_kinds_mended(blocks, picks)
    prose = [at for at, pick in enumerate(picks) if pick and is_prose(blocks[at])]
    if not prose:
        return None
    rooms = around.rooms(around.innermost([around.places[at] for at in prose]))
    return Candidates(blocks, picks, [rooms[place] for place in around.places], prose[0], prose[-1])


def is_prose(block: Segment) -> bool:
    """Whether a block is long enough, and of a kind, to be running text."""
    return block.kind in PROSE_KINDS and reading_length(block.text) >= PROSE


def link_share(block: Segment) -> float:
    """Return how much of a block's text is links, 0 to 1."""
    return sum(span.end - span.start for span in block.spans if span.kind == "link") / (len(block.text) or 1)


def _with_kinds_mended(blocks: Sequence[Segment], picks: Sequence[bool]) -> Sequence[Segment]:
    """Call chosen headings and captions paragraphs where most of the chosen text is marked up as such."""
    chosen = [block for block, pick in zip(blocks, picks, strict=True) if pick]
    marked = sum(len(block.text) for block in chosen if block.kind in {"heading", "caption"})
    if marked * 2 <= sum(len(block.text) for block in chosen):
        return blocks
    return [
        replace(block, kind="paragraph", level=0) if pick and block.kind in {"heading", "caption"} else block
        for block, pick in zip(blocks, picks, strict=True)
    ]
