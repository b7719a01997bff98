"""Feed documents and subscription lists: RSS, Atom, JSON Feed, OPML.

Importing this loads neither feedparser nor an XML parser; reading an XML feed does.
"""

from reader.feeds.document import parse
from reader.feeds.opml import OpmlError, read_opml, write_opml

__all__ = ["OpmlError", "parse", "read_opml", "write_opml"]
