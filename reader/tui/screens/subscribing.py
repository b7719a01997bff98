"""What the main screen does about subscriptions: the screen of feeds, a feeds.toml that others write to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import work

from reader.library import LibraryError
from reader.model import Feed, View
from reader.tui.actions.keymap import keymap
from reader.tui.screens.deeds import sync_line
from reader.tui.screens.hands import HandsScreen
from reader.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from reader.library import Progress

_LOOKED_AT = 2.0
"""Seconds after which it is looked whether feeds.toml is another."""


@runtime_checkable
class Concerned(Protocol):
    """A screen that shows what feeds.toml says."""

    def file_changed(self, note: str) -> None:
        """Show what somebody else wrote there, and say so."""
        ...


class SubscribingScreen(HandsScreen):
    """Deeds upon subscriptions."""

    def action_feeds(self) -> None:
        """Show all subscriptions, to change them."""
        from reader.tui.screens.feeds import FeedsScreen

        self.app.push_screen(FeedsScreen(self.library), self._feeds_answered)

    def _feeds_answered(self, answer: View | bool | None) -> None:
        if answer:
            self.articles.reload()
            self.reload()
        if isinstance(answer, View):
            self.visit(answer)

    # Beginning, and taking over

    def action_welcome(self) -> None:
        """Ask what to begin with."""
        self._welcome()

    def import_from(self, source: str) -> None:
        """Take over what another reader's file or folder has."""
        self._welcome(source)

    def _welcome(self, source: str = "") -> None:
        from reader.tui.screens.welcome import WelcomeScreen

        self.app.push_screen(WelcomeScreen(self.library, source), self._welcomed)

    def _welcomed(self, sentence: str | None) -> None:
        """Show what there is now, and fetch it."""
        self.use_settings()
        self.articles.reload()
        self.reload()
        if sentence is None:
            return
        self.show_view(View("unread"), go=True)
        self.say(sentence)
        if self.library.account_names or self.library.feeds():
            self.refresh_due(self._show_progress)

    def use_settings(self) -> None:
        """Have the keys and the measure of the text that feeds.toml says now."""
        settings = self.library.settings
        self.keymap = keymap(settings)
        self.query_one(KeyLine).use(self.keymap)
        self.reader.set_text_width(settings.text_width)
        self.recall_text_width()

    def _show_progress(self, progress: Progress) -> None:
        """Show the first articles of all at once, not only when everything is there."""
        super()._show_progress(progress)
        if progress.new and not self.articles.ids:
            self.articles.reload()
            self.reload()

    # The feed that the cursor is on, changed by a command

    def rename_feed(self, name: str) -> None:
        """Call this feed by another name."""
        self._edit(lambda feed: self.library.editing.rename(feed.id, name))

    def move_feed(self, folder: str) -> None:
        """Put this feed into a folder."""
        self._edit(lambda feed: self.library.editing.put_in([feed.id], folder))

    def set_feed_interval(self, every: str) -> None:
        """Have this feed asked so often."""
        from reader.editing import minutes_of

        try:
            minutes = minutes_of(every)
        except LibraryError as error:
            self.say(str(error), trouble=True)
        else:
            self._edit(lambda feed: self.library.editing.set_interval([feed.id], minutes))

    def tag_feed(self, names: str) -> None:
        """Give this feed these tags, parted by commas."""
        tags = [name.strip().removeprefix("#") for name in names.split(",")]
        self._edit(lambda feed: self.library.editing.set_tags([feed.id], tags))

    def action_mute_feed(self) -> None:
        self._edit(lambda feed: self.library.editing.mute([feed.id], not feed.muted))

    def action_full_text(self) -> None:
        """Always take the pages of this feed's articles; or, if so it is, only where they are needed."""
        said = {one.feed.id: one.subscription.full_text for one in self.library.editing.listed()}
        self._edit(
            lambda feed: self.library.editing.take_full_text([feed.id], None if said.get(feed.id) else True)
        )

    def action_unsubscribe(self) -> None:
        self._edit(lambda feed: self.library.editing.remove([feed.id]))

    def rename_folder(self, name: str) -> None:
        """Give the folder that the cursor is on, or that its feed is in, another name."""
        feeds = self._feeds_meant()
        if not feeds or not feeds[0].folder:
            self.say("There is no folder here.")
        else:
            self._change(self.library.editing.rename_folder(feeds[0].folder, name))

    def _edit(self, deed: Callable[[Feed], Awaitable[str]]) -> None:
        feeds = self._feeds_meant()
        if len(feeds) == 1:
            self._change(deed(feeds[0]))
        else:
            self.say("Put the cursor on a feed, or on one of its articles; F shows all feeds.")

    def _feeds_meant(self) -> list[Feed]:
        meant = set(self._feeds_here())
        return [feed for feed in self.library.feeds() if feed.id in meant]

    @work(exit_on_error=False, group="editing")
    async def _change(self, deed: Awaitable[str]) -> None:
        said = await asyncio.shield(deed)
        self.articles.reload()
        self.reload()
        self.say(said)

    # Accounts on servers

    def action_accounts(self) -> None:
        """Show the accounts, to sync, add and remove them."""
        from reader.tui.screens.accounts import AccountsScreen

        self.app.push_screen(AccountsScreen(self.library), self._accounts_answered)

    def _accounts_answered(self, answer: tuple[str, str] | None) -> None:
        self.reload()
        if answer is not None:
            name, sentence = answer
            self.say(sentence)
            self.sync_accounts([name])

    def action_sync(self) -> None:
        if self.library.accounts.all:
            self.sync_accounts(None)
        else:
            self.say("There are no accounts yet; :accounts adds one.")

    @work(exit_on_error=False, group="refreshing")
    async def sync_accounts(self, names: list[str] | None) -> None:
        """Bring accounts into step; the status line tells how far it is and what came of it."""
        if self._refreshing:
            self.say("Still fetching …")
            return
        self._refreshing, self.stopped = True, False
        self.status.work = "Syncing …"
        try:
            outcomes = await self.library.sync(names, self._show_progress)
        finally:
            self._refreshing = self.stopped = False
            self.status.work = ""
        self.articles.reload()
        self.reload()
        self.say(*sync_line(outcomes))

    def give_feed(self, account: str) -> None:
        """Have this feed come from an account, or from "none"."""
        name = "" if account == "none" else account
        self._edit(lambda feed: self.library.editing.give_to([feed.id], name))

    # What others write into feeds.toml

    def begin_watching(self) -> None:
        super().begin_watching()
        if self.library.starting.asked:
            self.action_welcome()
        self.set_interval(_LOOKED_AT, self.look_at_feeds_file)

    @work(exit_on_error=False, group="feeds-file")
    async def look_at_feeds_file(self) -> None:
        """Show what somebody else wrote into feeds.toml; a mistake in it is said, and all stays as it was."""
        try:
            if not await self.library.editing.reread():
                return
            note, trouble = "feeds.toml was changed, and is read.", False
            self.use_settings()
            self.articles.reload()
            self.reload()
        except LibraryError as error:
            note, trouble = str(error).split("\n")[0], True
        self.say(note, trouble)
        if isinstance(self.app.screen, Concerned):
            self.app.screen.file_changed(note)
