"""Lists of pages as JSON: wallabag, Firefox, Chrome, Pinboard, Karakeep, Omnivore, the passages of Pocket,
and the starred items of Google Reader and its likes.

Which fields each has is in `docs/import.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from reader.bookmark import Quote
from reader.takeover.gathering import Gathering, moment, note_in, quote_in, split_tags, tags_in, truth
from reader.takeover.kinds import PagesKind
from reader.takeover.values import TakeoverError
from reader.text import safe_line

_CHROME_EPOCH = 11_644_473_600  # seconds from 1601 to 1970
_DEEPEST = 64
_READ, _STARRED = "/state/com.google/read", "/state/com.google/starred"
_LABEL = "/label/"


def parsed(text: str) -> Any:
    """Return what a JSON text says; None if it is none, or one nested too deep."""
    try:
        return msgspec.json.decode(text.lstrip("\ufeff \t\r\n"))
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        return None


def kind_of_json(said: Any) -> PagesKind | None:
    """Say whose list it is by its fields, None if it is none that is known."""
    if isinstance(said, dict):
        if str(said.get("type", "")).startswith("text/x-moz-place"):
            return "firefox bookmarks"
        if isinstance(said.get("roots"), dict):
            return "chrome bookmarks"
        if isinstance(said.get("bookmarks"), list):
            return "karakeep"
        if isinstance(said.get("items"), list):
            return "starred items"
        return None
    first = (
        next((one for one in said[:50] if isinstance(one, dict)), None) if isinstance(said, list) else None
    )
    if first is None:
        return None
    keys = first.keys()
    fields: tuple[tuple[PagesKind, tuple[str, ...]], ...] = (
        ("wallabag", ("url", "is_archived")),
        ("wallabag", ("url", "is_read", "is_fav")),
        ("pinboard", ("href", "toread")),
        ("omnivore", ("url", "slug", "savedAt")),
        ("pocket", ("url", "highlights")),
    )
    return next((kind for kind, needed in fields if set(needed) <= keys), None)


def read_json(said: Any, kind: PagesKind, gathered: Gathering) -> None:
    """Gather the pages of a list. Raise TakeoverError if it is not of that kind."""
    read = _READERS.get(kind)
    if read is None or not isinstance(said, dict | list):
        raise TakeoverError(f"{gathered.file or 'This'} is no list of that kind.")
    read(said, gathered)


def _tables(said: Any, key: str = "") -> Iterator[Mapping[str, Any]]:
    listed = said.get(key) if key and isinstance(said, dict) else said
    return (one for one in listed if isinstance(one, dict)) if isinstance(listed, list) else iter(())


def _wallabag(said: Any, gathered: Gathering) -> None:
    for one in _tables(said):
        archived = truth(one.get("is_archived", one.get("is_read")))
        tags = one.get("tags")
        gathered.page(
            one.get("url"),
            one.get("title"),
            html=_text(one.get("content")),
            article=True,
            added=moment(one.get("created_at")),
            read=archived,
            saved=not archived,
            starred=truth(one.get("is_starred", one.get("is_fav"))),
            tags=tags_in(split_tags(tags, ",") if isinstance(tags, str) else map(_label, _list(tags))),
            quotes=tuple(
                quote
                for mark in _tables(one, "annotations")
                for quote in quote_in(mark.get("quote"), mark.get("text"), mark.get("created_at"))
            ),
            authors=_names(one.get("published_by")),
            published=moment(one.get("published_at")),
            language=_language(one.get("language")),
        )


def _pinboard(said: Any, gathered: Gathering) -> None:
    for one in _tables(said):
        wanted = truth(one.get("toread"))
        gathered.page(
            one.get("href"),
            one.get("description"),
            added=moment(one.get("time")),
            read=not wanted,
            saved=wanted,
            tags=tags_in(_text(one.get("tags")).split()),
            note=note_in(one.get("extended")),
        )


def _karakeep(said: Any, gathered: Gathering) -> None:
    for one in _tables(said, "bookmarks"):
        content = one.get("content")
        content = content if isinstance(content, dict) else {}
        archived = truth(one.get("archived"))
        gathered.page(
            content.get("url"),
            one.get("title") or safe_line(_text(content.get("text"))[:400], 80),
            added=moment(one.get("createdAt")),
            read=archived,
            saved=not archived,
            starred=truth(one.get("favourited")),
            tags=tags_in(map(_label, _list(one.get("tags")))),
            note=note_in(one.get("note")),
        )


def _omnivore(said: Any, gathered: Gathering) -> None:
    for one in _tables(said):
        state = str(one.get("state", "")).lower()
        if state == "deleted":
            gathered.leave(str(one.get("title", "")), "it was deleted there")
            continue
        archived = state == "archived"
        author = safe_line(_text(one.get("author"))[:400], 200)
        slug = _text(one.get("slug"))
        gathered.page(
            one.get("url"),
            one.get("title"),
            page=slug,
            added=moment(one.get("savedAt")),
            read=archived,
            saved=not archived,
            tags=tags_in(map(_label, _list(one.get("labels")))),
            authors=(author,) if author else (),
            published=moment(one.get("publishedAt")),
        )


def _pocket_quotes(said: Any, gathered: Gathering) -> None:
    for one in _tables(said):
        quotes: tuple[Quote, ...] = ()
        for mark in _tables(one, "highlights"):
            quotes += quote_in(mark.get("quote"), mark.get("note"), mark.get("created_at"))
        gathered.page(one.get("url"), one.get("title"), read=True, quotes=quotes)


def _starred(said: Any, gathered: Gathering) -> None:
    whole = str(said.get("id", "")).endswith(_STARRED) if isinstance(said, dict) else False
    for one in _tables(said, "items"):
        words = [word for word in _list(one.get("categories")) if isinstance(word, str)]
        author = safe_line(_text(one.get("author"))[:400], 200)
        gathered.page(
            _address(one),
            _said(one.get("title")),
            html=_said(one.get("content")) or _said(one.get("summary")),
            added=moment(one.get("timestampUsec")) or moment(one.get("crawlTimeMsec")),
            read=any(word.endswith(_READ) for word in words),
            starred=whole or any(word.endswith(_STARRED) for word in words) or not words,
            tags=tags_in(word.partition(_LABEL)[2] for word in words if _LABEL in word),
            note="\n\n".join(filter(None, (note_in(_said(mark)) for mark in _list(one.get("annotations"))))),
            authors=(author,) if author else (),
            published=moment(one.get("published")),
        )


def _address(item: Mapping[str, Any]) -> str:
    for key in ("canonical", "alternate"):
        for link in _tables(item, key):
            if str(link.get("href", "")).startswith(("http://", "https://")):
                return str(link["href"])
    return ""


def _firefox(said: Any, gathered: Gathering) -> None:
    for node, folders in _nodes(said, "title"):
        tags = tags_in([*split_tags(node.get("tags"), ","), *folders])
        added = moment(node.get("dateAdded"))
        gathered.page(node.get("uri"), node.get("title"), added=added, read=True, tags=tags)


def _chrome(said: Any, gathered: Gathering) -> None:
    roots = said.get("roots") if isinstance(said, dict) else None
    for name, root in roots.items() if isinstance(roots, dict) else ():
        for node, folders in _nodes(root, "name"):
            later = "reading" in str(name).lower()
            gathered.page(
                node.get("url"),
                node.get("name"),
                added=_since_1601(node.get("date_added")),
                read=not later,
                saved=later,
                tags=tags_in(folders),
            )


def _nodes(root: Any, title: str) -> Iterator[tuple[Mapping[str, Any], Sequence[str]]]:
    """Yield the pages of a tree of folders with the names of those that they are in, without the roots'."""
    waiting: list[tuple[Any, tuple[str, ...], int]] = [(root, (), 0)]
    while waiting:
        node, folders, depth = waiting.pop()
        if not isinstance(node, dict):
            continue
        if isinstance(node.get("uri", node.get("url")), str):
            if not str(node.get("uri", node.get("url"))).startswith(("place:", "about:", "chrome:")):
                yield node, folders
            continue
        name = safe_line(_text(node.get(title))[:400], 100)
        is_root = depth == 0 or "root" in node or str(node.get("guid", "")).endswith("____")
        inner = folders if is_root or not name else (*folders, name)
        children = _list(node.get("children")) if depth < _DEEPEST else []
        waiting += [(child, inner, depth + 1) for child in reversed(children)]


def _since_1601(said: Any) -> Any:
    text = str(said or "")
    if not text.isdecimal() or len(text) > 19:
        return None
    return moment(int(text) / 1_000_000 - _CHROME_EPOCH)


def _list(said: Any) -> list[Any]:
    return said if isinstance(said, list) else []


def _text(said: Any) -> str:
    return said if isinstance(said, str) else ""


def _said(part: Any) -> str:
    """A text, or the "content" of a table that has it."""
    return _text(part.get("content")) if isinstance(part, dict) else _text(part)


def _label(one: Any) -> str:
    """A tag that is a text, or a table with its name."""
    if isinstance(one, dict):
        return _text(one.get("label")) or _text(one.get("name"))
    return _text(one)


def _names(said: Any) -> tuple[str, ...]:
    return tuple(name for one in _list(said)[:20] if (name := safe_line(_text(one)[:400], 200)))


def _language(said: Any) -> str | None:
    from reader.feeds.entry import language_of

    return language_of(said)


_READERS: dict[PagesKind, Callable[[Any, Gathering], None]] = {
    "wallabag": _wallabag,
    "pinboard": _pinboard,
    "karakeep": _karakeep,
    "omnivore": _omnivore,
    "pocket": _pocket_quotes,
    "starred items": _starred,
    "firefox bookmarks": _firefox,
    "chrome bookmarks": _chrome,
}
