"""Pictures made for the tests."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(width: int = 640, height: int = 360) -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The bytes of a picture file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def decoded(data: bytes) -> Image.Image:
    """The picture in those bytes."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def near(one: Any, other: tuple[int, ...], by: int = 12) -> bool:
    """Whether two colours are about the same."""
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))
