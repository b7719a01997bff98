"""Which blocks of a page stand in a given text: how labelled pages become labelled blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from reader.extract.inline import squeezed
from reader.extract.segments import Segment

_ANCHOR = 25  # letters from which on a block is taken to be unlike any other
_PIECE = 24


def standing_in(blocks: Sequence[Segment], paragraphs: Sequence[str]) -> list[bool]:
    """Say of every block whether its text is in `paragraphs`.

    Long blocks are looked up anywhere; those on the longest run in common order are the anchors, and a
    short block counts only when its text stands between the same two anchors.
    """
    target = "".join(map(squeezed, paragraphs))
    keys = [squeezed(block.text) for block in blocks]
    places = [target.find(key) if len(key) >= _ANCHOR else -1 for key in keys]
    anchors = _longest_run([(index, place) for index, place in enumerate(places) if place >= 0], keys)
    picks = [False] * len(blocks)
    for index, _ in anchors:
        picks[index] = True
    _claim_between(picks, anchors, keys, target)
    _claim_strays(picks, places, keys, target)
    return picks


def _longest_run(found: list[tuple[int, int]], keys: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs (block, place) of the heaviest run in which places rise without overlap."""
    ends: list[int] = []  # where runs end, rising, and the best run that ends there
    best: list[tuple[int, int]] = []  # (weight, last pair)
    back: dict[int, int] = {}
    for number, (index, place) in enumerate(found):
        at = bisect_left(ends, place + 1)
        weight, last = best[at - 1] if at else (0, -1)
        back[number] = last
        end, total = place + len(keys[index]), weight + len(keys[index])
        at = bisect_left(ends, end)
        if (at and best[at - 1][0] >= total) or (at < len(ends) and ends[at] == end and best[at][0] >= total):
            continue
        ends.insert(at, end)
        best.insert(at, (total, number))
        while at + 1 < len(best) and best[at + 1][0] <= total:
            del ends[at + 1], best[at + 1]
    run = []
    number = best[-1][1] if best else -1
    while number >= 0:
        run.append(found[number])
        number = back[number]
    return run[::-1]


def _claim_between(
    picks: list[bool], anchors: list[tuple[int, int]], keys: Sequence[str], target: str
) -> None:
    """Claim the short blocks that stand, in order, in the stretch of target between two anchors."""
    fences = [
        (-1, 0, 0),
        *((i, p, p + len(keys[i])) for i, p in anchors),
        (len(keys), len(target), len(target)),
    ]
    for (first, _, start), (last, end, _) in pairwise(fences):
        at = start
        for index in range(first + 1, last):
            key = keys[index]
            if at >= end:
                break
            place = target.find(key, at, end) if key and not picks[index] else -1
            if place >= 0:
                picks[index], at = True, place + len(key)


def _claim_strays(picks: list[bool], places: list[int], keys: Sequence[str], target: str) -> None:
    """Claim long blocks out of order where their text is unclaimed, and those mostly in the target."""
    claimed = [
        (place, place + len(key))
        for pick, place, key in zip(picks, places, keys, strict=True)
        if pick and place >= 0
    ]
    for index, key in enumerate(keys):
        if picks[index] or len(key) < _ANCHOR:
            continue
        if places[index] >= 0:
            start, end = places[index], places[index] + len(key)
            picks[index] = all(end <= one or start >= other for one, other in claimed)
            claimed.append((start, end))
        elif len(key) >= 3 * _PIECE:
            pieces = [key[at : at + _PIECE] for at in range(0, len(key) - _PIECE + 1, _PIECE)]
            found = [target.find(piece) for piece in pieces]
            free = sum(at >= 0 and all(at < one or at >= other for one, other in claimed) for at in found)
            picks[index] = free * 2 > len(pieces)
