"""The ways in: a page, an entry's own HTML, a text that was copied, a writer's page. None of them raises."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.extract.article import read_article
from reader.extract.fragment import read_fragment
from reader.extract.plaintext import read_text
from reader.extract.profiles import read_profile
from reader.model import Author, Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def extract(html: bytes, url: str | None = None, charset: str | None = None) -> Document:
    """Return the article of a page, without its boilerplate.

    `html` is the page as it came, up to 8 MB of it are read; `url` is where it came from and makes its links
    absolute; `charset` is the label of its encoding that came with it, which may be wrong. Bytes that hold no
    article give an empty document; nothing is raised.
    """
    return _never_raising(lambda: read_article(html, url, charset), url)


def extract_fragment(html: str, url: str | None = None) -> Document:
    """Return an entry's own HTML as a document: all of it is body but feed furniture and tracking pixels."""
    return _never_raising(lambda: read_fragment(html, url), url)


def extract_text(text: str) -> Document:
    """Return a page copied as plain text, or a mail, as a document: title, paragraphs, captions, writer."""
    return _never_raising(lambda: read_text(text), None)


def extract_profile(html: bytes, url: str | None, name: str, charset: str | None = None) -> Author:
    """Return what a writer's own page says of the writer of that name; the rest as for
    `extract`.

    Without role and bio where the page says nothing of them; nothing is raised.
    """
    try:
        return read_profile(html, url, name, charset)
    except Exception:
        return Author(name=name, url=url)


def _never_raising(read: Callable[[], Document], url: str | None) -> Document:
    """Return what `read` gives, an empty document where a page breaks it: one page must not stop a feed."""
    try:
        with _collection_paused():
            return read()
    except Exception:
        return Document(url=url)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Look for no garbage in cycles meanwhile: a page makes many values and no cycles, and the looking costs
    a tenth of its time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
