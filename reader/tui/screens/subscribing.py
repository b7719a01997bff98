"""What the main screen does about subscriptions: the screen of feeds, and a feeds.toml that others write to."""

from __future__ import annotations

from textual import work

from reader.library import LibraryError
from reader.model import View
from reader.tui.screens.reading import ReadingScreen

_LOOKED_AT = 2.0
"""Seconds after which it is looked whether feeds.toml is another."""


class SubscribingScreen(ReadingScreen):
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
            self.show_view(answer, go=True)

    # What others write into feeds.toml

    def begin_watching(self) -> None:
        super().begin_watching()
        self.set_interval(_LOOKED_AT, self.look_at_feeds_file)

    @work(exit_on_error=False, exclusive=True, group="feeds-file")
    async def look_at_feeds_file(self) -> None:
        """Show what somebody else wrote into feeds.toml; a mistake in it is said, and all stays as it was."""
        from reader.tui.screens.feeds import FeedsScreen

        try:
            if not await self.library.editing.reread():
                return
            note, trouble = "feeds.toml was changed, and is read.", False
            self.articles.reload()
            self.reload()
        except LibraryError as error:
            note, trouble = str(error).split("\n")[0], True
        self.say(note, trouble)
        if isinstance(self.app.screen, FeedsScreen):
            self.app.screen.file_changed(note)
