"""The rooms of a page that are not the article, told by the names that their makers gave the elements."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from reader.extract.inline import holds, plain_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Room = Literal["furniture", "bio", "byline", "headline", ""]

_WORD = re.compile(r"[a-z]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_FURNITURE = frozenset({
    "newsletter", "newsletters", "signup", "optin", "subscribe", "share", "sharing", "sharebar",
    "social", "socials", "related", "recommended", "recommendation", "recommendations",
    "recirculation", "recirc", "promo", "trending", "outbrain", "taboola", "advert",
    "advertisement", "advertisment", "ads", "sponsored", "breadcrumb", "breadcrumbs", "cookie",
    "cookies", "consent", "gdpr", "comments", "disqus", "hidden", "hide", "taglist", "rating",
    "ratings", "poll", "tooltip", "toolbar", "pagination", "paginator", "popup", "modal", "banner",
    "readmore", "cta", "donate", "donation",
})  # fmt: skip
_PAIRS = (
    "screen-reader", "sr-only", "visually-hidden", "visuallyhidden", "read-more", "read-also",
    "see-also", "most-read", "most-popular", "up-next", "article-tags", "post-tags", "tags-list",
    "follow-us", "also-like", "more-from",
)  # fmt: skip
_BIO = re.compile(
    r"author-?(?:bio|box|info|about|description|profile|card|desc)|about-(?:the-)?author|(?:^|"
    r"[\s_-])bio(?:graphy)?(?:$|[\s_-])|"
    r"(?:writer|contributor|journalist)-?(?:bio|box|info|profile)"
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|dateline|timestamp|pubdate|publish(?:ed)?-?(?:date|time)|author-?name)(?:$|"
    r"[\s_-])"
)
# Words of which each of these patterns holds one: they are cheaper to ask for.
_BIO_WORDS = ("bio", "author", "writer", "contributor", "journalist")
_BYLINE_WORDS = ("byline", "by-line", "dateline", "timestamp", "pubdate", "publish", "author")
_COMMENTS = re.compile(r"comment|komment|disqus|respond\b|replies|guestbook")
_FURNITURE_ROLES = frozenset({
    "navigation", "search", "contentinfo", "toolbar", "menu", "menubar", "dialog", "alertdialog",
    "tablist",
})  # fmt: skip


def room_of(element: HtmlElement) -> Room:
    """Return which room of a page an element opens, empty for none that is known."""
    told = role_room(element.tag, element.get("role"))
    if told:
        return told
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return named_room(names) if len(names) > 1 else ""


def role_room(tag: str, role: str | None) -> Room:
    """Return which room an element opens by its tag and its ARIA role alone."""
    if tag == "nav" or role in _FURNITURE_ROLES:
        return "furniture"
    return "headline" if tag == "h1" else ""


def hyphened(names: str) -> str:
    """Return names in lower case, a hyphen between their humps: "articleBody" → "article-body"."""
    return names if names.islower() else _HUMP.sub("-", names).lower()


@lru_cache(maxsize=4096)
def named_room(names: str) -> Room:
    """Return which room an element opens by its class and id."""
    plain = hyphened(names[:400]).replace("_", "-")
    if holds(plain, _BIO_WORDS) and _BIO.search(plain):
        return "bio"
    if holds(plain, _BYLINE_WORDS) and _BYLINE.search(plain):
        return "byline"
    words = plain_words(plain) if plain.isascii() else None
    if not _FURNITURE.isdisjoint(_WORD.findall(plain) if words is None else words) or holds(plain, _PAIRS):
        return "furniture"
    return ""


@lru_cache(maxsize=8192)
def speaks_of_comments(tag: str, names: str) -> bool:
    """Whether an element is named as the box of a page's comments, not as a page that has none."""
    plain = names.lower()
    return tag not in {"body", "html"} and "no-comment" not in plain and bool(_COMMENTS.search(plain))


def common_ancestor(elements: list[HtmlElement]) -> HtmlElement | None:
    """Return the innermost element that holds all of `elements`."""
    if not elements:
        return None
    path = [elements[0], *elements[0].iterancestors()]
    places = {element: place for place, element in enumerate(path)}
    top = 0
    for element in elements[1:]:
        at: HtmlElement | None = element
        while at is not None and at not in places:
            at = at.getparent()
        top = len(path) if at is None else max(top, places[at])
    return path[top] if top < len(path) else None
