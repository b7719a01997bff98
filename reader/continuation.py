"""The rest of an article: the pages that it is split over, and the AMP form of one that is cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.fetch import PAGE, FetchError
from reader.model import Block, Document
from reader.worker import JobError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.desk import Web
    from reader.worker import Worker

_MOST_PAGES = 5
"""Pages after the first that are asked for one article."""
_KEY = 60
_LEAST_NEW = 200  # letters that a page must add to be one of the same article
_MORE = 1.2


async def whole(document: Document, url: str, client: Web, worker: Worker) -> Document:
    """Return a page's document with what it goes on with elsewhere, or as it is where that brings nothing.

    Asked are, one after another, up to five further pages of the same host, and, for a page that shows only a
    part of its article, its AMP form. What the page said of title, writers and time stays. Nothing raises: a
    page that cannot be had leaves the text cut off, and `truncated` says so.
    """
    if document.truncated and document.amp_url and _same_site(document.amp_url, url):
        document = _fuller(document, await _page(document.amp_url, url, client, worker))
    return await _with_pages(document, url, client, worker)


async def _with_pages(document: Document, url: str, client: Web, worker: Worker) -> Document:
    following, seen = document.next_page, {url, document.url}
    for _ in range(_MOST_PAGES):
        if following is None or following in seen or not _same_host(following, url):
            break
        seen.add(following)
        page = await _page(following, url, client, worker)
        joined = joined_pages(document, page) if page is not None else None
        if page is None or joined is None:
            return replace(document, truncated=True)
        document, following = joined, page.next_page
    if following is None or following in seen:
        return document
    return replace(document, next_page=following, truncated=True)


async def _page(address: str, named_by: str, client: Web, worker: Worker) -> Document | None:
    try:
        response = await client.get(address, accept=PAGE, named_by=named_by)
        return await worker.extract_page(response.body, response.url, response.charset)
    except (FetchError, JobError):
        return None


def joined_pages(document: Document, page: Document) -> Document | None:
    """Return a document with the blocks and pictures of its next page that are new; None for none that are.

    Title, standfirst, teasers and whatever else every page repeats come once.
    """
    said = {_key(block.text) for block in document.blocks if block.text}
    said |= {
        _key(text) for text in (document.title, page.title, document.standfirst, page.standfirst) if text
    }
    fresh = [block for block in page.blocks if not block.text or _key(block.text) not in said]
    if sum(len(block.text) for block in fresh if block.kind != "caption") < _LEAST_NEW:
        return None
    known = {picture.url for picture in document.pictures if picture.url}
    kept = [
        block for block in fresh if block.picture is None or page.pictures[block.picture].url not in known
    ]
    return replace(
        document,
        blocks=(*document.blocks, *_moved(kept, len(document.pictures))),
        pictures=(*document.pictures, *page.pictures),
        next_page=page.next_page,
        truncated=page.truncated,
        paywalled=page.paywalled,
    )


def _fuller(document: Document, other: Document | None) -> Document:
    """Return the document with another form's text, where that is the same article and more of it."""
    if other is None or len(other.text) < _MORE * len(document.text):
        return document
    from reader.extract.inline import squeezed

    opening = [_key(block.text) for block in document.blocks if len(block.text) >= _KEY][:3]
    if sum(key in squeezed(other.text) for key in opening) * 2 < len(opening):
        return document
    return replace(
        document,
        blocks=other.blocks,
        pictures=other.pictures,
        standfirst=document.standfirst or other.standfirst,
        truncated=other.truncated,
        paywalled=other.paywalled,
    )


def _moved(blocks: Sequence[Block], by: int) -> list[Block]:
    """Return blocks that point `by` pictures further."""
    return [
        block if block.picture is None else replace(block, picture=block.picture + by) for block in blocks
    ]


def _same_host(one: str, other: str) -> bool:
    return _host(one) == _host(other) != ""


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses share the end of their hosts' names: "amp.post.example" and "post.example"."""
    names = [_host(address).removeprefix("www.").removeprefix("amp.") for address in (one, other)]
    return names[0] == names[1] and bool(names[0])


def _host(address: str) -> str:
    """Return the host of an address, "" where it is none: a page may name anything."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _key(text: str) -> str:
    from reader.extract.inline import squeezed  # its patterns take a while to compile; few articles need them

    return squeezed(text)[:_KEY]
