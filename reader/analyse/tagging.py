"""Which stretches of a text are names, and of what kind. Any engine that can say so will do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from reader.analyse import linear
from reader.analyse.candidates import split
from reader.analyse.features import Reading, Surroundings, chunk_features
from reader.analyse.labelling import mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analyse.candidates import Sentence
    from reader.analyse.mentions import Mention

# How much the other places of a word in the same text count beside its own.
_CONSISTENCY = 0.5


class Tagger(Protocol):
    """An engine that finds names in a text."""

    def tag(self, text: str) -> list[Mention]:
        """Return the names in order of place, none overlapping another."""
        ...


@runtime_checkable
class Stating(Tagger, Protocol):
    """An engine that knows of names in which forms they stood in the text that it was given last."""

    forms: dict[str, str]


class LinearTagger:
    """The engine that needs nothing but Python: a linear model over words that could be part of a name."""

    def tag(self, text: str) -> list[Mention]:
        """Return the names of `text`. Time and memory are linear in its length."""
        read = split(text)
        chunks = list(linear_scores(read))
        _agree(chunks)
        model = linear.load()
        return [
            mention
            for sentence, start, _, scores in chunks
            for mention in mentions(sentence, model.best(scores), start)
        ]


_Scored = tuple["Sentence", int, list[str], list[list[float]]]


def linear_scores(text: Sequence[Sentence]) -> Iterator[_Scored]:
    """Yield of each stretch its sentence, its place there, its words and the scores of each label."""
    model, about = linear.load(), Surroundings(text)
    for sentence in text:
        reading = Reading(sentence, about)
        for start, end in sentence.chunks:
            rows = [[float(s) for s in model.scores(f)] for f in chunk_features(reading, start, end)]
            yield sentence, start, reading.low[start:end], rows


def _agree(chunks: list[_Scored]) -> None:
    """Let the places of a word in the text vote: add the mean of their scores to each one's own."""
    sums: dict[str, list[float]] = {}
    counts: dict[str, int] = defaultdict(int)
    for _, _, words, scores in chunks:
        for word, row in zip(words, scores, strict=True):
            counts[word] += 1
            sums[word] = [a + b for a, b in zip(sums[word], row, strict=True)] if word in sums else row
    for _, _, words, scores in chunks:
        for i, word in enumerate(words):
            if counts[word] > 1 and word[0].isalpha():
                share = _CONSISTENCY / counts[word]
                scores[i] = [a + share * b for a, b in zip(scores[i], sums[word], strict=True)]


def tagger_for(language: str, engine: str = "") -> Tagger:
    """Return what finds names in texts of `language` (two letters).

    `engine` is "" for the one that comes with the reader, "light" for the linear model, or one of
    `engines.engine`, which serves the languages that it reads. Raise EngineError if it cannot be had.
    """
    if ":" in engine:
        from reader.analyse.engines import engine as other

        if (tagger := other(engine)).reads(language):
            return tagger
    if language != "en":
        from reader.analyse.foreign import ListTagger

        return ListTagger(language)
    if engine == "light":
        return LinearTagger()
    from reader.analyse import encoder

    return encoder.load()
