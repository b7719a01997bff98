"""What is related to an article among all that is kept here."""

from __future__ import annotations

import asyncio
import contextlib
import threading

from reader import opening
from reader.related import Related
from reader.storage import LibraryError, Store
from reader.storage.patience import StoppedError
from reader.worker import JobError, Worker


class Relations:
    """Related articles. Every method raises LibraryError when the library itself fails."""

    def __init__(self, store: Store, worker: Worker) -> None:
        self._store, self._worker = store, worker

    async def related(self, article_id: int) -> list[Related]:
        """Return what is most related to an article, at most five, the best first; fewer where there are no
        good ones. Its names are found first if they were not yet. Nothing is asked of the web.

        Whoever cancels this ends the search. Raise LibraryError if there is no such article.
        """
        article = await asyncio.to_thread(self._store.article, article_id)
        if article is None:
            raise LibraryError("This article is no longer in the library.")
        with contextlib.suppress(JobError):
            await opening.read_locally(self._store, self._worker, article)
        stop = threading.Event()
        try:
            kin = await asyncio.to_thread(self._store.related.of, article_id, stop.is_set)
        except StoppedError:
            return []
        finally:
            stop.set()
        found = {one.id: one for one in self._store.articles_by_id([one.article for one in kin])}
        return [
            Related(found[one.article], round(one.score, 3), tuple(shared.clue for shared in one.shared))
            for one in kin
            if one.article in found
        ]
