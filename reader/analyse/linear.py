"""A linear model over hashed features that labels words in sequence: scores, and the best labelling.

The weights are those of an averaged structured perceptron (Collins, 2002), as 8-bit integers: one row of
nine, a weight for each label, for each hash of a feature. `data/train_tagger.py` makes them.
"""

from __future__ import annotations

import gzip
from array import array
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import EntityKind

KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "other")
LABELS = ("O", *(f"{edge}-{kind}" for kind in KINDS for edge in "BI"))
ROWS = 1 << 17
FILE = "tagger.bin.gz"
_WIDTH = len(LABELS)
_NEVER = -(10**9)


def row(feature: str) -> int:
    """Return the row of the weights in which a feature's are."""
    return crc32(feature.encode("utf-8", "replace")) & (ROWS - 1)


def allowed(before: int, label: int) -> bool:
    """Whether `label` may follow `before`: an I only its own B or I. Labels are indices into LABELS."""
    return label % 2 == 1 or label == 0 or before in (label, label - 1)


class LinearModel:
    """Weights and transitions, all integers of one scale."""

    def __init__(self, content: bytes) -> None:
        head = 2 * _WIDTH * _WIDTH
        moves = array("h", content[:head])
        self._moves = [
            [moves[a * _WIDTH + b] if allowed(a, b) else _NEVER for a in range(_WIDTH)] for b in range(_WIDTH)
        ]
        self._weights = array("b", content[head:])
        self._seen: dict[str, array[int]] = {}

    def scores(self, features: Sequence[str]) -> list[int]:
        """Return the score of each label for a word with these features."""
        return list(map(sum, zip(*map(self._row, features), strict=True)))

    def _row(self, feature: str) -> array[int]:
        found = self._seen.get(feature)
        if found is None:
            if len(self._seen) > 50_000:
                self._seen.clear()
            at = row(feature) * _WIDTH
            found = self._seen[feature] = self._weights[at : at + _WIDTH]
        return found

    def best(self, scores: Sequence[Sequence[float]]) -> list[int]:
        """Return the labels of highest total score for a stretch of words between unnamed ones (Viterbi)."""
        if len(scores) == 1:
            totals = [s + moves[0] for s, moves in zip(scores[0], self._moves, strict=True)]
            return [totals.index(max(totals))]
        totals, back = [0.0] + [float(_NEVER)] * (_WIDTH - 1), []
        for word in scores:
            came, now = [], []
            for label, moves in enumerate(self._moves):
                options = [t + m for t, m in zip(totals, moves, strict=True)]
                top = max(options)
                came.append(options.index(top))
                now.append(top + word[label])
            totals = now
            back.append(came)
        path = [totals.index(max(totals))]
        for came in reversed(back[1:]):
            path.append(came[path[-1]])
        return path[::-1]


@cache
def load() -> LinearModel:
    """Return the model that comes with the reader."""
    return LinearModel(gzip.decompress((files("reader.analyse") / "data" / FILE).read_bytes()))
