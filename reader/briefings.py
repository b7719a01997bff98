"""Briefings: what is ready at once, then each story as its articles are read and understood."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace

from reader import opening
from reader.briefing import Brief, Briefing, headline, told_of
from reader.dossier import Told
from reader.excerpt import Excerpts
from reader.model import Article
from reader.storage import LibraryError, Store
from reader.storage.briefs import Telling
from reader.worker import JobError, Worker

_LIMIT = 12
_MOST_READ = 6
"""Articles of a story that are read: each takes a fifth of a second where it was not understood before."""
_MOST_KEPT = 200
_Key = tuple[int, ...]


class Briefings:
    """What a library tells of some time. Every method raises LibraryError when the library itself fails."""

    def __init__(self, store: Store, worker: Worker) -> None:
        self._store, self._worker = store, worker
        self._kept: OrderedDict[_Key, Brief] = OrderedDict()

    async def prepare(self, since: str = "24h", limit: int = _LIMIT) -> AsyncGenerator[Briefing, None]:
        """Yield the briefing of the time since a moment, written as in a query ("yesterday", "24h"): first
        with the headlines and what was told before, then with every story that has become more.

        Nothing is asked of the web. Whoever needs no more closes it (`contextlib.aclosing`). Raise
        LibraryError if `since` is no moment.
        """
        if limit < 1:
            raise LibraryError("A briefing has one story at least.")
        moment = await asyncio.to_thread(self._store.briefs.since, since)
        tellings = await asyncio.to_thread(self._store.briefs.stories, moment, limit)
        briefs, keys = list[Brief](), list[_Key]()
        for telling in tellings:
            articles = await asyncio.to_thread(self._store.articles_by_id, telling.articles)
            if articles:
                keys.append(telling.articles)
                briefs.append(self._begun(telling, articles))
        told = {telling.articles: telling for telling in tellings}
        yield Briefing(moment, tuple(briefs))
        for whole in (False, True):
            for place, brief in enumerate(briefs):
                if not brief.ready:
                    briefs[place], sound = await self._told(brief, told[keys[place]].copies, whole=whole)
                    if sound:
                        self._keep(keys[place], briefs[place])
                    yield Briefing(moment, tuple(briefs))

    def _begun(self, telling: Telling, articles: Sequence[Article]) -> Brief:
        kept = self._kept.get(telling.articles)
        if kept is not None:
            return replace(kept, weight=telling.weight, sources=telling.sources)
        return Brief(headline(articles), tuple(articles), telling.sources, telling.weight)

    def _keep(self, key: _Key, brief: Brief) -> None:
        if brief.ready:
            self._kept[key] = brief
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)

    async def _told(self, brief: Brief, copies: Mapping[int, int], *, whole: bool) -> tuple[Brief, bool]:
        """Tell a story with what is understood of it already, or as a `whole` with all its articles; say
        whether all could be read."""
        story, said, ready, sound = list[Told](), dict[int, Excerpts](), True, True
        headlines = [brief.title, *(article.title for article in brief.articles)]
        own = [article for article in brief.articles if article.id not in copies] or list(brief.articles)
        for article in own[:_MOST_READ]:
            try:
                document = await opening.local_document(self._store, self._worker, article)
                if document is None:
                    continue
                known = await asyncio.to_thread(self._store.understanding, article.id)
                if known is None and whole:
                    known = await opening.read_locally(self._store, self._worker, article)
                ready = ready and known is not None
                names = known.entities if known is not None else ()
                said[article.id] = await self._worker.excerpts(document, headlines, list(names))
                story.append(Told(article, known))
            except JobError:
                sound = False
        return await asyncio.to_thread(told_of, brief, story, said, ready=ready or whole), sound
