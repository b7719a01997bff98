"""The main screen: what each key does to the library and to what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from reader.model import View
from reader.text import safe_line
from reader.tui import messages
from reader.tui.list_style import SORTS
from reader.tui.mastheads import WELCOME, first_document
from reader.tui.memory import forget_closed_screens
from reader.tui.screens.acquainting import AcquaintingScreen
from reader.tui.widgets.anchors import recalled, remembered
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.column import Masthead
from reader.tui.widgets.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Library, Opened
    from reader.tui.actions import Action
    from reader.tui.graphics import Graphics


class MainScreen(AcquaintingScreen):
    """Feeds, articles, the text and what was understood of it."""

    def __init__(self, library: Library, graphics: Graphics) -> None:
        super().__init__(library)
        self._graphics = graphics

    def on_mount(self) -> None:
        self._pictures = Pictures(self.reader, self.library, self._graphics, self._say_trouble)
        self.reader.pictures = self._pictures
        self.recall_text_width()
        self.reader.welcome(WELCOME, Masthead(title="Reader"))
        self.sidebar.show(None, WELCOME, None)
        self.feeds.closed = frozenset(filter(None, self.library.recall("closed-folders").split("\n")))
        self.articles.new_since = self.library.last_session()
        self.reload()
        all_read = self.library.count(View("all")) and not self.library.count(View("unread"))
        start = View("all") if all_read else View("unread")
        self.feeds.select(start)
        self.show_view(start)
        self.go_to("list" if self.articles.ids or self.library.feeds() else "feeds")
        self.watch(self.reader, "scroll_y", self._reader_scrolled, init=False)
        self.watch(self.reader, "virtual_size", self._reader_reflowed, init=False)
        self.watch(self.articles, "cursor", self._list_moved, init=False)
        self.begin_refreshing()
        self.begin_watching()
        if self._graphics.trouble:
            self._say_trouble(self._graphics.trouble)
        self.get_ready()
        self.call_after_refresh(self.post_message, messages.ScreenReady())
        if not (self.app.is_headless or self.app.is_web):
            self.call_after_refresh(self._keep_first_frame)

    def _keep_first_frame(self) -> None:
        """Keep how it looks now, for the next start."""
        from reader.tui import first_frame

        self.keep(first_frame.KEY, first_frame.picture_of(self, self.articles, self.library))

    def on_screen_suspend(self) -> None:
        self.reader.refresh()  # without its pictures, which would lie over what comes up

    def on_screen_resume(self) -> None:
        self.reader.refresh()
        forget_closed_screens()

    def _say_trouble(self, note: str) -> None:
        self.say(note, trouble=True)

    # What is shown

    def show_place(self) -> None:
        """Say in the status line where one is."""
        trail = self.reader.trail
        if self.reader.choosing:
            place = self.passage_note()
        elif trail is not None and self.at in {"reader", "sidebar"}:
            place = f"{as_seen_here(safe_line(trail.label, 40))}  {trail.position}"
        elif self.at in {"reader", "sidebar"}:
            place = self._progress() if self.reader.article is not None and self.reader.size.height else ""
        elif self.articles.selecting:
            place = self.selection_note()
        else:
            count = len(self.articles.ids)
            place = f"{self.articles.cursor + 1:,} of {count:,}" if count else ""
        self.status.place = place

    def _progress(self) -> str:
        """Say how far the text is read, how much is left of it, and how to move a wide table."""
        left = self.reader.minutes_left
        parts = (self.table_note(), f"{left} min left" if left else "", f"{self.reader.progress} %")
        return " · ".join(part for part in parts if part)

    def _list_moved(self) -> None:
        self.show_place()
        self.look_ahead()

    def pane_changed(self) -> None:
        super().pane_changed()
        self.call_after_refresh(self.show_place)

    # Opening

    def open_article(self, article_id: int) -> None:
        """Show what is stored of an article at once, and better texts as they come."""
        self.remember_position()
        article = self.library.article(article_id)
        if article is None:
            self.say("This article is no longer in the library; the list is read anew.", trouble=True)
            self.articles.reload()
            return
        document = self.library.stored_document(article_id) or first_document(article)
        self.show_document(article, document)
        understanding = self.library.understanding(article_id)
        self.reader.understand(understanding)
        # What is beside the text, and what asks for better texts, comes once the text itself is drawn.
        self.call_after_refresh(self.sidebar.show, article_id, document, understanding, complete=False)
        self._stopped_at = recalled(self.library.recall(f"position:{article_id}"))
        self._resume()
        self.articles.go_to(article_id)
        self.go_to("reader")
        self.call_after_refresh(self._fetch_article, article_id)
        self.look_ahead()
        if self.library.settings.mark_read != "never" and not article.read:
            self.mark_opened(article)

    @work(exclusive=True, group="opening", exit_on_error=False)
    async def _fetch_article(self, article_id: int) -> None:
        await self.library.open_article(article_id, self._show_stage)
        await self.tell_change(article_id)

    def _show_stage(self, opened: Opened) -> None:
        """Show an article at one stage of being opened, if it is still the one being read."""
        if self.reader.article is None or opened.article.id != self.reader.article.id:
            return
        document = opened.document if opened.document.blocks else first_document(opened.article)
        note = safe_line(opened.note or "")
        before, known = self.reader.understanding, opened.understanding
        self.show_document(opened.article, document, note)
        self._resume(last_chance=opened.complete)
        if known is not None or opened.complete:
            self.reader.understand(known)
        if known is not None or opened.complete or self.reader.understanding is not before:
            self.sidebar.show(opened.article.id, document, known, opened.complete)
        if self.reader.trail is None:
            self.mark_row()
        self.show_place()

    def remember_position(self) -> None:
        """Keep where the reader stopped in the article that is shown."""
        article = self.reader.article
        if article is not None and self._stopped_at is None:
            self.keep(f"position:{article.id}", remembered(self.reader.place))

    def _resume(self, last_chance: bool = False) -> None:
        """Go to where the person had stopped once the text is there, unless they have begun to read."""
        if self._stopped_at is None:
            return
        begun = round(self.reader.scroll_y) > 0
        if begun or self.reader.go_to_place(self._stopped_at, anyway=last_chance):
            self._stopped_at = None

    def _reader_reflowed(self) -> None:
        """The text was set in another width, so its end is elsewhere."""
        self.call_after_refresh(self.show_place)

    def _reader_scrolled(self) -> None:
        self.show_place()
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(1.0, self.remember_position)

    # What widgets tell

    def on_view_highlighted(self, message: messages.ViewHighlighted) -> None:
        self.forget_way()
        self.show_view(message.view)
        if message.note:
            self.say(message.note, trouble=True)

    def on_view_chosen(self, message: messages.ViewChosen) -> None:
        self.forget_way()
        self.show_view(message.view, go=True)

    def on_folders_folded(self, message: messages.FoldersFolded) -> None:
        self.keep("closed-folders", "\n".join(sorted(message.closed)))

    def on_article_chosen(self, message: messages.ArticleChosen) -> None:
        self.open_article(message.article_id)

    # Moving on

    def action_open(self) -> None:
        if self.at == "reader":
            return
        here = self.here
        if here is not self.reader:
            here.choose()  # type: ignore[union-attr]

    def action_enter(self) -> None:
        if self.at == "feeds" and self.feeds.unfold():
            return
        if self.at == "reader":
            if self.sidebar_shown:
                self.go_to("sidebar")
        else:
            self.action_open()

    def action_back(self) -> None:
        if self.end_program() or self.stop_looking() or self.return_to_page():
            return
        if self.reader.trail is not None and self.at in {"reader", "sidebar"}:
            self.follow(None)
            self.status.hush()
        elif self.at == "list" and (self.end_selection() or self.drop_filter()):
            return
        elif self.at != "reader" or not self.reader.return_from_visit():
            super().action_back()

    def action_read_on(self) -> None:
        if self.at == "reader":
            if not self.reader.page(1):
                self._open_unread(1)
        elif not self.select_row() and (self.at != "feeds" or not self.feeds.toggle()):
            self.action_open()

    def action_toggle_read(self) -> None:
        if self.at == "sidebar" or (self.at == "reader" and self.reader.trail is not None):
            self._next(-1)
        else:
            super().action_toggle_read()

    def action_next_unread(self, count: int = 1) -> None:
        self._next(count)

    def action_previous_unread(self, count: int = 1) -> None:
        self._next(-count)

    def _next(self, by: int) -> None:
        if self.at == "sidebar":
            self.go_on(by)
        elif self.at == "reader" and self.reader.trail is not None:
            self.step(by)
        else:
            self._open_unread(by)

    def _open_unread(self, by: int) -> None:
        """Go to the next unread article of the list, or the last of so many; in the reader, open it."""
        article_id = self.articles.unread_beside(by)
        if article_id is None:
            self.say("Nothing unread is left in this list.")
        elif self.at == "reader":
            self.open_article(article_id)
        else:
            with self.articles.passing():
                self.articles.go_to(article_id)
            self.go_to("list")

    # Commands

    def arguments_of(self, action: Action) -> Sequence[str]:
        arguments = {
            "theme": sorted(self.app.available_themes),
            **dict.fromkeys(("tags", "tag_rename", "tag_delete", "tag_colour"), self.tag_names()),
            "feed_tags": self.tag_names(),
            **dict.fromkeys(("move_feed", "rename_folder", "show_folder"), self.folder_names()),
            "show_tag": self.tag_names(),
            "show_feed": self.feed_titles(),
            "view": self.view_names(),
            "group": ["day", "feed", "none"],
            "sort": [*SORTS, "newest", "oldest", "none"],
            "pipe": [pipe.name for pipe in self.library.programs.pipes],
        }
        return arguments.get(action.id, [])

    def take_pictures_down(self) -> None:
        """Let go of what the terminal holds of pictures."""
        if isinstance(self.reader.pictures, Pictures):
            self.reader.pictures.close()

    def action_pictures(self) -> None:
        self.say(self._pictures.toggle())

    def action_exit(self) -> None:
        self.app.exit()

    def action_health(self) -> None:
        from reader.tui.screens.health import HealthScreen

        self.app.push_screen(HealthScreen(self.library), self._helped)

    def _helped(self, changed: bool | None) -> None:
        if changed:
            self.articles.reload()
            self.reload()

    def action_help(self) -> None:
        from reader.tui.screens.help import HelpScreen

        preset = self.library.settings.keys_preset
        self.app.push_screen(HelpScreen(self.keymap, preset), self.start_by_id)
