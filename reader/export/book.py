"""Articles as a book: EPUB 3.2, which readers of EPUB 2 open too. The same articles give the same bytes, but
for the time at which the book was made."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from reader.export.body import Look
from reader.export.book_pages import STYLE as BOOK_STYLE
from reader.export.book_pages import Cover, container, contents_page, cover_page, cover_picture, whole_page
from reader.export.page import article_body, is_right_to_left, language_tag, reads_leftwards
from reader.export.piece import Piece, picture_type
from reader.text import safe_line
from reader.values import dataclass

MOST_CHAPTERS = 1_000
MOST_PICTURE_BYTES = 200 * 1024 * 1024
_MOST_NAMED = 50
_LONGEST_AGO = (1980, 1, 1, 0, 0, 0)  # of what a ZIP file can say


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that is written: the name of its file, its title and language."""

    name: str
    title: str
    language: str
    leftwards: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book, as its package lists it."""

    id: str
    name: str
    type: str
    properties: str = ""


class Book:
    """A book while it is written: chapters one after the other, then `finish`. `opening` is the title of a
    chapter that stands before the articles and is written last, with `set_opening`."""

    def __init__(self, file: BinaryIO, title: str, made: datetime, *, opening: str = "") -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6)
        self._title, self._made = safe_line(title, 300) or "Articles", made.astimezone(UTC)
        self._opening = opening
        self.chapters = list[Chapter]()
        self._items = list[Item]()
        self._authors, self._feeds = dict[str, None](), dict[str, None]()
        self._pictures, self._digest = dict[str, str](), sha256()
        self._picture_bytes = 0
        self.left_out = 0
        """Pictures that there was no room for."""
        self._put("mimetype", b"application/epub+zip", stored=True)
        self._put("META-INF/container.xml", container())

    def add(self, piece: Piece) -> str:
        """Write an article as the next chapter; return the name of its file."""
        name = f"a{len(self.chapters) + 1:04}.xhtml"
        places = {
            address: place for address, data in piece.pictures.items() if (place := self._picture(data))
        }
        look = Look(pictures=places, marked=piece.marks.highlights, book=True)
        title = safe_line(piece.document.title or piece.article.title, 300) or "Untitled"
        language = language_tag(piece.document.language or piece.article.language)
        leftwards = is_right_to_left(piece.document)
        self._chapter(Chapter(name, title, language, leftwards), article_body(piece, look))
        names = (one.name for one in piece.understanding.authors if one.name and one.part == "author")
        self._authors.update(dict.fromkeys(tuple(names) or piece.article.authors))
        self._feeds.update(dict.fromkeys([piece.article.feed_title]))
        return name

    def set_opening(self, body: str) -> None:
        """Write what stands before the articles, with links to their files."""
        title = safe_line(self._opening, 300)
        leftwards = reads_leftwards([one.title for one in self.chapters])
        self._chapter(Chapter("opening.xhtml", title, self._language(), leftwards), body)
        self.chapters.insert(0, self.chapters.pop())

    def finish(self) -> None:
        """Write cover, contents and package, and close the book."""
        from reader.export.package import ncx, package

        language, leftwards = self._language(), self._leftwards()
        feeds = [one for one in map(safe_line, self._feeds) if one]
        cover = Cover(self._title, f"{self._made:%Y-%m-%d}", tuple(feeds), language, leftwards)
        self._add(Item("style", "style.css", "text/css"), BOOK_STYLE)
        self._add(Item("cover-picture", "cover.svg", "image/svg+xml", "cover-image"), cover_picture(cover))
        self._add(Item("cover", "cover.xhtml", "application/xhtml+xml"), cover_page(cover))
        self._add(
            Item("nav", "nav.xhtml", "application/xhtml+xml", "nav"), contents_page(cover, self.chapters)
        )
        identifier = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, self._digest.hexdigest())}"
        self._add(
            Item("ncx", "toc.ncx", "application/x-dtbncx+xml"), ncx(self._title, identifier, self.chapters)
        )
        authors = [one for one in map(safe_line, self._authors) if one][:_MOST_NAMED]
        languages = list(dict.fromkeys([language, *(one.language for one in self.chapters if one.language)]))
        written = package(
            title=self._title,
            identifier=identifier,
            made=self._made,
            authors=authors or feeds[:_MOST_NAMED],
            languages=languages,
            items=self._items,
            chapters=self.chapters,
            leftwards=leftwards,
        )
        self._put("EPUB/package.opf", written.encode())
        self._zip.close()

    def _chapter(self, chapter: Chapter, body: str) -> None:
        written = whole_page(chapter.title, body, chapter.language, leftwards=chapter.leftwards)
        kind = "application/xhtml+xml"
        self._add(Item(chapter.name.removesuffix(".xhtml"), chapter.name, kind), written)
        self.chapters.append(chapter)

    def _picture(self, data: bytes) -> str:
        """Keep a picture once, and return where it is; "" if there is no room for it."""
        key = sha256(data).hexdigest()[:20]
        if key in self._pictures:
            return self._pictures[key]
        if self._picture_bytes + len(data) > MOST_PICTURE_BYTES:
            self.left_out += 1
            return ""
        kind, ending = picture_type(data)
        self._picture_bytes += len(data)
        self._pictures[key] = place = f"pictures/{key}.{ending}"
        self._items.append(Item(f"p{key}", place, kind))
        self._put(f"EPUB/{place}", data, stored=True)
        return place

    def _add(self, item: Item, written: str) -> None:
        self._items.append(item)
        self._put(f"EPUB/{item.name}", written.encode("utf-8"))

    def _put(self, name: str, data: bytes, *, stored: bool = False) -> None:
        info = ZipInfo(name, _LONGEST_AGO)
        info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
        info.create_system, info.external_attr = 3, 0o644 << 16
        self._zip.writestr(info, data)
        if not name.endswith(".opf"):
            self._digest.update(name.encode() + b"\0" + data)

    def _language(self) -> str:
        languages = [one.language for one in self.chapters if one.language]
        return max(languages, key=languages.count, default="") or "en"

    def _leftwards(self) -> bool:
        return sum(one.leftwards for one in self.chapters) * 2 > len(self.chapters)


def link_to(name: str, text: str) -> str:
    """Return a link to a chapter."""
    return f'<a href="{name}">{escape(safe_line(text), quote=False)}</a>'


def chapter_names(count: int) -> Sequence[str]:
    """Return the names that the files of so many articles have."""
    return [f"a{number:04}.xhtml" for number in range(1, count + 1)]
