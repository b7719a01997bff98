"""What a page's data says its article is about: people, bodies and places by name, and keywords."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.jsonld import listed, text_of, types_of
from reader.model import Subject
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.extract.jsonld import Node
    from reader.extract.statements import PageFacts
    from reader.model import EntityKind

_MOST = 60
_LONGEST, _SHORTEST = 80, 2
_TAGS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "og:article:tag")
_PARTED = re.compile(r"[,;|]")
# Types of schema.org by how they end: those of organisations and places have many kinds below them.
_KINDS: tuple[tuple[re.Pattern[str], EntityKind], ...] = (
    (re.compile(r"Person|Patient"), "person"),
    (
        re.compile(
            r"\w*Organization|Corporation|NGO|Airline|PoliticalParty|CollegeOrUniversity|\w*School|SportsTeam"
            r"|\w*Group|\w*Business|\w*Agency|Consortium|Newspaper"
        ),
        "organisation",
    ),
    (
        re.compile(r"Place|Country|City|State|Continent|AdministrativeArea|Landform|\w*BodyOfWater|Mountain"),
        "place",
    ),
    (re.compile(r"\w*Event|Movie|Book|TVSeries|VideoGame|Product|MusicAlbum|Legislation"), "other"),
)


def read_subjects(facts: PageFacts) -> tuple[Subject, ...]:
    """Return what the page's data names, each name once: that whose kind it states first."""
    found: dict[str, Subject] = {}
    for subject in _stated(facts):
        if len(found) >= _MOST:
            break
        if _SHORTEST <= len(subject.name) <= _LONGEST:
            found.setdefault(subject.name, subject)
    return tuple(found.values())


def _stated(facts: PageFacts) -> Iterator[Subject]:
    untold: list[Subject] = []
    for value in (*listed(facts.article.get("about")), *listed(facts.article.get("mentions"))):
        subject = _subject(value, facts)
        if subject.kind is None:
            untold.append(subject)
        else:
            yield subject
    for value in listed(facts.article.get("contentLocation")):
        yield Subject(_name(text_of(value)), "place")
    yield from untold
    for value in listed(facts.article.get("keywords")):
        yield from (Subject(_name(part)) for part in _PARTED.split(text_of(value)))
    for tag in _TAGS:
        for content in facts.repeated.get(tag, ()):
            yield from (Subject(_name(part)) for part in _PARTED.split(content))


def _subject(value: object, facts: PageFacts) -> Subject:
    node: Node = facts.linked.resolved(value) or {}
    return Subject(_name(text_of(node.get("name")) or text_of(value)), _kind(node))


def _kind(node: Node) -> EntityKind | None:
    types = types_of(node)
    return next((kind for shape, kind in _KINDS if any(map(shape.fullmatch, types))), None)


def _name(text: str) -> str:
    return safe_line(text, _LONGEST + 1)
