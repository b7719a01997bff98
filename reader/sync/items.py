"""An article as a server tells it, made into an entry: every text is cut, every address and moment is one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from reader.model import Enclosure, Entry

LONGEST_TITLE = 4_000
LONGEST_BODY = 1 << 20
LONGEST_ADDRESS = 8192
LONGEST_NAME = 500
MOST_PARTS = 32
_FIRST, _LAST = 631_152_000, 4_102_444_800  # 1990 and 2100; what lies outside is a mistake
_FULL_WIDTH = str.maketrans("＆＜＞＂", '&<>"')
_FULL_WIDTH_NAMES = str.maketrans("＆＜＞＂＇＾？＼／，；’", "&<>\"'^?\\/,;'")


def entry_of(
    item: str,
    *,
    url: str | None,
    title: str | None,
    author: str | None,
    html: str | None,
    published: float | None,
    guid: str | None = None,
    updated: float | None = None,
    tags: Iterable[str | None] = (),
    enclosures: Iterable[Enclosure | None] = (),
) -> Entry:
    """Make an entry of what a server says of an article; moments are seconds since 1970, `item` is its id."""
    address = address_of(url)
    name = named(author, LONGEST_NAME)
    return Entry(
        guid=named(guid, LONGEST_ADDRESS) or address or f"id:{item}",
        url=address,
        title=named(title, LONGEST_TITLE),
        authors=(name,) if name else (),
        published=moment_of(published),
        updated=moment_of(updated),
        content_html=(html or "")[:LONGEST_BODY],
        tags=tuple(dict.fromkeys(filter(None, (named(tag, 100) for tag in tags))))[:MOST_PARTS],
        enclosures=tuple(filter(None, enclosures))[:MOST_PARTS],
    )


def named(text: str | None, limit: int = LONGEST_NAME) -> str:
    """A text without the space around it, cut."""
    return (text or "").strip()[:limit]


def address_of(url: str | None) -> str | None:
    """An http address that is not too long, or None."""
    text = (url or "").strip()
    is_one = text[:8].lower().startswith(("http://", "https://")) and len(text) <= LONGEST_ADDRESS
    return text if is_one else None


def enclosure_of(url: str | None, media: str | None, length: int | None = None) -> Enclosure | None:
    """A file that comes with an article, or None if it has no address."""
    address = address_of(url)
    size = length if length is not None and 0 < length < 2**53 else None
    return Enclosure(address, named(media, 100) or None, size) if address else None


def moment_of(seconds: float | None) -> datetime | None:
    """A moment between 1990 and 2100, or None: what else a server's clock says is left out."""
    if seconds is None or not _FIRST <= seconds < _LAST:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def half_width(title: str) -> str:
    """Undo what FreshRSS does to the titles of articles: it writes ＆ ＜ ＞ for & < >."""
    return title.translate(_FULL_WIDTH)


def half_width_name(title: str) -> str:
    """Undo what FreshRSS does to the titles of feeds, of which it makes more signs wide; in a title of wide
    letters they are at home."""
    plain = title.translate(_FULL_WIDTH_NAMES)
    return half_width(title) if any(letter > "\u2e80" for letter in plain) else plain
