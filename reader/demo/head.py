"""What a page says about itself to machines: title, meta tags, OpenGraph and JSON-LD."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from reader.demo.feeds import MEDIA_TYPES

if TYPE_CHECKING:
    from reader.demo.outlets import Outlet
    from reader.demo.sheet import Sheet
    from reader.model import Author


def alternate(outlet: Outlet) -> str:
    """The link by which a page offers its outlet's feed."""
    name = escape(outlet.name)
    return f'<link rel="alternate" type="{MEDIA_TYPES[outlet.feed]}" title="{name}" href="{outlet.feed_url}">'


def title(sheet: Sheet, joiner: str = " | ") -> str:
    return f"<title>{escape(sheet.article.title + joiner + sheet.outlet.name, quote=False)}</title>"


def canonical(sheet: Sheet) -> str:
    return f'<link rel="canonical" href="{sheet.url}">'


def open_graph(sheet: Sheet) -> str:
    """The og: and article: properties."""
    article = sheet.article
    properties = {
        "og:type": "article",
        "og:site_name": sheet.outlet.name,
        "og:title": article.title,
        "og:description": article.summary,
        "og:url": sheet.url,
        "og:image": sheet.base_url + (article.picture.url or "") if article.picture else "",
        "article:published_time": article.published.isoformat(),
        "article:modified_time": article.modified.isoformat(),
        "article:section": article.section,
    }
    return "\n".join(_meta("property", name, value) for name, value in properties.items() if value)


def plain_meta(sheet: Sheet) -> str:
    """The older meta tags: description, keywords, author, date."""
    article = sheet.article
    names = {
        "description": article.summary,
        "keywords": ", ".join(article.tags),
        "author": ", ".join(author.name or "" for author in article.authors),
        "date": article.published.isoformat(),
    }
    return "\n".join(_meta("name", name, value) for name, value in names.items() if value)


def json_ld(sheet: Sheet, *, graph: bool = False) -> str:
    """A NewsArticle with its people; with `graph`, among the site's other things. "" if not carried."""
    if not sheet.carries("jsonld"):
        return ""
    data: dict[str, Any] = {"@context": "https://schema.org", **_news_article(sheet)}
    if graph:
        data = {"@context": "https://schema.org", "@graph": _graph(sheet)}
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def _graph(sheet: Sheet) -> list[dict[str, Any]]:
    site = {"@type": "WebSite", "@id": f"{sheet.base_url}{sheet.outlet.path}#site", "name": sheet.outlet.name}
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": 1, "name": sheet.article.section}],
    }
    article = _news_article(sheet)
    people = article.pop("author")
    for number, person in enumerate(people):
        person["@id"] = f"{sheet.url}#person-{number}"
    article["author"] = [{"@id": person["@id"]} for person in people]
    return [site, crumbs, article, *people]


def _news_article(sheet: Sheet) -> dict[str, Any]:
    article = sheet.article
    data: dict[str, Any] = {
        "@type": "LiveBlogPosting" if article.layout == "live" else "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "datePublished": article.published.isoformat(),
        "dateModified": article.modified.isoformat(),
        "inLanguage": article.language,
        "mainEntityOfPage": sheet.url,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "isAccessibleForFree": article.shown is None,
        "author": [_person(author) for author in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": sheet.outlet.name},
    }
    if article.pictures:
        data["image"] = [sheet.base_url + (picture.url or "") for picture in article.pictures]
    return data


def _person(author: Author) -> dict[str, Any]:
    values = {
        "@type": "Person",
        "name": author.name,
        "jobTitle": author.role,
        "email": author.email,
        "description": author.bio,
        "worksFor": {"@type": "Organization", "name": author.outlet} if author.outlet else None,
    }
    return {key: value for key, value in values.items() if value}


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">'
