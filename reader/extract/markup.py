"""Text that data holds as nodes of whatever shape, written as HTML: paragraphs, headings, lists, quotes."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from reader.extract.inline import reading_length, squeezed
from reader.values import dataclass

_MAX_DEPTH = 40
_MAX_LETTERS = 1_500_000
_PROSE = 70
_HTML = re.compile(
    r"</?(?:p|br|div|h[1-6]|a|em|strong|b|i|ul|ol|li|span|blockquote|figure|img|sup|table)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK_HTML = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|figure|br|table|section|pre)\b", re.IGNORECASE)
_NO_TEXT = re.compile(r"\s*(?:[$#/.{\[]\S*|[\w.+-]+:(?://)?\S+|[!-~]*[\d_/=][!-~]*)\s*")  # names, addresses
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|h[1-6]|a|em|strong|ul|li)\b", re.IGNORECASE)
_DROPPED = ("script", "style", "iframe", "svg")
_BREAK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|figure|figcaption|br|tr|td|section|pre)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_GLUED = re.compile(r"(?<=[^\W\d_]{2}[.!?”\"])(?=[“\"«]?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+ )")
_KRAMDOWN = re.compile(r"\{:[^{}\n]{0,200}\}|^\+\+\+.*$|^\[#\w+: [^\]\n]{1,200}\]\S*$", re.MULTILINE)
_LINKED = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^()\s]{1,600})\)")
_INLINE_TAGS = {
    "a": "a", "link": "a", "hyperlink": "a", "anchor": "a", "entity-hyperlink": "a",
    "strong": "strong", "bold": "strong", "b": "strong", "em": "em", "i": "em", "italic": "em",
    "emphasis": "em",
    "code": "code", "sup": "sup", "sub": "sub", "u": "span", "underline": "span", "span": "span",
    "text": "span", "fragment": "span", "textnode": "span", "del": "s", "s": "s", "inline": "span",
}  # fmt: skip
_BLOCK_TAGS = {
    "p": "p", "paragraph": "p", "blockquote": "blockquote", "quote": "blockquote", "pullquote": "blockquote",
    "pull_quote": "blockquote", "citation": "blockquote", "li": "li", "list_item": "li", "listitem": "li",
    "list-item": "li",
    "ul": "ul", "ol": "ol", "list": "ul", "unordered-list": "ul", "ordered-list": "ol", "bullet_list": "ul",
    "unordered-list-item": "li", "ordered-list-item": "li",
    "ordered_list": "ol", "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6",
    "header": "h2", "heading": "h2", "heading-1": "h2", "heading-2": "h2", "heading-3": "h3",
    "heading-4": "h4", "subhead": "h2", "subheadline": "h2", "subheading": "h2", "crosshead": "h2",
    "header-one": "h2", "header-two": "h2", "header-three": "h3", "intertitle": "h2",
    "table": "table", "tbody": "tbody", "thead": "thead", "tr": "tr", "td": "td", "th": "th", "pre": "pre",
}  # fmt: skip
_FOREIGN = re.compile(
    r"(?:^|[\W_])(?:ads?|advert\w*|advertisement|promo\w*|related|newsletter\w*|interstitial_?link|social|share|video|audio|"
    r"gallery|slideshow|embed\w*|oembed\w*|iframe|widget|poll|quiz|teaser\w*|recommend\w*|recirc\w*|outbrain|taboola|"
    r"comments?|paywall|regwall|script|style|meta|title|head|byline|author\w*|tags?|button|form|cta|signup|link_list|metadata|jwplayer|player|aside|"
    r"breadcrumb\w*|nav\w*|footer)(?:$|[\W_])", re.IGNORECASE)  # fmt: skip
_PICTURE = re.compile(r"image|photo|picture|figure|(?:^|[\W_])img", re.IGNORECASE)
_KIND_KEYS = (
    "type",
    "nodeType",
    "_type",
    "__typename",
    "kind",
    "name",
    "tagName",
    "tag",
    "component",
    "contentType",
    "elementType",
    "style",
    "blockName",
)
_TEXT_KEYS = (
    "html", "bodyHtml", "innerHTML", "htmlContent", "rawHtml", "processed", "rendered", "markup", "content",
    "body", "text", "value", "paragraphs", "paragraph", "blocks", "elements", "content_elements", "children",
    "items", "data",
    "model", "copy", "articleBody", "fields", "node", "nodes", "contents",
    "innerText", "textContent", "document", "json", "richText", "article", "story", "section", "sections",
    "heading", "subheading", "columns", "rows", "cells",
)  # fmt: skip
_HOLDERS = ("props", "properties", "component", "attributes", "attrs")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Refs:
    """The records of a store by the names under which others refer to them."""

    store: dict[str, Any]

    def resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return the record that a node refers to, or the node."""
        name = node.get("__ref") or (node.get("id") if node.get("type") == "id" else None)
        found = self.store.get(name) if isinstance(name, str) else None
        return found if isinstance(found, dict) else node


def markup_of(node: Any, refs: Refs) -> str:
    """Return a node's text as HTML blocks, bounded in depth and length."""
    writer = _Writer(refs)
    return writer.blocks(node, 0)


def bare_text(markup: str) -> str:
    """Return the bare text of mark-up, a line a block."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", markup)))


class _Writer:
    def __init__(self, refs: Refs) -> None:
        self._refs = refs
        self._left = _MAX_LETTERS

    def blocks(self, node: Any, depth: int) -> str:
        """Write a node as blocks."""
        if depth > _MAX_DEPTH or self._left < 0:
            return ""
        if isinstance(node, str):
            self._left -= len(node)
            return _string_blocks(node)
        if isinstance(node, list):
            return self._list(node, depth)
        return self._record(self._refs.resolved(node), depth) if isinstance(node, dict) else ""

    def _list(self, node: list[Any], depth: int) -> str:
        if _is_jsonml(node):
            return self._record(_from_jsonml(node), depth)
        if _is_inline(node):
            return _paragraph("".join(self._inline(one, depth + 1) for one in node))
        return "".join(self.blocks(one, depth + 1) for one in node)

    def _record(self, node: dict[str, Any], depth: int) -> str:
        kind = _kind_of(node)
        tag = _tag_of(node, kind)
        if tag is None and _PICTURE.search(kind):
            return _figure(node)
        if tag is None and kind not in _INLINE_TAGS and _FOREIGN.search(_HUMP.sub("_", kind)):
            return ""
        if tag in {"ul", "ol", "table", "tbody", "thead", "tr"}:
            return f"<{tag}>{self._items(node, tag, depth)}</{tag}>"
        if kind in _INLINE_TAGS or (tag is not None and not self._holds_blocks(node)):
            inner = self._inline_of(node, depth)
            return f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else _paragraph(inner)
        inner = "".join(_distinct([self.blocks(one, depth + 1) for one in _contents(node)]))
        return f"<{tag}>{inner}</{tag}>" if tag in {"blockquote", "li", "td", "th"} else inner

    def _items(self, node: dict[str, Any], tag: str, depth: int) -> str:
        """Write what a list or a table holds, strings as its items."""
        written = []
        for one in _contents(node):
            for item in one if isinstance(one, list) else [one]:
                inner = (
                    self.blocks(item, depth + 1)
                    if isinstance(item, (dict, list))
                    else self._inline(item, depth)
                )
                bare = tag in {"ul", "ol"} and inner and not inner.startswith(("<li", "<ul", "<ol"))
                written.append(f"<li>{inner}</li>" if bare else inner)
        return "".join(written)

    def _holds_blocks(self, node: dict[str, Any]) -> bool:
        """Whether what a node holds are paragraphs of their own."""
        for one in _contents(node):
            for item in one if isinstance(one, list) else [one]:
                if isinstance(item, dict):
                    kind = _kind_of(self._refs.resolved(item))
                    if _tag_of(item, kind) is not None:
                        return True
        return False

    def _inline_of(self, node: dict[str, Any], depth: int) -> str:
        return "".join(_distinct([self._inline(one, depth + 1) for one in _contents(node)]))

    def _inline(self, node: Any, depth: int) -> str:
        """Write a node within a paragraph."""
        if depth > _MAX_DEPTH or self._left < 0:
            return ""
        if isinstance(node, str):
            self._left -= len(node)
            return node if _HTML.search(node) else escape(node, quote=False)
        if isinstance(node, list):
            if _is_jsonml(node):
                return self._inline(_from_jsonml(node), depth)
            return "".join(self._inline(one, depth + 1) for one in node)
        if not isinstance(node, dict):
            return ""
        node = self._refs.resolved(node)
        kind = _kind_of(node)
        if kind in {"br", "linebreak", "hard_break", "hardbreak"}:
            return "<br>"
        if kind not in _INLINE_TAGS and (_PICTURE.search(kind) or _FOREIGN.search(_HUMP.sub("_", kind))):
            return ""
        tag, inner = _INLINE_TAGS.get(kind, "span"), self._inline_of(node, depth)
        if tag == "a":
            address = _address_in(node)
            return f'<a href="{escape(address)}">{inner}</a>' if address else inner
        return inner if tag == "span" else f"<{tag}>{inner}</{tag}>"


def _kind_of(node: dict[str, Any]) -> str:
    """Return what a node calls itself, in lower case: the first of its names that is one of a block."""
    kinds = [value for key in _KIND_KEYS if isinstance(value := node.get(key), str) and 0 < len(value) < 60]
    for kind in kinds:
        plain = kind.lower()
        if plain in _BLOCK_TAGS or plain in _INLINE_TAGS:
            return plain
    return kinds[0] if kinds else ""


def _tag_of(node: dict[str, Any], kind: str) -> str | None:
    """Return the element that a node is, None for one that is no text block by its name."""
    plain = kind.lower()
    style = node.get("style")
    if isinstance(style, str) and style.lower() in _BLOCK_TAGS:
        return _BLOCK_TAGS[style.lower()]
    tag = _BLOCK_TAGS.get(plain)
    level = node.get("level")
    if tag == "h2" and isinstance(level, int) and 2 <= level <= 6:
        return f"h{level}"
    if tag is None:
        last = _HUMP.sub("_", kind).lower().replace("-", "_").replace(".", "_").split("_")
        for part in reversed(last):
            if part in {"paragraph", "heading", "subhead", "subheading", "quote", "blockquote"}:
                return _BLOCK_TAGS[part]
    return tag


def _contents(node: dict[str, Any]) -> list[Any]:
    """Return the values of a node that are its text: under a text's names, else any prose."""
    named = [node[key] for key in _TEXT_KEYS if isinstance(node.get(key), (str, list, dict)) and node[key]]
    named += [node[key] for key in _HOLDERS if isinstance(node.get(key), (list, dict))]
    if named:
        return [one for one in named if not (isinstance(one, str) and _is_address(one))]
    return [
        one for one in node.values() if isinstance(one, str) and reading_length(one) >= _PROSE and " " in one
    ]


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "/", "data:")) and " " not in text


def _distinct(written: list[str]) -> list[str]:
    """Drop what another form of the same text says again; the form with most mark-up stays."""
    keys = [squeezed(bare_text(one)) for one in written]
    kept: list[int] = []
    for at in sorted(range(len(written)), key=lambda at: (-len(keys[at]), -len(written[at]))):
        if keys[at] and not any(keys[at] in keys[other] for other in kept):
            kept.append(at)
    return [written[at] for at in sorted(kept)]


def _is_inline(node: list[Any]) -> bool:
    """Whether a list is the pieces of one paragraph: strings among nodes of inline kind, or those alone."""
    kinds = [_kind_of(one) for one in node if isinstance(one, dict)]
    strings = sum(isinstance(one, str) for one in node)
    if not kinds or not all(kind in _INLINE_TAGS or kind in {"br", "linebreak"} for kind in kinds):
        return False
    long = sum(1 for one in node if isinstance(one, dict) and len(str(one.get("content") or "")) >= _PROSE)
    return strings > 0 or (long < 2 and not (isinstance(node[0], dict) and "text" in node[0]))


def _is_jsonml(node: list[Any]) -> bool:
    """Whether a list is an element: its tag, perhaps its attributes, its children."""
    return len(node) >= 2 and isinstance(node[0], str) and node[0] in _JSONML


_JSONML = frozenset({*_BLOCK_TAGS, *_INLINE_TAGS, "div", "article", "section", "figure", "aside", "body"}) - {
    "text", "list", "link", "header", "heading", "quote", "paragraph", "inline", "bold", "fragment",
}  # fmt: skip


def _from_jsonml(node: list[Any]) -> dict[str, Any]:
    attributes = node[1] if isinstance(node[1], dict) else {}
    return {"type": node[0], "href": attributes.get("href"), "children": node[2 if attributes else 1 :]}


def _address_in(node: dict[str, Any]) -> str:
    places = [
        node,
        *(
            one
            for key in ("props", "attrs", "data", "model", "attributes")
            if isinstance(one := node.get(key), dict)
        ),
    ]
    found = (place.get(key) for place in places for key in ("href", "url", "uri"))
    return next((one for one in found if isinstance(one, str) and one.startswith(("http", "/"))), "")


def _figure(node: dict[str, Any]) -> str:
    """Write a picture with its caption, where the node has an address of it at its top."""

    def first(*keys: str) -> str:
        return next((value for key in keys if isinstance(value := node.get(key), str) and value.strip()), "")

    source = first("url", "src", "originalUrl", "imageUrl", "href")
    caption, credit = (
        first("caption", "title", "description"),
        first("credit", "credits", "copyright", "byline"),
    )
    if not source.startswith(("http", "/")) or not caption:
        return ""
    made = f'<span class="credit">{escape(credit)}</span>' if credit else ""
    inner = f"<figcaption>{_plain(caption)} {made}</figcaption>"
    return f'<figure><img src="{escape(source)}" alt="">{inner}</figure>'


def _plain(text: str) -> str:
    return text if _HTML.search(text) else escape(text, quote=False)


def _paragraph(inner: str) -> str:
    return f"<p>{inner}</p>" if inner.strip() else ""


def _without_programs(text: str) -> str:
    """Drop the elements whose content is no text, in one pass for each."""
    for tag in _DROPPED:
        parts, at = [], 0
        while (start := text.find(f"<{tag}", at)) >= 0 and (end := text.find(f"</{tag}>", start)) >= 0:
            parts.append(text[at:start])
            at = end + len(tag) + 3
        text = "".join(parts) + text[at:] if parts else text
    return text


def _string_blocks(text: str) -> str:
    """Write a string as paragraphs: by its own mark-up, by its line breaks, or where sentences are glued."""
    if _NO_TEXT.fullmatch(text):
        return ""
    text = unescape(text) if _ESCAPED.search(text) else text
    if _HTML.search(text):
        text = _without_programs(text)
        if _BLOCK_HTML.search(text):
            return f"<div>{text}</div>"
        return "".join(_paragraph(part) for part in text.split("\n"))
    text = unescape(text) if "&" in text else text
    if "+++" in text or "{:" in text:
        text = _KRAMDOWN.sub("", text)
    parts = re.split(r"\n\s*", text.strip())
    if len(parts) == 1 and len(text) > 600:
        parts = _GLUED.split(text)
    return "".join(
        _paragraph(_LINKED.sub(r'<a href="\2">\1</a>', escape(part, quote=False))) for part in parts
    )
