"""Opening an article: what is stored at once, then its feed's text, then its page, then what it says."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace

from reader import author_pages, bylines, pages
from reader.desk import Desk
from reader.jobs import ANALYSER_VERSION, EXTRACTOR_VERSION
from reader.model import Article, Author, Document, Understanding
from reader.storage import Content, Source, Store
from reader.values import dataclass
from reader.worker import JobError, Worker

__all__ = [
    "Desk",
    "OnStage",
    "Opened",
    "acquaint",
    "acquainted",
    "completed",
    "local_document",
    "open_article",
    "read_locally",
    "understood",
]

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


async def open_article(desk: Desk, article: Article, on_stage: OnStage) -> Opened:
    """Tell `on_stage` of every better state of the article, and return the last one.

    Nothing here raises for what came from outside: a page that cannot be had or read becomes a note, and
    the feed's own text is shown.
    """
    found = _stored(desk, article)
    if found is None:
        found = await _extracted(desk, article, on_stage)
    if found.understanding is None:
        on_stage(found)
        found = await _understood(desk, found)
    found = await _described(desk, found, on_stage)
    found = replace(found, complete=True)
    on_stage(found)
    return found


def _stored(desk: Desk, article: Article) -> Opened | None:
    """What an earlier opening left, if it is as good as it gets."""
    document, origin = desk.store.document(article.id), desk.store.document_origin(article.id)
    if document is None or origin is None:
        return None
    if origin.source != "file" and origin.version < EXTRACTOR_VERSION:
        return None
    if origin.source == "page" and _has_news_of_page(desk, article):
        return None
    note = ""
    if origin.source == "feed" and _wants_page(desk.store.content(article.id), document):
        if pages.worth_asking(desk, article):
            return None
        before = pages.asked(desk.store, article.id)
        note = before.note if before is not None else ""
    understanding = desk.store.understanding(article.id)
    if understanding is not None and not _is_current(understanding, desk):
        understanding = None
    return Opened(article, document, understanding, note)


def _has_news_of_page(desk: Desk, article: Article) -> bool:
    """Whether the feed has changed its words on an article since its page was read or asked in vain."""
    changed = desk.store.changed_since_page(article.id)
    if changed is None or not pages.worth_asking(desk, article):
        return False
    before, content = pages.asked(desk.store, article.id), desk.store.content(article.id)
    wanted = content is not None and content.full_text is not False
    return wanted and (before is None or before.when < changed)


def _is_current(understanding: Understanding, desk: Desk) -> bool:
    return understanding.version >= ANALYSER_VERSION and understanding.engine == desk.worker.engine


async def _extracted(desk: Desk, article: Article, on_stage: OnStage) -> Opened:
    """The feed's own text first, then the page where that is only a summary."""
    kept, origin = desk.store.document(article.id), desk.store.document_origin(article.id)
    content = desk.store.content(article.id)
    # Of an older extractor, or from before the feed said that the article has changed.
    older = kept if origin is not None and origin.source == "page" else None
    if older is not None:
        document, note, needed = older, "", True
    else:
        document, note = await _from_feed(desk, article, content)
        needed = _wants_page(content, document)
    if needed and pages.worth_asking(desk, article):
        on_stage(Opened(article, document, None, note))
        page, note = await pages.better_document(desk, article, document, again=older is not None)
        if page is not None:
            document = completed(page, article)
            await _keep(desk, article, document, "page")
    return Opened(article, document, None, note)


def _wants_page(content: Content | None, document: Document) -> bool:
    """Whether the feed's text leaves something to be had from the article's page."""
    if content is None or not content.url or content.full_text is False:
        return False
    if content.full_text:
        return True
    text = document.text
    # Characters count too: Japanese writes long texts without a space.
    short = len(text.split()) < _ENOUGH_WORDS and len(text) < 6 * _ENOUGH_WORDS
    return short or _CUT_OFF.search(text) is not None


async def _from_feed(desk: Desk, article: Article, content: Content | None) -> tuple[Document, str]:
    """What the feed gave, as a document, which is kept; or an empty one and a sentence."""
    if content is None or not content.html.strip():
        return completed(Document(), article), ""
    try:
        document = completed(await desk.worker.extract_fragment(content.html, content.url), article)
    except JobError as error:
        return completed(Document(), article), f"The feed's text could not be shown: {error}."
    if document.blocks:
        await _keep(desk, article, document, "feed")
    return document, ""


async def read_locally(store: Store, worker: Worker, article: Article) -> Understanding | None:
    """Return what is understood of an article without asking the web: of what is stored, or else of the text
    that its feed gave, which is kept as its document. None if there is no text. Raise JobError."""
    if (known := store.understanding(article.id)) is not None:
        return known
    document = await local_document(store, worker, article)
    return None if document is None else await understood(store, worker, article.id, document)


async def local_document(store: Store, worker: Worker, article: Article) -> Document | None:
    """Return an article's document without asking the web: what is stored, or what its feed gave, which is
    kept. None if there is no text. Raise JobError."""
    document = store.document(article.id)
    if document is not None:
        return document
    content = store.content(article.id)
    if content is None or not content.html.strip():
        return None
    document = completed(await worker.extract_fragment(content.html, content.url), article)
    if not document.blocks:
        return None
    await asyncio.to_thread(store.put_document, article.id, document, "feed", EXTRACTOR_VERSION)
    return document


async def _keep(desk: Desk, article: Article, document: Document, source: Source) -> None:
    await asyncio.to_thread(desk.store.put_document, article.id, document, source, EXTRACTOR_VERSION)


async def _understood(desk: Desk, opened: Opened) -> Opened:
    try:
        understanding = await understood(desk.store, desk.worker, opened.article.id, opened.document)
    except JobError as error:
        return replace(opened, note=opened.note or f"The text could not be analysed: {error}.")
    return replace(opened, understanding=understanding)


async def understood(store: Store, worker: Worker, article_id: int, document: Document) -> Understanding:
    """Return what an article's document says, and keep it if that is still the one that is stored.

    What the article's page told of the writers of a text from the feed is kept: it is not asked again.
    Raise JobError.
    """
    earlier = store.understanding(article_id)
    understanding = await worker.understand(_with_feed_writers(store, article_id, document))
    origin = store.document_origin(article_id)
    from_feed = origin is not None and origin.source == "feed"
    if earlier is not None and from_feed and pages.asked(store, article_id) is not None:
        told = bylines.merged(understanding.authors, earlier.authors)
        understanding = replace(understanding, authors=told)
    await asyncio.to_thread(store.put_understanding, article_id, understanding, document)
    return understanding


async def _described(desk: Desk, opened: Opened, on_stage: OnStage) -> Opened:
    """Say more of a bare byline: what the library knows of it, what the page does, its writers' own pages.

    What the page tells is kept as the article's; what is known from elsewhere is only shown with it.
    """
    understanding = opened.understanding
    if understanding is None:
        return opened
    told = understanding.authors
    if bylines.unknown(bylines.known(told, desk.store)) and _page_is_unread(desk, opened.article):
        on_stage(opened)
        page = await pages.document_for_byline(desk, opened.article)
        if page is not None:
            told = bylines.merged(told, await _page_authors(desk, completed(page, opened.article)))
    if told != understanding.authors:
        understanding = replace(understanding, authors=told)
        await asyncio.to_thread(desk.store.put_understanding, opened.article.id, understanding)
    if _asks_author_pages(desk, opened.article) and bylines.unknown(bylines.known(told, desk.store)):
        on_stage(replace(opened, understanding=acquainted(desk.store, understanding)))
        await author_pages.ask(desk, opened.article, told)
    return replace(opened, understanding=acquainted(desk.store, understanding))


def _with_feed_writers(store: Store, article_id: int, document: Document) -> Document:
    """The document with what the feed says of its authors beside their names."""
    content = store.content(article_id)
    told = content.writers if content is not None else ()
    return replace(document, authors=bylines.merged(document.authors, told))


def acquainted(store: Store, understanding: Understanding) -> Understanding:
    """What was understood of an article, with its authors as the library knows them."""
    return replace(understanding, authors=bylines.known(understanding.authors, store))


def _asks_author_pages(desk: Desk, article: Article) -> bool:
    content = desk.store.content(article.id)
    return content is not None and content.author_pages


async def acquaint(desk: Desk, article: Article) -> tuple[Understanding | None, str]:
    """Ask the pages of an article's writers, as a person wished, whatever is known of them already; return
    what is understood of the article then, and a sentence on what came of it."""
    understanding = desk.store.understanding(article.id)
    if understanding is None:
        return None, "Nothing is known of its writers yet; opening the article finds them."
    note = await author_pages.ask(desk, article, understanding.authors)
    return acquainted(desk.store, understanding), note


async def _page_authors(desk: Desk, page: Document) -> tuple[Author, ...]:
    try:
        return (await desk.worker.understand(replace(page, blocks=()))).authors
    except JobError:
        return ()


def _page_is_unread(desk: Desk, article: Article) -> bool:
    """Whether somebody who waits may have the page asked for a byline's sake."""
    if desk.patient or not article.url or pages.asked(desk.store, article.id) is not None:
        return False
    origin, content = desk.store.document_origin(article.id), desk.store.content(article.id)
    wanted = content is not None and content.full_text is not False
    return wanted and origin is not None and origin.source == "feed"


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
