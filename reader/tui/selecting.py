"""Which articles of a list are selected: single ones, and a stretch that movement extends. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected articles by id. `anchor` is the row where the stretch begins that ends at the cursor."""

    chosen: frozenset[int] = frozenset()
    anchor: int | None = None
    begun: bool = False

    def has(self, ids: Sequence[int], cursor: int, row: int) -> bool:
        """Say whether a row of the list `ids` is selected."""
        if self.anchor is not None and min(self.anchor, cursor) <= row <= max(self.anchor, cursor):
            return True
        return bool(self.chosen) and row < len(ids) and ids[row] in self.chosen

    def ids(self, ids: Sequence[int], cursor: int) -> Sequence[int]:
        """Return what is selected in the order of the list."""
        if not self.chosen:
            return self._stretch(ids, cursor)
        chosen = self.fixed(ids, cursor).chosen
        return array("q", (number for number in ids if number in chosen))

    def stretch(self, ids: Sequence[int], cursor: int) -> Selection:
        """Begin a stretch at the cursor; or end the present one, which stays selected."""
        if self.anchor is not None:
            return self.fixed(ids, cursor)
        return Selection(self.chosen, cursor, True) if len(ids) else self

    def toggle(self, ids: Sequence[int], cursor: int) -> Selection:
        """Select the row under the cursor, or no longer; where a stretch ends there, only end it."""
        if self.anchor is not None:
            return self.fixed(ids, cursor)
        return Selection(self.chosen ^ {ids[cursor]}, None, True) if cursor < len(ids) else self

    def begun_at(self, ids: Sequence[int]) -> int | None:
        """Return the article at which the stretch begins that goes on."""
        return ids[self.anchor] if self.anchor is not None and self.anchor < len(ids) else None

    def fixed(self, ids: Sequence[int], cursor: int) -> Selection:
        """Return the same with no stretch that goes on."""
        return Selection(self.chosen | set(self._stretch(ids, cursor)), None, self.begun)

    def _stretch(self, ids: Sequence[int], cursor: int) -> Sequence[int]:
        if self.anchor is None:
            return ()
        return ids[min(self.anchor, cursor) : max(self.anchor, cursor) + 1]
