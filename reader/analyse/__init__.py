"""Understanding a text: who and what it names, what it counts, who wrote it. Cheap to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.analysis import ANALYSER_VERSION, EngineError, analyse

if TYPE_CHECKING:
    from reader.model import Author

__all__ = ["ANALYSER_VERSION", "EngineError", "analyse", "read_bio"]


def read_bio(text: str, name: str | None = None) -> Author:
    """Return what a writer's box says of its writer; `name` is the byline where one is known."""
    from reader.analyse import bios

    return bios.read_bio(text, name)
