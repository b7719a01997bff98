"""Understanding a text: who and what it names, what it counts, who wrote it. Cheap to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.analysis import ANALYSER_VERSION, EngineError, analyse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Author, Gist, Placed, Placing

__all__ = ["ANALYSER_VERSION", "EngineError", "analyse", "gists", "place", "read_bio"]


def gists(articles: Sequence[tuple[str, str, str | None]]) -> list[Gist]:
    """Return the gists of articles, each a title, a text and its language if known."""
    from reader.analyse import gisting

    return gisting.gists(articles)


def place(new: Placing, others: Sequence[Placing]) -> Placed | None:
    """Return where a new article belongs among others; see `likeness.place`."""
    from reader.analyse import likeness

    return likeness.place(new, others)


def read_bio(text: str, name: str | None = None) -> Author:
    """Return what a writer's box says of its writer; `name` is the byline where one is known."""
    from reader.analyse import bios

    return bios.read_bio(text, name)
