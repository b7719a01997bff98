"""The engine that reads words in their sentences: a small transformer, run by onnxruntime on one thread.

`data/train_encoder.py` makes the model. Every word gets a score for each label from the first of its pieces;
the places of a word in the text then agree on what it is (as in Krishnan and Manning, "An effective two-stage
model for exploiting non-local dependencies in named entity recognition", 2006, but by a mean), and each
sentence gets its best sequence of labels.
"""

from __future__ import annotations

import gzip
import os
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from reader.analyse.candidates import split
from reader.analyse.features import Reading, Surroundings
from reader.analyse.labelling import mentions
from reader.analyse.linear import KINDS, LABELS, allowed
from reader.analyse.listed import lists
from reader.analyse.shapes import shapes
from reader.analyse.windows import Word, batch, windows
from reader.analyse.wordpiece import WordPiece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from reader.analyse.candidates import Sentence
    from reader.analyse.mentions import Mention

MODEL, VOCABULARY = "encoder.onnx", "encoder_vocabulary.txt.gz"
_AT_ONCE = 256  # pieces of one run; more are no faster and take more memory
_MOST_PIECES = 20_000  # of a text; some 15,000 words, and two seconds at the most
_CONSISTENCY = 0.6  # how much the other places of a word count beside its own
_NEVER = -1e9
_PLAIN = np.array([0.0, *(-20.0 for _ in LABELS[1:])], np.float32)  # of a word that is not read: no name
_WIDTH = len(LABELS)
_OF_KIND = np.array([0, *(1 + number for number in range(len(KINDS)) for _ in "BI")])
_MOVES = np.array(
    [[0.0 if allowed(before, label) else _NEVER for label in range(_WIDTH)] for before in range(_WIDTH)],
    np.float32,
)
_FIRST = np.array([0.0 if allowed(0, label) else _NEVER for label in range(_WIDTH)], np.float32)


class EncoderTagger:
    """Finds names by reading every word of a text. `session` runs the model, `pieces` is its vocabulary."""

    def __init__(self, session: InferenceSession, pieces: WordPiece) -> None:
        self._session, self._pieces = session, pieces

    def tag(self, text: str) -> list[Mention]:
        """Return the names of `text`; of a very long one only of its first 15,000 words or so."""
        return [mention for row, scores in self.read(text) for mention in mentions(row, best(scores))]

    def read(self, text: str) -> list[tuple[Sentence, NDArray[np.float32]]]:
        """Return the sentences of `text`, and of each word (rows) the score of each label (columns)."""
        read = split(text)
        return list(zip(read, agreed(read, self.scored(read)), strict=True))

    def scored(self, read: Sequence[Sentence]) -> list[NDArray[np.float32]]:
        """Return of every sentence the log probability of each label for each word."""
        about = Surroundings(read)
        readings = [Reading(row, about) for row in read]
        kept = _worth_reading(readings)
        worded = (_worded(number, readings[number], self._pieces) for number in kept)
        packed = sorted(_within(_MOST_PIECES, windows(worded)), key=_size)
        scores = [np.tile(_PLAIN, (len(row.tokens), 1)) for row in read]
        for group in _groups(packed):
            laid = batch(group, self._pieces)
            asked = {"ids": laid.ids, "present": laid.present, "shapes": laid.shapes, "lists": laid.lists}
            told = self._session.run(None, asked)[0]
            for row, (window, begins) in enumerate(zip(group, laid.begins, strict=True)):
                for word, at in zip(window, begins, strict=True):
                    scores[word.sentence][word.place] = told[row, at]
        return [row - np.logaddexp.reduce(row, axis=1, keepdims=True) for row in scores]


def _worth_reading(readings: Sequence[Reading]) -> list[int]:
    """Return the numbers of the sentences that may hold a name: not those without capitals, nor those with
    only a plain word's at their beginning. They are a sixth of the work. Where no other is, all are read."""
    capitals = {
        reading.low[at]
        for reading in readings
        for chunk in reading.sentence.chunks
        if chunk != _alone(reading)
        for at in range(*chunk)
        if reading.words[at] != reading.low[at]
    }
    kept = []
    for number, reading in enumerate(readings):
        first, chunks = reading.sentence.first, reading.sentence.chunks
        if chunks and (
            chunks != [_alone(reading)] or reading.usual(first) == "no" or reading.low[first] in capitals
        ):
            kept.append(number)
    return kept or list(range(len(readings)))


def _alone(reading: Reading) -> tuple[int, int]:
    """The stretch of a sentence's first word."""
    return reading.sentence.first, reading.sentence.first + 1


def _worded(number: int, reading: Reading, pieces: WordPiece) -> list[Word]:
    told = zip(reading.words, shapes(reading.words), lists(reading), strict=True)
    return [Word(number, at, pieces.pieces(word), way, listed) for at, (word, way, listed) in enumerate(told)]


def _within(room: int, packed: Iterable[list[Word]]) -> Iterator[list[Word]]:
    """Yield windows as long as there is room for them."""
    for window in packed:
        room -= _size(window)
        if room < 0:
            break
        yield window


def _groups(packed: Sequence[list[Word]]) -> Iterator[list[list[Word]]]:
    """Yield windows that are run together, none much shorter than another."""
    group: list[list[Word]] = []
    for window in packed:
        if group and (len(group) + 1) * (_size(window) + 2) > _AT_ONCE:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def _size(window: Sequence[Word]) -> int:
    return sum(len(word.pieces) for word in window)


def agreed(read: Sequence[Sentence], scores: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """Let the places of a capitalised word agree: add the logarithm of the mean chance of each kind there."""
    chances: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    for row, own in zip(read, scores, strict=True):
        kinds = np.zeros((len(row.tokens), 1 + len(KINDS)), np.float32)
        np.add.at(kinds.T, _OF_KIND, np.exp(own).T)
        for token, chance in zip(row.tokens, kinds, strict=True):
            if len(token.text) > 1 and token.text[0].isupper():
                chances[token.text.lower()].append(chance)
    means = {word: np.log(np.mean(all_, 0) + 1e-4) for word, all_ in chances.items() if len(all_) > 1}
    agreed = []
    for row, own in zip(read, scores, strict=True):
        mended = own.copy()
        for at, token in enumerate(row.tokens):
            mean = means.get(token.text.lower()) if token.text[0].isupper() else None
            if mean is not None:
                mended[at] += _CONSISTENCY * mean[_OF_KIND]
        agreed.append(mended)
    return agreed


def best(scores: NDArray[np.float32]) -> list[int]:
    """Return the best sequence of labels that may follow one another (Viterbi)."""
    totals, back = scores[0] + _FIRST, []
    for word in scores[1:]:
        options = totals[:, None] + _MOVES
        came = options.argmax(0)
        back.append(came)
        totals = options[came, np.arange(_WIDTH)] + word
    path = [int(totals.argmax())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return path[::-1]


@cache
def load() -> EncoderTagger:
    """Return the engine that comes with the reader."""
    return EncoderTagger(session((files("reader.analyse") / "data" / MODEL).read_bytes()), pieces())


@cache
def pieces() -> WordPiece:
    """Return the vocabulary that comes with the reader."""
    return vocabulary(gzip.decompress((files("reader.analyse") / "data" / VOCABULARY).read_bytes()))


def vocabulary(content: bytes) -> WordPiece:
    """Return the vocabulary whose pieces stand a line each in `content`."""
    return WordPiece({piece: number for number, piece in enumerate(content.decode().split("\n")) if piece})


def session(model: bytes) -> InferenceSession:
    """Return what runs a model, on one thread."""
    # Else its official builds keep an id of the device in the person's home, and tell their maker of it.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # a plan for every shape that was seen: 50 MB
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])
