"""Feeds and what other programs know of them: parsed, washed, and packed as the library keeps them."""

from __future__ import annotations

from dataclasses import replace

from reader.model import Entry, FeedDocument


def parse_feed(body: bytes, url: str | None, content_type: str | None) -> FeedDocument:
    """Read a feed document; what is wrong with it is in `FeedDocument.error`.

    Its entries are packed here: the pipe carries half, and whoever stores them has nothing left to do.
    """
    from reader.feeds import parse

    document = parse(body, url=url, content_type=content_type, packing=True)
    return replace(document, entries=tuple(map(packed, document.entries)))


def clean_entries(entries: list[Entry]) -> list[Entry]:
    """Wash and pack entries that came in no feed's document, such as those of a server."""
    from reader.feeds import cleaned

    return [packed(cleaned(entry)) for entry in entries]


def packed(entry: Entry) -> Entry:
    """Pack an entry, unless it is."""
    if entry.packed:
        return entry
    from reader.packing import pack

    return Entry(  # `replace` takes three times as long
        guid=entry.guid,
        url=entry.url,
        title=entry.title,
        authors=entry.authors,
        published=entry.published,
        updated=entry.updated,
        tags=entry.tags,
        enclosures=entry.enclosures,
        language=entry.language,
        writers=entry.writers,
        packed=pack(entry.text, entry.content_html or entry.summary_html),
    )
