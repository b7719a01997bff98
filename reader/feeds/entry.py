"""What every format's entries have in common: addresses, limits, and an identity that lasts."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reader.feeds.plain import plain_text
from reader.packing import unpacked
from reader.text import ordinary_line, safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Entry

MOST_ENTRIES = 2000
LONGEST_TITLE = 1000
LONGEST_BODY = 512 * 1024
MOST_TAGS = 32
MOST_ENCLOSURES = 16
_LONGEST_GUID = 2000
_LONGEST_URL = 8192
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
# An address that joining and cleaning would leave as it is, as nearly all are.
_WHOLE = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/[\w/.,:@%&=+$!*'()~-]*(?:\?[\w/.,:@%&=+$!*'()~?;-]+)?", re.ASCII
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_NOT_IN_URLS = re.compile(r"[\x00-\x20\x7f-\xa0]+")


def absolute(url: object, base: str | None = None) -> str | None:
    """Return `url` as an http or https address, resolved against `base`; None if it is none."""
    if not isinstance(url, str) or len(url) > _LONGEST_URL:
        return None
    if _WHOLE.fullmatch(url):
        return url
    if not url.strip():
        return None
    try:
        joined = urljoin(base or "", url.strip())
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    return _NOT_IN_URLS.sub(lambda run: "%20" * run[0].count(" "), safe_text(joined))


# Whoever knows that all characters of a text are `ordinary` (see `reader.text.is_ordinary`) spares the look.


def title_of(text: str, *, markup: bool, ordinary: bool = False) -> str:
    """A title as one safe line of plain text, at most 1,000 characters."""
    text = text[: 16 * LONGEST_TITLE]
    if markup:
        return plain_text(text, LONGEST_TITLE, ordinary=ordinary)
    return ordinary_line(text, LONGEST_TITLE) if ordinary else safe_line(text, LONGEST_TITLE)


def body_of(markup: str, *, ordinary: bool = False) -> str:
    """A body as safe HTML text, cut after 512 K characters between two tags."""
    if len(markup) > LONGEST_BODY:
        cut = markup[:LONGEST_BODY]
        markup = cut[: cut.rfind("<")] if cut.rfind("<") > cut.rfind(">") >= 0 else cut
    return markup if ordinary else safe_text(markup)


def marked_up(text: str) -> str:
    """Return plain text as HTML, its paragraphs marked."""
    paragraphs = _BLANK_LINE.split(html.escape(text, quote=False))
    if not paragraphs[1:]:
        return paragraphs[0]
    return "".join(f"<p>{paragraph.strip()}</p>" for paragraph in paragraphs)


def language_of(value: object) -> str | None:
    """A language tag such as "en" or "pt-BR", or None for what is none."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    return text.replace("_", "-") if _LANGUAGE.fullmatch(text) else None


def tags_of(values: Iterable[str], *, ordinary: bool = False) -> tuple[str, ...]:
    """Tags as short safe lines, each once, at most 32."""
    tags: dict[str, None] = {}
    for value in values:
        if tag := plain_text(value[:1000], 100, ordinary=ordinary):
            tags.setdefault(tag)
        if len(tags) == MOST_TAGS:
            break
    return tuple(tags)


def guid_of(given: str, url: str | None, title: str, body: str, *, ordinary: bool = False) -> str:
    """What an entry is known by: its own id, else its address, else a digest of what it says."""
    guid = given[: 4 * _LONGEST_GUID]
    guid = ordinary_line(guid) if ordinary else safe_line(guid)
    if len(guid) > _LONGEST_GUID:
        guid = _digest(given)
    return guid or url or _digest(title, body)


def told_apart(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Drop what is there twice; entries that share a guid and differ are known by address or content."""
    if len({entry.guid for entry in entries}) == len(entries):
        return tuple(entries)
    by_guid: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        by_guid[entry.guid].add(_second_name(entry))
    kept: dict[str, Entry] = {}
    for entry in entries:
        shared = len(by_guid[entry.guid]) > 1
        known = replace(entry, guid=_second_name(entry)) if shared else entry
        kept.setdefault(known.guid, known)
    return tuple(kept.values())


def _second_name(entry: Entry) -> str:
    html = unpacked(entry.packed.body)[1] if entry.packed else entry.content_html or entry.summary_html
    return entry.url or _digest(entry.title, html)


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return "digest:" + blake2b(joined, digest_size=16).hexdigest()
