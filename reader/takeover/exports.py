"""The pages of an export, whatever program made it: a file, or a folder or archive of several."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from reader.bookmark import Bookmark
from reader.feeds.entry import body_of
from reader.feeds.opml import LARGEST_LIST, OpmlError, opml_list
from reader.feeds.plain import plain_text
from reader.model import Document
from reader.takeover import csv_lists, html_lists, json_lists, saved_pages
from reader.takeover.archives import Archive, Folder, Zip, opened
from reader.takeover.gathering import Found, Gathering, text_of
from reader.takeover.kinds import Kind, PagesKind
from reader.takeover.omnivore import is_omnivore, read_omnivore
from reader.takeover.values import Lists, Pages, Survey, TakeoverError
from reader.text import safe_line
from reader.values import dataclass

_AT_ONCE = 500
_SECONDS = 4.0
"""After so long the pages that are ready are handed over."""
_MOST_BYTES = 16 * 1024 * 1024
_MOST_LINKS = 100_000
_FEWEST_WORDS = 30
"""A text with fewer is the beginning of one, or what stood in place of it: its page is asked for."""
_LISTS = frozenset({".csv", ".tsv", ".json", ".opml", ".xml", ".txt", ".maff", ""})
_COMPANIONS = re.compile(r"(?:^|/)[^/]*(?:_files|\.fld|_archivos|-Dateien|_fichiers)/")


@dataclass(frozen=True, slots=True)
class Export:
    """What was read of a path: the pages, with the archive in which their texts lie."""

    kind: Kind
    archive: Archive
    gathered: Gathering


_read: tuple[tuple[object, ...], Export] | None = None  # the last one, for its pages are handed over in parts


def survey_export(path: Path, read_as: str = "") -> Survey | None:
    """Say what pages an export has, None if it is none. Raise TakeoverError if it cannot be read."""
    export = _export(path, read_as)
    if export is None:
        return None
    gathered = export.gathered
    lists = Lists(tuple(gathered.subscriptions), remarks=(*export.archive.remarks, *gathered.remarks))
    return Survey(export.kind, str(path), lists, pages=len(gathered.found), read_as=read_as)


def pages_in(path: Path, read_as: str, after: int, *, texts: bool) -> Pages:
    """Return some pages of an export, with their texts if wanted. Raise TakeoverError."""
    export = _export(path, read_as)
    if export is None:
        raise TakeoverError(f"{path} has no pages.")
    found, items, size, until = export.gathered.found, list[Bookmark](), 0, time.monotonic() + _SECONDS
    for one in found[after : after + _AT_ONCE]:
        item = _with_text(export.archive, one) if texts else one.bookmark
        items.append(item)
        size += len(item.html) + (len(item.document.text) * 2 if item.document is not None else 0)
        if size > _MOST_BYTES or time.monotonic() > until:
            break
    end = after + len(items)
    if end >= len(found):
        _forget()
    return Pages(tuple(items), end if end < len(found) else None)


def _export(path: Path, read_as: str) -> Export | None:
    global _read
    try:
        state = path.stat()
    except OSError:
        raise TakeoverError(f"There is no {path}.") from None
    key = (path, read_as, state.st_ino, state.st_size, state.st_mtime_ns)
    if _read is None or _read[0] != key:
        export = _gathered(opened(path), read_as)
        if export is None:
            return None
        _read = (key, export)
    return _read[1]


def _forget() -> None:
    """Give back the memory that an export takes, once it is handed over."""
    global _read
    _read = None


def _gathered(archive: Archive, read_as: str) -> Export | None:
    if isinstance(archive, Folder | Zip):
        return _several(archive, read_as)
    gathered = Gathering(archive.path.name)
    kind = _take(archive, archive.names()[0], gathered, read_as)
    gathered.finish()
    return None if kind is None else Export(kind, archive, gathered)


def _several(archive: Archive, read_as: str) -> Export | None:
    """Read a folder or an archive, file by file."""
    gathered, kinds = Gathering(), dict[Kind, None]()
    if is_omnivore(archive) and read_as in {"", "omnivore"}:
        read_omnivore(archive, gathered)
        return Export("omnivore", archive, gathered)
    pages = saved_pages.maff_pages(archive) if isinstance(archive, Zip) else []
    for name in pages or archive.names():
        ending = PurePosixPath(name).suffix.lower()
        if ending not in _LISTS | saved_pages.ENDINGS or _COMPANIONS.search(name):
            continue
        gathered.file = safe_line(name, 120)
        try:
            kind = _take(archive, name, gathered, read_as)
        except TakeoverError as error:
            gathered.leave("", str(error))
            continue
        if kind is None:
            gathered.leave("", "it is no list of pages and no page")
        else:
            kinds.setdefault(kind)
    gathered.finish()
    if not gathered.found and not gathered.subscriptions:
        return None
    return Export(next(iter(kinds)) if len(kinds) == 1 else "files", archive, gathered)


def _take(archive: Archive, name: str, gathered: Gathering, read_as: str) -> Kind | None:
    """Gather what one file has, and say what it is; None for what is neither list nor page."""
    beginning = archive.begins(name)
    if read_as:
        return _take_as(archive, name, gathered, read_as)
    if b"<opml" in beginning.lower():
        return _take_opml(archive, name, gathered)
    if saved_pages.is_mail(beginning):
        saved_pages.take_page(archive, name, beginning, gathered)
        return "pages"
    text = text_of(beginning)
    listed: PagesKind | None
    if (listed := html_lists.kind_of_html(text)) is not None:
        html_lists.read_html(text_of(archive.read(name)), listed, gathered)
        return listed
    if text.lstrip()[:1] in {"{", "["}:
        said = json_lists.parsed(text_of(archive.read(name)))
        listed = json_lists.kind_of_json(said)
        if listed is not None:
            json_lists.read_json(said, listed, gathered)
        return listed
    if saved_pages.is_page(text):
        saved_pages.take_page(archive, name, beginning, gathered)
        return "pages"
    if (listed := csv_lists.kind_of_table(text)) is not None:
        csv_lists.read_table(text_of(archive.read(name)), listed, gathered)
    return listed


def _take_as(archive: Archive, name: str, gathered: Gathering, read_as: str) -> Kind:
    """Gather what one file has as what the person says that it is. Raise TakeoverError if it is not that."""
    kind: PagesKind
    match read_as:
        case "bookmarks":
            kind = "bookmarks"
        case "pages":
            saved_pages.take_page(archive, name, archive.begins(name), gathered)
            return "pages"
        case "links":
            _take_links(text_of(archive.read(name)), gathered)
            return "links"
        case "pocket" | "instapaper" | "readwise reader" | "readwise highlights" | "raindrop" | "csv":
            kind = read_as
        case (
            "wallabag" | "firefox bookmarks" | "chrome bookmarks" | "starred items" | "pinboard" | "karakeep"
        ):
            kind = read_as
        case "omnivore":
            kind = "omnivore"
        case _:
            raise TakeoverError(f"{archive.path} has no pages of the kind {read_as}.")
    text = text_of(archive.read(name))
    if text.lstrip()[:1] in {"{", "["}:
        json_lists.read_json(json_lists.parsed(text), kind, gathered)
    elif text.lstrip()[:1] == "<" and kind in html_lists.KINDS:
        html_lists.read_html(text, kind, gathered)
    else:
        csv_lists.read_table(text, kind, gathered)
    return kind


def _take_opml(archive: Archive, name: str, gathered: Gathering) -> Kind:
    try:
        listed = opml_list(archive.read(name, LARGEST_LIST))
    except OpmlError as error:
        raise TakeoverError(f"{safe_line(name, 100)}: {error}.") from None
    gathered.subscriptions += listed.subscriptions
    for what, why in listed.left:
        gathered.leave(what, why)
    return "opml"


def _take_links(text: str, gathered: Gathering) -> None:
    """Gather addresses, one a line, with a title behind it if there is one."""
    for number, line in enumerate(text.splitlines()[:_MOST_LINKS], start=1):
        address, _, title = line.strip().partition(" ")
        if address and not address.startswith("#"):
            gathered.page(address, title, line=number, saved=True)


def _with_text(archive: Archive, found: Found) -> Bookmark:
    """A page with its text, as far as the export has it and it can be read."""
    mark = found.bookmark
    if mark.url.startswith("kept:"):
        return replace(mark, document=csv_lists.passages_document(mark))
    if found.whole:
        return _extracted(mark, lambda: saved_pages.page_body(archive, found.page))
    if found.page:
        return _extracted(mark, lambda: archive.read(found.page))
    html = body_of(found.html)
    if not html.strip():
        return mark
    if found.article:
        return _with_article(mark, html)
    text = plain_text(html)
    if len(text.split()) < _FEWEST_WORDS and len(text) < 6 * _FEWEST_WORDS:
        return mark
    return replace(mark, html=html, text=text)


def _with_article(mark: Bookmark, html: str) -> Bookmark:
    from reader.extract import extract_fragment

    try:
        document = replace(extract_fragment(html, mark.url), title=mark.title, url=mark.url)
    except (ValueError, RecursionError):
        return mark
    return replace(mark, document=document) if _says_something(document, mark) else mark


def _extracted(mark: Bookmark, body: Callable[[], bytes]) -> Bookmark:
    from reader.extract import extract

    address = None if mark.file else mark.url
    try:
        document = extract(body(), address)
    except (TakeoverError, ValueError, RecursionError):  # its page may still be had from its address
        return mark
    return replace(mark, document=document) if _says_something(document, mark) else mark


def _says_something(document: Document, mark: Bookmark) -> bool:
    return bool(document.blocks) and (mark.file or len(document.text.split()) >= _FEWEST_WORDS)
