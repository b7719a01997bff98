"""Pictures: bytes of the web → pictures of our own making → what a terminal draws.

Importing this loads neither Pillow nor textual-image, which come with the extra `pictures`. Both are used in
the worker alone: there textual-image has no terminal to ask or to write to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.pictures.kinds import kind_of
from reader.pictures.sizes import fitted, large_enough

if TYPE_CHECKING:
    from reader.model import Canvas, Drawing, KeptPicture, PictureProtocol

__all__ = ["draw", "fitted", "keep", "kind_of", "large_enough", "missing_extra"]


def keep(data: bytes) -> KeptPicture:
    """Decode a picture of the web and make it what the library keeps; see `decoding.keep`."""
    from reader.pictures import decoding

    return decoding.keep(data)


def draw(data: bytes, canvas: Canvas) -> Drawing:
    """Make a kept picture ready for a canvas; see `drawing.draw`."""
    from reader.pictures import drawing

    return drawing.draw(data, canvas)


def missing_extra(protocol: PictureProtocol) -> str:
    """Return one sentence if what draws in that protocol is not installed, else ""."""
    from importlib.util import find_spec

    needed = ("PIL",) if protocol == "half-block" else ("PIL", "textual_image")
    if all(find_spec(name) is not None for name in needed):
        return ""
    return "Pictures need two packages: pip install pillow 'textual-image<0.13'."
