"""That the article being read has changed after it came, and how."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.screens.telling import TellingScreen
from reader.tui.widgets.ages import full_date

if TYPE_CHECKING:
    from reader.model import Article


class RevisingScreen(TellingScreen):
    """Tells of changes, and shows them."""

    def remark(self) -> None:
        raise NotImplementedError

    def change_note(self, article: Article) -> str:
        """Return the line of the masthead that tells how an article changed, "" if it has not."""
        if article.changed is None:
            return ""
        changed = self.library.revisions.changed(article.id)
        if changed is None:
            return ""
        times = f" {changed.times} times, last" if changed.times > 1 else ""
        what = f": {changed.finding.sentence}" if changed.finding is not None else ""
        key = self.keymap.first("changes")
        return f"± Changed{times} {full_date(changed.when)}{what}{f' ({key} shows it)' if key else ''}"

    async def tell_change(self, article_id: int) -> None:
        """Find out how an article that was opened has changed, and take it for seen."""
        article = self.library.article(article_id)
        if article is None or article.changed is None:
            return
        before = self.change_note(article)
        await self.library.revisions.told(article_id)
        shown = self.reader.article
        if (
            shown is not None
            and shown.id == article_id
            and (shown.changed is None or before != self.change_note(article))
        ):
            self.remark()
        if await self.library.revisions.see(article_id):
            self.articles.articles_changed()

    def action_changes(self) -> None:
        """Show how the article changed."""
        from reader.tui.screens.changes import ChangesScreen

        article = self.article
        if article is None:
            self.say("Go to an article first.")
        elif article.changed is None:
            self.say("This article has not changed since it came.")
        else:
            screen = ChangesScreen(self.library, article)
            self.app.push_screen(screen, partial(self._changes_answered, article.id))

    def _changes_answered(self, article_id: int, opens: bool | None) -> None:
        self.articles.articles_changed()
        if opens and (
            self.at != "reader" or self.reader.article is None or self.reader.article.id != article_id
        ):
            self.open_article(article_id)
        else:
            self.remark()
