"""Stories: each article that comes is put beside those about the same event, by a niced worker."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from reader import opening
from reader.dossier import Dossier, Told, dossier
from reader.history import Deed, History
from reader.model import Article, Fold, Understanding
from reader.storage import LibraryError, Store
from reader.storage.stories import Arrangement, Waiting
from reader.worker import JobError, Worker

_ROUND = 320
"""Articles that are put into stories in one go, in the order of their time."""
_AT_ONCE = 16
"""Articles whose gists are made in one go: a fifth of a second of the worker."""
MOST_TOLD = 30
"""Articles of a story that are set side by side, the newest."""
_MOST_FAILURES = 3  # with the same articles: then they are left out
_log = logging.getLogger(__name__)


class Newsroom:
    """The stories of a library. Every method raises LibraryError when the library itself fails."""

    def __init__(self, store: Store, placing: Worker, reading: Worker, history: History) -> None:
        """`placing` is a worker of its own; `reading` is the one for what a person waits for."""
        self._store, self._stories = store, store.stories
        self._placing, self._reading, self._history = placing, reading, history
        self._running: asyncio.Task[None] | None = None
        self._go_on = asyncio.Event()
        self._go_on.set()
        self._holds = 0
        self.on_change: Callable[[], object] = lambda: None
        """Called when articles were put into stories, or taken out."""
        self.changes = 0
        """How often that has been so, since it was opened."""

    def begin(self) -> None:
        """Look at what has come since, unless that is being done."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())

    async def settle(self) -> None:
        """Look at what has come since, and wait until that is done."""
        self.begin()
        if self._running is not None:
            await self._running

    async def close(self) -> None:
        """Leave what is not done yet for the next time."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Rest as long as this lasts: a person waits for something."""
        self._holds += 1
        self._go_on.clear()
        try:
            yield
        finally:
            self._holds -= 1
            if not self._holds:
                self._go_on.set()

    # Reading

    def folds(self, ids: Iterable[int]) -> dict[int, Fold]:
        """Return the stories of those articles that are in one with others."""
        return self._stories.of(ids)

    def with_stories(self, ids: Iterable[int]) -> list[int]:
        """Return articles with all that are in a story with one of them."""
        return self._stories.with_stories(ids)

    def story_of(self, article_id: int) -> list[int]:
        """Return the articles of an article's story, the newest first; the article alone if it has none."""
        story = self._stories.story_of(article_id)
        return [article_id] if story is None else self._stories.articles(story) or [article_id]

    async def latest(self, since: datetime, limit: int) -> list[list[int]]:
        """Return the stories with an article since then, those with most sources first: the articles of each,
        the newest first."""

        def read() -> list[list[int]]:
            return [self._stories.articles(story) for story in self._stories.latest(since, limit)]

        return await asyncio.to_thread(read)

    async def dossier(self, article_id: int) -> Dossier:
        """Return an article's story with what each source adds and what they count alike.

        Articles that were not understood yet are now, as far as their text is here.
        """
        story = await asyncio.to_thread(self._stories.story_of, article_id)
        ids = await asyncio.to_thread(self.story_of, article_id)
        copies = {} if story is None else await asyncio.to_thread(self._stories.copies, story)
        articles = await asyncio.to_thread(self._store.articles_by_id, ids[:MOST_TOLD])
        told = [Told(one, await self._understood(one), copies.get(one.id)) for one in articles]
        return await asyncio.to_thread(dossier, told)

    async def _understood(self, article: Article) -> Understanding | None:
        try:
            return await opening.read_locally(self._store, self._reading, article)
        except JobError:
            return None

    # By hand

    async def join(self, ids: Sequence[int]) -> str:
        """Make one story of articles; return a sentence."""
        if len(ids) < 2:
            raise LibraryError("It takes two articles to make a story; select them with v first.")
        said = f"{len(ids)} articles are one story now."
        return await self._arranged(partial(self._stories.join, ids), said, "They are as they were before.")

    async def take_out(self, article_id: int) -> str:
        """Take an article out of its story, for good; return a sentence."""
        if self._stories.story_of(article_id) is None:
            raise LibraryError("This article is in no story.")
        do = partial(self._stories.take_out, article_id)
        return await self._arranged(do, "It stands by itself now.", "It is back in its story.")

    async def _arranged(self, do: Callable[[], Arrangement], said: str, taken_back: str) -> str:
        async with self._history.turn:
            before = await asyncio.to_thread(do)

            async def turn_back(arrangement: list[Arrangement]) -> None:
                arrangement[0] = await asyncio.to_thread(self._stories.arrange, arrangement[0])
                self._note_change()

            kept = [before]
            deed = Deed(said, taken_back, partial(turn_back, kept), partial(turn_back, kept))
            told = self._history.did(deed)
        self._note_change()
        return told

    def _note_change(self) -> None:
        self.changes += 1
        self.on_change()

    # As articles come

    async def _run(self) -> None:
        failures = 0
        try:
            await asyncio.to_thread(self._stories.skip_old)
            while waiting := await asyncio.to_thread(self._stories.waiting, _ROUND):
                await self._go_on.wait()
                try:
                    await self._place(waiting)
                except JobError as error:
                    failures += 1
                    if failures < _MOST_FAILURES:
                        continue
                    _log.warning("Some articles are put into no stories: %s", error)
                failures = 0
                await asyncio.to_thread(self._stories.looked_at, max(one.article for one in waiting))
                await asyncio.to_thread(self._stories.let_go)
            await self._placing.rest()
        except LibraryError as error:
            _log.warning("Articles are put into no stories: %s", error)

    async def _place(self, waiting: Sequence[Waiting]) -> None:
        """Put articles into stories in the order of their time, which is that of the events, whatever feed
        came first."""
        for some in _portions(waiting):
            await self._go_on.wait()
            found = await self._placing.gists([(one.title, one.text, one.language) for one in some])
            numbers = [one.article for one in some]
            await asyncio.to_thread(self._stories.keep_gists, list(zip(numbers, found, strict=True)))
        ordered = [one.article for one in sorted(waiting, key=lambda one: (one.newest, one.article))]
        pending, changed = set(ordered), False
        for number in ordered:
            await self._go_on.wait()
            pending.discard(number)
            asked = await asyncio.to_thread(self._stories.candidates, number)
            others = [other for other in asked[1] if other.article not in pending] if asked else []
            if asked is None or not others:
                continue
            placed = await self._placing.place(asked[0], others)
            if placed is not None:
                await asyncio.to_thread(self._stories.put_beside, number, placed)
                changed = True
        if changed:
            self._note_change()


def _portions(waiting: Sequence[Waiting]) -> Iterator[Sequence[Waiting]]:
    return (waiting[start : start + _AT_ONCE] for start in range(0, len(waiting), _AT_ONCE))
