"""What the keys show of many articles together: the story of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from reader.model import Span
from reader.tui.screens.reading import ReadingScreen
from reader.tui.widgets.overlays import Trail

if TYPE_CHECKING:
    from reader.tui.screens.story import Chosen


class TellingScreen(ReadingScreen):
    """Deeds upon stories."""

    def action_story(self) -> None:
        """Show the story of the article; of several that are selected make one."""
        if self.at == "list" and self.articles.selecting:
            self._to_targets(self.library.newsroom.join)
            self.reload()
            return
        article = self.article
        if article is None:
            return
        from reader.tui.screens.story import StoryScreen

        if len(self.library.newsroom.story_of(article.id)) < 2:
            self.say("Nothing else here is about the same event.")
            return
        self.app.push_screen(StoryScreen(self.library, article.id), self._story_answered)

    def _story_answered(self, chosen: Chosen | bool | None) -> None:
        if not chosen:
            return
        if isinstance(chosen, bool):
            self.reload()
        else:
            self.open_at(chosen.article, chosen.place)

    def open_at(self, article_id: int, place: Span | None = None) -> None:
        """Open an article, at a place of its text."""
        self.open_article(article_id)
        if place is not None:
            self._stopped_at = None  # it is opened for this place, not for where it was left
            self.follow(Trail("", self.reader.as_read((place,))))

    def action_fold_stories(self) -> None:
        """Have one row for each story, or one for each article."""
        self._fold(not self.library.folding)

    @work(exit_on_error=False, group="folding")
    async def _fold(self, value: bool) -> None:
        await self.library.fold_stories(value)
        self.articles.folds.clear()
        self.articles.reload(afresh=True)
        self.show_place()
        self.say("A story is one row." if value else "Every article has a row.")

    def stories_changed(self) -> None:
        """Show what has been put into stories since."""
        self.articles.folds.clear()
        self.articles.reload()
        self.show_place()
