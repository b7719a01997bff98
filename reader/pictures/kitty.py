"""A picture for kitty's graphics protocol: sent once, then drawn by characters that scroll as text.

https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from textual_image.renderable import TGPImage

if TYPE_CHECKING:
    from PIL import Image


def transmitted(image: Image.Image, columns: int, rows: int) -> tuple[int, str, tuple[str, ...]]:
    """Return (number, transmission, placeholders of each row) of a picture of columns × rows cells."""
    _measure_cells(image.width // columns, image.height // rows)
    console = Console(file=io.StringIO(), width=columns, height=rows, color_system="truecolor")
    drawn = TGPImage(image, columns, rows)
    with _said() as transmission:
        segments = list(console.render(drawn))
    lines = "".join(segment.text for segment in segments).rstrip("\n").split("\n")
    return drawn.terminal_image_id or 0, transmission.getvalue(), tuple(lines)


def _measure_cells(width: int, height: int) -> None:
    """Tell textual-image, which sees no terminal here, how many pixels a cell has. It listens once: after a
    change of the font the terminal scales the picture, which costs sharpness only."""
    os.environ.setdefault("TEXTUAL_CELL_WIDTH", str(width))
    os.environ.setdefault("TEXTUAL_CELL_HEIGHT", str(height))


@contextmanager
def _said() -> Iterator[io.StringIO]:
    """Catch what textual-image writes past Rich, to the process's first output."""
    said, before = io.StringIO(), sys.__stdout__
    vars(sys)["__stdout__"] = said
    try:
        yield said
    finally:
        vars(sys)["__stdout__"] = before
