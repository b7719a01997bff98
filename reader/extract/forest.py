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
    """`columns` and `borders` have a row a tree and a column a level, `leaves` 2 ** levels columns a tree."""

    columns: NDArray[np.int32]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return for every row how likely it is of the class that the forest learnt, 0 to 1."""
        return np.concatenate([self._asked(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)])

    def _asked(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        levels = self.columns.shape[1]
        index = np.zeros((len(rows), len(self.columns)), np.int32)
        for level in range(levels):
            answers = rows[:, self.columns[:, level]] > self.borders[:, level]
            index |= answers.astype(np.int32) << level
        score = self.leaves[np.arange(len(self.leaves)), index].sum(axis=1, dtype=np.float64) + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(score, -40, 40))))
