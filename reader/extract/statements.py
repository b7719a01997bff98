"""What a page states about its article in tags and data: gathered in one walk, for others to weigh."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.extract.jsonld import LinkedData, address_key, read_linked_data, text_of, unescaped
from reader.extract.links import web_address
from reader.text import safe_line
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from reader.extract.jsonld import Node

    Link = tuple[HtmlElement, str]  # an element and its address

_MAX_METAS = 500
_MAX_VALUES = 40  # of one name
_MAX_CONTENT = 4000
_MAX_HEADINGS = 60
_MAX_HEADING = 600
_MAX_TIMES = 40
_MAX_LINKS = 5_000  # of each kind
_MAX_SCRIPTS = 40
_MAX_DATA = 2_000_000
_COMPOUND = re.compile(r"\s[-–—|·»]\s|\|")
_MUTE = frozenset({"script", "style", "svg", "button", "rt", "rp", "template", "time"})
_WITHIN_WORDS = frozenset({
    "a", "abbr", "b", "big", "cite", "em", "font", "i", "mark", "q", "rb", "ruby", "small", "span", "strong",
    "sub", "sup", "u", "wbr",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page, level 1 to 3, and the parts that its elements part it into."""

    level: int
    text: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The sources of metadata: meta tags by lower-case name, JSON-LD with the article in it, headings; and
    the links, those of <link> and those that readers follow, each with its address as it is written."""

    metas: Mapping[str, str]
    linked: LinkedData
    article: Node
    repeated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title: str = ""
    headings: tuple[Heading, ...] = ()
    times: tuple[HtmlElement, ...] = ()
    relations: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    canonical: str | None = None
    base: str | None = None


@dataclass(slots=True)
class _Gathered:
    """What the walk has met so far."""

    url: str | None
    metas: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    times: list[HtmlElement] = field(default_factory=list)
    relations: list[Link] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    title: str | None = None
    canonical: str | None = None
    base: str | None = None
    room_for_data: int = _MAX_DATA


def page_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """Read meta tags, links, JSON-LD, headings and times in one walk over the page."""
    found = _Gathered(url)
    for element in tree.iter(*_TAKEN):
        _TAKEN[element.tag](element, found)
    linked = read_linked_data(found.scripts)
    first = {name: values[0] for name, values in found.metas.items()}
    addresses = (url, found.canonical, first.get("og:url"))
    return PageFacts(
        metas=first,
        linked=linked,
        article=linked.article(frozenset(address_key(one) for one in addresses if one)) or {},
        repeated={name: tuple(values) for name, values in found.metas.items()},
        title=found.title or "",
        headings=tuple(found.headings),
        times=tuple(found.times),
        relations=tuple(found.relations),
        links=tuple(found.links),
        canonical=found.canonical,
        base=found.base,
    )


def host_of(url: str | None) -> str:
    """Return the host of an address without "www.", empty where there is none."""
    return re.sub(r"^www\d?\.", "", urlsplit(url).hostname or "") if url else ""


def site_names(facts: PageFacts, url: str | None) -> tuple[str, ...]:
    """Return the names of the site by which a title may end: its own, its publisher's, its host's."""
    publisher = text_of((facts.linked.resolved(facts.article.get("publisher")) or {}).get("name"))
    stated = (facts.metas.get("og:site_name", ""), facts.metas.get("application-name", ""))
    names = (*map(unescaped, stated), publisher, host_of(url))
    return tuple(name for name in names if name and len(name) < 60 and not _COMPOUND.search(name))


def _take_meta(element: HtmlElement, found: _Gathered) -> None:
    get = element.get
    content = get("content")
    if not content:
        return
    name = get("property") or get("name") or get("itemprop") or get("http-equiv")
    if name and len(found.metas) < _MAX_METAS and len(name) < 100:
        values = found.metas.setdefault(name.strip().lower(), [])
        if len(values) < _MAX_VALUES:
            values.append(content[:_MAX_CONTENT])


def _take_anchor(element: HtmlElement, found: _Gathered) -> None:
    address = element.get("href")
    if address and len(found.links) < _MAX_LINKS:
        found.links.append((element, address))


def _take_link(element: HtmlElement, found: _Gathered) -> None:
    address = element.get("href")
    if address and len(found.relations) < _MAX_LINKS:
        found.relations.append((element, address))
    if found.canonical is None and "canonical" in (element.get("rel") or "").lower():
        found.canonical = web_address(element.get("href"), found.url)


def _take_base(element: HtmlElement, found: _Gathered) -> None:
    if found.base is None:
        found.base = web_address(element.get("href"), found.url)


def _take_title(element: HtmlElement, found: _Gathered) -> None:
    if found.title is None:
        found.title = (element.text or "")[:_MAX_CONTENT]


def _take_script(element: HtmlElement, found: _Gathered) -> None:
    if "ld+json" in (element.get("type") or "") and len(found.scripts) < _MAX_SCRIPTS:
        text = (element.text or "")[: found.room_for_data]
        found.room_for_data -= len(text)
        found.scripts.append(text)


def _take_heading(element: HtmlElement, found: _Gathered) -> None:
    if len(found.headings) < _MAX_HEADINGS:
        text, parts = heading_text(element)
        if text:
            found.headings.append(Heading(int(element.tag[1]), text, parts))


def _take_time(element: HtmlElement, found: _Gathered) -> None:
    if len(found.times) < _MAX_TIMES:
        found.times.append(element)


_TAKEN = {
    "meta": _take_meta, "link": _take_link, "base": _take_base, "title": _take_title,
    "script": _take_script, "h1": _take_heading, "h2": _take_heading, "h3": _take_heading,
    "time": _take_time, "a": _take_anchor,
}  # fmt: skip


def heading_text(heading: HtmlElement) -> tuple[str, tuple[str, ...]]:
    """Return a heading on one line, and its parts where elements part it: a kicker from the title."""
    if not len(heading):
        return safe_line((heading.text or "")[:_MAX_HEADING]), ()
    pieces: list[str] = []
    _gather_pieces(heading, pieces, 8)
    text = "".join(pieces)[:_MAX_HEADING]
    parts = tuple(filter(None, map(safe_line, text.split("\n"))))
    return safe_line(text), parts if 1 < len(parts) <= 6 else ()


def _gather_pieces(element: HtmlElement, pieces: list[str], depth: int) -> None:
    """Append the texts in an element; a newline stands where a part of the heading ends."""
    pieces.append((element.text or "").replace("\n", " "))
    after_span = False
    for child in element[:60]:
        parts_lines = child.tag not in _WITHIN_WORDS or (after_span and child.tag == "span")
        if parts_lines:
            pieces.append("\n")
        if child.tag not in _MUTE and depth:
            _gather_pieces(child, pieces, depth - 1)
        if child.tag not in _WITHIN_WORDS:
            pieces.append("\n")
        tail = child.tail or ""
        pieces.append(tail.replace("\n", " "))
        after_span = child.tag == "span" and not tail.strip()
