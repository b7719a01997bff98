"""Pages, fragments and plain text turned into documents. Cheap to import: parsers load when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Document

EXTRACTOR_VERSION = 2
"""Grows when the same page would give another document, so that stored ones are made anew."""

__all__ = ["EXTRACTOR_VERSION", "extract", "extract_fragment", "extract_text"]


def extract(html: bytes, url: str | None = None) -> Document:
    """Return the article of a page, without its boilerplate.

    `html` is the page as it came, up to 8 MB of it are read; `url` is where it came from and makes its links
    absolute. Bytes that hold no article give an empty document; nothing is raised.
    """
    from reader.extract.article import read_article

    return _never_raising(lambda: read_article(html, url), url)


def extract_fragment(html: str, url: str | None = None) -> Document:
    """Return an entry's own HTML as a document: all of it is body but feed furniture and tracking pixels."""
    from reader.extract.fragment import read_fragment

    return _never_raising(lambda: read_fragment(html, url), url)


def extract_text(text: str) -> Document:
    """Return a page copied as plain text, or a mail, as a document: title, paragraphs, captions, writer."""
    from reader.extract.plaintext import read_text

    return _never_raising(lambda: read_text(text), None)


def _never_raising(read: Callable[[], Document], url: str | None) -> Document:
    """Return what `read` gives, an empty document where a page breaks it: one page must not stop a feed."""
    from reader.model import Document

    try:
        return read()
    except Exception:
        return Document(url=url)
