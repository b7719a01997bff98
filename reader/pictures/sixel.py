"""A picture as Sixel, one sequence for each row of cells, so that rows scroll out of view one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

# textual-image draws Sixel only as a whole widget and scales to the cells of the terminal that it asks; its
# encoder, which is what is needed here, has no public name. The extra pins the minor version for that reason.
from textual_image._sixel import image_to_sixels

if TYPE_CHECKING:
    from PIL import Image

_COLOURS = 256


def sixel_rows(image: Image.Image, rows: int) -> tuple[str, ...]:
    """Return the sequence of each of `rows` equal strips of an RGB picture, from the top.

    All share one palette, so that no seam shows.
    """
    from PIL import Image as Pillow

    height = image.height // rows
    reduced = image.quantize(_COLOURS, method=Pillow.Quantize.FASTOCTREE, dither=Pillow.Dither.NONE)
    strips = (reduced.crop((0, row * height, image.width, (row + 1) * height)) for row in range(rows))
    return tuple(image_to_sixels(strip) for strip in strips)
