"""Who wrote an article, as its page says: JSON-LD, meta tags, then the byline that it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.jsonld import Node, listed, text_of
from reader.extract.links import web_address
from reader.extract.names import clean_name, read_byline
from reader.model import Author
from reader.text import fold, safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from reader.extract.statements import PageFacts

_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "citation_author", "article:author_name", "cxenseparse:author", "twitter:data1", "og:article:author",
)  # fmt: skip
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?:s|-?names?|-?link)?|writers?|posted-?by|article-?author)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?:twitter|x)\.com/@?(\w{1,15})/?$", re.IGNORECASE)
_MAX_BYLINE = 160


def read_authors(
    tree: HtmlElement, facts: PageFacts, url: str | None, site: str | None
) -> tuple[Author, ...]:
    """Return the authors that a page names, most certain source first; bios are found elsewhere."""
    stated = _from_data(facts, url)
    if stated and not _is_only_the_site(stated, site):
        return stated
    shown = _named(_from_metas(facts)) or _named(_bylines(tree), tree_links=_links(tree, url))
    return shown if shown and not _is_only_the_site(shown, site) else stated or shown


def _from_data(facts: PageFacts, url: str | None) -> tuple[Author, ...]:
    authors: list[Author] = []
    for value in listed(facts.article.get("author") or facts.article.get("creator")):
        node = facts.linked.resolved(value)
        if node is None:
            authors += [Author(name=name) for name in read_byline(value if isinstance(value, str) else "")]
            continue
        names = [text_of(one) for one in listed(node.get("name"))]
        found = [name for text in names for name in _names_of_node(text, node)]
        authors += [_author_of(name, node if len(found) == 1 else {}, facts, url) for name in found]
    return _each_once(authors)


def _names_of_node(text: str, node: Node) -> tuple[str, ...]:
    """Return the names in a node's name: an organisation's is one, people may be listed."""
    if "Organization" in str(node.get("@type")):
        return tuple(filter(None, [clean_name(text)]))
    return read_byline(text)


def _author_of(name: str, node: Node, facts: PageFacts, url: str | None) -> Author:
    links = [text_of(one) for one in (*listed(node.get("sameAs")), *listed(node.get("url")))]
    handles = [match[1] for link in links if (match := _HANDLE.search(link))]
    employer = facts.linked.resolved(node.get("worksFor")) or {}
    return Author(
        name=name,
        role=safe_line(text_of(node.get("jobTitle")), 120) or None,
        outlet=safe_line(text_of(employer.get("name")), 120) or None,
        email=_address(text_of(node.get("email"))),
        handle=f"@{handles[0]}" if handles else None,
        url=web_address(text_of(node.get("url")), url),
        bio=" ".join(safe_text(text_of(node.get("description")))[:4000].split()) or None,
    )


def _address(text: str) -> str | None:
    address = text.removeprefix("mailto:").strip()
    return address if re.fullmatch(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", address) else None


def _from_metas(facts: PageFacts) -> Iterator[str]:
    for name in _METAS:
        value = facts.metas.get(name, "")
        if (
            value
            and not value.startswith(("http:", "https:", "/"))
            and (name != "twitter:data1" or len(value) < 60)
        ):
            yield value


def _bylines(tree: HtmlElement) -> Iterator[str]:
    """Yield the texts that are marked as bylines, by the certainty of the mark."""
    marked: list[tuple[int, str]] = []
    for element in tree.iter(
        "a", "span", "div", "p", "address", "li", "h3", "h4", "h5", "strong", "em", "section"
    ):
        rank = _byline_rank(element)
        if rank and len(marked) < 40:
            text = safe_line(" ".join(element.itertext()))
            if 3 < len(text) <= _MAX_BYLINE:
                marked.append((rank, text))
    yield from (text for _, text in sorted(marked, key=lambda one: one[0]))


def _byline_rank(element: HtmlElement) -> int:
    """Return 1 for the surest mark of a byline, more for weaker ones, 0 for none."""
    if "author" in (element.get("rel") or "").lower().split() or "author" in (element.get("itemprop") or ""):
        return 1
    classes = element.get("class")
    return 2 if classes and _BYLINE.search(classes) else 0


def _links(tree: HtmlElement, url: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for link in tree.iter("a"):
        if "author" in (link.get("rel") or "").lower().split() or "author" in (link.get("href") or ""):
            address = web_address(link.get("href"), url)
            if address:
                found.setdefault(fold("".join(link.itertext())), address)
    return found


def _named(bylines: Iterator[str], tree_links: dict[str, str] | None = None) -> tuple[Author, ...]:
    """Return the authors of the first byline that holds a name."""
    for byline in bylines:
        names = read_byline(byline)
        if names:
            return tuple(Author(name=name, url=(tree_links or {}).get(fold(name))) for name in names)
    return ()


def _each_once(authors: list[Author]) -> tuple[Author, ...]:
    return tuple({fold(author.name or ""): author for author in reversed(authors)}.values())[::-1]


def _is_only_the_site(authors: tuple[Author, ...], site: str | None) -> bool:
    """Whether the one author named is the publisher itself."""
    return len(authors) == 1 and fold(authors[0].name or "") == fold(site or "")
