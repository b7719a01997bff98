"""Elements of a feed for `wellformed`: their names, attributes and texts, or the doubt that they leave."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any, cast

from reader.feeds.limits import MOST_ATTRIBUTES
from reader.feeds.names import NAMESPACES, STANDARD_PREFIXES

if TYPE_CHECKING:
    from lxml import etree

MOST_TAGS = 200
"""Tags of one entry or feed that are looked at, since each is compared with those before it."""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NONE: frozenset[str] = frozenset()
# Names of formats that feedparser would take an RSS feed for, because it declares them.
_MISLEADING = frozenset({"http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"})
_INHERITED = frozenset({"base", "lang"})
_C1 = re.compile("[\x80-\x9f]")
_CP1252 = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}
_EXTRA_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+-.]*://)(/*)(.*?)")


class Unsure(Exception):  # noqa: N818  # not an error: it is feedparser's turn
    """Something of which it is not known for certain how feedparser would read it."""


class Names:
    """feedparser's names for the elements of one document."""

    def __init__(self, root: etree._Element) -> None:
        for prefix, uri in root.nsmap.items():
            named_as_another = prefix in STANDARD_PREFIXES and NAMESPACES.get(uri.lower(), prefix) != prefix
            if named_as_another or uri in _MISLEADING:
                raise Unsure
        self._known: dict[str, str] = {}

    def of(self, element: etree._Element) -> str:
        """An element's name after its namespace's usual prefix, in small letters; "?" in unknown ones."""
        tag = str(element.tag)
        name = self._known.get(tag)
        if name is None:
            name = self._known[tag] = _name(element, tag)
        return name


def _name(element: etree._Element, tag: str) -> str:
    uri, _, local = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    local = local.lower()
    if ":" in local or "backend.userland.com/rss" in uri.lower():
        raise Unsure
    prefix = NAMESPACES.get(uri.lower()) if uri else ""
    if prefix is not None:
        return f"{prefix}:{local}" if prefix else local
    own = cast("str | None", element.prefix)
    if own is None:
        return "?" if "-" in local else local  # to feedparser it is one of the feed's own elements
    if own.lower() in STANDARD_PREFIXES:
        raise Unsure
    return "?"


def items_of(element: etree._Element) -> list[tuple[str, str]]:
    """Attributes as they are written."""
    items: list[tuple[str, str]] = element.items()  # type: ignore[assignment]  # bytes are of trees of bytes
    return items


def attributes_of(element: etree._Element, known: frozenset[str]) -> dict[str, str]:
    """Attributes by name in small letters; none but the `known` ones may be there."""
    said: dict[str, str] = {}
    for key, value in items_of(element):
        name = key.lower()
        if name not in known or name in said:
            raise Unsure
        said[name] = value.lower() if name in {"rel", "type"} else value
    return said


def any_attributes_of(element: etree._Element) -> dict[str, str]:
    """Attributes by name in small letters; all may be there but those that change what stands inside."""
    items = items_of(element)
    if len(items) > MOST_ATTRIBUTES:
        raise Unsure
    said = {key.lower(): value for key, value in items}
    if any(key in _INHERITED or key[0] == "{" for key in said) or len(said) < len(items):
        raise Unsure
    return {key: value.lower() if key in {"rel", "type"} else value for key, value in said.items()}


def empty(element: etree._Element) -> None:
    """An element that changes nothing, unless what it holds might."""
    if len(element):
        raise Unsure
    if element.keys():
        any_attributes_of(element)


def with_href(said: dict[str, str]) -> dict[str, str]:
    """Attributes in which an address that is called `url` is called `href`."""
    href = said.pop("url", None) or said.get("href")
    if href:
        said["href"] = href
    return said


def add_tag(found: dict[str, Any], term: str | None, scheme: str | None, label: str | None) -> None:
    """Add a tag to an entry or a feed, unless it says nothing or is there."""
    tags = found.setdefault("tags", [])
    tag = {"term": term, "scheme": scheme, "label": label}
    if (term or scheme or label) and len(tags) < MOST_TAGS and tag not in tags:
        tags.append(tag)


def joined(uri: str) -> str:
    """An address as feedparser joins it to no base."""
    return _EXTRA_SLASHES.sub(r"\1\3", uri) if ":///" in uri else uri


def settled(text: str) -> str:
    """Text put right that was UTF-8, taken for Latin-1 and encoded again; and windows-1252's own signs."""
    # Both have letters from U+0080 to U+00BF, which are C2 and another byte in UTF-8: that is quick to see.
    if text.isascii() or b"\xc2" not in text.encode("utf-8", "replace"):
        return text
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_CP1252) if _C1.search(text) else text
