"""The XML parser that feedparser is told to use: expat, with text in one piece and limits on tags.

feedparser asks `xml.sax` for a driver by module name (`feedparser.api.PREFERRED_XML_PARSERS`); this is one.
Python's own driver hands over text at every line and entity, which is a third of the time of a feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax import SAXException
from xml.sax.expatreader import ExpatParser

from reader.feeds.limits import DEEPEST, MOST_ATTRIBUTES, MOST_ELEMENTS, TooMuchError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.parsers.expat import XMLParserType
    from xml.sax.xmlreader import XMLReader

_PARTS = 3  # of a name: address, name and prefix; what Python parts them by, an address can have in it, too


def create_parser() -> XMLReader:
    """What `xml.sax.make_parser` calls."""
    return _LimitedExpat()


class _LimitedExpat(ExpatParser):
    """expat, buffering text and counting tags."""

    _parser: XMLParserType

    def reset(self) -> None:
        super().reset()
        self._elements = self._depth = 0
        self._parser.buffer_text = True
        self._parser.buffer_size = 256 * 1024
        self._parser.EntityDeclHandler = _no_entities

    def start_element_ns(self, name: str, attrs: Mapping[str, str]) -> None:
        """Count, then hand on."""
        self._elements += 1
        self._depth += 1
        if len(attrs) > MOST_ATTRIBUTES:
            raise TooMuchError("has a tag with too many attributes")
        if self._elements > MOST_ELEMENTS or self._depth > DEEPEST:
            raise TooMuchError("has too many tags, or too deep ones")
        if any(len(key.split()) > _PARTS for key in (name, *attrs)):
            raise SAXException("a namespace is no address")
        super().start_element_ns(name, attrs)

    def end_element_ns(self, name: str) -> None:
        """Hand on, one level up."""
        self._depth -= 1
        super().end_element_ns(name)


def _no_entities(*_declaration: object) -> None:
    raise TooMuchError("declares entities of its own")
