"""The texts from which the encoder of reader.analyse is trained: labelled ones, pages, names swapped."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.analyse import gazetteers
from reader.analyse.candidates import Sentence, split
from reader.analyse.encoder import EncoderTagger, agreed, best
from reader.analyse.language import guess
from reader.analyse.linear import LABELS
from reader.analyse.tagging import linear_scores
from reader.analyse.tokens import tokens
from reader.extract import extract
from reader.values import dataclass

CORPORA = ("", "gum", "uner_ewt", "crossner", "btc_g", "wikigold", "wnut_train", "pages")
UNSURE = -100
"""The label of a word of which nothing is learnt."""
_LONGEST_PAGE, _SHORTEST_PAGE = 8000, 400  # characters
_SURE = 0.7  # the least chance of a label that is learnt from
_VOTE = 0.005  # of the linear tagger, whose scores are hundreds


def read(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@dataclass(frozen=True, slots=True)
class Doc:
    """A text made ready: its sentences as words with labels, and where it is from."""

    corpus: int
    rows: list[list[tuple[str, int]]]


def labelled(doc: dict[str, Any]) -> Doc:
    """Return the sentences of a text as words with their labels."""
    begins = {start: (end, kind) for start, end, kind in doc["entities"]}
    found, until, kind = [], -1, ""
    for sentence in split(doc["text"]):
        row = []
        for token in sentence.tokens:
            if token.start in begins:
                until, kind = begins[token.start]
                row.append((token.text, LABELS.index(f"B-{kind}")))
            else:
                row.append((token.text, LABELS.index(f"I-{kind}") if token.end <= until else 0))
        found.append(row)
    return Doc(CORPORA.index(doc["corpus"]), found)


class Swaps:
    """Names of the training texts and of the lists, to stand in for others of their kind."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._pool: dict[tuple[int, int], list[tuple[str, ...]]] = defaultdict(list)
        for doc in docs:
            for row in doc.rows:
                for start, end, kind in spans(row):
                    self._pool[doc.corpus, kind].append(tuple(word for word, _ in row[start:end]))
        self._given, self._family = sorted(gazetteers.given_names()), sorted(gazetteers.surnames())
        self._places: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name, what in sorted(gazetteers.known_names().items()):
            self._places[what].append(tuple(token.text for token in tokens(name)))

    def swapped(self, doc: Doc, chance: random.Random) -> Doc:
        """Return `doc` with other names, a name always replaced by the same one."""
        drawn: dict[tuple[str, ...], tuple[str, ...]] = {}
        family: dict[str, str] = {}
        rows = []
        for row in doc.rows:
            found, at = [], 0
            for start, end, kind in spans(row):
                found += row[at:start]
                name = tuple(word for word, _ in row[start:end])
                if name not in drawn:
                    drawn[name] = self._other(name, doc.corpus, kind, family, chance)
                found += [(word, 2 * kind + (2 if number else 1)) for number, word in enumerate(drawn[name])]
                at = end
            rows.append(found + row[at:])
        return Doc(doc.corpus, rows)

    def _other(
        self, name: tuple[str, ...], corpus: int, kind: int, family: dict[str, str], chance: random.Random
    ) -> tuple[str, ...]:
        shouted = all(word.isupper() or not word.isalpha() for word in name)
        other: tuple[str, ...] = ()
        if LABELS[2 * kind + 1] == "B-person" and all(word[0].isupper() for word in name) and not shouted:
            last = family.setdefault(name[-1], chance.choice(self._family))
            if len(name) > 1 and chance.random() < 0.85:
                other = (chance.choice(self._given), last)
            elif len(name) == 1 and (name[0] in gazetteers.surnames() or chance.random() < 0.3):
                other = (last,)
            elif len(name) == 1 and name[0] in gazetteers.given_names():
                other = (chance.choice(self._given),)
        elif LABELS[2 * kind + 1] == "B-place":
            what = gazetteers.known_names().get(" ".join(name), "")
            if what in ("country", "city", "region"):
                other = chance.choice(self._places[what])
            elif chance.random() < 0.3:
                other = chance.choice(self._places["city"])
        if not other:
            for _ in range(5):
                other = chance.choice(self._pool[corpus, kind])
                if abs(len(other) - len(name)) <= 1 and other[0][0].isupper() == name[0][0].isupper():
                    break
            else:
                other = name
        return tuple(word.upper() for word in other) if shouted and len(name) > 1 else other


def labelled_pages(folder: Path, tagger: EncoderTagger) -> list[Doc]:
    """Return the English texts of the pages in `folder`, with the labels of which two engines are sure."""
    found, seen = [], set()
    for path in sorted(folder.glob("*/*.html.gz")):
        text = extract(gzip.decompress(path.read_bytes())).text[:_LONGEST_PAGE]
        if len(text) < _SHORTEST_PAGE or guess(text) != "en" or text[:200] in seen:
            continue
        seen.add(text[:200])
        read = split(text)
        found.append(
            Doc(
                CORPORA.index("pages"),
                [
                    _sure(sentence, scores)
                    for sentence, scores in zip(
                        read, agreed(read, _voted(read, tagger.scored(read))), strict=True
                    )
                ],
            )
        )
    return found


def _sure(sentence: Sentence, scores: NDArray[np.float32]) -> list[tuple[str, int]]:
    chances = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))
    labels = best(scores)
    return [
        (token.text, label if chances[at, label] >= _SURE else UNSURE)
        for at, (token, label) in enumerate(zip(sentence.tokens, labels, strict=True))
    ]


def _voted(read: Sequence[Sentence], scores: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """Add what the linear tagger, which errs elsewhere, makes of the same words."""
    own = {id(sentence): row.copy() for sentence, row in zip(read, scores, strict=True)}
    for sentence, start, _, rows in linear_scores(read):
        linear = np.array(rows, np.float32)
        own[id(sentence)][start : start + len(rows)] += _VOTE * (linear - linear.max(1, keepdims=True))
    return [own[id(sentence)] for sentence in read]


def spans(row: Sequence[tuple[str, int]]) -> list[tuple[int, int, int]]:
    """Return the names of a sentence as start, end, number of the kind."""
    found, begun = [], -1
    for at, label in enumerate([*(label for _, label in row), 0]):
        if begun >= 0 and (label <= 0 or label % 2 == 1):
            found.append((begun, at, (row[begun][1] - 1) // 2))
            begun = -1
        if label > 0 and label % 2 == 1:
            begun = at
    return found
