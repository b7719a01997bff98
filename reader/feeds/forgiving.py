"""feedparser as it is used here: the judge of every feed that `wellformed` does not read."""

from __future__ import annotations

import io
from typing import Any

import feedparser
import feedparser.api

from reader.feeds.guard import without_traps
from reader.feeds.sax import TooMuchError

# Its list of drivers to try, libxml2's by default, which has opened files named in doctypes.
feedparser.api.PREFERRED_XML_PARSERS[:] = ["reader.feeds.sax"]

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def read(text: str, url: str | None) -> dict[str, Any]:
    """Return feedparser's result; where a known trap makes it raise, that of the text without traps.

    Raises TooMuchError for a document that is built to be slow.
    """
    try:
        return _feedparser(text, url)
    except TooMuchError:
        raise
    except Exception:  # it raises ValueError, re.error, IndexError and others on what is hostile or odd
        return _feedparser(without_traps(text), url)


def _feedparser(text: str, url: str | None) -> dict[str, Any]:
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url and "xml:base" in text:  # else every address is resolved where it is used, once
        headers["content-location"] = url
    source = io.BytesIO((_DECLARATION + text).encode("utf-8", "replace"))
    # What it would do to the HTML in the feed doubles the time, and is done where the HTML is read.
    parsed: dict[str, Any] = feedparser.parse(
        source, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    return parsed
