"""Opening an article: what is stored at once, then its feed's text, then its page, then what it says."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from reader import bylines
from reader.fetch import PAGE, Client, FetchError
from reader.jobs import ANALYSER_VERSION, EXTRACTOR_VERSION
from reader.model import Article, Author, Document, Understanding
from reader.storage import Content, Source, Store
from reader.worker import JobError, Worker

_ENOUGH_WORDS = 150
"""Below so many words a feed's text is taken for a summary, and the article's page is asked for."""
_CUT_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\W*$")


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as far as it is open: `understanding` is None until it is ready, `note` is one sentence on
    what did not work, `complete` says that nothing better will come."""

    article: Article
    document: Document
    understanding: Understanding | None = None
    note: str = ""
    complete: bool = False


OnStage = Callable[[Opened], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What it takes to open an article."""

    store: Store
    client: Client
    worker: Worker


async def open_article(desk: Desk, article: Article, on_stage: OnStage) -> Opened:
    """Tell `on_stage` of every better state of the article, and return the last one.

    Nothing here raises for what came from outside: a page that cannot be had or read becomes a note, and
    the feed's own text is shown.
    """
    found = await _stored(desk, article)
    if found is None:
        found = await _extracted(desk, article, on_stage)
    if found.understanding is None:
        on_stage(found)
        found = await _understood(desk, found)
        found = await _described(desk, found, on_stage)
    found = replace(found, complete=True)
    on_stage(found)
    return found


async def _stored(desk: Desk, article: Article) -> Opened | None:
    """What an earlier opening left, if it is as good as it gets."""
    document, content = desk.store.document(article.id), desk.store.content(article.id)
    origin = desk.store.document_origin(article.id)
    if document is None or origin is None:
        return None
    feed_text_only = origin.source == "feed" and content is not None and _wants_page(content, document)
    if origin.source != "file" and (feed_text_only or origin.version < EXTRACTOR_VERSION):
        return None
    understanding = desk.store.understanding(article.id)
    if understanding is not None and understanding.version < ANALYSER_VERSION:
        understanding = None
    return Opened(article, document, understanding)


async def _extracted(desk: Desk, article: Article, on_stage: OnStage) -> Opened:
    """The feed's own text first, then the page where that is only a summary."""
    kept, content = desk.store.document(article.id), desk.store.content(article.id)
    document = completed(kept or Document(), article)
    note, source = "", None
    if kept is None and content is not None:
        document, note = await _from_feed(desk, article, content)
        source = "feed" if not note else None
    if kept is not None or content is None or _wants_page(content, document):
        on_stage(Opened(article, document, None, note))
        page, note = await _from_page(desk, article, document)
        if page is not None:
            document, source = page, "page"
    if source is not None:
        await _keep(desk, article, document, "page" if source == "page" else "feed")
    return Opened(article, document, None, note)


def _wants_page(content: Content, document: Document) -> bool:
    """Whether the feed's text leaves something to be had from the article's page."""
    if not content.url or content.full_text is False:
        return False
    if content.full_text:
        return True
    text = document.text
    # Characters count too: Japanese writes long texts without a space.
    short = len(text.split()) < _ENOUGH_WORDS and len(text) < 6 * _ENOUGH_WORDS
    return short or _CUT_OFF.search(text) is not None


async def _from_feed(desk: Desk, article: Article, content: Content) -> tuple[Document, str]:
    try:
        document = await desk.worker.extract_fragment(content.html, content.url)
    except JobError as error:
        return completed(Document(), article), f"The feed's text could not be shown: {error}."
    return completed(document, article), ""


async def _from_page(desk: Desk, article: Article, shown: Document) -> tuple[Document | None, str]:
    """The article's page as a document, or None and a sentence why what is shown stays."""
    if not article.url:
        return None, ""
    try:
        content = desk.store.content(article.id)
        feed = content.feed_url if content is not None else None
        response = await desk.client.get(article.url, accept=PAGE, named_by=feed)
        page = await desk.worker.extract_page(response.body, response.url)
    except (FetchError, JobError) as error:
        return None, f"The page could not be had ({error}); this is what the feed gave."
    if len(page.text) < len(shown.text):
        return None, ""
    return completed(page, article), ""


async def _keep(desk: Desk, article: Article, document: Document, source: Source) -> None:
    await asyncio.to_thread(desk.store.put_document, article.id, document, source, EXTRACTOR_VERSION)


async def _understood(desk: Desk, opened: Opened) -> Opened:
    try:
        understanding = await desk.worker.understand(opened.document)
    except JobError as error:
        return replace(opened, note=opened.note or f"The text could not be analysed: {error}.")
    await asyncio.to_thread(desk.store.put_understanding, opened.article.id, understanding)
    return replace(opened, understanding=understanding)


async def _described(desk: Desk, opened: Opened, on_stage: OnStage) -> Opened:
    """Say more of a bare byline: what the library knows of it, and else what the page does."""
    understanding = opened.understanding
    if understanding is None or not bylines.unknown(understanding.authors):
        return opened
    authors = bylines.remembered(understanding.authors, desk.store)
    if bylines.unknown(authors) and _page_is_unread(desk, opened.article):
        on_stage(opened)
        page, _ = await _from_page(desk, opened.article, Document())
        if page is not None:
            authors = bylines.merged(authors, await _page_authors(desk, page))
    if authors == understanding.authors:
        return opened
    understanding = replace(understanding, authors=authors)
    await asyncio.to_thread(desk.store.put_understanding, opened.article.id, understanding)
    return replace(opened, understanding=understanding)


async def _page_authors(desk: Desk, page: Document) -> tuple[Author, ...]:
    try:
        return (await desk.worker.understand(replace(page, blocks=()))).authors
    except JobError:
        return ()


def _page_is_unread(desk: Desk, article: Article) -> bool:
    origin, content = desk.store.document_origin(article.id), desk.store.content(article.id)
    wanted = content is not None and content.full_text is not False
    return wanted and article.url is not None and origin is not None and origin.source == "feed"


def completed(document: Document, article: Article) -> Document:
    """Fill from the feed's entry what the text itself did not say."""
    return replace(
        document,
        title=document.title or article.title,
        site=document.site or article.feed_title or None,
        url=document.url or article.url,
        published=document.published or article.published,
        language=document.language or article.language,
        authors=document.authors or tuple(Author(name=name) for name in article.authors),
    )
