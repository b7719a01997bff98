"""Everything as JSON, one object a line, from which a library can be made again."""

from __future__ import annotations

import json

import msgspec

from reader.portable import Heading, PortableArticle, PortableFeed, PortableTag
from reader.text import cleaned


def written_line(value: Heading | PortableFeed | PortableTag | PortableArticle) -> bytes:
    """Return a value as a line under its name: {"article": {…}}. Times are ISO 8601, offsets characters of
    the analysed text, bytes base64. What would steer a terminal or hide in it is escaped."""
    written = msgspec.json.encode({_NAMES[type(value)]: value}).decode()
    return cleaned(written, lambda run: json.dumps(run)[1:-1]).encode() + b"\n"


_NAMES: dict[type, str] = {
    Heading: "reader",
    PortableFeed: "feed",
    PortableTag: "tag",
    PortableArticle: "article",
}
