"""From the bytes of a page to its element tree, within bounds."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_BYTES = 8 * 1024 * 1024
MAX_ATTRIBUTES = 256
MAX_ELEMENTS = 60_000

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding=["']([\w.:-]{2,40})""", re.IGNORECASE
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What browsers read under these labels (WHATWG Encoding Standard); no other codec is ever looked up.
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252", "iso-8859-1": "cp1252",
    "windows-1252": "cp1252", "utf-16": "utf-16",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "koi8-r": "koi8_r",
    "koi8-u": "koi8_u", "iso-8859-9": "cp1254", "tis-620": "cp874", "windows-874": "cp874",
    "macintosh": "mac_roman",
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}  # fmt: skip
_CONTROLS = bytes({*range(9), 11, 12, *range(14, 32)})
_DOCTYPE = re.compile(r"\A\s*<!doctype[^>]*>", re.IGNORECASE)
# One pass over the mark-up: comments and raw text are stepped over, every start tag is a match. Possessive
# throughout, so that no input makes it go back.
_TAGS = re.compile(
    r"""<!--(?:[^-]++|-(?!->))*+|<(script|style)\b(?:[^<]++|<(?!/\1))*+|<[a-z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?""")


def parse(html: bytes) -> HtmlElement | None:
    """Return the tree of a page, or None where there is none to be had within the bounds."""
    return parse_text(decode(html[:MAX_BYTES]))


def parse_text(text: str) -> HtmlElement | None:
    """As `parse`, for a page or a fragment that is text already."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    text = _DOCTYPE.sub("", text[:MAX_BYTES], count=1)
    if "<" not in text or _has_attribute_bomb(text):
        return None
    raw = text.encode("utf-8", "ignore").translate(None, _CONTROLS)
    parser = HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8")
    try:
        tree: HtmlElement = document_fromstring(raw, parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    return tree if element_count(tree) <= MAX_ELEMENTS else None


def decode(html: bytes) -> str:
    """Return the text of a page: by its byte order mark, as UTF-8 if that fits, as it says, by likeness."""
    for bom, encoding in _BOMS:
        if html.startswith(bom):
            return html[len(bom) :].decode(encoding, "replace")
    declared = _declared_encoding(html)
    if declared != "iso2022_jp":  # its bytes are all ASCII
        try:
            return html.decode("utf-8")
        except UnicodeDecodeError as error:
            if declared == "utf-8" or error.start > len(html) - 4:
                return html.decode("utf-8", "replace")
    return html.decode(declared or _likely_encoding(html), "replace")


def _declared_encoding(html: bytes) -> str | None:
    match = _DECLARED.search(html[:4096])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "ignore").lower()
    return "utf-8" if label in {"utf-8", "utf8"} else _LABELS.get(label)


def _likely_encoding(html: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(html[:20_000]).best()
    label = (best.encoding if best else "").replace("_", "-")
    return label if label in _LABELS.values() or label.startswith("cp125") else "cp1252"


def _has_attribute_bomb(text: str) -> bool:
    """Whether one tag has so many attributes that the parser's time, which is quadratic in them, matters."""
    for match in _TAGS.finditer(text):
        if match.end() - match.start() > 2 * MAX_ATTRIBUTES and match[1] is None:
            tag = match[0]
            if not tag.startswith("<!") and sum(1 for _ in _ATTRIBUTE.finditer(tag)) > MAX_ATTRIBUTES + 1:
                return True
    return False


def element_count(tree: HtmlElement) -> int:
    """Return how many elements a tree has."""
    return int(tree.xpath("count(//*)"))
