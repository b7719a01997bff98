"""The choice of a page's article among its blocks, by what was learnt from labelled pages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from reader.extract.block_traits import Clues
from reader.extract.candidates import link_share
from reader.extract.forest import Forest
from reader.extract.furniture import speaks_of_comments
from reader.extract.inline import squeezed
from reader.extract.lines import is_origin
from reader.extract.traits import traits
from reader.extract.vocabulary import Vocabulary
from reader.text import footnote_sign
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reader.extract.outline import Outline
    from reader.extract.segments import Segment

_LIKELY, _LIKELY_IN_NEWS = 0.3, 0.6  # news has more that only looks like its text
_DOUBTFUL, _SURE = 0.2, 0.7
_ITEMS = frozenset({"list_item", "term", "definition"})
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
_IN_LISTS = frozenset({"li", "dd", "dt", "p", "div", "span", "b", "strong", "a"})
_COLONS = (":", "：")
_INTRODUCTION = 40  # letters of what introduces a list, at least
_MOSTLY = 0.8
_AFTER = 3  # blocks after the last chosen one
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


def clues(headlines: Sequence[str], description: str, title: str, *, declared: bool = False) -> Clues:
    """Return what is known in the form in which texts are compared.

    `declared` says that the page's data calls it an article.
    """
    return Clues(frozenset(map(squeezed, headlines)) - {""}, squeezed(description), title, declared)


def picked(blocks: Sequence[Segment], around: Outline, known: Clues) -> list[bool]:
    """Say of every block whether it belongs to the article.

    Where nothing is likely to, as on a page of hardly any text, the likeliest blocks are taken.
    """
    if not blocks:
        return []
    likely = _LIKELY_IN_NEWS if known.declared else _LIKELY
    found = _lists_evened(blocks, around, likelihoods(blocks, around, known))
    found = _with_headings(blocks, found, likely)
    least = likely if max(found) > likely else max(found) / 2
    picks = _without_comments(blocks, around, [one > least for one in found])
    return _with_origin(blocks, _with_notes(blocks, _with_introduced(blocks, picks)))


def _with_introduced(blocks: Sequence[Segment], picks: list[bool]) -> list[bool]:
    """Take the list that a chosen paragraph introduces, as its colon says, if it is not one of links."""
    taken = list(picks)
    for at, block in enumerate(blocks[:-1]):
        introduces = block.kind == "paragraph" and taken[at] and block.text.endswith(_COLONS)
        if not introduces or len(block.text) < _INTRODUCTION or taken[at + 1]:
            continue
        end = at + 1
        while end < len(blocks) and blocks[end].kind == "list_item":
            end += 1
        items = blocks[at + 1 : end]
        if sum(map(link_share, items)) < _MOSTLY * len(items):
            taken[at + 1 : end] = [True] * len(items)
    return taken


def _with_notes(blocks: Sequence[Segment], picks: list[bool]) -> list[bool]:
    """Take the footnotes that the chosen text refers to, but those of another article on the page."""
    calls: dict[str, HtmlElement] = {}
    for block, pick in zip(blocks, picks, strict=True):
        for span in block.spans if pick else ():
            if span.kind == "footnote":
                calls.setdefault(footnote_sign(block.text[span.start : span.end]), block.element)
    return [
        pick or (block.kind == "footnote" and _notes_to(block, calls.get(footnote_sign(block.marker))))
        for block, pick in zip(blocks, picks, strict=True)
    ]


def _notes_to(note: Segment, call: HtmlElement | None) -> bool:
    """Whether a footnote stands in the same article or box as what refers to it, or in none."""
    if call is None:
        return False
    box = next((around for around in note.element.iterancestors("article", "aside")), None)
    return box is None or any(around is box for around in call.iterancestors())


def _with_origin(blocks: Sequence[Segment], picks: list[bool]) -> list[bool]:
    """Take with an article the line right after it, if any, that tells where it appeared before."""
    last = max((at for at, pick in enumerate(picks) if pick), default=-1)
    for at in range(last + 1, min(last + 1 + _AFTER, len(blocks)) if last >= 0 else 0):
        if is_origin(blocks[at].text) and link_share(blocks[at]) < _MOSTLY:
            return [*picks[:at], True, *picks[at + 1 :]]
    return picks


def likelihoods(blocks: Sequence[Segment], around: Outline, known: Clues) -> list[float]:
    """Return how likely every block is a part of the page's article, 0 to 1."""
    learnt = chooser()
    rows = traits(blocks, around, known, learnt.vocabulary)
    found: list[float] = learnt.forest.probabilities(rows).tolist()
    return found


def _lists_evened(blocks: Sequence[Segment], around: Outline, found: Sequence[float]) -> list[float]:
    """Give all items of one outermost list their mean, weighed by length: a list is kept or left whole."""
    tops = _outermost_lists(around)
    lists: dict[int, list[int]] = {}
    for at, (block, place) in enumerate(zip(blocks, around.places, strict=True)):
        if block.kind in _ITEMS and tops[place] >= 0:
            lists.setdefault(tops[place], []).append(at)
    evened = list(found)
    for items in lists.values():
        weights = [10 + min(len(blocks[at].text), 200) for at in items]
        mean = sum(found[at] * one for at, one in zip(items, weights, strict=True)) / sum(weights)
        for at in items:
            evened[at] = mean
    return evened


def _outermost_lists(around: Outline) -> list[int]:
    """Return for every element the outermost of the lists that it stands in, -1 for none."""
    tops: list[int] = []
    for number, node in enumerate(around.nodes):
        outer = tops[node.parent] if node.parent >= 0 else -1
        if node.tag in _LISTS:
            tops.append(outer if outer >= 0 else number)
        else:
            tops.append(outer if node.tag in _IN_LISTS else -1)
    return tops


def _with_headings(blocks: Sequence[Segment], found: list[float], likely: float) -> list[float]:
    """Take a doubtful heading for likely where the text under it is its equal in the tree, and likely."""
    for at in range(1, len(blocks) - 1):
        block, under = blocks[at], blocks[at + 1]
        if (
            block.kind == "heading"
            and _DOUBTFUL < found[at] <= likely
            and found[at + 1] > _SURE
            and len(under.text) > _LEAST_TEXT
            and under.element.getparent() is block.element.getparent()
            and max(found[:at]) > likely
        ):
            found[at] = (likely + 1) / 2
    return found


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
