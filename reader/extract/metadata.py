"""What a page says about its article: title, site, address, times, language, whether it is free to read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.extract.dates import read_time
from reader.extract.headlines import headlines, same
from reader.extract.jsonld import text_of
from reader.extract.links import web_address
from reader.extract.statements import PageFacts, page_facts
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml.html import HtmlElement

    from reader.extract.jsonld import Node
    from reader.extract.segments import Segment

__all__ = ["Metadata", "PageFacts", "page_facts", "read_metadata", "with_shown_title"]

_MAX_TITLE = 1000
_SEPARATOR = re.compile(r"\s+[-–—|·•:»«/]+\s+|\s*\|\s*")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "article.published",
    "dc.date.issued", "dcterms.created", "dc.date", "dc.date.created", "citation_publication_date",
    "cxenseparse:recs:publishtime", "date", "article:published", "pdate", "originalpublicationdate",
    "rnews:datepublished", "dcterms.date", "article_date_original", "published_at",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "revised", "article:modified", "dc.date.modified",
)  # fmt: skip
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


def read_metadata(tree: HtmlElement, facts: PageFacts, url: str | None = None) -> Metadata:
    """Return the metadata of a page: JSON-LD and meta tags first, what the page shows after them."""
    site = _site(facts, url)
    titles = headlines(facts, _site_names(facts, url), url or facts.canonical or facts.metas.get("og:url"))
    return Metadata(
        title=titles[0] if titles else "",
        headlines=titles,
        unconfirmed=len(titles) == 1 and not any(same(one.text, titles[0]) for one in facts.headings),
        site=site,
        url=_canonical(facts, url) or web_address(facts.metas.get("og:url"), url) or web_address(url),
        base=facts.base,
        published=_published(tree, facts),
        modified=_first_time([facts.article.get("dateModified"), *_metas(facts, _MODIFIED)]),
        language=_language(tree, facts),
        description=safe_line(next(iter(_metas(facts, _DESCRIPTION)), ""), 2000),
        body=text_of(facts.article.get("articleBody")),
        paywalled=_is_paywalled(facts.article),
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
    return safe_line(named, 120) or _host(url) or None


def _host(url: str | None) -> str:
    return re.sub(r"^www\d?\.", "", urlsplit(url).hostname or "") if url else ""


def _site_names(facts: PageFacts, url: str | None) -> tuple[str, ...]:
    """Return the names of the site by which a title may end: its own, its publisher's, its host's."""
    publisher = text_of((facts.linked.resolved(facts.article.get("publisher")) or {}).get("name"))
    names = [*_metas(facts, ("og:site_name", "application-name")), publisher, _host(url)]
    return tuple(name for name in names if name and len(name) < 60 and not _SEPARATOR.search(name))


def _published(tree: HtmlElement, facts: PageFacts) -> datetime | None:
    stated = [
        facts.article.get("datePublished"),
        *_metas(facts, _PUBLISHED),
        facts.article.get("dateCreated"),
    ]
    return _first_time(stated) or _shown_time(tree) or _guessed_day(tree)


def _guessed_day(tree: HtmlElement) -> datetime | None:
    """Return the day that htmldate's search of the whole page comes to: dear, so only as the last way."""
    import logging

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return read_time(find_date(tree, original_date=True, extensive_search=False))
    except Exception:  # a page's date is no reason to lose the page
        return None


def _first_time(values: list[object]) -> datetime | None:
    return next((time for time in map(read_time, values) if time is not None), None)


def _shown_time(tree: HtmlElement) -> datetime | None:
    """Return the time in the first <time> or dated element, that of publication before others."""
    shown: list[object] = []
    for element in tree.iter("time", "abbr", "span", "div", "p"):
        stated = element.get("datetime") or element.get("content")
        prop = (element.get("itemprop") or "") + " " + (element.get("class") or "")
        if stated and ("datePublished" in prop or element.get("pubdate") is not None or "published" in prop):
            shown.insert(0, stated)
        elif element.tag == "time":
            shown.append(stated or "".join(element.itertext()))
    return _first_time(shown[:20])


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


def _is_paywalled(article: Node) -> bool:
    return str(article.get("isAccessibleForFree")).strip().lower() in {"false", "no", "0"}


def with_shown_title(metadata: Metadata, blocks: Sequence[Segment]) -> Metadata:
    """Return the metadata with the part of its title that is a line of the page, where only <title> has one.

    "The Daily - Sport - Rovers win" gives "Rovers win".
    """
    parts = [part for part in _SEPARATOR.split(metadata.title) if len(part) > 10]
    if not metadata.unconfirmed or not _SEPARATOR.search(metadata.title):
        return metadata
    shown = {block.text for block in blocks}
    spoken = [metadata.title[at:] for at in _part_starts(metadata.title) if metadata.title[at:] in shown]
    spoken += [part for part in parts if part in shown]
    if not spoken:
        return metadata
    title = max(spoken, key=len)
    return replace(metadata, title=title, headlines=(title, *metadata.headlines), unconfirmed=False)


def _part_starts(title: str) -> list[int]:
    return [match.end() for match in _SEPARATOR.finditer(title)]
