"""What the keys mark: one article or all that are selected, the list above or below, and tags."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from reader.model import View
from reader.text import safe_line
from reader.tui import tagging
from reader.tui.marking import counted
from reader.tui.messages import RowsPassed
from reader.tui.screens.deeds import DeedsScreen

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import Article

_PASSED = 0.3  # seconds for which articles are gathered that leave the list
_MOST_OPENED = 5  # pages that one key opens in the browser
_MOST_LOOKED_AT = 1_000  # articles of a list that are looked at for unread ones


class MarkingScreen(DeedsScreen):
    """Deeds upon articles. What is done to selected ones is one deed, and ends the selection."""

    _passing = View()
    _soon: Timer | None = None
    many = 1
    """How many articles of the list a key means, from the cursor on: what was typed before it."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._passed: list[int] = []

    @property
    def targets(self) -> Sequence[int]:
        """The articles that a key means: those selected in the list, else the one there or being read."""
        if self.at == "list" and self.articles.selecting:
            return self.articles.selected
        if self.at == "list" and self.many > 1:
            return self.articles.ids[self.articles.cursor : self.articles.cursor + self.many]
        return [self.article.id] if self.article is not None else []

    def _to_targets(self, deed: Callable[[Sequence[int]], Awaitable[str]]) -> None:
        if ids := self.targets:
            self.end_selection()
            self.mark(deed(ids))

    def action_upon_next(self, action: str, many: int) -> None:
        """Do to so many articles of the list what an action does to one."""
        self.many = many
        getattr(self, f"action_{action}")()
        self.many = 1

    def action_mark_read(self, value: bool) -> None:
        self._to_targets(lambda ids: self.marking.set_read(ids, value))

    def action_star(self, value: bool) -> None:
        self._to_targets(lambda ids: self.marking.set_starred(ids, value))

    def action_everything_read(self) -> None:
        self.mark(self.marking.all_read(View("all")))

    def action_toggle_read(self) -> None:
        self._to_targets(self.marking.toggle_read)

    def action_toggle_saved(self) -> None:
        self._to_targets(self.marking.toggle_saved)

    def action_toggle_starred(self) -> None:
        self._to_targets(self.marking.toggle_starred)

    def action_hide(self) -> None:
        if ids := self.targets:
            self.end_selection()
            self._hide(ids)

    @work(exit_on_error=False, group="marking")
    async def _hide(self, ids: Sequence[int]) -> None:
        self.say(await self.marking.hide(ids))
        self.articles.drop(ids)
        self.reload()

    def action_all_read(self) -> None:
        """Mark the selected articles read; without any, all of the list or of the feed under the cursor."""
        if self.at == "list" and self.articles.selecting:
            self._to_targets(lambda ids: self.marking.these_read(ids, "selected"))
            return
        self.mark(self.marking.all_read(self._view_here))

    @property
    def _view_here(self) -> View:
        """The list, or in the feeds pane the feed under the cursor."""
        return (self.feeds.view if self.at == "feeds" else None) or self.articles.view

    def action_all_unread(self) -> None:
        """Mark the selected articles unread; without any, all of the list or of the feed under the cursor."""
        if self.at == "list" and self.articles.selecting:
            self._to_targets(lambda ids: self.marking.set_read(ids, False))
        else:
            self.mark(self.marking.set_read(self._ids_here, False))

    def action_star_all(self, value: bool) -> None:
        """Star all of the list or of the feed under the cursor, or take the stars."""
        self.mark(self.marking.set_starred(self._ids_here, value))

    @property
    def _ids_here(self) -> Sequence[int]:
        view = self._view_here
        return self.articles.ids if view == self.articles.view else self.library.article_ids(view)

    def action_browse_unread(self) -> None:
        """Open the pages of what is unread here, if they are few, and mark it read."""
        unread = [one for one in self.library.articles(self._ids_here[:_MOST_LOOKED_AT]) if not one.read]
        opened = [one for one in unread if one.url][:_MOST_OPENED]
        for one in opened:
            self.browse(one.url or "")
        if opened:
            self.mark(self.marking.set_read([one.id for one in opened], True))
        else:
            self.say("Nothing here is unread and has an address.")

    def action_read_above(self) -> None:
        self.end_selection()
        self.mark(self.marking.these_read(self.articles.ids[: self.articles.cursor], "above"))

    def action_read_below(self) -> None:
        self.end_selection()
        self.mark(self.marking.these_read(self.articles.ids[self.articles.cursor + 1 :], "below"))

    def mark_read(self, query: str) -> None:
        """Mark read whatever a query finds."""
        self.mark(self.marking.all_read(View("query", query)))

    def action_undo(self) -> None:
        self._mark_passed()
        self.mark(self._with_lists(self.library.history.undo()))

    def action_redo(self) -> None:
        self.mark(self._with_lists(self.library.history.redo()))

    async def _with_lists(self, deed: Awaitable[str]) -> str:
        """Do what may mute a feed, or let it in: then other articles are in the list."""
        before = self._muted()
        said = await deed
        if self._muted() != before:
            self.articles.reload()
        return said

    def _muted(self) -> set[int]:
        return {feed.id for feed in self.library.feeds() if feed.muted}

    # Passing by

    def on_rows_passed(self, message: RowsPassed) -> None:
        """Mark read what has left the list over its top, if the settings say so, some at a time."""
        message.stop()
        if self.library.settings.mark_read != "scroll" or self.articles.selecting:
            return
        if message.view != self._passing:
            self._mark_passed()
        self._passing = message.view
        self._passed.extend(message.article_ids)
        if self._soon is None:
            self._soon = self.set_timer(_PASSED, self._mark_passed)

    def _mark_passed(self) -> None:
        if self._soon is not None:
            self._soon.stop()
        ids, self._passed, self._soon = self._passed, [], None
        if ids:
            self._note_passed(self._passing, ids)

    @work(exit_on_error=False, group="marking")
    async def _note_passed(self, view: View, ids: Sequence[int]) -> None:
        await asyncio.shield(self.marking.passed(view, ids))
        self.reload()

    # Selecting

    def action_select(self) -> None:
        """Begin to select in the list; again, end the stretch that movement extends, or begin another."""
        self.articles.select_on()
        self.show_place()

    def select_row(self) -> bool:
        """Select the row under the cursor, or no longer, and go on; say whether one is selecting."""
        if self.at != "list" or not self.articles.selecting:
            return False
        self.articles.select_row()
        self.show_place()
        return True

    def end_selection(self) -> bool:
        """Select nothing any more; say whether anything was."""
        if not self.articles.selecting:
            return False
        self.articles.select_none()
        self.show_place()
        return True

    def show_place(self) -> None:
        raise NotImplementedError

    def selection_note(self) -> str:
        """Say how many articles are selected."""
        return f"{len(self.articles.selected):,} selected · Esc ends"

    def browse_selected(self) -> bool:
        """Open the pages of what is selected, if they are few; say whether one is selecting."""
        if self.at != "list" or not self.articles.selecting:
            return False
        ids = self.articles.selected
        urls = [a.url for a in self.library.articles(ids[: _MOST_OPENED + 1]) if a.url]
        if len(ids) > _MOST_OPENED:
            self.say(f"At most {_MOST_OPENED} pages are opened at once.", trouble=True)
        else:
            self.end_selection()
            for url in urls:
                self.browse(url)
        return True

    # Tags

    def action_tags(self) -> None:
        ids = self.targets
        if not ids:
            return
        article = self.library.article(ids[0]) if len(ids) == 1 else None
        if article is not None:
            self.ask("Tags ", self.set_tags, _listed(article), self._complete_tags, self._offer_tags)
        else:
            label = f"Tags of {counted(len(ids), 'article')} "
            self.ask(label, self.set_tags, "", self._complete_tags, self._offer_tags)

    def set_tags(self, typed: str) -> None:
        """Give the article, or the selected ones, these tags and no others; or change some: +this -that."""
        asked = tagging.read(typed)
        if asked.changes:
            self._to_targets(lambda ids: self.marking.change_tags(ids, asked.added, asked.removed))
        else:
            self._to_targets(lambda ids: self.marking.set_tags(ids, asked.tags))

    def rename_tag(self, typed: str) -> None:
        """Give a tag another name on all articles."""
        names = tagging.two_names(typed, self.tag_names())
        if names is None:
            self.say("Give a tag and its new name, such as: tag-rename ports harbours", trouble=True)
        else:
            self.mark(self.marking.rename_tag(*names))

    def delete_tag(self, name: str) -> None:
        """Take a tag off all articles."""
        self.mark(self.marking.delete_tag(name.strip().removeprefix("#")))

    def colour_tag(self, typed: str) -> None:
        """Give a tag a colour: its name, then the colour's."""
        tag, _, colour = typed.strip().removeprefix("#").rpartition(" ")
        if not tag or colour not in {*tagging.COLOURS, "default"}:
            colours = ", ".join(tagging.COLOURS)
            self.say(f"Give a tag and one of: {colours}, default.", trouble=True)
            return
        number = tagging.COLOURS.index(colour) if colour != "default" else None
        self.mark(self.marking.colour_tag(tag.strip(), number, colour))

    def tag_names(self) -> list[str]:
        """Return every tag there is, those of most articles first."""
        tags = sorted(self.library.tags(), key=lambda tag: -tag.total)
        return [safe_line(tag.name, 80) for tag in tags]

    def _complete_tags(self, line: str) -> str | None:
        return tagging.completed(line, self.tag_names())

    def _offer_tags(self, line: str) -> str:
        return "  ".join(tagging.offered(line, self.tag_names())) or "parted by commas, or +this -that"


def _listed(article: Article) -> str:
    return safe_line(", ".join(article.tags))
