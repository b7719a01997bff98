"""What the elements of a page are to a reader, by their tags and by the names that their makers gave them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from reader.extract.inline import holds
from reader.extract.visibility import class_words, is_for_screen_readers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from reader.model import SpanKind

Role = Literal["block", "skipped", "special"]
ClassRole = Literal["", "screen-reader", "formula", "caption", "embed", "edit"]

_SKIPPED = (
    "nav", "style", "head", "title", "meta", "link", "iframe", "object", "embed", "applet",
    "canvas", "svg", "audio", "video", "map", "select", "option", "datalist", "input", "textarea",
    "progress", "meter", "dialog", "base", "source", "track", "param",
)  # fmt: skip
_BLOCKS = (
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
)  # fmt: skip
_SPECIAL = (
    "a", "br", "img", "math", "script", "template", "button", "mjx-container", "q", "code", "rt", "noscript",
)  # fmt: skip
# Blocks that lend nothing of their own to the text in them.
PLAIN = frozenset({
    "address", "article", "aside", "body", "center", "details", "div", "fieldset", "footer", "form", "header",
    "hgroup", "html", "legend", "main", "p", "search", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "caption",
})  # fmt: skip
ROLES: dict[object, Role] = {
    **dict.fromkeys(_SKIPPED, "skipped"),
    **dict.fromkeys(_BLOCKS, "block"),
    **dict.fromkeys(_SPECIAL, "special"),
}
HEADINGS = {f"h{n}": n for n in range(1, 7)}
MARKS: dict[object, SpanKind] = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "cite": "emphasis",
    "dfn": "emphasis", "var": "emphasis",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "sup": "superscript",
    "sub": "subscript", "s": "struck", "del": "struck", "strike": "struck",
}  # fmt: skip
_EMBEDS = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|reddit-embed-bq)\b"
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:fig|wp-|image-?|img-?|photo-?|media-?|picture-?)?caption(?:$|[\s_-])", re.IGNORECASE
)
_FORMULAS = frozenset({
    "katex", "katex-display", "mathjax", "mathjax_display", "mathjax_preview", "mathjax_svg",
    "mathjax_svg_display", "mathjax_chtml", "mjx-chtml", "mjxc-display", "mwe-math-element", "math-inline",
    "math-block", "math-display",
})  # fmt: skip
_EDITS = frozenset(
    {"mw-editsection", "headerlink", "heading-anchor", "anchorjs-link", "hash-link", "anchor-link"}
)


# One of these is in a class attribute that has any of the roles.
_TELLING = (
    "caption", "math", "katex", "mjx", "mwe", "edit", "anchor", "link", "sr", "hidden", "reader", "invisible",
    "offscreen", "assistive", "tweet", "twitter", "media", "embed",
)  # fmt: skip


@lru_cache(maxsize=8192)
def class_role(names: str) -> ClassRole:
    """Return what the names in a class attribute make of an element, empty where nothing in particular."""
    plain = names.lower()
    if not holds(plain, _TELLING):
        return ""
    if is_for_screen_readers(names):
        return "screen-reader"
    words = class_words(names)
    if not _FORMULAS.isdisjoint(words):
        return "formula"
    if not _EDITS.isdisjoint(words):
        return "edit"
    if _EMBEDS.search(names):
        return "embed"
    return "caption" if "caption" in plain and _CAPTION.search(names) else ""


def heading_level(told: Mapping[str, str]) -> int:
    """Return the level of an element that only its role makes a heading, 0 for any other."""
    if told.get("role") != "heading":
        return 0
    level = told.get("aria-level") or ""
    return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2


def is_permalink(link: HtmlElement) -> bool:
    """Whether a link in a heading is a sign that leads to the heading itself."""
    text = "".join(link.itertext()).strip()
    return len(text) <= 3 and not any(sign.isalnum() for sign in text)


def has_brackets(reading: HtmlElement) -> bool:
    """Whether mark-up stands around a ruby reading for those who do not draw it above its word."""
    before = reading.getprevious()
    return before is not None and before.tag == "rp"
