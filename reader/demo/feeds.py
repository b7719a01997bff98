"""The edition's feed documents: RSS 2.0, Atom, JSON Feed 1.1 and RSS 1.0."""

from __future__ import annotations

import json
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any

from reader.demo.body import picture_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.demo.edition import DemoArticle, Edition
    from reader.demo.outlets import FeedFormat, Outlet

MEDIA_TYPES: dict[FeedFormat, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "rdf": "application/rdf+xml",
}
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render_feed(edition: Edition, outlet: Outlet, base_url: str) -> str:
    """The outlet's feed in its own format, addresses under `base_url`."""
    writers: dict[FeedFormat, Callable[[Edition, Outlet, str], str]] = {
        "rss": _rss, "atom": _atom, "json": _json_feed, "rdf": _rdf,
    }  # fmt: skip
    return writers[outlet.feed](edition, outlet, base_url)


def content(article: DemoArticle, base_url: str) -> str:
    """The article's HTML as its feed carries it; "" where the feed gives only a summary."""
    if article.summary_only or article.shown is not None:
        return ""
    lead = [picture_html(article.picture)] if article.picture else []
    html = "\n".join([*lead, *(part.html for part in article.full_parts)])
    return html.replace(f'src="{article.outlet.path}', f'src="{base_url}{article.outlet.path}')


def audio_path(article: DemoArticle) -> str:
    """Where the article's sound file is served, from the server's root."""
    return f"{article.outlet.path}audio/{article.slug}.wav"


def _rss(edition: Edition, outlet: Outlet, base_url: str) -> str:
    items = "\n".join(_rss_item(article, base_url) for article in edition.of(outlet))
    here = base_url + outlet.feed_url
    return (
        f'{_XML}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:media="http://search.yahoo.com/mrss/"'
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">\n<channel>\n'
        f"{_element('title', outlet.name)}{_element('link', base_url + outlet.path)}"
        f"{_element('description', outlet.tagline)}{_element('language', outlet.language)}"
        f"{_element('lastBuildDate', format_datetime(edition.changed(outlet)))}{_element('ttl', '30')}"
        f'<atom:link href="{here}" rel="self" type="{MEDIA_TYPES["rss"]}"/>\n{items}\n</channel>\n</rss>\n'
    )


def _rss_item(article: DemoArticle, base_url: str) -> str:
    url = base_url + article.path
    return "".join([
        "<item>\n",
        _element("title", article.title),
        _element("link", url),
        f'<guid isPermaLink="false">{_tag(article)}</guid>\n',
        _element("pubDate", format_datetime(article.published)),
        *(_element("dc:creator", author.name or "") for author in article.authors),
        *(_element("category", tag) for tag in article.tags),
        _element("description", _description(article, url)),
        _encoded(article, base_url),
        _media(article, base_url),
        _enclosure(article, base_url),
        "</item>",
    ])  # fmt: skip


def _encoded(article: DemoArticle, base_url: str) -> str:
    text = content(article, base_url)
    return f"<content:encoded>{_cdata(text)}</content:encoded>\n" if text else ""


def _description(article: DemoArticle, url: str) -> str:
    """The standfirst; a blog's software adds its own line to it, as such software does."""
    if article.outlet.template != "bytewise":
        return article.summary
    credit = f'The post <a href="{url}">{escape(article.title)}</a> appeared first on {article.outlet.name}.'
    return f"<p>{escape(article.summary)}</p>\n<p>{credit}</p>"


def _media(article: DemoArticle, base_url: str) -> str:
    if not article.picture:
        return ""
    words = _element("media:description", article.picture.caption) + _element(
        "media:credit", article.picture.credit
    )
    return f'<media:content url="{base_url}{article.picture.url}" medium="image">\n{words}</media:content>\n'


def _enclosure(article: DemoArticle, base_url: str) -> str:
    if article.audio_minutes is None:
        return ""
    from reader.demo.media import sound

    url, size = base_url + audio_path(article), len(sound(article.slug))
    return (
        f'<enclosure url="{url}" length="{size}" type="audio/wav"/>\n'
        f"<itunes:duration>{article.audio_minutes}:00</itunes:duration>\n"
    )


def _atom(edition: Edition, outlet: Outlet, base_url: str) -> str:
    entries = "\n".join(_atom_entry(article, base_url) for article in edition.of(outlet))
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">\n'
        f"{_element('title', outlet.name)}{_element('subtitle', outlet.tagline)}"
        f"{_element('id', f'tag:{outlet.id}.example,2026:feed')}"
        f'<link rel="self" href="{base_url}{outlet.feed_url}"/>\n<link href="{base_url}{outlet.path}"/>\n'
        f"{_element('updated', edition.changed(outlet).isoformat())}{entries}\n</feed>\n"
    )


def _atom_entry(article: DemoArticle, base_url: str) -> str:
    text = content(article, base_url)
    return "".join([
        "<entry>\n",
        f'<title type="text">{escape(article.title, quote=False)}</title>\n',
        _element("id", _tag(article)),
        f'<link rel="alternate" type="text/html" href="{base_url}{article.path}"/>\n',
        _element("published", article.published.isoformat()),
        _element("updated", article.modified.isoformat()),
        *(f"<author><name>{escape(a.name or '', quote=False)}</name></author>\n" for a in article.authors),
        *(f'<category term="{escape(tag)}"/>\n' for tag in article.tags),
        f'<summary type="text">{escape(article.summary, quote=False)}</summary>\n',
        f'<content type="html">{escape(text, quote=False)}</content>\n' if text else "",
        "</entry>",
    ])  # fmt: skip


def _json_feed(edition: Edition, outlet: Outlet, base_url: str) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.tagline,
        "home_page_url": base_url + outlet.path,
        "feed_url": base_url + outlet.feed_url,
        "language": outlet.language,
        "items": [_json_item(article, base_url) for article in edition.of(outlet)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _json_item(article: DemoArticle, base_url: str) -> dict[str, Any]:
    text = content(article, base_url)
    item = {
        "id": _tag(article),
        "url": base_url + article.path,
        "title": article.title,
        "summary": article.summary,
        "date_published": article.published.isoformat(),
        "date_modified": article.modified.isoformat(),
        "authors": [{"name": author.name} for author in article.authors],
        "tags": list(article.tags),
        "image": base_url + (article.picture.url or "") if article.picture else None,
    }
    # An item must have content in one of two forms: a feed without the text repeats its summary.
    item |= {"content_html": text} if text else {"content_text": article.summary}
    return {key: value for key, value in item.items() if value}


def _rdf(edition: Edition, outlet: Outlet, base_url: str) -> str:
    articles = edition.of(outlet)
    rows = "\n".join(f'<rdf:li rdf:resource="{base_url}{article.path}"/>' for article in articles)
    items = "\n".join(_rdf_item(article, base_url) for article in articles)
    return (
        f'{_XML}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f'<channel rdf:about="{base_url}{outlet.feed_url}">\n'
        f"{_element('title', outlet.name)}{_element('link', base_url + outlet.path)}"
        f"{_element('description', outlet.tagline)}{_element('dc:language', outlet.language)}"
        f"<items><rdf:Seq>\n{rows}\n</rdf:Seq></items>\n</channel>\n{items}\n</rdf:RDF>\n"
    )


def _rdf_item(article: DemoArticle, base_url: str) -> str:
    return "".join([
        f'<item rdf:about="{base_url}{article.path}">\n',
        _element("title", article.title),
        _element("link", base_url + article.path),
        _element("description", article.summary),
        *(_element("dc:creator", author.name or "") for author in article.authors),
        _element("dc:date", article.published.isoformat()),
        *(_element("dc:subject", tag) for tag in article.tags),
        _encoded(article, base_url),
        "</item>",
    ])  # fmt: skip


def _tag(article: DemoArticle) -> str:
    return f"tag:{article.outlet.id}.example,2026:{article.slug}"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>\n"


def _cdata(html: str) -> str:
    return f"<![CDATA[{html.replace(']]>', ']]]]><![CDATA[>')}]]>"
