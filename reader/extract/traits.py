"""What tells an article's blocks from a page's others: one row of numbers for every block.

The numbers are of four kinds: the block itself (its length, links, first words), the elements it stands in
(their names, how much prose and how many links they hold), its place on the page (after the title, beside
the densest prose, among others of its shape), and its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from reader.extract.candidates import PROSE
from reader.extract.furniture import named_room, role_room, speaks_of_comments
from reader.extract.inline import SENTENCE_END, reading_length, speaks_other_script, squeezed

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from numpy.typing import NDArray

    from reader.extract.outline import Outline
    from reader.extract.segments import Segment

    Numbers = NDArray[np.float32]

_KINDS = {
    "paragraph": 0, "heading": 1, "list_item": 2, "quote": 3, "code": 4, "table": 5, "term": 6,
    "definition": 7, "footnote": 8, "caption": 9, "embed": 10, "rule": 11,
}  # fmt: skip
_PROSE_KINDS = frozenset({"paragraph", "list_item", "quote", "embed", "definition", "footnote"})
_ROOMS = {"": 0, "furniture": 1, "bio": 2, "byline": 3, "headline": 4}
_NAME = re.compile(r"[a-z]{2,}")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŽŹŻА-Я]")
_DIGIT = re.compile(r"\d")
_COMMA = re.compile(r"[,、，،]")
_PERIOD = re.compile(r"\. |。")
_LONG = 140  # letters of a paragraph that can hardly be anything but prose
_TOKEN = 14  # letters of a name or word that count
_LABEL = 400  # letters up to which the words of a block are asked
_FAR = 99.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How much the names of elements and the words of short blocks speak for an article, as log odds."""

    names: Mapping[str, float]
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of the article from elsewhere: headlines and description as squeezed text, the title."""

    headlines: frozenset[str]
    description: str = ""
    title: str = ""


def name_tokens(tag: str, names: str) -> frozenset[str]:
    """Return the parts of an element's class and id, and its tag in angle brackets."""
    parts = _NAME.findall(_HUMP.sub("-", names).lower())[:30]
    return frozenset([*(part[:_TOKEN] for part in parts), f"<{tag}>"])


def word_tokens(text: str) -> frozenset[str]:
    """Return the first words of a short block; none of a long one."""
    if len(text) > _LABEL:
        return frozenset()
    return frozenset(word[:_TOKEN] for word in _WORD.findall(text[:240].lower())[:24])


def traits(
    blocks: Sequence[Segment], outline: Outline, clues: Clues, vocabulary: Vocabulary
) -> Numbers:
    """Return a matrix of len(blocks) rows and `WIDTH` columns of 32-bit floats."""
    own = _Own(blocks, clues, vocabulary)
    tree = _Tree(outline, own, vocabulary)
    columns = [*own.columns(), *tree.columns(), *_shapes(outline, own, tree), *_course(own, tree)]
    columns += _neighbours(own, tree)
    return np.column_stack(columns).astype(np.float32)


class _Own:
    """The blocks by themselves."""

    def __init__(self, blocks: Sequence[Segment], clues: Clues, vocabulary: Vocabulary) -> None:
        self.size = len(blocks)
        texts = [block.text for block in blocks]
        self.length = np.array([reading_length(text[:3000]) for text in texts], float)
        links = np.array([_link_letters(block) for block in blocks], float)
        plain = np.array([min(len(text), 5000) for text in texts], float)
        self.links = np.minimum(links, plain)
        self.link_share = self.links / np.maximum(plain, 1)
        self.kinds = np.array([_KINDS[block.kind] for block in blocks], float)
        self.levels = np.array([block.level for block in blocks], float)
        allowed = np.array([block.kind in _PROSE_KINDS for block in blocks], bool)
        reads = allowed & (self.length >= PROSE) & (self.link_share < 0.5)
        self.prose = np.where(reads, self.length, 0.0)
        self.total = max(1.0, float(self.prose.sum()))
        self.long = (self.kinds == 0) & (self.length >= _LONG) & (self.link_share < 0.3)
        self.hidden = np.array([block.hidden for block in blocks], float)
        self.ends = np.array([text.endswith(SENTENCE_END) for text in texts], float)
        self.signs = np.array([_signs(text) for text in texts], float).reshape(self.size, 5)
        self.words = np.array([_weigh(word_tokens(text), vocabulary) for text in texts], float)
        self.words = self.words.reshape(self.size, 4)
        self.titled = _titled(texts, clues.title)
        self._find_title(blocks, [squeezed(text[:3000]) for text in texts], clues)

    def _find_title(self, blocks: Sequence[Segment], keys: Sequence[str], clues: Clues) -> None:
        copies = Counter(keys)
        self.copies = np.array([min(copies[key], 5) for key in keys], float)
        self.is_headline = np.array([key in clues.headlines for key in keys], float)
        start = clues.description[:50]
        self.is_description = np.array(
            [len(key) > 10 and bool(start) and (key.startswith(start) or start.startswith(key)) for key in keys],
            float,
        )
        tops = [at for at, block in enumerate(blocks) if block.element.tag == "h1"]
        self.tops = len(tops)
        long = np.nonzero(self.long)[0]
        self.first_long = int(long[0]) if len(long) else 0
        self.long_count = len(long)
        titles = [at for at, key in enumerate(keys) if key and key in clues.headlines]
        before = [at for at in titles if at <= self.first_long]
        first = titles[0] if titles else (tops[0] if tops else -1)
        self.first_title, self.title = first, before[-1] if before else first

    def columns(self) -> list[NDArray[np.float64]]:
        return [
            np.log1p(self.length), self.link_share, self.kinds, self.levels, self.ends,
            *self.signs.T, *self.words.T, self.copies, self.is_headline, self.is_description, self.hidden,
            self.titled,
        ]  # fmt: skip


def _link_letters(block: Segment) -> int:
    return sum(span.end - span.start for span in block.spans if span.kind == "link") if block.spans else 0


def _signs(text: str) -> tuple[float, ...]:
    """Return the share of capitals and digits, the commas and periods, and whether it begins small."""
    head = text[:200]
    size = max(1, len(head))
    commas, periods = len(_COMMA.findall(text, 0, 3000)), len(_PERIOD.findall(text, 0, 3000))
    return (
        len(_UPPER.findall(head)) / size,
        len(_DIGIT.findall(head)) / size,
        commas,
        periods,
        head[:1].islower(),
    )


def _titled(texts: Sequence[str], title: str) -> NDArray[np.float64]:
    """Return how much of the title's words stands in every text, 0 to 1."""
    words = {word for word in _WORD.findall(title.lower()) if len(word) > 3}
    if speaks_other_script(title):
        words |= {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    if not words:
        return np.zeros(len(texts))
    lowered = [text[:3000].lower() for text in texts]
    return np.array([sum(word in text for word in words) for text in lowered], float) / len(words)


def _weigh(tokens: frozenset[str], vocabulary: Vocabulary) -> tuple[float, ...]:
    """Return sum, least, greatest and mean of the weights of words."""
    if not tokens:
        return (0.0, 0.0, 0.0, 0.0)
    weights = [vocabulary.words.get(token, 0.0) for token in tokens]
    total = sum(weights)
    return (total, min(weights), max(weights), total / len(weights))


class _Tree:
    """The elements around the blocks: what they are called, what they hold, where the densest prose is."""

    def __init__(self, outline: Outline, own: _Own, vocabulary: Vocabulary) -> None:
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
        letters, links, prose, pieces = [0.0] * size, [0.0] * size, [0.0] * size, [0] * size
        counts, firsts, lasts = [0] * size, [own.size] * size, [-1] * size
        said, titled = [0.0] * size, own.titled.tolist()
        lengths, linked, proses = own.length.tolist(), own.links.tolist(), own.prose.tolist()
        for at, place in enumerate(self.places):
            letters[place] += lengths[at]
            links[place] += linked[at]
            prose[place] += proses[at]
            pieces[place] += proses[at] > 0
            said[place] += titled[at]
            counts[place] += 1
            if firsts[place] > at:
                firsts[place] = at
            lasts[place] = at
        self.direct = list(prose)
        children = [0.0] * size
        for number in range(size - 1, 0, -1):
            parent = self.parents[number]
            if parent < 0:
                continue
            letters[parent] += letters[number]
            links[parent] += links[number]
            prose[parent] += prose[number]
            pieces[parent] += pieces[number]
            said[parent] += said[number]
            counts[parent] += counts[number]
            children[parent] += self.direct[number]
            if firsts[number] < firsts[parent]:
                firsts[parent] = firsts[number]
            if lasts[number] > lasts[parent]:
                lasts[parent] = lasts[number]
        self.letters, self.prose_in = np.array(letters), np.array(prose)
        self.link_share = np.array(links) / np.maximum(self.letters, 1)
        self.counts, self.pieces = np.array(counts, float), np.array(pieces, float)
        self.said = np.array(said) / (1 + self.letters / 500)
        self.firsts, self.lasts = np.array(firsts), np.array(lasts)
        self.held = [direct + below for direct, below in zip(self.direct, children, strict=True)]

    def _name_down(self, vocabulary: Vocabulary) -> None:
        """Carry names, rooms and depth from the root to the leaves."""
        size = len(self.nodes)
        path = self._path(self.places[self.own.title]) if self.own.title >= 0 else {0}
        depth, weight, least, most, carried = [0] * size, [0.0] * size, [0.0] * size, [0.0] * size, [0.0] * size
        room, article, aside, body, comments = [0] * size, [0] * size, [0] * size, [0] * size, [0] * size
        near, away = [-1] * size, [0] * size
        for number, node in enumerate(self.nodes):
            parent = node.parent
            known = _named(node.tag, node.names)
            weight[number] = score = _odds(node.tag, node.names, vocabulary)
            opened = _ROOMS[role_room(node.tag, node.role) or known[0]]
            talks = known[1] and number not in path
            holds = "articlebody" in node.itemprop.lower()
            if parent < 0:
                room[number], body[number], comments[number] = opened, holds, talks
                near[number] = number if node.tag in {"article", "main"} else -1
                continue
            depth[number] = depth[parent] + 1
            least[number], most[number] = min(least[parent], score), max(most[parent], score)
            carried[number] = carried[parent] * 0.7 + score
            room[number] = opened or room[parent]
            article[number] = article[parent] or node.tag == "article"
            aside[number] = aside[parent] or node.tag == "aside"
            body[number] = body[parent] or holds
            comments[number] = comments[parent] or talks
            near[number] = number if node.tag in {"article", "main"} else near[parent]
            away[number] = 0 if number in path else away[parent] + 1
        self.path = path
        self.depth, self.weight = np.array(depth, float), np.array(weight)
        self.least, self.most, self.carried = np.array(least), np.array(most), np.array(carried)
        self.room, self.article, self.aside = np.array(room, float), np.array(article), np.array(aside)
        self.body, self.comments = np.array(body), np.array(comments, bool)
        self.near, self.away = np.array(near), np.array(away)

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
        least = share * self.own.total
        while True:
            best = max(children.get(at, ()), key=lambda number: self.prose_in[number], default=None)
            if best is None or self.prose_in[best] < least:
                return at
            at = best

    def _below(self, top: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return of every element whether it is in `top`, and how far from it: below 0 outside."""
        above = self._path(top)
        inside, steps = [False] * len(self.nodes), [0.0] * len(self.nodes)
        depth = self.depth.tolist()
        for number, parent in enumerate(self.parents):
            inside[number] = number == top or (parent >= 0 and inside[parent])
            if number in above or inside[number]:
                steps[number] = depth[number] - depth[top]
            else:
                steps[number] = steps[parent] - 100 if parent in above else steps[parent]
        return np.array(inside, float), np.array(steps)

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
        same = [counts[look] for look in looks]
        most = list(same)
        for number, parent in enumerate(self.parents):
            if parent >= 0 and number not in self.path:
                most[number] = max(same[number], most[parent])
        return np.array(same, float), np.array(most, float)


@lru_cache(maxsize=8192)
def _named(tag: str, names: str) -> tuple[str, bool]:
    """Return the room that an element's names open, and whether they speak of comments."""
    return (named_room(names), speaks_of_comments(tag, names)) if names else ("", False)


_ODDS: dict[tuple[int, str, str], float] = {}


def _odds(tag: str, names: str, vocabulary: Vocabulary) -> float:
    """Return how much the names of an element speak for an article, -6 to 6."""
    key = (id(vocabulary), tag, names)
    known = _ODDS.get(key)
    if known is None:
        if len(_ODDS) > 20_000:
            _ODDS.clear()
        total = sum(vocabulary.names.get(token, 0.0) for token in name_tokens(tag, names))
        known = _ODDS[key] = max(-6.0, min(6.0, total))
    return known


def _shapes(outline: Outline, own: _Own, tree: _Tree) -> list[NDArray[np.float64]]:
    """Return what the blocks of one shape have in common: how many, how much text, prose, links."""
    nodes = outline.nodes
    narrow: list[Hashable] = []
    wide: list[Hashable] = []
    for place in outline.places:
        node = nodes[place]
        around = nodes[max(0, node.parent)]
        narrow.append((node.tag, node.names, around.tag, around.names))
        wide.append((node.tag, node.names, tree.depth[place]))
    return [*_group(narrow, own), *_group(wide, own)]


def _group(keys: Sequence[Hashable], own: _Own) -> list[NDArray[np.float64]]:
    numbers: dict[Hashable, int] = {}
    which = np.array([numbers.setdefault(key, len(numbers)) for key in keys], int)
    size = len(numbers)
    counts = np.bincount(which, minlength=size)
    letters = np.bincount(which, own.length, size)
    prose = np.bincount(which, own.prose, size)
    links = np.bincount(which, own.link_share, size)
    all_letters = max(1.0, float(own.length.sum()))
    table = (counts, letters / all_letters, prose / own.total, links / counts, letters / counts)
    return [column[which] for column in table]


def _course(own: _Own, tree: _Tree) -> list[NDArray[np.float64]]:
    """Return where on the page a block stands: after how much prose, how far from title and long text."""
    size = own.size
    order = np.arange(size, dtype=float)
    read = np.cumsum(own.prose) / own.total
    all_read = np.cumsum(own.length) / max(1.0, float(own.length.sum()))
    before, after = _gaps(own.long)
    whole = np.full(size, 1.0)
    return [
        order / size, order, size - order, read, read - own.prose / own.total, all_read,
        order - own.first_title, order - own.title, order - own.first_long, whole * size,
        whole * np.log1p(own.total), whole * own.total / max(1.0, float(own.length.sum())),
        whole * own.tops, whole * own.long_count, before, after,
    ]  # fmt: skip


def _gaps(marks: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how many blocks ago the last mark was, and after how many the next one comes; at most 99."""
    size = len(marks)
    order = np.arange(size, dtype=float)
    last = np.maximum.accumulate(np.where(marks, order, -np.inf))
    following = np.minimum.accumulate(np.where(marks, order, np.inf)[::-1])[::-1]
    before = order - np.concatenate(([-np.inf], last[:-1]))
    after = np.concatenate((following[1:], [np.inf])) - order
    return np.minimum(before, _FAR), np.minimum(after, _FAR)


def _neighbours(own: _Own, tree: _Tree) -> list[NDArray[np.float64]]:
    """Return the chief numbers of the two blocks before and after, and whether those share the parent."""
    chief = np.column_stack([
        np.log1p(own.length), own.link_share, own.kinds, own.ends, own.words[:, 0], tree.room[tree.at],
    ])  # fmt: skip
    parents = tree.up[tree.at]
    found: list[NDArray[np.float64]] = []
    for shift in (-2, -1, 1, 2):
        moved = np.full_like(chief, -1.0)
        same = np.zeros(own.size)
        if abs(shift) < own.size:
            here, there = (slice(-shift, None), slice(None, shift)) if shift < 0 else (
                slice(None, -shift), slice(shift, None))
            moved[here] = chief[there]
            same[here] = parents[here] == parents[there]
        found += [*moved.T]
        if abs(shift) == 1:
            found.append(same)
    return found
