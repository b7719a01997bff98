"""Lines of a list as they were drawn, so that one which stands elsewhere now is not drawn again."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable
from time import monotonic

from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip
from textual.style import Style

_KEPT_FOR = 5.0  # seconds; a line may say how long ago something was
_Manner = tuple[int, Color, tuple[LineFilter, ...]]


class DrawnLines:
    """What was drawn when the list was drawn the last time, each under what decides how it looks."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Strip] = {}
        self._manner: _Manner | None = None
        self._until = -math.inf

    def forget(self) -> None:
        """Have everything drawn anew: it may look otherwise now."""
        self._kept.clear()

    def strips(
        self,
        wanted: Iterable[tuple[Hashable, int]],
        draw: Callable[[int], Strip],
        manner: _Manner,
        *,
        whole: bool,
    ) -> list[Strip]:
        """Return lines, each wanted by what decides how it looks and by its number for `draw`.

        `manner` is what decides how every line looks: how wide it is, the paper it is on, and what it goes
        through. Where the `whole` list is drawn, nothing but its lines is kept.
        """
        now = monotonic()
        if manner != self._manner or now > self._until:
            self._kept = {}
            self._manner, self._until = manner, now + _KEPT_FOR
        width, paper, filters = manner
        before = self._kept
        drawn: dict[Hashable, Strip] = {} if whole else before
        strips = []
        for key, number in wanted:
            strip = before.get(key)
            if strip is None:
                strip = draw(number).adjust_cell_length(width, Style(background=paper).rich_style)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, paper)
            drawn[key] = strip
            strips.append(strip)
        self._kept = drawn
        return strips
