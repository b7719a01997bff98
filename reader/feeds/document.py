"""The bytes of a feed to a FeedDocument, whatever the bytes are."""

from __future__ import annotations

from reader.feeds.encoding import decoded
from reader.feeds.guard import LARGEST_FEED, Refusal, feed_text
from reader.model import FeedDocument


def parse(
    body: bytes, *, url: str | None = None, content_type: str | None = None, packing: bool = False
) -> FeedDocument:
    """Read RSS 0.9x to 2.0, Atom 0.3 and 1.0, or JSON Feed 1.x. Never raises: see `FeedDocument.error`.

    `url` is where the document came from: relative addresses are resolved against it. `content_type` may
    name the encoding. At most 8 MiB, 2,000 entries, 1,000 characters a title, 512 K characters a body.
    `packing` asks for entries that are `packed`, as far as they are made one by one: RSS's and Atom's.
    """
    try:
        return _parse(body, url, content_type, packing=packing)
    except RecursionError:
        return FeedDocument(error="this feed is nested too deep to be read")
    except Exception:  # the contract: no input may raise, and three parsers stand behind this line
        return FeedDocument(error="this feed is broken in a way that cannot be read")


def _parse(body: bytes, url: str | None, content_type: str | None, *, packing: bool = False) -> FeedDocument:
    if len(body) > LARGEST_FEED:
        return FeedDocument(error=f"this feed is larger than {LARGEST_FEED // 2**20} MB")
    whole, is_utf8 = decoded(body, content_type)
    text = whole.lstrip("\ufeff \t\r\n\0")
    if text.startswith("{"):
        from reader.feeds.json_feed import parse_json

        return parse_json(text, url)
    found = feed_text(text)
    if isinstance(found, Refusal):
        return FeedDocument(error=found.sentence)
    from reader.feeds.xml_feed import parse_xml

    data = None
    if is_utf8 and whole.endswith(found):
        before = whole[: len(whole) - len(found)]
        data = body[len(before.encode()) :]
    return parse_xml(found, url, data, packing=packing)
