"""A forest of oblivious decision trees: every level of a tree asks all rows the same question.

The trees are those of gradient boosting as in Prokhorenkova and others, "CatBoost: unbiased boosting with
categorical features" (2018); here they are only asked, which needs nothing but numpy.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from reader.values import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray


_AT_ONCE = 2048  # rows: memory is that times the questions


@dataclass(frozen=True, slots=True)
class _Questions:
    """What all trees ask, each question once: is the number in `columns` above `borders`? `asked` says for
    every level which question each tree asks there, `starts` where its leaves begin among all."""

    columns: NDArray[np.intp]
    borders: NDArray[np.float32]
    asked: tuple[NDArray[np.intp], ...]
    starts: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Forest:
    """`columns` and `borders`: a row a tree, a column a level (8 at most); `leaves`: 2 ** levels columns."""

    columns: NDArray[np.int32]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return for every row how likely it is of the class that the forest learnt, 0 to 1."""
        return np.concatenate([self._asked(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)])

    @cached_property
    def _questions(self) -> _Questions:
        pairs = np.column_stack([self.columns.ravel(), self.borders.ravel()])
        each, places = np.unique(pairs, axis=0, return_inverse=True)
        asked = places.reshape(self.columns.shape).T
        trees, leaves = self.leaves.shape
        return _Questions(
            each[:, 0].astype(np.intp),
            each[:, 1].astype(np.float32).reshape(-1, 1),
            tuple(np.ascontiguousarray(level) for level in asked),
            np.arange(0, trees * leaves, leaves, dtype=np.intp).reshape(-1, 1),
        )

    def _asked(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        told = self._questions
        answers = (np.ascontiguousarray(rows.T)[told.columns] > told.borders).view(np.uint8)
        first, *further = reversed(told.asked)
        index = answers.take(first, axis=0)
        for asked in further:
            index += index  # a shift takes three times as long
            index |= answers.take(asked, axis=0)
        score = self.leaves.take(index + told.starts).sum(axis=0, dtype=np.float64)
        score += self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(score, -40, 40))))
