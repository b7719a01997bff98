"""What a person adds to the article being read: marks in its masthead, notes, highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotation import HIGHLIGHT_COLOURS, Annotations
from reader.text import safe_line
from reader.tui.mastheads import masthead
from reader.tui.noting import Noting
from reader.tui.screens.drafting import DraftingScreen, Writing
from reader.tui.widgets.key_line import KeyLine
from reader.tui.widgets.note_rows import Added
from reader.tui.widgets.overlays import Trail

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.annotation import Annotated, Highlight
    from reader.library import Library
    from reader.model import Article, Document
    from reader.passages import Passage
    from reader.tui.actions import Pane
    from reader.tui.messages import TextPointed
    from reader.tui.walking import Step

_COLOURS = ("yellow", "green", "blue", "pink")


class AnnotatingScreen(DraftingScreen):
    """Deeds upon the article's passages, and upon it as a whole."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.noting = Noting(library)
        self._note_above = ""
        self._added = Annotations()
        self._colour = 0

    # What is shown

    def show_document(self, article: Article, document: Document, note: str = "") -> None:
        """Show an article's text below its masthead, which may have a note of ours, with what is marked."""
        self._note_above, self._added = note, self.library.marks.of(article.id)
        own = self._added.note.text if self._added.note is not None else ""
        colours = self.articles.tag_colours
        changed = self.change_note(article)
        self.reader.show(article, document, masthead(article, document, note, colours, own, changed))
        self.reader.annotate(self._added.highlights)
        added = Added(own, self.reader.highlights, self.reader.lost)
        self.sidebar.insights.annotate(article.id, added)

    def remark(self) -> None:
        """Show with what the article being read is marked now."""
        shown = self.reader.article
        article = self.library.article(shown.id) if shown is not None else None
        if article is not None:
            self.show_document(article, self.reader.document, self._note_above)

    # Where keys count

    @property
    def keys_at(self) -> Pane:
        """Where keys count: in the pane, or in the passage that is being chosen."""
        return "passage" if self.at == "reader" and self.reader.choosing else self.at

    def pane_changed(self) -> None:
        if self.at != "reader":
            self.reader.end_choosing()
        super().pane_changed()
        self.query_one(KeyLine).place = self.keys_at

    # Choosing a passage

    def action_select(self) -> None:
        """In the text choose a passage, in the list articles."""
        if self.at == "feeds":
            self.go_to("list")
        if self.at == "list":
            super().action_select()
            return
        self.go_to("reader")
        if self.reader.article is None or not self.reader.begin_choosing():
            self.say("There is no text to choose from.")
        self.clear_selection()
        self._passage_moved()

    def action_passage(self, step: Step, by: int) -> None:
        self.reader.choose_on(step, by)
        self._passage_moved()

    def action_passage_swap(self) -> None:
        self.reader.swap_ends()

    def action_passage_end(self) -> None:
        self.reader.end_choosing()
        self._passage_moved()

    def action_passage_colour(self) -> None:
        """Take the next colour for highlights; the highlight here gets it at once."""
        self._colour = (self._colour + 1) % HIGHLIGHT_COLOURS
        here = self.highlight_here
        if here is not None:
            self.mark(self.noting.change(here, here.note, self._colour))
        self.say(f"Highlights are {_COLOURS[self._colour]} from now on.")

    def action_passage_copy(self) -> None:
        if (chosen := self.reader.chosen_passage) is not None:
            self._copy(chosen.words)
        self.action_passage_end()

    def action_passage_highlight(self) -> None:
        self._highlight(self.reader.chosen_passage, "")

    def action_passage_note(self) -> None:
        if self.highlight_here is not None:
            self.action_note()
        elif (chosen := self.reader.chosen_passage) is not None:
            self.write(Writing("Note on the passage ", lambda note: self._highlight(chosen, note)))

    def action_passage_remove(self) -> None:
        self.action_remove_highlight()

    def _highlight(self, passage: Passage | None, note: str) -> Worker[None] | None:
        article = self.reader.article
        self.reader.end_choosing()
        self.clear_selection()
        self._passage_moved()
        if passage is not None and article is not None:
            return self.mark(self.noting.highlight(article.id, passage, note, self._colour))
        return None

    def _passage_moved(self) -> None:
        """Say where one is, and what note the highlight there has."""
        self.query_one(KeyLine).place = self.keys_at
        here = self.highlight_here if self.reader.choosing else None
        if here is not None:
            self._tell(here)
        self.show_place()

    def passage_note(self) -> str:
        """Say how much is chosen."""
        chosen = self.reader.chosen_passage
        words = len(chosen.words.split()) if chosen is not None else 0
        return f"{words:,} word{'s' * (words != 1)} chosen"

    # Highlights

    @property
    def highlight_here(self) -> Highlight | None:
        """The highlight that a key means: that of the panel's row, of the passage, or gone to last."""
        if self.at == "sidebar":
            row = self.sidebar.insights.row
            number = row.highlight if row is not None else 0
            return next((one for one in self._added.highlights if one.id == number), None)
        if self.reader.choosing:
            chosen = self.reader.chosen
            return self.reader.highlight_around(chosen.start, chosen.end) if chosen is not None else None
        trail = self.reader.trail
        if self.at != "reader" or trail is None or not trail.begun:
            return None
        here = (one for one, place in self.reader.highlights if place == trail.place)
        return next(here, None)

    def on_text_pointed(self, message: TextPointed) -> None:
        super().on_text_pointed(message)
        if message.pressed and (here := self.highlight_here) is not None:
            self._tell(here)

    def _tell(self, highlight: Highlight) -> None:
        note = safe_line(highlight.note)
        self.say(note or "m writes a note on this highlight, x takes it away.")

    def action_remove_highlight(self) -> None:
        here = self.highlight_here
        self.reader.end_choosing()
        self._passage_moved()
        if here is None:
            self.say("There is no highlight here: click one, or go to it in the panel.")
        else:
            self.follow(None)
            self.mark(self.noting.remove(here))

    # Notes

    def action_note(self) -> None:
        """Write a note in a line."""
        if (writing := self._note_meant()) is not None:
            self.write(writing)

    def action_edit_note(self) -> None:
        """Write a note in the editor."""
        if (writing := self._note_meant()) is not None:
            self.draft(writing, writing.text)

    def _note_meant(self) -> Writing | None:
        """Return the note on what is selected, on the highlight here, or else on the article."""
        here = self.highlight_here
        passage = self.reader.chosen_passage if self.at == "reader" else None
        if passage is not None and not self.reader.choosing:
            return Writing("Note on the passage ", lambda note: self._highlight(passage, note))
        if here is not None:
            return Writing("Note on the passage ", lambda note: self._note_on(here, note), here.note)
        if len(self.targets) > 1:
            self.say("A note is written on one article at a time.")
        elif (article := self.article) is not None:
            note = self.library.marks.of(article.id).note
            text = note.text if note is not None else ""
            return Writing("Note ", lambda typed: self.mark(self.noting.write(article.id, typed)), text)
        return None

    def _note_on(self, highlight: Highlight, note: str) -> Worker[None]:
        self.reader.end_choosing()
        self._passage_moved()
        return self.mark(self.noting.change(highlight, note, highlight.colour))

    def write_note(self, text: str) -> None:
        """Write this as the note on the article."""
        if (article := self.article) is not None:
            self.mark(self.noting.write(article.id, text))

    def action_notes(self) -> None:
        """Show all notes and highlights of the library."""
        from reader.tui.screens.notes import NotesScreen

        self.app.push_screen(NotesScreen(self.library), self._note_answered)

    def _note_answered(self, one: Annotated | None) -> None:
        self.reload()
        if one is None:
            return
        self.open_article(one.article_id)
        place = next((place for mark, place in self.reader.highlights if mark == one.what), None)
        if place is not None:
            self._stopped_at = None  # it is opened for this place, not for where it was left
            self.follow(
                Trail(
                    f"“{safe_line(self.reader.document.analysed_text[place.start : place.end], 60)}”",
                    (place,),
                )
            )
