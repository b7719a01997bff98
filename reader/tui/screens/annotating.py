"""What a person adds to the article being read: marks in its masthead, notes, highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.mastheads import masthead
from reader.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import Article, Document


class AnnotatingScreen(ReadingScreen):
    """Deeds upon passages of the text."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._note_above = ""

    def show_document(self, article: Article, document: Document, note: str = "") -> None:
        """Show an article's text below its masthead, which may have a note of ours."""
        self._note_above = note
        self.reader.show(article, document, masthead(article, document, note, self.articles.tag_colours))

    def remark(self) -> None:
        """Show with what the article being read is marked now."""
        shown = self.reader.article
        article = self.library.article(shown.id) if shown is not None else None
        if article is not None:
            self.show_document(article, self.reader.document, self._note_above)
