"""Files that come with articles, downloaded: a queue that survives a restart, a few at a time, politely."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from reader.clock import Clock
from reader.config import Settings, download_folder
from reader.fetch import Client, Credentials, FetchError, same_origin
from reader.fetch.streaming import Head
from reader.file_names import ending, safe_name
from reader.media import is_played, name_of
from reader.model import Download, Enclosure, Subscription, Validators
from reader.parts import BusyError, DiskError, Part, remove
from reader.storage import LibraryError, Store
from reader.values import dataclass

_FEW = 3
"""So many of the newest are downloaded where a feed says auto_download = true."""
_PAUSES = (1.0, 5.0, 30.0, 120.0)
"""Seconds before what broke off is gone on with; it counts anew whenever something came."""
_MOST_TRIES = 50
"""Nobody is asked more often than this for one file at a time, however little comes each time."""
_NOT_NOW = frozenset({"offline", "name"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Progress:
    """How far a download is, in bytes; `rate` is bytes a second since it began."""

    received: int = 0
    total: int | None = None
    rate: float = 0.0


class Downloads:
    """The queue. Files are fetched between `begin` and `close`, or while `run` is awaited.

    Everything that a person does raises LibraryError, with one sentence, if it cannot be done.
    """

    def __init__(
        self,
        store: Store,
        settings: Callable[[], Settings],
        subscriptions: Callable[[], Mapping[str, Subscription]],
        web: Callable[[], Awaitable[Client]],
        clock: Clock,
    ) -> None:
        self._store, self._settings, self._subscriptions = store, settings, subscriptions
        self._web, self._clock = web, clock
        self._credentials = Credentials()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._progress: dict[int, Progress] = {}
        self._held: set[int] = set()
        self._begun = False
        self._sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
        self.notice = ""
        """One sentence on what came to its end by itself, until somebody has read it."""

    # What there is

    def all(self) -> list[Download]:
        """Return the queue, in the order in which its files were wanted."""
        return self._store.downloads.all()

    def of_article(self, article_id: int) -> dict[str, Download]:
        """Return the downloads of an article by their addresses."""
        return {one.url: one for one in self._store.downloads.of_article(article_id)}

    def of_address(self, url: str) -> Download | None:
        """Return the download of an address, None if there is none."""
        return self._store.downloads.of_address(url)

    def progress(self, number: int) -> Progress | None:
        """Return how far a download is that is under way, None if it is not."""
        return self._progress.get(number) if number in self._running else None

    def file_of(self, download: Download | None) -> Path | None:
        """Return where a file is that was downloaded, None if it is not there (any more)."""
        if download is None or download.state != "done" or download.path is None:
            return None
        path = Path(download.path)
        return path if path.is_file() else None

    @property
    def folder(self) -> Path:
        """Where files go."""
        return download_folder(self._settings())

    # What a person does

    async def want(self, article_id: int, enclosure: Enclosure) -> Download:
        """Put a file into the queue."""
        article = self._store.article(article_id)
        content = self._store.content(article_id)
        if article is None or content is None:
            raise LibraryError("This article is no longer in the library.")
        title = enclosure.title or (article.title if len(content.enclosures) == 1 else "")
        title = title or f"{article.title} {name_of(enclosure)}"
        named_by = content.feed_url or content.url or ""
        known = self.of_article(article_id).get(enclosure.url)
        if known is not None and known.state == "done" and self.file_of(known) is None:
            await self._write(self._store.downloads.start_over, known.id)
            await self._write(self._store.downloads.set_state, known.id, "waiting")
        wanted = await self._write(
            self._store.downloads.want, article_id, enclosure, title, article.feed_title, named_by
        )
        self._held.discard(wanted.id)
        self._fill()
        return wanted

    async def want_newest(self) -> int:
        """Put the newest files of feeds that say auto_download into the queue; return how many."""
        asked = self._subscriptions()
        count = 0
        for feed in self._store.feeds():
            subscription = asked.get(feed.url)
            wished = subscription.auto_download if subscription is not None else False
            most = _FEW if wished is True else int(wished)
            if most:
                count += await self._want_newest_of(feed.id, most)
        return count

    async def _want_newest_of(self, feed_id: int, most: int) -> int:
        found = await asyncio.to_thread(self._store.downloads.newest, feed_id, most)
        for article_id, position in found:
            content = self._store.content(article_id)
            if content is not None and position < len(content.enclosures):
                await self.want(article_id, content.enclosures[position])
        return len(found)

    async def pause(self, number: int) -> None:
        """Leave a file for now; what came of it stays."""
        await self._write(self._store.downloads.set_state, number, "paused")
        await self._stop(number)
        self._fill()

    async def resume(self, number: int) -> None:
        """Go on with a file that was paused or failed, or have one again that is gone."""
        download = self._get(number)
        if download.state == "done" and self.file_of(download) is not None:
            return
        if download.state == "done":
            await self._write(self._store.downloads.start_over, number)
        await self._write(self._store.downloads.set_state, number, "waiting")
        self._held.discard(number)
        self._fill()

    async def remove(self, number: int) -> None:
        """Take a file out of the queue and from the disk."""
        download = self._get(number)
        await self._write(self._store.downloads.set_state, number, "removed")
        await self._stop(number)
        if download.path is not None:
            try:
                await asyncio.to_thread(remove, Path(download.path), whole=download.state == "done")
            except DiskError as error:
                raise LibraryError(str(error)) from None
        await self._write(self._store.downloads.start_over, number)
        self._fill()

    async def set_played(self, number: int, value: bool = True) -> None:
        """Say that a file was played, or was not."""
        when = self._clock.now() if value else None
        await self._write(self._store.downloads.set_played, number, when)

    # What goes on by itself

    def begin(self) -> None:
        """Fetch what is wanted as long as the application is open."""
        self._begun = True
        self._fill()

    def network_is_back(self) -> None:
        """Try again what failed without a network."""
        self._held.clear()
        self._fill()

    async def run(self, told: Callable[[Iterable[tuple[Download, Progress]]], None] = lambda _: None) -> None:
        """Fetch all that waits, and tell every half second how far it is."""
        self.begin()
        try:
            while self._running:
                await asyncio.wait(set(self._running.values()), timeout=0.5)
                told([(self._get(one), self._progress[one]) for one in self._running])
        finally:
            self._begun = False

    async def close(self) -> None:
        """Leave what is under way; it is gone on with the next time."""
        self._begun = False
        for number in list(self._running):
            await self._stop(number)

    async def _stop(self, number: int) -> None:
        task = self._running.get(number)
        if task is not None:
            task.cancel()
            await asyncio.wait({task})

    def _fill(self) -> None:
        """Begin with as many files as are fetched at a time."""
        if not self._begun:
            return
        for download in self._store.downloads.waiting():
            if len(self._running) >= self._settings().download_at_once:
                return
            if download.id not in self._running and download.id not in self._held:
                self._progress[download.id] = Progress(total=download.length)
                task = asyncio.create_task(self._bring(download))
                self._running[download.id] = task
                task.add_done_callback(partial(self._ended, download.id))

    def _ended(self, number: int, task: asyncio.Task[None]) -> None:
        self._running.pop(number, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("A download ended with an error", exc_info=error)
            self._held.add(number)
        with contextlib.suppress(LibraryError):
            self._fill()

    async def _bring(self, download: Download) -> None:
        """Fetch a file, and say in the queue what came of it."""
        try:
            await self._through_breaks(download)
        except BusyError:
            self._held.add(download.id)  # another program does it
        except FetchError as error:
            if error.reason in _NOT_NOW:
                self._held.add(download.id)
                await self._write(self._store.downloads.set_state, download.id, "waiting", f"{error}.")
            else:
                await self._failed(download, f"{error}.")
        except DiskError as error:
            await self._failed(download, str(error))
        except LibraryError as error:
            _log.warning("A download cannot be kept: %s", error)
            self._held.add(download.id)

    async def _failed(self, download: Download, error: str) -> None:
        await self._write(self._store.downloads.set_state, download.id, "failed", error)
        self.notice = f"“{download.title}” was not downloaded: {error}"

    async def _through_breaks(self, download: Download) -> None:
        """Fetch a file; where it breaks off, go on after a pause, as long as something comes."""
        tries, anew = 0, False
        for left in reversed(range(_MOST_TRIES)):
            before = self._progress[download.id].received
            try:
                await self._fetched(self._get(download.id))
            except FetchError as error:
                tries = 0 if self._progress[download.id].received > before else tries
                wrong_part = error.reason == "range" or error.status == 416
                if wrong_part and not anew:
                    anew = True
                    await self._forget_part(self._get(download.id))
                    continue
                if error.reason not in {"connection", "timeout"} or tries >= len(_PAUSES) or not left:
                    raise
                await self._sleep(_PAUSES[tries])
                tries += 1
            else:
                return

    async def _fetched(self, download: Download) -> None:
        part, target = await self._part(download)
        if part is None:  # it was moved to its place, and then there was no time to say so
            length = await asyncio.to_thread(_length_of, target) or 0
            await self._write(self._store.downloads.done, download.id, str(target), length)
            return
        try:
            offset = part.length if download.resumable else 0
            if not (offset and offset == download.length):
                await self._asked(download, part, offset)
            there = await asyncio.to_thread(part.finish, target)
            await self._write(self._store.downloads.done, download.id, str(there), part.length)
            self.notice = f"Downloaded “{download.title}”."
        finally:
            part.close()  # at once: whoever is cancelled may be cancelled again

    async def _part(self, download: Download) -> tuple[Part | None, Path]:
        """The file as far as it has come, or a new one. None if it is whole and in its place."""
        if download.path is not None:
            target = Path(download.path)
            part = await asyncio.to_thread(Part.opened, target)
            if part is not None:
                return part, target
            there = await asyncio.to_thread(_length_of, target)
            if there is not None and download.length in {None, there}:
                return None, target
            await self._write(self._store.downloads.start_over, download.id)
        folder = self.folder / safe_name(download.feed_title, "Reader")
        suffix = ending(download.type, download.url)
        new, target = await asyncio.to_thread(Part.new, folder, safe_name(download.title), suffix)
        if not await self._write(self._store.downloads.begin, download.id, str(target)):
            new.close()
            await asyncio.to_thread(remove, target, whole=False)
            raise BusyError
        return new, target

    async def _asked(self, download: Download, part: Part, offset: int) -> None:
        """Ask for what is missing of a file, and write it as it comes."""
        progress = self._progress[download.id]

        async def begin(head: Head) -> Callable[[bytes], Awaitable[None]]:
            _refuse_another(download, head)
            # First the file, then what is known of it: the rest of one is never put behind another.
            await asyncio.to_thread(part.begin, head.start, head.total)
            await self._write(self._store.downloads.note, download.id, head.total, head.validators)
            progress.received, progress.total = head.start, head.total
            began, start = self._clock.running(), head.start

            async def take(piece: bytes) -> None:
                progress.received += len(piece)
                progress.rate = (progress.received - start) / max(0.001, self._clock.running() - began)
                if part.take(piece):
                    await asyncio.to_thread(part.write)

            return take

        web = await self._web()
        await web.save(
            download.url,
            begin,
            offset=offset,
            length=download.length,
            validators=Validators(download.etag, download.last_modified),
            largest=self._settings().download_limit * 2**20,
            named_by=download.named_by,
            own_headers=await self._own_headers(download),
        )

    async def _own_headers(self, download: Download) -> Mapping[str, str]:
        subscription = self._subscriptions().get(download.named_by)
        if subscription is None or not same_origin(download.named_by, download.url):
            return {}
        return await self._credentials.headers(subscription)

    async def _forget_part(self, download: Download) -> None:
        if download.path is not None:
            await asyncio.to_thread(remove, Path(download.path), whole=False)
        await self._write(self._store.downloads.start_over, download.id)

    def _get(self, number: int) -> Download:
        found = self._store.downloads.get(number)
        if found is None:
            raise LibraryError("There is no such download.")
        return found

    async def _write(self, function: Callable[..., _Result], *arguments: object) -> _Result:
        return await asyncio.to_thread(function, *arguments)


def _length_of(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _refuse_another(download: Download, head: Head) -> None:
    """A page where a sound was promised is no download but a login, or a notice that it is gone; and the rest
    of a file that has another length now is not the rest of this one."""
    is_page = head.content_type.partition(";")[0].strip().lower() in _PAGES
    if is_page and is_played(Enclosure(download.url, download.type)):
        raise FetchError("its address gives a web page and not the file", "protocol")
    if head.start and None not in {head.total, download.length} and head.total != download.length:
        raise FetchError("the file is another than it was", "range")
