"""RSS and Atom: what was found in them, in feedparser's words, turned into our values.

`wellformed` reads most feeds; those that it does not feel sure of are read by feedparser, in `forgiving`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.feeds import wellformed
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
from reader.feeds.guard import tamed
from reader.feeds.limits import TooMuchError
from reader.feeds.moment import from_parts, seconds
from reader.feeds.persons import mend_authors
from reader.feeds.plain import plain_text, plain_utf8
from reader.feeds.rhythm import Rhythm, number, rhythm
from reader.feeds.sections import Section
from reader.model import Author, Enclosure, Entry, FeedDocument
from reader.packing import pack
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_ROOT = re.compile(r"<([A-Za-z][\w.:-]{0,60})")
_ENDS_NAMED = ("</item", "</entry", "</guid", "</id")
_END_IN = 4096
"""Characters among which a root ends: some software writes more behind it."""


def parse_xml(
    text: str, url: str | None, data: bytes | None = None, *, packing: bool = False
) -> FeedDocument:
    """Read the text of an RSS or Atom feed that begins with its root; `data` is the same in UTF-8."""
    parsed = wellformed.read(text, data)
    if parsed is None:
        from reader.feeds import forgiving  # feedparser takes a while to import, and many runs do without

        try:
            parsed = forgiving.read(tamed(text), url)
        except TooMuchError as error:
            return FeedDocument(error=f"this feed {error}")
        mend_authors(parsed, text)
        if _is_torn(text):
            items = (dict.get(parsed, "entries") or [])[: -1 if _is_last_unnamed(text) else None]
            found = document_of({**parsed, "entries": items}, rhythm(text), url, packing=packing)
            return replace(found, torn=True)
    return document_of(parsed, rhythm(text), url, packing=packing)


def _is_torn(text: str) -> bool:
    """Whether the end of a document's root is missing, as where a connection broke off and nobody said so."""
    root = _ROOT.search(text)
    return root is not None and f"</{root[1]}".lower() not in text[-_END_IN:].lower()


def _is_last_unnamed(text: str) -> bool:
    """Whether a torn document ends within an item, before its guid: then the whole one has another name."""
    lowered = text.lower()
    begin = max(lowered.rfind("<item"), lowered.rfind("<entry"))
    return begin >= 0 and not any(lowered.find(end, begin) >= 0 for end in _ENDS_NAMED)


def document_of(
    parsed: dict[str, Any], wish: Rhythm, url: str | None, *, packing: bool = False
) -> FeedDocument:
    """Turn what was read into a document; `parsed` is what feedparser returns, and what `wellformed` adds."""
    feed, version = dict.get(parsed, "feed") or {}, str(dict.get(parsed, "version") or "")
    inherited = tuple(_author_fields(feed)) if version.startswith("atom") else ()
    language = language_of(dict.get(feed, "language"))
    items = dict.get(parsed, "entries") or []
    made = _Entries(url, inherited, language, ordinary=bool(dict.get(parsed, "ordinary")), packing=packing)
    entries = told_apart([made.of(item) for item in items[:MOST_ENTRIES]])
    title = _title(feed)
    if not (version or entries or title):
        return FeedDocument(error="this address serves something that is not a feed")
    return FeedDocument(
        title=title,
        site=absolute(dict.get(feed, "link"), url),
        description=plain_text(str(dict.get(feed, "subtitle") or "")[:16_000], 1000),
        language=language,
        version=safe_line(version, 20),
        entries=entries,
        ttl=wish.ttl,
        skip_hours=wish.skip_hours,
        skip_days=wish.skip_days,
    )


# feedparser's dictionaries answer to old names with warnings; dict.get asks for what is really there.


class _Entries:
    """Makes entries of the items of one feed. `ordinary` says that all characters in them are."""

    def __init__(
        self,
        base: str | None,
        inherited: tuple[str, ...],
        language: str | None,
        *,
        ordinary: bool,
        packing: bool,
    ) -> None:
        self._base, self._inherited, self._language = base, author_names(inherited), language
        self._ordinary, self._packing = ordinary, packing
        self._bylines: dict[object, tuple[tuple[str, ...], tuple[Author, ...]]] = {}

    def of(self, item: Any) -> Entry:
        """Make one entry."""
        base, ordinary = self._base, self._ordinary
        url = _entry_url(item, base)
        title = _title(item, ordinary=ordinary)
        content, own_language = _content(item, ordinary=ordinary)
        summary = "" if content and self._packing else _summary(item, ordinary=ordinary)
        body = content or summary
        as_utf8 = body.utf8 if isinstance(body, Section) else None
        plain = plain_utf8(as_utf8) if as_utf8 is not None and ordinary else None
        text, text_as_utf8 = plain or (plain_text(body, ordinary=ordinary), None)
        authors, writers = self._byline(item)
        published = from_parts(dict.get(item, "published_parsed"))
        updated = from_parts(dict.get(item, "updated_parsed"))
        guid = guid_of(str(dict.get(item, "id") or ""), url, title, body, ordinary=ordinary)
        kept = None
        if self._packing:
            kept = pack(text, body if as_utf8 is None else as_utf8, utf8=text_as_utf8, line=True)
            summary = content = text = ""
        return Entry(
            guid=guid,
            url=url,
            title=title,
            authors=authors or self._inherited,
            published=published or from_parts(dict.get(item, "created_parsed")) or updated,
            updated=updated,
            summary_html=str(summary),
            content_html=str(content),
            text=text,
            tags=_tags(item, ordinary=ordinary),
            enclosures=_enclosures(item, base),
            language=own_language or self._language,
            writers=writers,
            packed=kept,
        )

    def _byline(self, item: Any) -> tuple[tuple[str, ...], tuple[Author, ...]]:
        """The names of an item's authors, and what is told of them; a feed has few, and they come again."""
        said = [
            (one.get("name"), one.get("email"), one.get("href")) for one in dict.get(item, "authors") or ()
        ]
        key = (dict.get(item, "author"), *said)
        byline = self._bylines.get(key)
        if byline is None:
            says_more = any(email or page for _, email, page in said)
            told = told_of(_author_details(item, self._base)) if says_more else ()
            byline = self._bylines[key] = author_names(_author_fields(item)), told
        return byline


def _title(item: Any, *, ordinary: bool = False) -> str:
    kind = (dict.get(item, "title_detail") or {}).get("type")
    return title_of(str(dict.get(item, "title") or ""), markup=kind in _MARKUP, ordinary=ordinary)


def _entry_url(item: Any, base: str | None) -> str | None:
    """The entry's page: its link, else an alternate one, else a guid that is a permalink."""
    if url := absolute(dict.get(item, "link"), base):
        return url
    for link in dict.get(item, "links") or ():
        if link.get("rel", "alternate") == "alternate" and (url := absolute(link.get("href"), base)):
            return url
    return absolute(dict.get(item, "id")) if dict.get(item, "guidislink") else None


def _content(item: Any, *, ordinary: bool) -> tuple[str, str | None]:
    """The longest content as HTML, and the language that it says it is in."""
    contents = [part for part in dict.get(item, "content") or () if _is_text(part.get("type"))]
    if not contents:
        return "", None
    content = max(contents, key=_length) if contents[1:] else contents[0]
    return _html(content, ordinary=ordinary), language_of(content.get("language"))


def _summary(item: Any, *, ordinary: bool) -> str:
    """The summary as HTML."""
    summary = dict.get(item, "summary_detail") or {"value": dict.get(item, "summary"), "type": "text/html"}
    return _html(summary, ordinary=ordinary)


def _length(part: Any) -> int:
    return len(part.get("value") or "")


def _is_text(kind: str | None) -> bool:
    return kind is None or kind.startswith("text/") or kind in _MARKUP


def _html(part: Any, *, ordinary: bool) -> str:
    """A body as HTML: plain text is escaped, its paragraphs marked."""
    value = part.get("value") or ""
    if not isinstance(value, str):
        value = str(value)
    if value and part.get("type") == "text/plain":
        value = marked_up(value)
    return body_of(value, ordinary=ordinary)


def _tags(item: Any, *, ordinary: bool) -> tuple[str, ...]:
    said = dict.get(item, "tags")
    return (
        tags_of([str(tag.get("label") or tag.get("term") or "") for tag in said], ordinary=ordinary)
        if said
        else ()
    )


def _author_fields(item: Any) -> list[str]:
    """The author fields, each as a name; the last as it was written where it has a mail address."""
    names = [str(author.get("name") or "") for author in dict.get(item, "authors") or ()]
    written = str(dict.get(item, "author") or "")
    if "@" in written or not any(names):
        names[-1:] = [written]
    return names


def _author_details(item: Any, base: str | None) -> Iterator[tuple[str, str, str | None]]:
    for author in (dict.get(item, "authors") or ())[:50]:
        yield (
            str(author.get("name") or ""),
            str(author.get("email") or ""),
            absolute(author.get("href"), base),
        )


def _enclosures(item: Any, base: str | None) -> tuple[Enclosure, ...]:
    """Enclosures, and of Media RSS what sounds or moves; each address once.

    What iTunes says of an entry's length is that of its first sound.
    """
    parts = [link for link in dict.get(item, "links") or () if link.get("rel") == "enclosure"]
    parts += [part for part in dict.get(item, "media_content") or () if _is_audible(part)]
    if not parts:
        return ()
    found, whole = dict[str, Enclosure](), seconds(dict.get(item, "itunes_duration"))
    for part in parts:
        url = absolute(part.get("href") or part.get("url"), base)
        if url and url not in found and len(found) < MOST_ENCLOSURES:
            length = str(part.get("length") or part.get("filesize") or "")
            kind, said = safe_line(str(part.get("type") or ""), 100), seconds(part.get("duration"))
            if said is None and whole is not None and (_is_audible(part) or not kind):
                said, whole = whole, None
            title = safe_line(str(part.get("title") or ""), 300)
            found[url] = Enclosure(url, kind or None, number(length, 2**53), said, title)
    return tuple(found.values())


def _is_audible(part: Any) -> bool:
    kind = str(part.get("type") or "").partition("/")[0]
    return kind in {"audio", "video"} or part.get("medium") in {"audio", "video"}
