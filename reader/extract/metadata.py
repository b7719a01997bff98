"""What a page says about its article: title, site, address, times, language, whether it is free to read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.extract.dates import read_time
from reader.extract.jsonld import Node, address_key, read_linked_data, text_of
from reader.extract.links import web_address
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from lxml.html import HtmlElement

    from reader.extract.jsonld import LinkedData
    from reader.extract.segments import Segment

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
    site: str | None = None
    url: str | None = None
    base: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    description: str = ""
    body: str = ""
    paywalled: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The parsed sources of metadata: meta tags by lower-case name, JSON-LD, and the article's node in it."""

    metas: Mapping[str, str]
    linked: LinkedData
    article: Node


def page_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """Read meta tags and JSON-LD once."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and len(metas) < 500:
            metas.setdefault(name.strip().lower(), content)
    linked = read_linked_data(tree)
    addresses = (url, _canonical(tree, url), metas.get("og:url"))
    article = linked.article(frozenset(address_key(one) for one in addresses if one))
    return PageFacts(metas, linked, article or {})


def read_metadata(tree: HtmlElement, facts: PageFacts, url: str | None = None) -> Metadata:
    """Return the metadata of a page: JSON-LD and meta tags first, what the page shows after them."""
    site = _site(facts, url)
    headlines = _headlines(tree, facts, site)
    return Metadata(
        title=_title(headlines),
        headlines=tuple(headlines.values()),
        site=site,
        url=_canonical(tree, url) or web_address(facts.metas.get("og:url"), url) or web_address(url),
        base=_base(tree, url),
        published=_published(tree, facts),
        modified=_first_time([facts.article.get("dateModified"), *_metas(facts, _MODIFIED)]),
        language=_language(tree, facts),
        description=safe_line(next(iter(_metas(facts, _DESCRIPTION)), ""), 2000),
        body=text_of(facts.article.get("articleBody")),
        paywalled=_is_paywalled(facts.article),
    )


def _metas(facts: PageFacts, names: tuple[str, ...]) -> list[str]:
    return [facts.metas[name] for name in names if facts.metas.get(name, "").strip()]


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = web_address(link.get("href"), url)
            same_place = (
                url is None
                or address is None
                or urlsplit(address).path.strip("/")
                or not urlsplit(url).path.strip("/")
            )
            return address if same_place else None
    return None


def _base(tree: HtmlElement, url: str | None) -> str | None:
    """Return what the page's links are relative to, where it says so itself."""
    element = next(tree.iter("base"), None)
    return web_address(element.get("href"), url) if element is not None else None


def _site(facts: PageFacts, url: str | None) -> str | None:
    publisher = text_of((facts.linked.resolved(facts.article.get("publisher")) or {}).get("name"))
    named = next(iter(_metas(facts, ("og:site_name", "application-name"))), "") or publisher
    host = re.sub(r"^www\d?\.", "", urlsplit(url).hostname or "") if url else ""
    return safe_line(named, 120) or host or None


def _headlines(tree: HtmlElement, facts: PageFacts, site: str | None) -> dict[str, str]:
    """Return every statement of the headline by its source, sites' names cut off, the likeliest first."""
    found = {
        "data": text_of(facts.article.get("headline")),
        "og": facts.metas.get("og:title", ""),
        "h1": next(_first_headings(tree), ""),
        "twitter": facts.metas.get("twitter:title", ""),
        "name": text_of(facts.article.get("name")),
        "title": tree.findtext(".//title") or "",
    }
    clean = {source: safe_line(text, _MAX_TITLE) for source, text in found.items()}
    others = [text for text in clean.values() if text]
    return {source: _without_site(text, site, others) for source, text in clean.items() if text}


def _first_headings(tree: HtmlElement) -> Iterator[str]:
    for heading in tree.iter("h1"):
        text = safe_line("".join(heading.itertext()))
        if text:
            yield text


def _without_site(title: str, site: str | None, others: list[str]) -> str:
    """Cut " - The Daily" off a title where the rest is a headline of the page, or the cut its site's name."""
    for match in reversed(list(_SEPARATOR.finditer(title))):
        left, right = title[: match.start()].strip(), title[match.end() :].strip()
        if len(left) >= 10 and (left in others or (site and _same_name(right, site))):
            return _without_site(left, site, others)
    return title


def _same_name(one: str, other: str) -> bool:
    plain, wanted = (
        re.sub(r"\W|\.(?:com|org|net|de|co\.uk)\b", "", text.casefold()) for text in (one, other)
    )
    return bool(plain) and (
        plain == wanted or (len(plain) > 3 and plain in wanted) or (len(wanted) > 3 and wanted in plain)
    )


def _title(headlines: Mapping[str, str]) -> str:
    title = next(iter(headlines.values()), "")
    start = title.rstrip(".… ")
    longer = [text for text in headlines.values() if len(start) > 40 and text.startswith(start)]
    return longer[0] if title != start and longer and title.endswith(("…", "...")) else title


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
    if len(set(metadata.headlines)) > 1 or not _SEPARATOR.search(metadata.title):
        return metadata
    shown = {block.text for block in blocks}
    spoken = [metadata.title[at:] for at in _part_starts(metadata.title) if metadata.title[at:] in shown]
    spoken += [part for part in parts if part in shown]
    if not spoken:
        return metadata
    title = max(spoken, key=len)
    return replace(metadata, title=title, headlines=(*metadata.headlines, title))


def _part_starts(title: str) -> list[int]:
    return [match.end() for match in _SEPARATOR.finditer(title)]
