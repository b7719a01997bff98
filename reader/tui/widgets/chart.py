"""A few figures over time as a small chart of characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import isfinite

from rich.cells import cached_cell_len as cell_len

from reader.tui.signs import signs

_STEPS, _PLAIN = "▁▂▃▄▅▆▇█", "._-:=+*#"
_MARK, _LINE = "●", "─"


def spark(values: Sequence[float]) -> str:
    """Return a character for each value, the higher the larger: a line of a chart."""
    steps = _PLAIN if signs().ascii else _STEPS
    low, high = min(values), max(values)
    if low == high or not isfinite(high - low):
        return steps[3] * len(values)
    return "".join(steps[round((value - low) / (high - low) * (len(steps) - 1))] for value in values)


def chart(points: Sequence[tuple[datetime, float]], width: int, height: int) -> list[str]:
    """Return lines of at most `width` columns that show where figures lie: time to the right, more above.

    `height` lines and one for the days; nothing where there is no room or nothing to tell apart.
    """
    if len(points) < 2 or height < 2:
        return []
    times, values = [moment.timestamp() for moment, _ in points], [value for _, value in points]
    low, high = min(values), max(values)
    labels = [f"{value:,.15g}" for value in (high, low)]
    left = max(map(cell_len, labels)) + 2
    room = width - left
    span = max(times) - min(times)
    if room < 10 or not span or low == high or not isfinite(high - low):
        return []
    field = [[" "] * room for _ in range(height)]
    for moment, value in zip(times, values, strict=True):
        column = round((moment - min(times)) / span * (room - 1))
        row = round((high - value) / (high - low) * (height - 1))
        field[row][column] = _MARK
    margins = [labels[0].rjust(left - 2) + " ┤", *(" " * (left - 1) + "│" for _ in range(height - 2))]
    lines = [
        margin + "".join(row)
        for margin, row in zip([*margins, labels[1].rjust(left - 2) + " ┤"], field, strict=True)
    ]
    first, last = (f"{moment.astimezone():%d %b %H:%M}" for moment in (min(points)[0], max(points)[0]))
    gap = room - cell_len(first) - cell_len(last)
    days = first + " " * gap + last if gap > 0 else first
    return [*(line.rstrip() for line in lines), " " * left + days]
