"""Runs of styled text broken into lines, with what begins each of them: a bullet, a bar, an indent."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rich.cells import cached_cell_len as cell_len

from reader.tui.widgets.column import OURS, Line, Piece
from reader.tui.widgets.wrapping import break_lines
from reader.values import dataclass

_NONE = Piece("")


@dataclass(frozen=True, slots=True)
class Margin:
    """What begins the first line of a block and what begins the others, and the style of its text."""

    first: Piece = _NONE
    rest: Piece = _NONE
    styles: tuple[str, ...] = ()


def flow(runs: Sequence[Piece], margin: Margin, block: int, width: int, rtl: bool = False) -> Iterator[Line]:
    """Break a sequence of runs into lines of at most `width` columns."""
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    starts = [0, *accumulate(len(run.text) for run in runs)]
    beginning = margin.first
    room = width - cell_len(margin.rest.text)
    for start, end in break_lines(text, room, width - cell_len(beginning.text)):
        pieces = tuple(_slice(runs, starts, start, end))
        offset = next((piece.start for piece in pieces if piece.start != OURS), OURS)
        yield Line((beginning, *pieces) if beginning.text else pieces, block, offset, "", rtl)
        beginning = margin.rest


def _slice(runs: Sequence[Piece], starts: Sequence[int], start: int, end: int) -> Iterator[Piece]:
    """The parts of `runs` between two places of their joined text; each run begins at its of `starts`."""
    for number in range(bisect_right(starts, start) - 1, len(runs)):
        run, at = runs[number], starts[number]
        if at >= end:
            return
        after = at + len(run.text)
        if start <= at and after <= end:
            yield run
            continue
        left, right = max(start, at), min(end, after)
        if left < right:
            offset = run.start + left - at if run.start != OURS else OURS
            yield Piece(run.text[left - at : right - at], run.styles, offset, run.href, run.to)
