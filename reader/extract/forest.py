"""A forest of oblivious decision trees: every level of a tree asks all rows the same question.

The trees are those of gradient boosting as in Prokhorenkova and others, "CatBoost: unbiased boosting with
categorical features" (2018); here they are only asked, which needs nothing but numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


_AT_ONCE = 2048  # rows: memory is that times the trees


@dataclass(frozen=True, slots=True)
class Forest:
    """`columns` and `borders`: a row a tree, a column a level (8 at most); `leaves`: 2 ** levels columns."""

    columns: NDArray[np.int32]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return for every row how likely it is of the class that the forest learnt, 0 to 1."""
        return np.concatenate([self._asked(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)])

    def _asked(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        trees, levels = self.columns.shape
        told = np.ascontiguousarray(rows.T)[self.columns.ravel()] > self.borders.reshape(-1, 1)
        answers = told.reshape(trees, levels, len(rows)).view(np.uint8)
        index = answers[:, 0].copy()
        for level in range(1, levels):
            index |= answers[:, level] << level
        score = np.take_along_axis(self.leaves, index.astype(np.intp), axis=1).sum(axis=0, dtype=np.float64)
        score += self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(score, -40, 40))))
