"""Pictures decoded, for the library and for a terminal."""

from __future__ import annotations

from reader.model import Canvas, Drawing, KeptPicture


def keep_picture(data: bytes) -> KeptPicture:
    """Decode a picture and make it what the library keeps; what is wrong with it is in its `error`."""
    from reader.pictures import keep

    return keep(data)


def draw_picture(data: bytes, canvas: Canvas) -> Drawing:
    """Make a kept picture ready for a terminal."""
    from reader.pictures import draw

    return draw(data, canvas)
