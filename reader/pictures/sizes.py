"""How large a picture must be to be shown, and how large it is then."""

from __future__ import annotations

from reader.model import Canvas

LEAST_WIDTH, LEAST_HEIGHT = 200, 100
"""Pixels. What is smaller is an icon, a badge or a counter of readers."""
MOST_ENLARGED = 2.0


def large_enough(width: int, height: int) -> bool:
    """Say whether a picture of that size is worth showing; a side that is not known (0) is no objection."""
    return (width == 0 or width >= LEAST_WIDTH) and (height == 0 or height >= LEAST_HEIGHT)


def fitted(width: int, height: int, canvas: Canvas) -> tuple[int, int]:
    """Return (columns, rows) that a picture of `width` by `height` pixels takes on a canvas.

    Its shape is kept, to the nearest cell, and it is enlarged to twice its size at most.
    """
    scale = min(
        canvas.columns * canvas.cell_width / width, canvas.rows * canvas.cell_height / height, MOST_ENLARGED
    )
    columns, rows = width * scale / canvas.cell_width, height * scale / canvas.cell_height
    return min(canvas.columns, max(1, round(columns))), min(canvas.rows, max(1, round(rows)))
