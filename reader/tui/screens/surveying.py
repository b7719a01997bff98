"""Looking over many articles at once, and from there into one of them at a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader import passages
from reader.model import Article, Document, Span
from reader.text import safe_line
from reader.tui.screens.narrowing import NarrowingScreen
from reader.tui.widgets.overlays import Trail

if TYPE_CHECKING:
    from reader.briefing import Citation
    from reader.tui.widgets.brief_rows import BriefRow

_SINCE = "24h"


class SurveyingScreen(NarrowingScreen):
    """Briefings, and what is related to an article."""

    _briefed = _SINCE
    _stood_on: tuple[int, str] | None = None
    _cited: Citation | None = None
    _found = True  # whether what is cited was found in the text that is shown

    def action_brief(self) -> None:
        """Show the briefing, where it was left."""
        from reader.tui.screens.briefing import BriefingScreen

        screen = BriefingScreen(self.library, self._briefed, self._stood_on)
        self.app.push_screen(screen, self._brief_answered)

    def brief_since(self, since: str) -> None:
        """Show the briefing of the time since a moment, such as yesterday or 3d."""
        self._briefed, self._stood_on = since.strip() or _SINCE, None
        self.action_brief()

    def _brief_answered(self, row: BriefRow | None) -> None:
        if row is None:
            return
        self._stood_on = row.key
        if row.cited is None:
            self.open_article(row.article.id)
        else:
            self.go_to_cited(row.cited)

    def action_related(self) -> None:
        """Show what is related to the article."""
        from reader.tui.screens.related import RelatedScreen

        if (article := self.article) is None:
            self.say("There is no article here.")
        else:
            self.app.push_screen(RelatedScreen(self.library, article), self._related_answered)

    def _related_answered(self, article_id: int | None) -> None:
        if article_id is not None:
            self.open_article(article_id)

    def go_to_cited(self, cited: Citation) -> None:
        """Open an article at words that stand in it, also where its text has become another since."""
        self.open_article(cited.article.id)
        if self.reader.article is not None and self.reader.article.id == cited.article.id:
            self._stopped_at = None  # it is opened for this place, not for where it was left
            self._cited = cited
            self._stand_on_cited()

    def show_document(self, article: Article, document: Document, note: str = "") -> None:
        stood = self.reader.trail is not None
        super().show_document(article, document, note)
        if self._cited is not None and self._cited.article.id != article.id:
            self._cited = None
        if (stood or not self._found) and self.reader.trail is None:
            self._stand_on_cited()

    def _stand_on_cited(self) -> None:
        cited = self._cited
        if cited is None:
            return
        kept = passages.Passage(cited.start, cited.end, cited.words, cited.before, cited.after)
        place = passages.found(kept, self.reader.document.analysed_text)
        self._found = place is not None
        if place is not None:
            places = self.reader.as_read((Span(*place),))
            self.follow(Trail(f"“{safe_line(cited.words, 60)}”", places))
