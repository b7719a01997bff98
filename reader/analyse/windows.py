"""Sentences packed into windows of word pieces, as an encoder reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from reader.analyse.wordpiece import WordPiece

PIECES = 126  # of a window, without the marks of its beginning and end
_HARDEST = 250  # pieces of a sentence that is not parted


@dataclass(frozen=True, slots=True)
class Word:
    """A word as an encoder reads it: its sentence and place there, its pieces, how it is written, the lists
    that it is in, and its label if known."""

    sentence: int
    place: int
    pieces: tuple[int, ...]
    shape: int
    lists: int
    label: int = 0


def windows(
    sentences: Iterable[Sequence[Word]], room: Callable[[], int] = lambda: PIECES
) -> Iterator[list[Word]]:
    """Yield the words of consecutive sentences together, as many as have `room`; no sentence is parted that
    is not far too long."""
    window: list[Word] = []
    filled, limit = 0, room()
    for sentence in sentences:
        length = sum(len(word.pieces) for word in sentence)
        if window and filled + length > limit:
            yield window
            window, filled, limit = [], 0, room()
        for word in sentence:
            if window and filled + len(word.pieces) > max(_HARDEST, limit):
                yield window
                window, filled = [], 0
            window.append(word)
            filled += len(word.pieces)
    if window:
        yield window


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as arrays of one shape (windows, pieces): ids, whether there is a piece, how its word is
    written, the lists its word is in; and of every window where its words begin."""

    ids: NDArray[np.int64]
    present: NDArray[np.int64]
    shapes: NDArray[np.int64]
    lists: NDArray[np.int64]
    begins: list[list[int]]


def batch(packed: Sequence[Sequence[Word]], vocabulary: WordPiece) -> Batch:
    """Lay windows out side by side."""
    width = 2 + max(sum(len(word.pieces) for word in window) for window in packed)
    ids, present, shapes, lists = (np.zeros((len(packed), width), np.int64) for _ in range(4))
    begins = []
    for row, window in enumerate(packed):
        ids[row, 0], at, starts = vocabulary.start, 1, []
        for word in window:
            end = at + len(word.pieces)
            ids[row, at:end], shapes[row, at:end], lists[row, at:end] = word.pieces, word.shape, word.lists
            starts.append(at)
            at = end
        ids[row, at] = vocabulary.end
        present[row, : at + 1] = 1
        begins.append(starts)
    return Batch(ids, present, shapes, lists, begins)
