"""A kept picture made ready for a terminal: scaled to whole cells, on the theme's background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from reader.model import Canvas, Drawing
from reader.pictures.decoding import reopened, size_of
from reader.pictures.sizes import fitted

if TYPE_CHECKING:
    from reader.model import PictureProtocol


def draw(data: bytes, canvas: Canvas) -> Drawing:
    """Return the picture as `canvas` needs it. `data` is of a `KeptPicture`: our own JPEG or PNG."""
    columns, rows = fitted(*size_of(data), canvas)
    width, height = _pixels(canvas.protocol, columns, rows, canvas)
    image = _flat(reopened(data, width, height), canvas.background)
    image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if canvas.protocol == "half-block":
        return Drawing("half-block", columns, rows, pixels=image.tobytes())
    if canvas.protocol == "sixel":
        from reader.pictures.sixel import sixel_rows

        return Drawing("sixel", columns, rows, lines=sixel_rows(image, rows))
    from reader.pictures.kitty import transmitted

    number, transmission, lines = transmitted(image, columns, rows)
    return Drawing("kitty", columns, rows, lines=lines, transmission=transmission, number=number)


def _pixels(protocol: PictureProtocol, columns: int, rows: int, canvas: Canvas) -> tuple[int, int]:
    """The pixels that the picture is to have; a half-block cell shows one above the other."""
    if protocol == "half-block":
        return columns, 2 * rows
    return columns * canvas.cell_width, rows * canvas.cell_height


def _flat(image: Image.Image, background: tuple[int, int, int]) -> Image.Image:
    if image.mode != "RGBA":
        return image
    flat = Image.new("RGB", image.size, background)
    flat.paste(image, mask=image.getchannel("A"))
    return flat
