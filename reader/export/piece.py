"""An article with all that is written of it into a file of its own or a chapter of a book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from reader.annotation import Annotations
from reader.model import Article, Document, Understanding
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """`pictures` are the document's pictures that there are, as the bytes of a JPEG or PNG, by address."""

    article: Article
    document: Document
    understanding: Understanding = field(default_factory=Understanding)
    marks: Annotations = field(default_factory=Annotations)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def picture_type(data: bytes) -> tuple[str, str]:
    """Return the media type and the ending of a kept picture."""
    return ("image/jpeg", "jpg") if data.startswith(b"\xff\xd8\xff") else ("image/png", "png")
