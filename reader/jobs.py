"""What the worker does with foreign bytes: feeds parsed, pages extracted, texts understood, pictures decoded.

Each job is a plain function from values to values. `JOBS` names them with the types that cross the pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reader.analyse import ANALYSER_VERSION
from reader.extract import EXTRACTOR_VERSION
from reader.model import Author, Canvas, Document, Drawing, FeedDocument, KeptPicture, Understanding

__all__ = ["ANALYSER_VERSION", "EXTRACTOR_VERSION", "JOBS", "Job"]


def parse_feed(body: bytes, url: str | None, content_type: str | None) -> FeedDocument:
    """Read a feed document; what is wrong with it is in `FeedDocument.error`."""
    from reader.feeds import parse

    return parse(body, url=url, content_type=content_type)


def extract_page(page: bytes, url: str | None) -> Document:
    """Take the article out of a web page."""
    from reader.extract import extract

    return extract(page, url)


def extract_fragment(markup: str, url: str | None) -> Document:
    """Read an entry's own HTML, all of which is article."""
    from reader.extract import extract_fragment

    return extract_fragment(markup, url)


def extract_text(text: str) -> Document:
    """Take the article out of a page that was copied as plain text."""
    from reader.extract import extract_text

    return extract_text(text)


def understand(document: Document) -> Understanding:
    """Find who wrote it, who and what is named, and the figures. Offsets lie in `analysed_text`."""
    from reader.analyse import analyse

    found = analyse(document.analysed_text, document.title, language=document.language)
    authors = tuple(describe(author, document.site) for author in document.authors)
    return Understanding(authors, found.entities, found.figures, ANALYSER_VERSION, found.approximate)


def describe(author: Author, site: str | None) -> Author:
    """Fill an author's empty fields from the bio; what the page stated outright stays."""
    from reader.analyse import read_bio

    if not author.bio:
        return author if author.outlet or not author.name else replace(author, outlet=site)
    read = read_bio(author.bio, author.name)
    return Author(
        name=author.name or read.name,
        role=read.role or author.role,
        outlet=read.outlet or author.outlet or site,
        based_in=read.based_in or author.based_in,
        beats=read.beats or author.beats,
        email=author.email or read.email,
        handle=author.handle or read.handle,
        url=author.url or read.url,
        bio=author.bio,
    )


def keep_picture(data: bytes) -> KeptPicture:
    """Decode a picture and make it what the library keeps; what is wrong with it is in its `error`."""
    from reader.pictures import keep

    return keep(data)


def draw_picture(data: bytes, canvas: Canvas) -> Drawing:
    """Make a kept picture ready for a terminal."""
    from reader.pictures import draw

    return draw(data, canvas)


@dataclass(frozen=True, slots=True)
class Job:
    """A function of this module, and the types of its arguments and of its result."""

    function: Callable[..., Any]
    arguments: Any
    result: Any


JOBS: Mapping[str, Job] = {
    "parse_feed": Job(parse_feed, tuple[bytes, str | None, str | None], FeedDocument),
    "extract_page": Job(extract_page, tuple[bytes, str | None], Document),
    "extract_fragment": Job(extract_fragment, tuple[str, str | None], Document),
    "extract_text": Job(extract_text, tuple[str], Document),
    "understand": Job(understand, tuple[Document], Understanding),
    "keep_picture": Job(keep_picture, tuple[bytes], KeptPicture),
    "draw_picture": Job(draw_picture, tuple[bytes, Canvas], Drawing),
}
