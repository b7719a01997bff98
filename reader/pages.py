"""An article's web page: asked for the full text, and not again and again where it has no better one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec

from reader import continuation
from reader.desk import Desk
from reader.fetch import PAGE, FetchError, Response
from reader.jobs import EXTRACTOR_VERSION
from reader.model import Article, Document, Validators
from reader.storage import Store
from reader.values import dataclass
from reader.worker import JobError

_AGAIN = timedelta(hours=1)
"""How long what a page answered stands when a person opens its article again."""
_AGAIN_BY_ITSELF = timedelta(days=7)
_AS_GOOD = 0.5
"""Share of a text of this page that another reading of it must have: a better one leaves furniture out, less
is a wall."""
_NO_VALIDATORS = Validators()
_PASSING = frozenset({"name", "offline", "connection", "timeout"})
"""Reasons that are the network's, not the page's: the next opening may ask at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """That a page was asked and had nothing better: when, by which extractor, and the sentence why."""

    when: datetime
    note: str = ""
    validators: Validators = _NO_VALIDATORS
    version: int = EXTRACTOR_VERSION


def asked(store: Store, article_id: int) -> Asked | None:
    """Return what is remembered of asking an article's page in vain; None if it never was."""
    try:
        return msgspec.json.decode(store.state(_key(article_id)) or "", type=Asked)
    except msgspec.MsgspecError:
        return None


def worth_asking(desk: Desk, article: Article) -> bool:
    """Whether an article has a page, and it was not asked in vain a short while ago."""
    return may_be_asked(desk.store, article, _AGAIN_BY_ITSELF if desk.patient else _AGAIN)


def may_be_asked(store: Store, article: Article, rest: timedelta = _AGAIN_BY_ITSELF) -> bool:
    """Whether an article has a page that was not asked in vain within that time."""
    if not article.url:
        return False
    before = asked(store, article.id)
    return before is None or before.version != EXTRACTOR_VERSION or datetime.now(UTC) - before.when > rest


async def better_document(
    desk: Desk, article: Article, shown: Document, *, again: bool = False
) -> tuple[Document | None, str]:
    """The article's page as a document, or None and a sentence (or nothing) why what is shown stays.

    `again` says that what is shown was taken from this page before, perhaps by an older extractor. An answer
    of no use is remembered, and its validators with it.
    """
    before = asked(desk.store, article.id)
    known = before.validators if before is not None and before.version == EXTRACTOR_VERSION else None
    try:
        response = await _response(desk, article, known)
        if before is not None and response.not_modified:
            return await _in_vain(desk, article, before.note, before.validators)
        first = await desk.worker.extract_page(response.body, response.url, response.charset)
        page = await continuation.whole(first, response.url, desk.client, desk.worker)
    except (FetchError, JobError) as error:
        shown_now = "this is what was kept of it" if again else "this is what the feed gave"
        note = f"The page could not be had ({error}); {shown_now}."
        if isinstance(error, FetchError) and error.reason in _PASSING:
            return None, note
        return await _in_vain(desk, article, note)
    if len(page.text) < (_AS_GOOD if again else 1) * len(shown.text):
        return await _in_vain(desk, article, "", response.validators)
    return page, ""


async def document_for_byline(desk: Desk, article: Article) -> Document | None:
    """The article's page, wanted only for what it says of its authors; it is asked once."""
    try:
        response = await _response(desk, article, None)
        page = await desk.worker.extract_page(response.body, response.url, response.charset)
    except (FetchError, JobError):
        page, response = None, None
    await _in_vain(desk, article, "", response.validators if response is not None else _NO_VALIDATORS)
    return page


async def _response(desk: Desk, article: Article, validators: Validators | None) -> Response:
    content = desk.store.content(article.id)
    feed = content.feed_url if content is not None else None
    return await desk.client.get(article.url or "", validators=validators, accept=PAGE, named_by=feed)


async def _in_vain(
    desk: Desk, article: Article, note: str, validators: Validators = _NO_VALIDATORS
) -> tuple[None, str]:
    record = Asked(datetime.now(UTC), note, validators)
    encoded = msgspec.json.encode(record).decode()
    await asyncio.to_thread(desk.store.put_state, _key(article.id), encoded)
    return None, note


def _key(article_id: int) -> str:
    return f"page:{article_id}"
