"""Taking in a library that was written as lines, into an empty one or one that has articles already."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import field, replace
from pathlib import Path

from reader.config import ConfigurationError, arranging, parse
from reader.editing import FeedEditing
from reader.model import Subscription
from reader.paths import expanded
from reader.portable import Brought, Lines, PortableFeed
from reader.storage import LibraryError, Store
from reader.subscriptions import Subscriptions
from reader.takeover.lines import is_lines
from reader.values import dataclass
from reader.worker import JobError, Worker

_AT_ONCE = 200
"""Articles of a transaction."""
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What came: feeds that were subscribed to, articles, and sentences on lines that could not be read. With
    `dry_run` it is what would come, and articles are not told new from known."""

    feeds: int = 0
    known_feeds: int = 0
    brought: Brought = field(default_factory=Brought)
    skipped: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def sentence(self) -> str:
        """What came, in one sentence."""
        brought = self.brought
        known = f", {brought.known:,} more known already" if brought.known else ""
        feeds = f"{self.feeds:,} feed" + ("" if self.feeds == 1 else "s")
        articles = f"{brought.new:,} article" + ("" if brought.new == 1 else "s")
        return f"{'Would take' if self.dry_run else 'Took'} in {feeds} and {articles}{known}."


class Ingest:
    """Reads lines in the worker and keeps what they say. Every method raises LibraryError."""

    def __init__(
        self,
        store: Store,
        subscriptions: Subscriptions,
        editing: FeedEditing,
        worker: Callable[[], Worker],
    ) -> None:
        self._store, self._subscriptions = store, subscriptions
        self._editing, self._worker = editing, worker

    def recognises(self, path: Path) -> bool:
        """Say whether a file is a library that was written as lines."""
        return is_lines(expanded(path))

    async def take(
        self, path: Path, on_progress: Callable[[int, int], None] | None = None, *, dry_run: bool = False
    ) -> IngestReport:
        """Take in a file; to do it twice changes nothing. `on_progress` hears of bytes read, of how many.
        Cancelled, what came until then stays."""
        path, size = await asyncio.to_thread(_measured, path)
        report, after = IngestReport(dry_run=dry_run), 0
        while True:
            some = await self._some(path, after)
            report = await self._keep(some, report)
            if on_progress is not None:
                on_progress(some.after or size, size)
            if some.after is None or some.after <= after:
                return report
            after = some.after

    async def _some(self, path: Path, after: int) -> Lines:
        try:
            return await self._worker().portable_lines(str(path), after, _AT_ONCE)
        except JobError as error:
            raise LibraryError(str(error)) from None

    async def _keep(self, some: Lines, report: IngestReport) -> IngestReport:
        feeds = [line.feed for line in some.lines if line.feed is not None]
        articles = [line.article for line in some.lines if line.article is not None]
        tags = [line.tag for line in some.lines if line.tag is not None]
        known, wanted = self._subscriptions.by_address, [one for one in feeds if one.subscribed]
        new = [_subscription(one) for one in wanted if one.url not in known]
        brought = Brought(new=len(articles))
        if not report.dry_run:
            if new:
                await self._subscribe(new)
            await asyncio.to_thread(self._store.carrying.put_feeds, feeds)
            await asyncio.to_thread(self._store.carrying.put_tags, tags)
            brought = await asyncio.to_thread(self._store.carrying.put_articles, articles)
        return replace(
            report,
            feeds=report.feeds + len(new),
            known_feeds=report.known_feeds + len(wanted) - len(new),
            brought=report.brought + brought,
            skipped=(*report.skipped, *some.skipped)[:_MOST_TOLD],
        )

    async def _subscribe(self, new: list[Subscription]) -> None:
        """Write subscriptions into feeds.toml, each without what it could not say there."""
        path = self._subscriptions.configuration.path

        def change(text: str) -> str:
            try:
                return _with(text, new)
            except ConfigurationError:  # something in one of them, which then comes without what it says
                for one in new:
                    with contextlib.suppress(ConfigurationError):
                        text = _with(text, [Subscription(one.url, title=one.title)])
                return text

        def _with(text: str, some: list[Subscription]) -> str:
            changed = arranging.with_subscriptions(text, some)
            parse(changed, path)
            return changed

        await self._editing.take_over(change, len(new))


def _measured(path: Path) -> tuple[Path, int]:
    path = expanded(path).absolute()
    try:
        return path, path.stat().st_size
    except OSError as error:
        raise LibraryError(f"{path} could not be read: {error.strerror or error}.") from None


def _subscription(feed: PortableFeed) -> Subscription:
    return Subscription(
        url=feed.url,
        title=feed.named,
        folder=feed.folder,
        tags=feed.tags,
        full_text=feed.full_text,
        interval=feed.interval,
        mute=feed.mute,
        author_pages=feed.author_pages,
        auto_download=feed.auto_download,
        keep=feed.keep,
    )
