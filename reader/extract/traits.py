"""What tells an article's blocks from a page's others: one row of numbers for every block.

The numbers are of four kinds: the block itself (its length, links, first words), the elements it stands in
(their names, how much prose and how many links they hold), its place on the page (after the title, beside
the densest prose, among others of its shape), and its neighbours.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from reader.extract.block_traits import BlockTraits
from reader.extract.tree_traits import TreeTraits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reader.extract.block_traits import Clues
    from reader.extract.outline import Outline
    from reader.extract.segments import Segment
    from reader.extract.vocabulary import Vocabulary

_FAR = 99.0


def traits(
    blocks: Sequence[Segment], outline: Outline, clues: Clues, vocabulary: Vocabulary
) -> NDArray[np.float32]:
    """Return a matrix of len(blocks) rows and 133 columns of 32-bit floats."""
    own = BlockTraits(blocks, clues, vocabulary)
    tree = TreeTraits(outline, own, vocabulary)
    columns = [*own.columns(), *tree.columns(), *_shapes(outline, own, tree), *_course(own)]
    columns += _neighbours(own, tree)
    return np.array(columns, np.float32).T


def _shapes(outline: Outline, own: BlockTraits, tree: TreeTraits) -> list[NDArray[np.float64]]:
    """Return what the blocks of one shape have in common: how many, how much text, prose, links."""
    nodes, depth = outline.nodes, tree.depth.tolist()
    narrow: list[Hashable] = []
    wide: list[Hashable] = []
    for place in outline.places:
        node = nodes[place]
        around = nodes[max(0, node.parent)]
        narrow.append((node.tag, node.names, around.tag, around.names))
        wide.append((node.tag, node.names, depth[place]))
    return [*_group(narrow, own), *_group(wide, own)]


def _group(keys: Sequence[Hashable], own: BlockTraits) -> list[NDArray[np.float64]]:
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


def _course(own: BlockTraits) -> list[NDArray[np.float64]]:
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


def _neighbours(own: BlockTraits, tree: TreeTraits) -> list[NDArray[np.float64]]:
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
            here, there = (
                (slice(-shift, None), slice(None, shift))
                if shift < 0
                else (slice(None, -shift), slice(shift, None))
            )
            moved[here] = chief[there]
            same[here] = parents[here] == parents[there]
        found += [*moved.T]
        if abs(shift) == 1:
            found.append(same)
    return found
