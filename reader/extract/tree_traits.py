"""What tells the elements around the blocks: their names, what they hold, where the densest prose is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np

from reader.extract.furniture import named_room, role_room, speaks_of_comments
from reader.extract.vocabulary import Vocabulary, name_odds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from reader.extract.block_traits import BlockTraits
    from reader.extract.outline import Node, Outline

_Look: TypeAlias = tuple[float, str, bool]
# Depth, least, most and carried score, room, whether in an article, an aside, its body, comments, the article
# or main element around, how far from the path to the title.
_Way: TypeAlias = tuple[int, float, float, float, int, bool, bool, bool, bool, int, int]
_LOOKS: WeakKeyDictionary[Vocabulary, dict[tuple[str, str, str], _Look]] = WeakKeyDictionary()
_MOST_LOOKS = 20_000
_TOLD_BY_TAG = frozenset({"nav", "h1"})
_ROOMS = {"": 0, "furniture": 1, "bio": 2, "byline": 3, "headline": 4}


class TreeTraits:
    """The elements around the blocks: what they are called, what they hold, where the densest prose is."""

    def __init__(self, outline: Outline, own: BlockTraits, vocabulary: Vocabulary) -> None:
        self.nodes = outline.nodes
        self.own = own
        self.parents = [node.parent for node in outline.nodes]
        self.places = list(outline.places)
        self.at = np.array(self.places, int)
        self.up = np.array([max(0, parent) for parent in self.parents], int)
        self._sum_up()
        self._name_down(vocabulary)
        self._find_dense()

    def _sum_up(self) -> None:
        """Sum over the blocks under every element."""
        size, own = len(self.nodes), self.own
        firsts, lasts = [own.size] * size, [-1] * size
        for at, place in enumerate(self.places):
            if firsts[place] > at:
                firsts[place] = at
            lasts[place] = at
        said: list[float] = np.bincount(self.at, own.titled, size).tolist()
        ends = list(range(1, size + 1))  # an element's are numbered right after it, up to its end
        for number in range(size - 1, 0, -1):
            parent = self.parents[number]
            said[parent] += said[number]  # no whole number, and so no difference of sums
            if ends[number] > ends[parent]:
                ends[parent] = ends[number]
            if firsts[number] < firsts[parent]:
                firsts[parent] = firsts[number]
            if lasts[number] > lasts[parent]:
                lasts[parent] = lasts[number]
        self.ends = ends
        last = np.array(ends) - 1

        def under(values: NDArray[np.float64]) -> NDArray[np.float64]:
            direct = np.bincount(self.at, values, size)
            sums = np.cumsum(direct)
            return np.asarray(sums[last] - sums + direct, np.float64)

        self.letters, self.prose_in = under(own.length), under(own.prose)
        self.link_share = under(own.links) / np.maximum(self.letters, 1)
        self.counts, self.pieces = under(np.ones(own.size)), under((own.prose > 0).astype(float))
        self.said = np.array(said) / (1 + self.letters / 500)
        self.firsts, self.lasts = np.array(firsts), np.array(lasts)
        direct = np.bincount(self.at, own.prose, size)
        self.held: list[float] = (direct + np.bincount(self.up[1:], direct[1:], size)).tolist()

    def _name_down(self, vocabulary: Vocabulary) -> None:
        """Carry names, rooms and depth from the root to the leaves."""
        path = self._path(self.places[self.own.title]) if self.own.title >= 0 else {0}
        looks = _LOOKS.setdefault(vocabulary, {})
        ways: list[_Way] = []
        weights: list[float] = []
        for number, node in enumerate(self.nodes):
            tag = node.tag
            score, named, speaks = looks.get((tag, node.names, node.labels)) or _look(node, vocabulary, looks)
            weights.append(score)
            talks = speaks and number not in path
            holds = bool(node.itemprop) and "articlebody" in node.itemprop.lower()
            told = role_room(tag, node.role) if node.role or tag in _TOLD_BY_TAG else ""
            opened = _ROOMS[told or named]
            holder = tag in {"article", "main"}
            if node.parent < 0:
                near = number if holder else -1
                ways.append((0, 0.0, 0.0, 0.0, opened, False, False, holds, talks, near, 0))
                continue
            depth, least, most, carried, room, article, aside, body, comments, near, away = ways[node.parent]
            if score < least:
                least = score
            elif score > most:
                most = score
            ways.append((
                depth + 1,
                least,
                most,
                carried * 0.7 + score,
                opened or room,
                article or tag == "article",
                aside or tag == "aside",
                body or holds,
                comments or talks,
                number if holder else near,
                0 if number in path else away + 1,
            ))  # fmt: skip
        self.path = path
        self.weight = np.array(weights)
        columns = [np.array(column) for column in zip(*ways, strict=True)]
        self.depth, self.least, self.most, self.carried, self.room = columns[:5]
        self.article, self.aside, self.body, self.comments, self.near, self.away = columns[5:]

    def _path(self, number: int) -> set[int]:
        found = set()
        while number >= 0:
            found.add(number)
            number = self.parents[number]
        return found

    def _find_dense(self) -> None:
        """Find the innermost elements with half and three quarters of the prose, and the densest one."""
        children: dict[int, list[int]] = {}
        for number, parent in enumerate(self.parents):
            children.setdefault(parent, []).append(number)
        self.half = self._innermost(0.5, children)
        self.most_of_it = self._innermost(0.75, children)
        shares = self.link_share.tolist()
        held = self.held
        self.dense = max(range(len(held)), key=lambda number: held[number] * (1 - shares[number]))
        largest = int(np.argmax(self.own.prose))
        self.largest_path = self._path(self.places[largest])
        beside = [0] * len(self.nodes)
        for number, parent in enumerate(self.parents):
            beside[number] = 0 if number in self.largest_path or parent < 0 else beside[parent] + 1
        self.beside = np.array(beside)

    def _innermost(self, share: float, children: Mapping[int, list[int]]) -> int:
        at = 0
        least, held = share * self.own.total, self.prose_in.tolist()
        while True:
            best = max(children.get(at, ()), key=held.__getitem__, default=None)
            if best is None or held[best] < least:
                return at
            at = best

    def _below(self, top: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return of every element whether it is in `top`, and how far from it: below 0 outside."""
        deep = self.depth - float(self.depth[top])
        inside, steps = np.zeros(len(deep)), np.empty(len(deep))
        for number in sorted(self._path(top)):
            steps[number : self.ends[number]] = deep[number] - 100
            steps[number] = deep[number]
        here = slice(top, self.ends[top])
        inside[here], steps[here] = 1.0, deep[here]
        return inside, steps

    def columns(self) -> list[NDArray[np.float64]]:
        at, total = self.at, self.own.total
        up = self.up[at]
        over = self.up[up]
        found: list[NDArray[np.float64]] = [
            self.depth[at], self.weight[at], self.weight[up], self.weight[over], self.least[at],
            self.most[at], self.carried[at], self.room[at], self.article[at], self.aside[at], self.body[at],
        ]  # fmt: skip
        for places in (at, up, over, self.up[over]):
            found += [
                np.log1p(self.letters[places]), self.link_share[places], self.counts[places],
                self.prose_in[places] / total, self.pieces[places] / np.maximum(self.counts[places], 1),
            ]  # fmt: skip
        for top in (self.half, self.most_of_it, self.dense):
            found += [column[at] for column in self._below(top)]
        order = np.arange(self.own.size)
        found += [self.lasts[up] - order, order - self.firsts[up]]
        found.append(np.full(self.own.size, self.prose_in[self.dense] / total))
        return found + self._boxes()

    def _boxes(self) -> list[NDArray[np.float64]]:
        """Return what is known of the comments and articles that a block is in, and of repeated boxes."""
        at = self.at
        up = self.up[at]
        over = self.up[up]
        talk = self.comments[at]
        same, most = self._alike()
        near = self.near[at]
        has = near >= 0
        titled = np.array([number in self.path for number in near.tolist()])
        main = np.array([number in self.largest_path for number in near.tolist()])
        size = self.own.size
        return [
            talk.astype(float), np.full(size, float(self.own.prose[~talk].sum()) / self.own.total),
            same[at], same[up], same[over], same[self.up[over]], most[at], self.away[at], self.beside[at],
            np.full(size, sum(node.tag == "article" for node in self.nodes)),
            np.where(has, self.prose_in[near] / self.own.total, -1), np.where(has, titled, -1),
            np.where(has, main, -1), self.said[up], self.said[over], self.said[self.up[over]],
        ]  # fmt: skip

    def _alike(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how many siblings of one look every element has, and the most on the way to it."""
        looks = [(node.parent, node.tag, node.names[:40]) for node in self.nodes]
        counts = Counter(looks)
        same = list(map(counts.__getitem__, looks))
        most = list(same)
        for number, parent in enumerate(self.parents):
            if parent >= 0 and most[parent] > same[number] and number not in self.path:
                most[number] = most[parent]
        return np.array(same, float), np.array(most, float)


def _look(node: Node, vocabulary: Vocabulary, looks: dict[tuple[str, str, str], _Look]) -> _Look:
    """Return, and remember, what an element's tag and names say: log odds, room, whether of comments."""
    if len(looks) > _MOST_LOOKS:
        looks.clear()
    spoken = f"{node.names} {node.labels}" if node.labels else node.names
    odds, speaks = name_odds(node.tag, spoken, vocabulary), speaks_of_comments(node.tag, node.names)
    found = looks[node.tag, node.names, node.labels] = (odds, named_room(node.names), speaks)
    return found
