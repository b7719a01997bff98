"""The whole of what is understood of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Analysis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Subject

ANALYSER_VERSION = 5
_LONGEST = 200_000


class EngineError(Exception):
    """An engine that finds names cannot be had. Its text is one sentence for a person."""


def analyse(
    text: str,
    title: str = "",
    *,
    language: str | None = None,
    engine: str = "",
    stated: Sequence[Subject] = (),
) -> Analysis:
    """Return the entities and figures of `text`, offsets in it; only the first 200,000 characters are read.

    `title` helps to tell what the text is about; `language` is its BCP 47 tag where known; `engine` is as in
    `tagging.tagger_for`, which may raise EngineError. `stated` are names that the page states, which are
    looked for in texts whose names are only known from lists.
    """
    from reader.analyse.described import describe
    from reader.analyse.entities import find_entities
    from reader.analyse.figures import find_figures
    from reader.analyse.foreign import ListTagger
    from reader.analyse.language import spoken
    from reader.analyse.tagging import tagger_for

    text = text[:_LONGEST]
    tongue = spoken(text, language)
    tagger = tagger_for(tongue, engine)
    approximate = isinstance(tagger, ListTagger)
    if approximate and stated:
        from reader.analyse.stated import StatedTagger

        tagger = StatedTagger(tagger, tongue, stated)
    entities = find_entities(text, title, language, tagger)
    if tongue == "en":
        entities = describe(text, entities)
    return Analysis(entities, find_figures(text, language), approximate)
