"""The feeds that a web page names in its head."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from reader.fetch.address import parse_address
from reader.fetch.error import FetchError
from reader.text import safe_line
from reader.values import dataclass

COMMON_PATHS = (
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
)
"""Where feeds often are when no page says so; the most common first."""

_LARGEST_PAGE = 1024 * 1024
_MOST_LINKS = 20
_MOST_TAGS = 2000
_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    }
)
# One tag, quoted values and all, at most 4,000 characters: nothing to backtrack into.
_TAG = re.compile(r"<(?:link|base)\b(?:[^<>\"']|\"[^\"<]{0,2048}\"|'[^'<]{0,2048}'){0,4000}+>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names: its address, title ("" if it has none) and media type."""

    url: str
    title: str
    type: str


def feed_links(html: bytes, base_url: str) -> tuple[FeedLink, ...]:
    """Return the feeds that a page names with `<link rel=alternate>`, in its order, at most 20.

    Only http and https addresses count. The page is read to its first megabyte; never raises.
    """
    links: dict[str, FeedLink] = {}
    base = base_url
    for name, attributes in _tags(html):
        if name == "base" and base == base_url:
            base = _absolute(base_url, attributes.get("href", "")) or base_url
        elif name == "link" and (link := _feed_link(attributes, base)):
            links.setdefault(link.url, link)
        if len(links) == _MOST_LINKS:
            break
    return tuple(links.values())


def _feed_link(attributes: dict[str, str], base: str) -> FeedLink | None:
    relations = attributes.get("rel", "").lower().split()
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    if kind not in _TYPES or not {"alternate", "feed"} & set(relations) or "stylesheet" in relations:
        return None
    url = _absolute(base, attributes.get("href", ""))
    return FeedLink(url, safe_line(attributes.get("title", ""), 200), kind) if url else None


def _absolute(base: str, href: str) -> str | None:
    href = href.strip()
    try:
        return parse_address(urljoin(base, href)).url if href else None
    except (FetchError, ValueError):
        return None


def _tags(html: bytes) -> list[tuple[str, dict[str, str]]]:
    """The link and base tags of a page, outside comments and scripts."""
    page = html[:_LARGEST_PAGE].decode("utf-8", "replace")
    for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        page = _without(page, opening, closing)
    reader = _TagReader()
    for count, tag in enumerate(_TAG.finditer(page)):
        if count == _MOST_TAGS:
            break
        reader.feed(tag[0])
        reader.reset()
    return reader.tags


def _without(page: str, opening: str, closing: str) -> str:
    """Drop what stands between `opening` and `closing`; in linear time, unlike a lazy pattern."""
    begin, end = re.compile(re.escape(opening), re.IGNORECASE), re.compile(re.escape(closing), re.IGNORECASE)
    pieces, at = list[str](), 0
    while start := begin.search(page, at):
        pieces.append(page[at : start.start()])
        stop = end.search(page, start.end())
        if stop is None:
            return "".join(pieces)
        at = stop.end()
    return "".join((*pieces, page[at:]))


class _TagReader(HTMLParser):
    """Collects the name and attributes of the tags it is fed one by one."""

    def __init__(self) -> None:
        self.tags: list[tuple[str, dict[str, str]]] = []
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the first value of each attribute."""
        self.tags.append((tag, {name: value or "" for name, value in reversed(attrs)}))
