"""The choice of a page's article among its blocks, by what was learnt from labelled pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from reader.extract.block_traits import Clues
from reader.extract.forest import Forest
from reader.extract.furniture import speaks_of_comments
from reader.extract.inline import squeezed
from reader.extract.outline import outline
from reader.extract.traits import traits
from reader.extract.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.outline import Outline
    from reader.extract.segments import Segment

_LIKELY = 0.5
_LEAST_TEXT = 60  # letters outside of comments from which on comments are not the article


@dataclass(frozen=True, slots=True)
class Chooser:
    """What was learnt: the vocabulary and the forest. Made by data/train_chooser.py."""

    vocabulary: Vocabulary
    forest: Forest


@cache
def chooser() -> Chooser:
    """Return the chooser that ships with the package."""
    with files("reader.extract").joinpath("data", "chooser.npz").open("rb") as file:
        told = np.load(file, allow_pickle=False)
        names = dict(zip(told["names"].tolist(), told["name_odds"].tolist(), strict=True))
        words = dict(zip(told["words"].tolist(), told["word_odds"].tolist(), strict=True))
        forest = Forest(
            told["columns"].astype(np.int32),
            told["borders"],
            told["leaves"].astype(np.float32),
            float(told["bias"]),
        )
    return Chooser(Vocabulary(names, words), forest)


def clues(headlines: Sequence[str], description: str, title: str) -> Clues:
    """Return what is known in the form in which texts are compared."""
    return Clues(frozenset(map(squeezed, headlines)) - {""}, squeezed(description), title)


def picked(blocks: Sequence[Segment], known: Clues) -> list[bool]:
    """Say of every block whether it belongs to the article.

    Where nothing is likely to, as on a page of hardly any text, the likeliest blocks are taken.
    """
    if not blocks:
        return []
    around = outline(blocks)
    found = likelihoods(blocks, around, known)
    least = min(_LIKELY, max(found) / 2)
    return _without_comments(blocks, around, [one > least for one in found])


def likelihoods(blocks: Sequence[Segment], around: Outline, known: Clues) -> list[float]:
    """Return how likely every block is a part of the page's article, 0 to 1."""
    learnt = chooser()
    rows = traits(blocks, around, known, learnt.vocabulary)
    return [float(one) for one in learnt.forest.probabilities(rows)]


def _without_comments(blocks: Sequence[Segment], around: Outline, picks: list[bool]) -> list[bool]:
    """Leave out what stands in boxes named for comments, unless nearly everything does: a discussion."""
    talk = [False] * len(around.nodes)
    for number, node in enumerate(around.nodes):
        outer = node.parent >= 0 and talk[node.parent]
        talk[number] = outer or (bool(node.names) and speaks_of_comments(node.tag, node.names))
    said = [talk[place] for place in around.places]
    rest = [pick and not one for pick, one in zip(picks, said, strict=True)]
    outside = sum(len(block.text) for block, pick in zip(blocks, rest, strict=True) if pick)
    return rest if outside > _LEAST_TEXT else picks
