"""An entry that did not come in a feed's document, made what one from there would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.feeds.byline import author_names
from reader.feeds.entry import (
    MOST_ENCLOSURES,
    absolute,
    body_of,
    guid_of,
    language_of,
    tags_of,
    title_of,
)
from reader.feeds.plain import plain_text
from reader.model import Enclosure, Entry
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 2**53


def cleaned(entry: Entry) -> Entry:
    """Return an entry whose texts are foreign with all of them washed, bounded and read."""
    url = absolute(entry.url)
    title = title_of(entry.title, markup=True)
    content, summary = body_of(entry.content_html), body_of(entry.summary_html)
    return Entry(
        guid=guid_of(entry.guid, url, title, content or summary),
        url=url,
        title=title,
        authors=author_names(entry.authors),
        published=entry.published or entry.updated,
        updated=entry.updated,
        summary_html=summary,
        content_html=content,
        text=plain_text(content or summary),
        tags=tags_of(entry.tags),
        enclosures=tuple(_enclosures(entry, url)),
        language=language_of(entry.language),
    )


def _enclosures(entry: Entry, base: str | None) -> Iterator[Enclosure]:
    for one in entry.enclosures[:MOST_ENCLOSURES]:
        if url := absolute(one.url, base):
            length = one.length if one.length is not None and 0 < one.length < _LARGEST else None
            kind = safe_line(one.type, 100) if one.type else None
            yield Enclosure(url, kind, length, one.duration, safe_line(one.title, 300))
