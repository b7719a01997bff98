"""What a library gives to other programs and to the disk: articles to pipes, files to players."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from reader.clock import Clock
from reader.lookups import Lookups
from reader.model import Enclosure, Understanding
from reader.storage import Store
from reader.subscriptions import Subscriptions

if TYPE_CHECKING:
    from reader.downloads import Downloads
    from reader.fetch import Client
    from reader.handing import Handing, Text
    from reader.opening import OnStage, Opened


class Outlets(Lookups):
    """The part of `Library` that hands things on. What it needs for that is loaded when it is first asked."""

    def __init__(self, store: Store, subscriptions: Subscriptions, clock: Clock) -> None:
        super().__init__(store, subscriptions)
        self._clock = clock
        self.terminal_notifier: Callable[[str, str], bool] | None = None
        """Shows a notification (title, body) by the terminal, and says whether it can; the application's."""

    async def open_article(self, article_id: int, on_stage: OnStage) -> Opened:
        raise NotImplementedError

    async def _web(self) -> Client:
        raise NotImplementedError

    @cached_property
    def programs(self) -> Handing:
        """What hands articles and files to the person's programs."""
        from reader.handing import Handing

        handing = Handing(lambda: self._subscriptions.configuration, self._text_of)
        handing.terminal = self.terminal_notifier
        return handing

    @cached_property
    def downloads(self) -> Downloads:
        """The files that come with articles, on their way to the disk or there."""
        from reader.downloads import Downloads

        subscriptions = self._subscriptions
        return Downloads(
            self._store, lambda: self.settings, lambda: subscriptions.by_address, self._web, self._clock
        )

    async def play(self, enclosure: Enclosure, article_id: int | None = None) -> str:
        """Open a file that comes with an article, the downloaded one if there is one; return a sentence.

        Raise ProgramError if it cannot be opened.
        """
        known = self.downloads.of_address(enclosure.url)
        article = self.article(article_id) if article_id is not None else None
        said = await self.programs.open_enclosure(enclosure, article, self.downloads.file_of(known))
        if known is not None:
            await self.downloads.set_played(known.id)
        return said

    def take_download_notice(self) -> str:
        """Return what a download that ended has to say, once; "" if nothing has."""
        notice = ""
        if self._has_downloads:
            notice, self.downloads.notice = self.downloads.notice, ""
        return notice

    async def _go_on_downloading(self, *, online: bool) -> None:
        """React to a refresh: want what is new of feeds that say so; try what failed without a network."""
        if online and self._has_downloads:
            self.downloads.network_is_back()
        if any(one.auto_download for one in self._subscriptions.configuration.subscriptions):
            await self.downloads.want_newest()

    async def _close_downloads(self) -> None:
        if self._has_downloads:
            await self.downloads.close()

    @property
    def _has_downloads(self) -> bool:
        return "downloads" in self.__dict__

    async def _text_of(self, article_id: int) -> Text:
        from reader.handing import Text

        opened = await self.open_article(article_id, lambda _: None)
        return Text(opened.article, opened.document, opened.understanding or Understanding())
