"""The whole of what is understood of one text."""

from __future__ import annotations

from reader.model import Analysis

ANALYSER_VERSION = 2
_LONGEST = 200_000


def analyse(text: str, title: str = "", *, language: str | None = None) -> Analysis:
    """Return the entities and figures of `text`, offsets in it; only the first 200,000 characters are read.

    `title` helps to tell what the text is about; `language` is its BCP 47 tag where known.
    """
    from reader.analyse.entities import find_entities
    from reader.analyse.figures import find_figures
    from reader.analyse.language import spoken

    text = text[:_LONGEST]
    approximate = spoken(text, language) != "en"
    return Analysis(find_entities(text, title, language), find_figures(text, language), approximate)
