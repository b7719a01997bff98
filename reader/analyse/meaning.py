"""Short texts as vectors: near each other when they mean the same. A sentence encoder, run on one thread.

`data/make_sentences.py` makes the model from all-MiniLM-L6-v2 (Reimers and Gurevych, "Sentence-BERT", 2019).
It reads English; of other languages it sees little more than the names.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from reader.analyse import encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from reader.analyse.wordpiece import WordPiece

MODEL = "sentences.onnx"
SIZE = 384
"""Numbers of a vector."""
_MOST_PIECES = 96  # of a text: a headline and two sentences
_AT_ONCE = 1024  # pieces of one run


def vectors(texts: Sequence[str]) -> list[bytes]:
    """Return a vector for each text: 384 signed bytes, whose product with another's is near 127² times the
    cosine. What a text says after some sixty words is not read."""
    session, vocabulary = _load()
    pieces = [[vocabulary.start, *_pieces(text, vocabulary)[:_MOST_PIECES], vocabulary.end] for text in texts]
    found = [b""] * len(texts)
    group: list[int] = []
    for number in sorted(range(len(texts)), key=lambda number: len(pieces[number])):
        if group and (len(group) + 1) * len(pieces[number]) > _AT_ONCE:
            _read(session, pieces, group, found)
            group = []
        group.append(number)
    if group:
        _read(session, pieces, group, found)
    return found


def _pieces(text: str, vocabulary: WordPiece) -> list[int]:
    return [piece for word in text.split()[: 2 * _MOST_PIECES] for piece in vocabulary.pieces(word)]


def _read(
    session: InferenceSession, pieces: Sequence[Sequence[int]], group: Sequence[int], found: list[bytes]
) -> None:
    length = max(len(pieces[number]) for number in group)
    ids = np.zeros((len(group), length), np.int64)
    present = np.zeros((len(group), length), np.int64)
    for row, number in enumerate(group):
        ids[row, : len(pieces[number])] = pieces[number]
        present[row, : len(pieces[number])] = 1
    told: NDArray[np.float32] = session.run(None, {"ids": ids, "present": present})[0]
    scaled = told / np.abs(told).max(1, keepdims=True) * 127
    for number, vector in zip(group, np.rint(scaled).astype(np.int8), strict=True):
        found[number] = vector.tobytes()


@cache
def _load() -> tuple[InferenceSession, WordPiece]:
    model = (files("reader.analyse") / "data" / MODEL).read_bytes()
    return encoder.session(model), encoder.pieces()
