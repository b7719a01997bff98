"""Decoding what calls itself a picture: bounded in bytes and pixels, and made anew before it is kept."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from reader.model import KeptPicture
from reader.pictures.kinds import kind_of
from reader.pictures.sizes import large_enough

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1280
"""Pixels of the longer side of what is kept: more than the widest column of text has room for."""
_LARGEST_LOSSLESS = 400_000  # bytes; a drawing that is larger as a PNG is kept as a JPEG like a photo
_QUALITY = 85
_TOO_MANY_PIXELS = KeptPicture(error=f"it has more than {MOST_PIXELS // 10**6} million pixels")
_ORIENTATION = 0x0112  # the tag's number in EXIF
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright again, by its EXIF orientation."""


def keep(data: bytes) -> KeptPicture:
    """Return the picture as the library keeps it: its first frame, upright, at most 1280 pixels long or high.

    Never raises for what is in `data`: `KeptPicture.error` says what is wrong with it. One too small to be
    shown has no data.
    """
    kind = kind_of(data)
    if kind is None:
        return KeptPicture(error="it is not a JPEG, PNG, GIF, WebP or AVIF picture")
    if len(data) > MOST_BYTES:
        return KeptPicture(error=f"it has more than {MOST_BYTES // 2**20} MB")
    try:
        image = _opened(data, kind)
        width, height = _upright_size(image)
        if width * height > MOST_PIXELS:
            return _TOO_MANY_PIXELS
        if not large_enough(width, height):
            return KeptPicture(b"", width, height)
        return KeptPicture(_encoded(_small(image), lossless=kind in {"PNG", "GIF"}), width, height)
    except Image.DecompressionBombError:  # Pillow's own limit, past which it does not even open one
        return _TOO_MANY_PIXELS
    except MemoryError:
        return KeptPicture(error="it needs too much memory")
    except Exception:  # Pillow's decoders raise whatever a broken file leads them to
        return KeptPicture(error="it is broken")


def size_of(data: bytes) -> tuple[int, int]:
    """Return (width, height) of a kept picture in pixels."""
    return Image.open(io.BytesIO(data), formats=("JPEG", "PNG")).size


def reopened(data: bytes, width: int, height: int) -> Image.Image:
    """Open a kept picture for being drawn at `width` by `height` pixels; RGB, or RGBA where it has holes."""
    image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    image.draft("RGB", (width, height))  # a JPEG is decoded at the nearest size above
    return image if image.mode == "RGB" else image.convert("RGBA" if _has_holes(image) else "RGB")


def _opened(data: bytes, kind: str) -> Image.Image:
    """Read the header only. Pillow looks at nothing but the one format that the first bytes promise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
        return Image.open(io.BytesIO(data), formats=(kind,))


def _upright_size(image: Image.Image) -> tuple[int, int]:
    """The size once the picture is upright; from 5 on the orientations lie on their side."""
    width, height = image.size
    return (height, width) if _orientation(image) >= 5 else (width, height)


def _orientation(image: Image.Image) -> int:
    try:
        orientation = image.getexif().get(_ORIENTATION)
    except Exception:  # of the metadata only: the picture may be sound
        return 1
    return orientation if orientation in _TURNS else 1


def _small(image: Image.Image) -> Image.Image:
    """The decoded picture, upright, in RGB or RGBA, without any metadata."""
    turn = _TURNS.get(_orientation(image))
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    image = _in_full_colour(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = image if turn is None else image.transpose(turn)
    image.info.clear()
    return image


def _in_full_colour(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits of grey
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if _has_holes(image) else "RGB")


def _has_holes(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info


def _encoded(image: Image.Image, *, lossless: bool) -> bytes:
    if image.mode == "RGBA" or lossless:
        png = _saved(image, "PNG")
        if image.mode == "RGBA" or len(png) <= _LARGEST_LOSSLESS:
            return png
    return _saved(image, "JPEG", quality=_QUALITY)


def _saved(image: Image.Image, kind: str, **options: int) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
