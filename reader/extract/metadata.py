"""What a page says about its article: title, site, address, times, language, whether it is free to read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.extract.headlines import headlines, same
from reader.extract.jsonld import text_of
from reader.extract.links import web_address
from reader.extract.paywall import is_paywalled
from reader.extract.publication import modified, published
from reader.extract.statements import PageFacts, host_of, page_facts, site_names
from reader.text import safe_line
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

__all__ = ["Metadata", "PageFacts", "page_facts", "read_metadata", "with_shown_title"]

_SEPARATOR = re.compile(r"\s+[-–—|·•:»«/]+\s+|\s*\|\s*")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")
_DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The page's own words about its article; empty or None where it says nothing."""

    title: str = ""
    headlines: tuple[str, ...] = ()
    unconfirmed: bool = False
    site: str | None = None
    url: str | None = None
    base: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    description: str = ""
    body: str = ""
    paywalled: bool = False


def read_metadata(tree: HtmlElement, facts: PageFacts, url: str | None = None, html: bytes = b"") -> Metadata:
    """Return the metadata of a page: JSON-LD and meta tags first, what the page shows after them.

    `html` is the source of the page: the tree lacks its scripts.
    """
    site = _site(facts, url)
    titles = headlines(facts, site_names(facts, url), url or facts.canonical or facts.metas.get("og:url"))
    return Metadata(
        title=titles[0] if titles else "",
        headlines=titles,
        unconfirmed=len(titles) == 1 and not any(same(one.text, titles[0]) for one in facts.headings),
        site=site,
        url=_canonical(facts, url) or web_address(facts.metas.get("og:url"), url) or web_address(url),
        base=facts.base,
        published=published(tree, facts, url, html),
        modified=modified(facts),
        language=_language(tree, facts),
        description=safe_line(next(iter(_metas(facts, _DESCRIPTION)), ""), 2000),
        body=text_of(facts.article.get("articleBody")),
        paywalled=is_paywalled(facts),
    )


def _metas(facts: PageFacts, names: tuple[str, ...]) -> list[str]:
    return [facts.metas[name] for name in names if facts.metas.get(name, "").strip()]


def _canonical(facts: PageFacts, url: str | None) -> str | None:
    """Return the canonical address, unless that of a deep page is the site's front page."""
    address = facts.canonical
    if address is None or url is None or urlsplit(address).path.strip("/"):
        return address
    return None if urlsplit(url).path.strip("/") else address


def _site(facts: PageFacts, url: str | None) -> str | None:
    publisher = text_of((facts.linked.resolved(facts.article.get("publisher")) or {}).get("name"))
    named = next(iter(_metas(facts, ("og:site_name", "application-name"))), "") or publisher
    if named.startswith(("http://", "https://")):
        named = host_of(named) or ""
    return safe_line(named, 120) or host_of(url) or None


def _language(tree: HtmlElement, facts: PageFacts) -> str | None:
    root = tree.getroottree().getroot()
    stated = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    stated += [
        text_of(facts.article.get("inLanguage")),
        *_metas(facts, ("content-language", "language", "og:locale")),
    ]
    for value in stated:
        tag = (value or "").split(",")[0].strip()
        if _LANGUAGE.match(tag):
            first, *rest = re.split("[-_]", tag)
            return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
    return None


def with_shown_title(metadata: Metadata, blocks: Sequence[Segment]) -> Metadata:
    """Return the metadata with the part of its title that is a line of the page, where only <title> has one.

    "The Daily - Sport - Rovers win" gives "Rovers win".
    """
    if not metadata.unconfirmed or not _SEPARATOR.search(metadata.title):
        return metadata
    parts = [part for part in _SEPARATOR.split(metadata.title) if len(part) > 10]
    shown = {block.text for block in blocks}
    spoken = [metadata.title[at:] for at in _part_starts(metadata.title) if metadata.title[at:] in shown]
    spoken += [part for part in parts if part in shown]
    if not spoken:
        return metadata
    title = max(spoken, key=len)
    return replace(metadata, title=title, headlines=(title, *metadata.headlines), unconfirmed=False)


def _part_starts(title: str) -> list[int]:
    return [match.end() for match in _SEPARATOR.finditer(title)]
