"""From the bytes of a page to its element tree, within bounds."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.extract.encodings import is_utf8, known, likely, text_as_stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MAX_BYTES = 8 * 1024 * 1024
MAX_ATTRIBUTES = 256
MAX_ELEMENTS = 60_000
_MOST_MADE = 8  # elements that the parser may make of one tag: those that it takes for granted come with it

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding=["']([\w.:-]{2,40})""", re.IGNORECASE
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes({*range(9), 11, 12, *range(14, 32)})
_DOCTYPE = re.compile(rb"\A\s*<!doctype[^>]*>", re.IGNORECASE)
# What no reader sees and the parser would take most of its time for; the group is its end, if it has one.
# Possessive throughout, here and below, so that no input makes it go back.
_RAW = re.compile(
    rb"""<!--(?:(-?>)|(?:[^-]++|-(?!->))*+(-->)?+)|<(?:"""
    rb"""[sS][cC][rR][iI][pP][tT]\b(?![^<>]*(?:json|math/))[^<>]*+>(?:[^<]++|<(?!/[sS][cC][rR]))*+"""
    rb"""(</[sS][cC][rR][iI][pP][tT]\s*+>)?+|"""
    rb"""[sS][tT][yY][lL][eE]\b[^<>]*+>(?:[^<]++|<(?!/[sS][tT][yY]))*+(</[sS][tT][yY][lL][eE]\s*+>)?+|"""
    rb"""svg\b(?:[^<]++|<(?!/?svg\b))*+(</svg>)?+)"""
)
_MOST_HIDDEN = 20
_LONG_TAG = 2 * MAX_ATTRIBUTES  # bytes: a name and a space each
_HIDDEN_END = re.compile(rb"""=\s*+(?:"[^">]*+>|'[^'>]*+>)""")
_NOT_AT_ENDS = bytes(set(range(256)) - set(b"=\"'>"))
# One pass over the mark-up: comments and raw text are stepped over, every start tag is a match.
_TAGS = re.compile(
    rb"""<!--(?:[^-]++|-(?!->))*+|<(?:([sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE])\b(?:[^<]++|<(?!/[sS]))*+|"""
    rb"""[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)"""
)
_ATTRIBUTE = re.compile(rb"""[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?""")


def parse(html: bytes, *, scripts: bool = False) -> HtmlElement | None:
    """Return the tree of a page, or None where there is none to be had within the bounds.

    Comments, styles and drawings are left out, and scripts that hold no data unless they are asked for.
    """
    html = html[:MAX_BYTES]
    lean = html if scripts else _lean(html)
    if _is_utf8(html, lean):
        return _tree(lean)
    return parse_text(decode(html), scripts=scripts)


def parse_text(text: str, *, scripts: bool = False) -> HtmlElement | None:
    """As `parse`, for a page or a fragment that is text already."""
    html = text[:MAX_BYTES].encode("utf-8", "ignore")
    return _tree(html if scripts else _lean(html))


def _lean(html: bytes) -> bytes:
    return _RAW.sub(lambda match: b"" if match.lastindex else match[0], html)


def _is_utf8(html: bytes, lean: bytes) -> bool:
    """Whether a page can be read as UTF-8 as it is."""
    if (
        html.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        or _declared_encoding(html) == "iso2022_jp"
    ):
        return False
    try:
        lean.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _tree(html: bytes) -> HtmlElement | None:
    from lxml.etree import HTMLParser, LxmlError, fromstring

    html = _DOCTYPE.sub(b"", html.removeprefix(codecs.BOM_UTF8), count=1).translate(None, _CONTROLS)
    if b"<" not in html or _has_attribute_bomb(html):
        return None
    parser = HTMLParser(
        remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True, encoding="utf-8"
    )
    try:
        tree: HtmlElement = fromstring(html, parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    many = html.count(b"<") * _MOST_MADE > MAX_ELEMENTS  # far cheaper to see than how many they are
    return None if tree is None or (many and element_count(tree) > MAX_ELEMENTS) else tree


def decode(html: bytes) -> str:
    """Return the text of a page: by its byte order mark, as UTF-8 if that fits, as it says, by likeness."""
    for bom, encoding in _BOMS:
        if html.startswith(bom):
            return html[len(bom) :].decode(encoding, "replace")
    declared = _declared_encoding(html)
    # All bytes of iso2022_jp are ASCII.
    if declared == "utf-8" or (declared != "iso2022_jp" and is_utf8(html)):
        return html.decode("utf-8", "replace")
    return html.decode(declared or likely(html), "replace")


def in_utf8(html: bytes, charset: str | None) -> bytes:
    """Return a page in UTF-8, after its mark, where HTTP named another encoding for it; else as it came."""
    html = html[:MAX_BYTES]
    text = text_as_stated(html, charset)
    return html if text is None else codecs.BOM_UTF8 + text.encode("utf-8", "replace")


def _declared_encoding(html: bytes) -> str | None:
    match = _DECLARED.search(html[:4096])
    declared = known((match[1] or match[2]).decode("ascii", "ignore")) if match else None
    # In letters of two bytes it could not have been found.
    return None if declared is not None and declared.startswith("utf-16") else declared


def _has_attribute_bomb(html: bytes) -> bool:
    """Whether one tag has so many attributes that the parser's time, which is quadratic in them, matters."""
    if not _has_long_tag(html):
        return False
    for match in _TAGS.finditer(html):
        if match.end() - match.start() > 2 * MAX_ATTRIBUTES and match[1] is None:
            tag = match[0]
            if not tag.startswith(b"<!") and sum(1 for _ in _ATTRIBUTE.finditer(tag)) > MAX_ATTRIBUTES + 1:
                return True
    return False


def _has_long_tag(html: bytes) -> bool:
    """Whether a tag may have too many attributes, told without reading tags: by how much stands between two
    signs that end one, and by how often such a sign stands in an attribute, where it ends nothing."""
    for tag in _long_tags(html):
        parts = len(tag.split()) + tag.count(b'"') // 2 + tag.count(b"'") // 2 + tag.count(b"/")
        if parts > MAX_ATTRIBUTES:
            return True
    # Every hidden end is still one where all but the signs of attributes is gone, which is a tenth to read.
    return _hides_many(html.translate(None, _NOT_AT_ENDS)) and _hides_many(html)


def _hides_many(html: bytes) -> bool:
    return sum(1 for _ in islice(_HIDDEN_END.finditer(html), _MOST_HIDDEN + 1)) > _MOST_HIDDEN


def _long_tags(html: bytes) -> Iterator[bytes]:
    """Yield what stands between two ">" from the first "<" on, where that is long.

    Leaps from one ">" to the last within reach: what stands between the two is short."""
    at = 0
    while len(html) - at > _LONG_TAG:
        end = html.rfind(b">", at, at + _LONG_TAG + 1)
        if end < 0:
            end = html.find(b">", at + _LONG_TAG)
            end = len(html) if end < 0 else end
            start = html.find(b"<", at, end)
            if 0 <= start < end - _LONG_TAG:
                yield html[start:end]
        at = end + 1


def element_count(tree: HtmlElement) -> int:
    """Return how many elements a tree has."""
    return int(tree.xpath("count(//*)"))
