"""The pages of writers that bylines lead to: asked once, by one question, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from reader.desk import Desk
from reader.fetch import PAGE, FetchError
from reader.model import Article, Author
from reader.storage import AuthorPage
from reader.worker import JobError

_MOST = 4
"""Writers of one article whose pages are asked."""
_FRESH = timedelta(days=90)
"""How long stands what a page said."""
_AGAIN = timedelta(days=1)
"""How long it stands that a page could not be had or said nothing."""
_PASSING = frozenset({"name", "offline", "connection", "timeout"})
"""Reasons that are the network's, not the page's: the next wish may ask at once."""


async def ask(desk: Desk, article: Article, authors: Sequence[Author]) -> str:
    """Ask the pages of an article's writers that are not known yet; return a sentence on what came of it.

    Only pages of the article's own site are asked, one after another. Nothing raises for what came from
    outside.
    """
    own = [author for author in authors if author.name and author.url and _is_own(author.url, article.url)]
    if not own:
        return "The byline leads to no page of a writer."
    notes = [note for author in own[:_MOST] if (note := await _ask_one(desk, article, author))]
    return notes[0] if len(notes) == len(own[:_MOST]) else ""


async def _ask_one(desk: Desk, article: Article, author: Author) -> str:
    """Ask for one writer's page, if it was not asked lately; return the sentence why it says nothing."""
    url, name = author.url or "", author.name or ""
    before = desk.store.author_page(url)
    if before is not None and not _is_stale(before):
        return before.note
    content = desk.store.content(article.id)
    named_by = (content.feed_url if content is not None else None) or article.url or ""
    found: Author | None = None
    try:
        response = await desk.client.get(url, accept=PAGE, named_by=named_by)
        found = await desk.worker.extract_profile(response.body, response.url, name, response.charset)
        note = "" if found.described else f"The page of {name} says nothing of them."
    except (FetchError, JobError) as error:
        note = f"The page of {name} could not be had ({error})."
        if isinstance(error, FetchError) and error.reason in _PASSING:
            return note
    told = found if found is not None and found.described else None
    await asyncio.to_thread(desk.store.put_author_page, url, told, note)
    return note


def _is_stale(page: AuthorPage) -> bool:
    return datetime.now(UTC) - page.asked > (_FRESH if page.author is not None else _AGAIN)


def _is_own(url: str, article: str | None) -> bool:
    """Whether a writer's page is on the site of the article."""
    theirs, ours = _site(url), _site(article or "")
    return bool(theirs) and (theirs == ours or theirs.endswith(f".{ours}") or ours.endswith(f".{theirs}"))


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
