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


def vectors(texts: Sequence[str]) -> list[bytes]:
    """Return a vector for each text: 384 signed bytes, whose product with another's is near 127² times the
    cosine. What a text says after some sixty words is not read.

    Each is read by itself: the model's whole numbers are scaled by all that is read at once, so that a text
    would mean something else in other company. One by one takes no longer.
    """
    session, vocabulary = _load()
    return [
        _vector(session, [vocabulary.start, *_pieces(text, vocabulary), vocabulary.end]) for text in texts
    ]


def _pieces(text: str, vocabulary: WordPiece) -> list[int]:
    words = text.split()[: 2 * _MOST_PIECES]
    return [piece for word in words for piece in vocabulary.pieces(word)][:_MOST_PIECES]


def _vector(session: InferenceSession, pieces: Sequence[int]) -> bytes:
    ids = np.array([pieces], np.int64)
    told: NDArray[np.float32] = session.run(None, {"ids": ids, "present": np.ones_like(ids)})[0][0]
    scaled: NDArray[np.int8] = np.rint(told / np.abs(told).max() * 127).astype(np.int8)
    return scaled.tobytes()


@cache
def _load() -> tuple[InferenceSession, WordPiece]:
    model = (files("reader.analyse") / "data" / MODEL).read_bytes()
    return encoder.session(model), encoder.pieces()
