"""Who and what a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse import acronyms, gazetteers
from reader.analyse.again import again
from reader.analyse.aliases import Countries, Named, consolidate
from reader.analyse.boundaries import names_in
from reader.analyse.language import spoken
from reader.analyse.salience import Prominence
from reader.analyse.tagging import Stating, tagger_for
from reader.model import Entity, Span
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.mentions import Mention
    from reader.analyse.tagging import Tagger


def find_entities(
    text: str, title: str = "", language: str | None = None, tagger: Tagger | None = None
) -> tuple[Entity, ...]:
    """Return the people, organisations, places and other names of `text`, the most salient first.

    Mentions are sorted, do not overlap and hold the bare name. `language` is a BCP 47 tag; it is guessed
    where not given. `tagger` is the engine if it is not to be the default one.
    """
    tongue = spoken(text, language)
    countries = _countries(tongue)
    tagger = tagger or tagger_for(tongue)
    found = tagger.tag(text)
    forms = tagger.forms if isinstance(tagger, Stating) else None
    found = _clean(text, found) if tongue == "en" else sorted(found)
    found = sorted([*found, *acronyms.again(text, acronyms.introduced(text, found), found)])
    found = sorted([*found, *again(text, found)])
    named = consolidate(text, found, countries, forms)
    prominence = Prominence(text, title)
    entities = [_entity(one, prominence.of(one)) for one in named]
    return tuple(sorted(entities, key=lambda e: (-e.salience, e.mentions[0].start)))


def _countries(language: str) -> Countries:
    if language == "en":
        return gazetteers.country_names()
    from reader.analyse.foreign import Lands

    return Lands(language)


def _clean(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with only the name in each, in order, without those that overlap an earlier one; and
    without those in small letters, unless the text has no others."""
    small = text.islower()
    kept: list[Mention] = []
    for mention in sorted(mentions):
        for cut in names_in(text, mention):
            apart = not kept or cut.start >= kept[-1].end
            if apart and (small or not text[cut.start : cut.end].islower()):
                kept.append(cut)
    return kept


def _entity(named: Named, salience: float) -> Entity:
    spans = tuple(Span(mention.start, mention.end) for mention in named.mentions)
    aliases = tuple(safe_line(alias) for alias in named.aliases)
    return Entity(safe_line(named.name), named.kind, spans, salience, aliases)
