"""The pictures of articles: fetched a few at a time, decoded in a process of their own, kept, drawn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import field
from weakref import WeakValueDictionary

from reader.desk import Web
from reader.fetch import PICTURE, FetchError
from reader.model import Canvas, Document, Drawing, KeptPicture, Picture
from reader.pictures import large_enough, missing_extra
from reader.storage import LibraryError, Store
from reader.values import dataclass
from reader.worker import JobError, Worker

AT_ONCE = 3
MOST_OF_ONE_ARTICLE = 40
_DEADLINE = 20.0  # seconds for one picture
_LONGEST_WAIT = 60.0  # seconds for which a command's end waits for pictures
_GONE = frozenset({404, 410})
_log = logging.getLogger(__name__)


class PictureError(Exception):
    """A picture cannot be shown. Its text says why, without a capital and a full stop."""


def shown_pictures(document: Document) -> tuple[Picture, ...]:
    """Return the pictures of a document that are worth asking for: on the web, and not stated to be small."""
    worth = (
        picture
        for picture in document.pictures
        if picture.url
        and picture.url.startswith(("http://", "https://"))
        and large_enough(picture.width, picture.height)
    )
    return tuple(worth)[:MOST_OF_ONE_ARTICLE]


@dataclass(slots=True)
class Gallery:
    """Brings pictures from the store or the web. `web` gives whoever asks addresses."""

    store: Store
    web: Callable[[], Awaitable[Web]]
    keeps_saved: bool = True
    _worker: Worker = field(default_factory=Worker)
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _under_way: WeakValueDictionary[tuple[int, str], asyncio.Lock] = field(
        default_factory=WeakValueDictionary
    )
    _saved: list[int] = field(default_factory=list)
    _keeping: asyncio.Task[None] | None = None

    async def draw(self, article_id: int, url: str, canvas: Canvas) -> Drawing | None:
        """Return a picture of an article as `canvas` needs it, None if it is too small to be worth it.

        Raise PictureError if it cannot be had, decoded or drawn.
        """
        picture = await self._kept(article_id, url)
        try:
            return await self._worker.draw_picture(picture.data, canvas) if picture.data else None
        except JobError as error:
            raise PictureError(str(error)) from None

    async def keep(self, article_id: int) -> int:
        """Have the pictures of an article in the library; return how many there are then."""
        document = await asyncio.to_thread(self.store.document, article_id)
        wanted = {picture.url for picture in shown_pictures(document or Document()) if picture.url}
        got = await asyncio.gather(*(self._kept(article_id, url) for url in wanted), return_exceptions=True)
        for failure in got:
            if isinstance(failure, BaseException) and not isinstance(failure, PictureError):
                raise failure
        return sum(isinstance(picture, KeptPicture) and bool(picture.data) for picture in got)

    def want_saved(self, ids: Iterable[int]) -> None:
        """Keep the pictures of these saved articles, one article after the other, while nobody waits."""
        if not self.keeps_saved or missing_extra("half-block"):
            return
        self._saved += [article_id for article_id in ids if article_id not in self._saved]
        if self._saved and (self._keeping is None or self._keeping.done()):
            self._keeping = asyncio.create_task(self._keep_saved())

    async def settle(self) -> None:
        """Wait until the pictures of the saved articles are there, a minute at most."""
        if self._keeping is not None:
            await asyncio.wait({self._keeping}, timeout=_LONGEST_WAIT)

    async def close(self) -> None:
        """Leave what is not there yet, and end the process."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
        await self._worker.close()

    async def _keep_saved(self) -> None:
        try:
            while self._saved:
                article = self.store.article(self._saved[0])
                if article is not None and article.saved:  # it may have been let go of meanwhile
                    await self.keep(article.id)
                self._saved.pop(0)
        except LibraryError as error:
            _log.warning("The pictures of saved articles are not kept: %s", error)
            self._saved.clear()

    async def _kept(self, article_id: int, url: str) -> KeptPicture:
        """The picture from the store; else from the web, and then it is in the store."""
        async with self._under_way.setdefault((article_id, url), asyncio.Lock()), self._turns:
            found = await asyncio.to_thread(self.store.picture, article_id, url)
            if found is None:
                found = await self._fetched(article_id, url)
                await asyncio.to_thread(self.store.put_picture, article_id, url, found)
            return found

    async def _fetched(self, article_id: int, url: str) -> KeptPicture:
        content = await asyncio.to_thread(self.store.content, article_id)
        named_by = (content.feed_url or content.url) if content is not None else None
        try:
            web = await self.web()
            response = await web.get(url, accept=PICTURE, deadline=_DEADLINE, named_by=named_by or "")
            picture = await self._worker.keep_picture(response.body)
        except FetchError as error:
            if error.status in _GONE or error.reason == "size":
                await self._give_up(article_id, url)
            raise PictureError(str(error)) from None
        except JobError as error:
            raise PictureError(str(error)) from None
        if picture.error is not None:
            await self._give_up(article_id, url)
            raise PictureError(picture.error)
        return picture

    async def _give_up(self, article_id: int, url: str) -> None:
        """Remember that there is nothing to be had, so that nobody asks for it at each opening."""
        await asyncio.to_thread(self.store.put_picture, article_id, url, KeptPicture())
