"""Who wrote an article, as its page says: JSON-LD, meta tags, then the byline that it shows."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from reader.extract.headlines import same_name
from reader.extract.jsonld import Node, listed, text_of, unescaped
from reader.extract.links import web_address
from reader.extract.names import clean_name, is_agency, is_generic, looks_like_person, read_byline
from reader.extract.organisations import with_kinds
from reader.extract.people import author_of, described
from reader.extract.signatures import lone_names, shown_names
from reader.extract.statements import site_names
from reader.model import Author
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from reader.extract.statements import PageFacts

_METAS = (
    "author", "article:author", "articleauthor", "parsely-author", "sailthru.author", "citation_author",
    "dc.creator", "dcterms.creator", "byl", "article:author_name", "cxenseparse:author", "og:article:author",
    "rnews:author", "twitter:data1",
)  # fmt: skip


def read_authors(
    tree: HtmlElement, facts: PageFacts, url: str | None, site: str | None
) -> tuple[Author, ...]:
    """Return the authors that a page names, most certain source first; bios are found elsewhere.

    The site itself or "the editors" are authors only where no person and no agency is named anywhere.
    """
    names = (*site_names(facts, url), site or "")
    return described(with_kinds(_named(tree, facts, url, names), names), facts, url)


def _named(tree: HtmlElement, facts: PageFacts, url: str | None, names: Sequence[str]) -> tuple[Author, ...]:
    fallbacks: list[tuple[Author, ...]] = []
    for number, authors in enumerate(_statements(tree, facts, url)):
        if any(_is_somebody(one.name or "", names, surely=bool(fallbacks)) for one in authors):
            return authors if number == 0 else _somebodies(authors, names)
        if authors:
            fallbacks.append(authors)
    return next(iter(fallbacks), ())


def _statements(tree: HtmlElement, facts: PageFacts, url: str | None) -> Iterator[tuple[Author, ...]]:
    """Yield what each source says of the authors, the most certain first."""
    yield _from_data(facts, url, site_names(facts, url))
    for names in _from_metas(facts):
        yield tuple(Author(name=name) for name in names)
    links: dict[str, str] | None = None
    for names in chain(shown_names(tree), lone_names(tree)):
        links = _links(tree, url) if links is None else links
        yield tuple(Author(name=name, url=links.get(fold(name))) for name in names)


def _somebodies(authors: Sequence[Author], site: Sequence[str]) -> tuple[Author, ...]:
    return tuple(one for one in authors if _is_somebody(one.name or "", site, surely=False))


def _is_somebody(name: str, site: Sequence[str], surely: bool) -> bool:
    """Whether a name is neither the site's nor that of a post; `surely`: whether it is a person's or an
    agency's by its looks."""
    if (is_generic(name) and len(name.split()) < 3) or any(same_name(name, one) for one in site if one):
        return False
    return not surely or looks_like_person(name) or is_agency(name)


def _from_data(facts: PageFacts, url: str | None, site: Sequence[str]) -> tuple[Author, ...]:
    authors: list[Author] = []
    for value in listed(facts.article.get("author") or facts.article.get("creator")):
        node = facts.linked.resolved(value)
        if node is None:
            authors += [Author(name=name) for name in read_byline(value if isinstance(value, str) else "")]
            continue
        names = [text_of(one) for one in listed(node.get("name"))]
        found = [name for text in names for name in _names_of_node(text, node, site)]
        authors += [author_of(name, node if len(found) == 1 else {}, facts, url) for name in found]
    return _each_once(authors)


def _names_of_node(text: str, node: Node, site: Sequence[str]) -> tuple[str, ...]:
    """Return the names in a node's name: an organisation's is one, people may be listed."""
    if "Organization" in str(node.get("@type")):
        return tuple(filter(None, [clean_name(text)]))
    names = read_byline(text)
    people = tuple(name for name in names if not any(same_name(name, one) for one in site))
    return people or names


def _from_metas(facts: PageFacts) -> Iterator[tuple[str, ...]]:
    """Yield the names in each kind of meta tag; one name may stand in each of several tags."""
    for kind in _METAS:
        values = facts.repeated.get(kind, ())
        if kind == "twitter:data1":  # may be anything, most often the time it takes to read
            values = tuple(value for value in values if len(value) < 60 and not re.search(r"\d", value))
        bylines = [value for value in values if not value.startswith(("http:", "https:", "/"))]
        names = [name for byline in bylines for name in read_byline(unescaped(byline))]
        if names:
            yield tuple(dict.fromkeys(names))


def _links(tree: HtmlElement, url: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for link in tree.iter("a"):
        if "author" in (link.get("rel") or "").lower().split() or "author" in (link.get("href") or ""):
            address = web_address(link.get("href"), url)
            if address:
                found.setdefault(fold("".join(link.itertext())), address)
    return found


def _each_once(authors: list[Author]) -> tuple[Author, ...]:
    return tuple({fold(author.name or ""): author for author in reversed(authors)}.values())[::-1]
