"""What the keys do to the text that is being read: finding, links and footnotes, copying, its measure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model import Article
from reader.text import safe_line, safe_text
from reader.tui.finding import places_of
from reader.tui.marking import counted
from reader.tui.messages import LinkPressed, MentionsChosen, NotePressed, PromptAnswered, TextPointed
from reader.tui.screens.keeping import KeepingScreen
from reader.tui.widgets.article_view import STEP
from reader.tui.widgets.overlays import Trail

if TYPE_CHECKING:
    from reader.tui.widgets.insight_table import Record

_TABLE_STEP = 12  # cells
_MOST_COPIED = 100_000  # letters; what is longer many terminals drop without a word


class ReadingScreen(KeepingScreen):
    """Deeds upon the text in the reading pane."""

    def search_for(self, words: str) -> None:
        raise NotImplementedError

    def show_place(self) -> None:
        raise NotImplementedError

    @property
    def article(self) -> Article | None:
        """The article that a key means: the one being read, or the one under the cursor."""
        if self.at in {"reader", "sidebar"}:
            shown = self.reader.article
            return self.library.article(shown.id) if shown is not None else None
        return self.articles.current

    # Finding

    def action_search(self) -> None:
        if self.at in {"reader", "sidebar"}:
            self.ask("Find ", self.find)
        else:
            self.ask("Search ", self.search_for)

    def find(self, words: str) -> None:
        """Find words in the article; n and N then go through the places."""
        places = self.reader.as_read(places_of(words, self.reader.document.analysed_text))
        if not places:
            self.follow(None)
            self.say(f"“{safe_line(words, 60)}” is not in this article.")
            return
        self.go_to("reader")
        self.follow(Trail(f"“{safe_line(words, 60)}”", places, self.reader.nearest(places)))
        self.say(f"{counted(len(places), 'place')}: n next, N previous, Esc ends.")

    def follow(self, trail: Trail | None) -> None:
        """Go to a trail's present place, or end the trail."""
        self.reader.follow(trail)
        self.sidebar.tell(trail.place if trail is not None and trail.begun else None)
        self.show_place()

    def step(self, by: int) -> None:
        """Go to the next or the previous place of the trail, round the end of the text if need be."""
        trail = self.reader.trail
        if trail is None:
            return
        after = trail.step(by)
        if (after.index - trail.index) * by < 0:
            self.say("From the top again." if by > 0 else "From the end again.")
        self.follow(after)

    # Names and figures

    def pane_changed(self) -> None:
        """Mark the places of the sidebar's row while one is there; what was only looked at goes with it."""
        super().pane_changed()
        trail = self.reader.trail
        if trail is None:
            self.mark_row()
        elif self.at != "sidebar" and not trail.begun:
            self.follow(None)

    # What moves the cursor marks its row in the same frame: a message would take one more.

    def action_move(self, lines: int) -> None:
        super().action_move(lines)
        self.mark_row()

    def action_page(self, pages: int) -> None:
        super().action_page(pages)
        self.mark_row()

    def action_edge(self, direction: int) -> None:
        super().action_edge(direction)
        self.mark_row()

    def action_next_pane(self, by: int) -> None:
        before = self.at
        super().action_next_pane(by)
        if before == self.at:
            self.mark_row()

    def mark_row(self) -> None:
        """Mark the places of the sidebar's row in the text while the keys are there, if they are not."""
        row, trail = self.sidebar.insights.row, self.reader.trail
        if self.at != "sidebar" or row is None:
            return
        places = self.reader.as_read(row.places)
        if trail is None or (trail.label, trail.places) != (row.label, places):
            nearest = self.reader.nearest(places)
            self.follow(Trail(row.label, places, nearest, begun=False) if places else None)

    def go_on(self, by: int) -> None:
        """Go to the next or the previous place of the sidebar's row, and to the text where it is hidden."""
        self.mark_row()
        self.step(by)
        if self.reader.trail is not None and not self.query_one("#reader-pane").display:
            self.go_to("reader")

    def on_mentions_chosen(self, _message: MentionsChosen) -> None:
        self.go_on(1)

    def on_text_pointed(self, message: TextPointed) -> None:
        """Put the sidebar's cursor, unless keys move it, on the row of a word; a click marks its places."""
        if self.at == "sidebar" and not message.pressed:
            return
        found = self.sidebar.insights.point_to(message.offset)
        if found is not None and message.pressed:
            row, place = found
            places = self.reader.as_read(row.places)
            self.follow(Trail(row.label, places, places.index(place)))

    def action_insights(self) -> None:
        """Show everything that was understood of an article in a table."""
        from reader.tui.screens.insights import InsightsScreen

        article, understanding = self.article, None
        if article is not None:
            here = self.reader.article is not None and self.reader.article.id == article.id
            understanding = self.reader.understanding if here else self.library.understanding(article.id)
        if article is None or understanding is None:
            self.say("No names and figures are known here yet; opening the article finds them.")
        elif not (understanding.entities or understanding.figures):
            self.say("This article has no names and no figures.")
        else:
            answered = partial(self._record_answered, article.id)
            self.app.push_screen(InsightsScreen(understanding), answered)

    def _record_answered(self, article_id: int, record: Record | None) -> None:
        if record is None or not record.places:
            return
        if self.reader.article is None or self.reader.article.id != article_id:
            self.open_article(article_id)
            self._stopped_at = None  # it is opened for this place, not for where it was left
        self.go_to("reader")
        places = self.reader.as_read(record.places)
        self.sidebar.insights.stand_on(places[0])
        self.follow(Trail(record.name, places))

    # Links and footnotes

    def action_links(self) -> None:
        from reader.tui.screens.links import LinksScreen

        if not self.reader.links:
            self.say("This article has no links.")
            return
        self.app.push_screen(LinksScreen(self.reader.links), self._link_answered)

    def _link_answered(self, href: str | None) -> None:
        if href:
            self.browse(href)

    def action_hints(self) -> None:
        """Ask which link to open or which footnote to go to, by the signs they have."""
        if self.reader.article is None or not (self.reader.links or self.reader.notes_in_sight()):
            self.say("There is no link here.")
            return
        self._stand_in("reader")
        self.reader.hint(True)
        self.ask("Link ", self._hinted, hint=self._hinted_at, enough=self._says_enough)

    def open_link(self, number: str) -> None:
        """Open a link by its number, or go to a footnote by its letter."""
        if self.reader.article is None:
            self.say("There is no link here.")
        else:
            self._hinted(number)

    def _hinted(self, typed: str) -> None:
        wanted, copying = typed.removeprefix("y").strip(), typed.startswith("y")
        notes = self.reader.notes_in_sight()
        if wanted in notes:
            self.go_to_note(notes[wanted])
        elif (href := self._address(wanted)) is None:
            self.say(f"There is no link “{safe_line(wanted, 20)}”.")
        elif copying:
            self._copy(href)
        else:
            self.browse(href)

    def _address(self, number: str) -> str | None:
        links = self.reader.links
        known = number.isascii() and number.isdecimal() and 0 < int(number[:6]) <= len(links)
        return links[int(number) - 1].href if known else None

    def _hinted_at(self, typed: str) -> str:
        href = self._address(typed.removeprefix("y").strip())
        return safe_line(href, 300) if href is not None else "number opens · y before it copies"

    def _says_enough(self, typed: str) -> bool:
        """Say whether no more need be typed: a footnote's letter, or a number none other begins with."""
        wanted = typed.removeprefix("y").strip()
        if wanted in self.reader.notes_in_sight():
            return True
        return self._address(wanted) is not None and 10 * int(wanted) > len(self.reader.links)

    def on_prompt_answered(self, _message: PromptAnswered) -> None:
        self.reader.hint(False)

    def dropped_prompt(self) -> None:
        self.reader.hint(False)
        super().dropped_prompt()

    def on_link_pressed(self, message: LinkPressed) -> None:
        self.browse(message.href)

    def on_note_pressed(self, message: NotePressed) -> None:
        self.go_to_note(message.offset)

    def go_to_note(self, offset: int) -> None:
        """Go to a footnote, or from it back into the text; Escape returns to where one was."""
        self.reader.visit(offset)
        self.show_place()

    # Copying

    def action_copy(self) -> None:
        """Copy what the mouse has selected, else the row of the sidebar, else the article's address."""
        row = self.sidebar.insights.row if self.at == "sidebar" else None
        article = self.article
        if chosen := self.get_selected_text():
            self._copy(chosen)
            self.clear_selection()
        elif self.at == "list" and self.articles.selecting:
            addresses = [one.url for one in self.library.articles(self.targets) if one.url]
            self.end_selection()
            self._copy("\n".join(addresses))
        elif text := row.label if row is not None else (article.url or "") if article is not None else "":
            self._copy(text)
        else:
            self.say("There is no address to copy.")

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(safe_text(text)[:_MOST_COPIED])
        self.say(f"Copied {safe_line(text, 120)}")

    # The measure of the text, and tables that are wider

    def recall_text_width(self) -> None:
        """Set the text as wide as it was the last time, unless the settings have been changed since."""
        width = self.library.recall(self._width_key)
        if width.isdecimal() and len(width) < 4:
            self.reader.set_text_width(int(width))

    def action_text_width(self, by: int) -> None:
        width = min(self.reader.text_width, self.reader.widest_now)
        self.use_text_width(str(width + by * STEP))

    def use_text_width(self, columns: str) -> None:
        """Set the text in lines of so many columns, and keep it so."""
        if not (columns.isascii() and columns.isdecimal() and len(columns) < 4):
            self.say("Give a number of columns, such as 72.", trouble=True)
            return
        self.reader.set_text_width(int(columns))
        self.keep(self._width_key, str(self.reader.text_width))
        self.say(f"Lines of {self.reader.column.width} columns.")
        self.show_place()

    @property
    def _width_key(self) -> str:
        return f"text-width instead of {self.library.settings.text_width}"

    def action_table(self, direction: int) -> None:
        if not self.reader.shift_table(direction * _TABLE_STEP):
            self.say("No table here is wider than the text.")

    def table_note(self) -> str:
        """Say which keys move the table in sight, where one is wider than the text."""
        if self.reader.wide_table is None:
            return ""
        keys = (self.keymap.first(name) for name in ("table_left", "table_right"))
        return f"{' '.join(filter(None, keys)) or ':table-right'} moves the table"
