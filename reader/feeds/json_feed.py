"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), read without trust in any type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.feeds.byline import author_names, told_of
from reader.feeds.entry import (
    MOST_ENCLOSURES,
    MOST_ENTRIES,
    absolute,
    body_of,
    guid_of,
    language_of,
    marked_up,
    tags_of,
    title_of,
    told_apart,
)
from reader.feeds.moment import from_iso, seconds
from reader.feeds.plain import plain_text
from reader.model import Enclosure, Entry, FeedDocument
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator


def parse_json(text: str, url: str | None) -> FeedDocument:
    """Read the text of a JSON Feed; JSON that is none, or none at all, is an error in the document."""
    try:
        feed = json.loads(text)
    except ValueError:
        return FeedDocument(error="this address serves JSON that cannot be read")
    version = _text(feed, "version") if isinstance(feed, dict) else ""
    if not isinstance(feed, dict) or ("jsonfeed.org" not in version and not _objects(feed, "items")):
        return FeedDocument(error="this address serves JSON that is not a feed")
    language = language_of(feed.get("language"))
    inherited = tuple(_authors(feed))
    items = _objects(feed, "items")[:MOST_ENTRIES]
    return FeedDocument(
        title=title_of(_text(feed, "title"), markup=False),
        site=absolute(feed.get("home_page_url"), url),
        description=safe_line(_text(feed, "description"), 1000),
        language=language,
        version="json1" + ("1" if version.endswith("1.1") else "0"),
        entries=told_apart([_entry(item, url, inherited, language) for item in items]),
        finished=feed.get("expired") is True,
    )


def _entry(item: dict[str, Any], base: str | None, inherited: tuple[str, ...], language: str | None) -> Entry:
    url = absolute(item.get("url"), base) or absolute(item.get("external_url"), base)
    title = title_of(_text(item, "title"), markup=False)
    content = body_of(_text(item, "content_html") or marked_up(_text(item, "content_text")))
    summary = body_of(marked_up(_text(item, "summary")))
    published, updated = from_iso(item.get("date_published")), from_iso(item.get("date_modified"))
    return Entry(
        guid=guid_of(_text(item, "id"), url, title, content or summary),
        url=url,
        title=title,
        authors=author_names(_authors(item)) or author_names(inherited),
        published=published or updated,
        updated=updated,
        summary_html=summary,
        content_html=content,
        text=plain_text(content or summary),
        tags=tags_of(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        enclosures=tuple(_enclosures(item, base)),
        language=language_of(item.get("language")) or language,
        writers=told_of(_author_details(item, base)),
    )


def _authors(holder: dict[str, Any]) -> Iterator[str]:
    """The names of `authors` (1.1), else of `author` (1.0), which some write as a bare name."""
    several = _list(holder, "authors") or [holder.get("author")]
    for author in several[:50]:
        name = _text(author, "name") if isinstance(author, dict) else author
        if isinstance(name, str):
            yield name


def _author_details(holder: dict[str, Any], base: str | None) -> Iterator[tuple[str, str, str | None]]:
    several = _objects(holder, "authors") or [a for a in (holder.get("author"),) if isinstance(a, dict)]
    for author in several[:50]:
        page = _text(author, "url")
        email = page.removeprefix("mailto:") if page.startswith("mailto:") else ""
        yield _text(author, "name"), email, absolute(page, base)


def _enclosures(item: dict[str, Any], base: str | None) -> Iterator[Enclosure]:
    for part in _objects(item, "attachments")[:MOST_ENCLOSURES]:
        if url := absolute(part.get("url"), base):
            size = part.get("size_in_bytes")
            length = size if isinstance(size, int) and 0 < size < 2**53 else None
            kind, title = safe_line(_text(part, "mime_type"), 100), safe_line(_text(part, "title"), 300)
            yield Enclosure(url, kind or None, length, seconds(_text(part, "duration_in_seconds")), title)


def _text(holder: dict[str, Any], key: str) -> str:
    """A string, or a number written as one; anything else is empty."""
    value = holder.get(key)
    if isinstance(value, str):
        return value
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if is_number else ""


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _objects(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [item for item in _list(holder, key) if isinstance(item, dict)]
