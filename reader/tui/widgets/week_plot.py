"""How often something was in each week, as columns of blocks: a few lines high, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from rich.cells import cached_cell_len as cell_len
from textual.content import Content
from textual.widget import Widget

from reader.tui.signs import signs
from reader.tui.widgets.ages import MONTHS

HEIGHT = 3
_WIDEST = 3  # cells of one week
_BLOCKS, _PLAIN = " ▁▂▃▄▅▆▇█", " .:|"


def columns(values: Sequence[int], width: int) -> tuple[list[int], int, int]:
    """Return the columns that values make in so many cells: their sums, how many values each has, and how
    many cells. The last column may have fewer values."""
    if not values or width < 1:
        return [], 1, 1
    each = -(-len(values) // width)
    sums = [sum(values[start : start + each]) for start in range(0, len(values), each)]
    return sums, each, min(_WIDEST, max(1, width // len(sums)))


def plot(values: Sequence[int], width: int, height: int = HEIGHT, *, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return the lines of a plot, the highest first; a value above nothing shows at least a little."""
    sums, _, wide = columns(values, width)
    blocks = _PLAIN if ascii else _BLOCKS
    steps = len(blocks) - 1
    most = max(sums, default=0) or 1
    filled = [max(one > 0, round(one * height * steps / most)) for one in sums]
    return [
        "".join(blocks[min(steps, max(0, one - line * steps))] * wide for one in filled)
        for line in reversed(range(height))
    ]


def axis(since: datetime, weeks: int, width: int) -> str:
    """Return the line below a plot: the month of its first week, and that of its last where there is room."""
    last = since + timedelta(weeks=max(0, weeks - 1))
    begin, end = (f"{MONTHS[one.month - 1]} {one.year}" for one in (since, last))
    if begin == end or len(begin) + len(end) + 1 > width:
        return begin[:width]
    return f"{begin}{' ' * (width - len(begin) - len(end))}{end}"


class WeekPlot(Widget):
    """The plot with what it counts above it and the months below; a line that says it all where it is low."""

    def __init__(self, counted: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._counted = counted
        self._since: datetime | None = None
        self._weeks: Sequence[int] = ()

    def show(self, since: datetime | None, weeks: Sequence[int], counted: str = "") -> None:
        """Show so many in each week, the first of which began then; `counted` says of what, if of another."""
        self._since, self._weeks = since, weeks
        self._counted = counted or self._counted
        self.refresh(layout=True)

    def render(self) -> Content:
        width = self.size.width
        if self._since is None or not self._weeks or not width:
            return Content("")
        sums, each, wide = columns(self._weeks, width)
        unit = "a week" if each == 1 else f"in {each} weeks"
        most, last = max(sums), sums[-1]
        said = f"{self._counted} {unit}: at most {most:,}, last {last:,}"
        drawn = plot(self._weeks, width, max(1, self.size.height - 2), ascii=signs().ascii)
        below = axis(self._since, len(self._weeks), max(len(sums) * wide, min(width, 20)))
        lines = [Content.styled(said[: max(0, width)] if cell_len(said) > width else said, "$ink-faint")]
        lines += [Content.styled(line, "$link") for line in drawn]
        return Content("\n").join([*lines, Content.styled(below, "$ink-faint")])
