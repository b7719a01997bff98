"""Going about between panes, feeds and articles in other ways than row by row."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TypeVar

from reader.model import View
from reader.text import safe_line
from reader.tui.actions import Pane
from reader.tui.screens.exporting import ExportingScreen

_Found = TypeVar("_Found")


class GoingScreen(ExportingScreen):
    """A screen in which every feed, article and pane is a key or a command away."""

    def action_pane(self, pane: Pane) -> None:
        """Go to a pane, whether it is on the screen yet or not."""
        self.go_to(pane)

    def action_scroll_text(self, lines: int) -> None:
        """Scroll the text from wherever one is."""
        self.reader.move(lines)
        self.show_place()

    def action_redraw(self) -> None:
        """Draw everything again, over what other programs wrote into the terminal."""
        self.refresh(layout=True)

    # Articles

    def action_next_article(self, by: int) -> None:
        """Go to the article so many rows further; in the text, open it."""
        ids, row = self.articles.ids, self.articles.cursor + by
        if not 0 <= row < len(ids):
            row = min(max(0, row), len(ids) - 1)
            if row == self.articles.cursor or row < 0:
                self.say(f"This is the {'last' if by > 0 else 'first'} article of the list.")
                return
        self._show_article(ids[row])

    def action_random_unread(self) -> None:
        view = self.articles.view
        if view.asked:
            unread: Sequence[int] = list(self.library.outline.unread(self.articles.ids))
        else:
            unread = self.library.article_ids(View(view.kind, view.value, unread_only=True))
        if unread:
            self._show_article(secrets.choice(unread))
        else:
            self.say("Nothing unread is left in this list.")

    def _show_article(self, article_id: int) -> None:
        if self.at == "reader":
            self.open_article(article_id)
        else:
            self.articles.go_to(article_id)
            self.go_to("list")

    # Feeds, folders, tags

    def action_next_feed(self, by: int, unread: bool = False) -> None:
        """Go to the feed so many rows further, of those that have something unread if only they are meant."""
        view = self.feeds.feed_beside(by, unread)
        if view is None:
            self.say("No other feed has anything unread." if unread else "There is no other feed.")
            return
        self.feeds.select(view)
        self.show_view(view, go=self.at != "feeds")

    def show_feed(self, name: str) -> None:
        """Show the articles of a feed by its title or a part of it."""
        named = {safe_line(feed.title): View("feed", str(feed.id)) for feed in self.library.feeds()}
        self._show_named("feed", name, list(named.items()))

    def show_folder(self, name: str) -> None:
        """Show the articles of a folder by its name or a part of it."""
        self._show_named("folder", name, [(one, View("folder", one)) for one in self.folder_names()])

    def show_tag(self, name: str) -> None:
        """Show what carries a tag."""
        tags = [(one, View("tag", one)) for one in self.tag_names()]
        self._show_named("tag", name.removeprefix("#"), tags)

    def feed_titles(self) -> list[str]:
        """Return the title of every feed."""
        return [safe_line(feed.title, 80) for feed in self.library.feeds()]

    def folder_names(self) -> list[str]:
        """Return the folders in their order."""
        return list(dict.fromkeys(feed.folder for feed in self.library.feeds() if feed.folder))

    def _show_named(self, kind: str, name: str, named: Sequence[tuple[str, View]]) -> None:
        found = _called(name, named)
        if len(found) == 1:
            self.visit(found[0])
        elif found:
            self.say(
                f"{len(found)} {kind}s have “{safe_line(name, 40)}” in their names; write more of one.",
                trouble=True,
            )
        else:
            self.say(f"No {kind} is called “{safe_line(name, 40)}”; Tab completes.", trouble=True)


def _called(name: str, named: Sequence[tuple[str, _Found]]) -> list[_Found]:
    """Return what has a name, or else what has it as a part of its own."""
    wanted = name.casefold().strip()
    exact = [found for one, found in named if one.casefold() == wanted]
    return exact or [found for one, found in named if wanted in one.casefold()]
