"""One kind for each name of a text, where an engine says one thing here and another there."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.family import told_before
from reader.analyse.keys import key, shouts
from reader.analyse.shortening import is_company, is_ship, shortens
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.analyse.mentions import Mention
    from reader.model import EntityKind

_NEAR = 50
_LANDS = frozenset(("country", "city", "region"))
_LIKELY = 2  # the least likely way to shorten that tells a kind


def settled(
    text: str, surfaces: Sequence[str], mentions: Sequence[Mention], short_for: Mapping[str, str]
) -> list[EntityKind]:
    """Return a kind for each mention: the commonest of its name; that of the fuller names that it could be
    short for; for an acronym that of its full name. A name that a person and something else of the text
    could be called ("Ford") has at each place the kind that it was found with there."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for name, mention in zip(surfaces, mentions, strict=True):
        votes[name][mention.kind] += 1
    common = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    written = {fold(name): kind for name, kind in common.items() if not name.isupper()}
    common |= dict.fromkeys((name for name in common if is_ship(name)), "other")
    common |= {name: written.get(fold(name), kind) for name, kind in common.items() if shouts(name)}
    fuller = _fuller(common)
    found = {name: _kind(name, kind, fuller.get(name, ())) for name, kind in common.items()}
    found |= {short: found[name] for short, name in short_for.items() if name in found}
    return [
        _here(text, name, mention, fuller.get(name, ())) or found[name]
        for name, mention in zip(surfaces, mentions, strict=True)
    ]


def _fuller(kinds: Mapping[str, EntityKind]) -> dict[str, tuple[EntityKind, ...]]:
    """Return for each name the kinds of the fuller names that it could be short for."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name, kind in kinds.items():
        for word in set(key(kind, name).split()) if " " in name else ():
            by_word[word].append(name)
    found: dict[str, tuple[EntityKind, ...]] = {}
    for name, own in kinds.items():
        near = min((by_word.get(word, []) for word in key(own, name).split()), key=len, default=[])[:_NEAR]
        told = {kinds[full] for full in near if _could_be(name, own, full, kinds[full])}
        found[name] = tuple(sorted(told))
    return found


def _could_be(name: str, own: EntityKind, full: str, kind: EntityKind) -> bool:
    if not 0 < shortens(kind, key(kind, name), key(kind, full)) <= _LIKELY:
        return False
    # A place gives its name to bodies; a people too, but a team is called by the last word of its name.
    what = gazetteers.known_names().get(name)
    if what in _LANDS:
        return kind in ("place", "person")
    if own == "place":
        return kind != "organisation" or is_company(key(kind, full))
    return what != "people" or full.endswith(name)


def _kind(name: str, own: EntityKind, fuller: Sequence[EntityKind]) -> EntityKind:
    if "person" in fuller and (own == "person" or name not in gazetteers.known_names()):
        return "person"
    return fuller[0] if len(fuller) == 1 and own not in fuller and fuller[0] != "person" else own


def _here(text: str, name: str, mention: Mention, fuller: Sequence[EntityKind]) -> EntityKind | None:
    """The kind at one place of a name that a person and something else could be called."""
    is_land = gazetteers.known_names().get(name) in _LANDS
    if "person" not in fuller or (len(fuller) < 2 and not is_land):
        return None
    if told_before(text, mention.start):
        return "person"
    return mention.kind if mention.kind in fuller or (is_land and mention.kind == "place") else None
