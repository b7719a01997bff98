"""What kind of picture bytes are, by how they begin; what a server calls them does not count."""

from __future__ import annotations

from typing import Literal

PictureKind = Literal["JPEG", "PNG", "GIF", "WEBP", "AVIF"]


def kind_of(data: bytes) -> PictureKind | None:
    """Return the kind under Pillow's name for it; None for all else, SVG among it, which is a program."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        return "AVIF"
    return None
