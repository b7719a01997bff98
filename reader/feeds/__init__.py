"""Feed documents and subscription lists: RSS, Atom, JSON Feed, OPML.

Importing this loads neither feedparser nor an XML parser; reading an XML feed or a list does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.feeds.document import parse

if TYPE_CHECKING:
    from reader.feeds.cleaning import cleaned
    from reader.feeds.opml import OpmlError, read_opml, write_opml

__all__ = ["OpmlError", "cleaned", "parse", "read_opml", "write_opml"]


def __getattr__(name: str) -> object:
    if name == "cleaned":
        from reader.feeds.cleaning import cleaned

        return cleaned
    if name in __all__:
        from reader.feeds import opml

        return getattr(opml, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
