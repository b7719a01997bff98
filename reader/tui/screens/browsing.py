"""Which articles the list shows and how: views, their order and parts, the way back, what is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from reader.model import View, ViewKind
from reader.tui import list_style
from reader.tui.actions import Pane
from reader.tui.list_style import ListStyle
from reader.tui.marking import counted
from reader.tui.messages import ListCame
from reader.tui.screens.ruling import RulingScreen
from reader.tui.widgets.ages import when
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.feed_rows import title_of

if TYPE_CHECKING:
    from reader.library import Library

_COUNTED_AFTER = 0.1
"""Seconds of quiet after which views are counted that take longer."""
_MOST_STEPS = 50


class BrowsingScreen(RulingScreen):
    """What the list shows. `base` is the plain view; how it is arranged is remembered for each."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.base = View("unread")
        self.restriction = ""
        """The filter, a query that articles of this view must also meet."""
        self._list_styles: dict[View, ListStyle] = {}
        self._trodden: list[tuple[View, str, Pane]] = []
        self._counting: Timer | None = None
        self._unread: dict[View, int] = {}
        self._greeted = False

    # What is shown

    def reload(self) -> None:
        """Show the feeds, counts and rows as the library has them now."""
        self.feeds.reload()
        self.articles.tag_colours = self.library.marks.tag_colours()
        self.articles.empty = self._nothing_in(self.base)
        self.articles.articles_changed()
        self.head_list()
        self.show_place()
        self.remark()
        self._count_soon()

    def show_view(self, view: View, go: bool = False) -> None:
        """Show the articles of a view; with `go` the list gets the focus. The filter stays while the view is
        the same."""
        if view != self.base:
            self.restriction = ""
        self.base = view
        self.articles.empty = self._nothing_in(view)
        how = self.list_style
        listed = list_style.styled(view, how, self.restriction)
        if listed != self.articles.view or not len(self.articles.ids):
            self.articles.show_view(listed, how.grouping)
        else:
            if go:
                self.articles.reload(afresh=True)
            if how.grouping != self.articles.grouping:
                self.articles.regroup(how.grouping)
        self.head_list()
        if go:
            self.feeds.select(view)
            self.go_to("list")
        self.show_place()

    def visit(self, view: View) -> None:
        """Show a view from which Escape leads back to where one is."""
        if view == self.base and self.at == "list":
            return
        self._trodden = [*self._trodden[-_MOST_STEPS:], (self.base, self.restriction, self.at)]
        self.show_view(view, go=True)

    def step_back(self) -> bool:
        """Go back to where one was before the last visit; say whether there was one."""
        if not self._trodden:
            return False
        view, restriction, pane = self._trodden.pop()
        self.show_view(view, go=True)
        if restriction:
            self.use_filter(restriction)
        self.go_to(pane)
        return True

    def forget_way(self) -> None:
        """Take the present view for one that was gone to from the feeds."""
        self._trodden.clear()

    def action_leave(self) -> None:
        if self.at != "list" or not self.step_back():
            super().action_leave()

    def action_view(self, kind: ViewKind) -> None:
        self.visit(View(kind))

    def on_list_came(self, message: ListCame) -> None:
        """Say how far a list has come that is looked for."""
        found = f"{message.found:,} found" if message.found else "Looking"
        self.status.work = "" if message.whole else f"{found} … Esc stops"
        if message.trouble:
            self.say(message.trouble, trouble=True)
        self.articles.empty = self._nothing_in(self.base)
        self.articles.refresh()
        self.show_place()
        if message.whole:
            self.look_ahead()

    def stop_looking(self) -> bool:
        """Look for no more articles of the view; say whether any were looked for."""
        if not self.articles.stop():
            return False
        self.status.work = ""
        self.say(f"Stopped: {counted(len(self.articles.ids), 'article')} found so far.")
        return True

    def _nothing_in(self, view: View) -> str:
        """Say why a list is empty, and what to do about it."""
        if self.articles.arriving:
            return ""
        if self.restriction:
            return f"Nothing here meets the filter; Esc takes it away.{self._not_known_of(self.restriction)}"
        if view.kind in {"search", "query", "author", "entity"}:
            return f"Nothing was found.{self._not_known_of(view.value if view.kind == 'query' else '')}"
        if self.library.count(View("all")):
            return "Nothing unread. Well read!" if view.kind == "unread" else "Nothing here yet."
        if not self.library.feeds():
            return "No feeds yet. Type :subscribe ADDRESS, of a feed or a site."
        return "Nothing here yet. R fetches all feeds."

    def _not_known_of(self, query: str) -> str:
        """Say why what is asked for may be there all the same."""
        asks = query and self.library.queries.awaits_understanding(query)
        return " Names and figures are known of articles that were opened or read ahead." if asks else ""

    # How it is arranged

    @property
    def list_style(self) -> ListStyle:
        """How the view that is shown is arranged."""
        if self.base not in self._list_styles:
            kept = self.library.recall(self._arranged_as)
            self._list_styles[self.base] = list_style.read(kept)
        return self._list_styles[self.base]

    @property
    def _arranged_as(self) -> str:
        return f"arrangement of {self.base.kind} {self.base.value}".rstrip()

    def list_as(self, how: ListStyle) -> None:
        """Show the present view in another arrangement, and keep it so."""
        self._list_styles[self.base] = how
        self.keep(self._arranged_as, how.written())
        article = self.articles.current
        self.show_view(self.base)
        if article is not None and not self.articles.arriving:
            self.articles.go_to(article.id)
        self.say(f"{', '.join(how.said()) or 'as usual'}.".capitalize())

    def action_hide_read(self) -> None:
        """Leave out what is read, or show it again."""
        self.list_as(replace(self.list_style, hides_read=not self.list_style.hides_read))

    def action_group(self) -> None:
        """Part the list by day, by feed, not at all."""
        at = list_style.GROUPINGS.index(self.list_style.grouping)
        grouping = list_style.GROUPINGS[(at + 1) % len(list_style.GROUPINGS)]
        self.list_as(replace(self.list_style, grouping=grouping))

    def group_by(self, name: str) -> None:
        """Part the list by "day", by "feed" or by "none"."""
        wanted = "" if name in {"none", "nothing"} else name
        grouping = next((one for one in list_style.GROUPINGS if one == wanted), None)
        if grouping is None:
            self.say("A list is grouped by day, by feed or by none.", trouble=True)
        else:
            self.list_as(replace(self.list_style, grouping=grouping))

    def action_sort(self) -> None:
        """Ask for the order of the list."""
        from reader.tui.screens.sorting import SortingScreen

        self.app.push_screen(SortingScreen(self.list_style.order, self._searches), self._sorted)

    @property
    def _searches(self) -> bool:
        return self.base.kind in {"search", "query"}

    def _sorted(self, order: tuple[str, ...] | None) -> None:
        if order is not None:
            how = self.list_style
            by_day = how.grouping == "day" and any(key.removeprefix("-") != "date" for key in order)
            self.list_as(replace(how, order=order, grouping="" if by_day else how.grouping))

    def sort_by(self, typed: str) -> None:
        """Put the list in an order of keys such as "feed -date", or as it was: "none"."""
        order = () if typed.strip() in {"none", "default"} else tuple(list_style.keys_of(typed))
        if complaint := list_style.complaint(order):
            self.say(complaint, trouble=True)
        else:
            self._sorted(order)

    def head_list(self) -> None:
        """Say above the list what it shows, how many of it are unread, and how it is arranged."""
        view, feeds = self.articles.view, self.library.feeds()
        title = title_of(self.base, feeds, self.feeds.queries)
        unread = replace(view, unread_only=True)
        if view.asked:
            self._count_unread(unread)
            count = self._unread.get(unread, 0)
        else:
            count = self.library.count(replace(unread, oldest_first=False))
        note = f"  {count:,} unread" if count else ""
        lines = [(as_seen_here(title), "bold $ink-strong"), (note, "$ink-soft")]
        how = self.list_style.said()
        if self.restriction:
            lines.append((f"\n{as_seen_here(self.restriction)}", "$mark"))
        if how:
            lines.append((f"{' · ' if self.restriction else chr(10)}{' · '.join(how)}", "$ink-soft"))
        self.query_one("#list-heading", Static).update(Content.assemble(*lines))

    # Counting

    @work(exclusive=True, exit_on_error=False, group="heading")
    async def _count_unread(self, unread: View) -> None:
        counts = await self.library.queries.counts([unread])
        if counts != {unread: self._unread.get(unread)}:
            self._unread = counts
            self.head_list()

    def _count_soon(self) -> None:
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.set_timer(_COUNTED_AFTER, self._count_views)

    @work(exclusive=True, exit_on_error=False, group="counting")
    async def _count_views(self) -> None:
        """Count what is unread of the views that take longer, one after another."""
        since = self.articles.new_since
        wanted = [View("new")] * (since is not None)
        for view in [*wanted, *(View("query", query) for _, query in self.feeds.queries)]:
            unread = replace(view, unread_only=True)
            count = (await self.library.queries.counts([unread])).get(unread)
            if count is not None:
                self.feeds.tell({view: count})
            if since is not None and view.kind == "new" and not self._greeted:
                self._greeted = True
                if count and not self.status.note:
                    self.say(f"{count:,} new since {when(since)}; :new shows them.")

    def use_filter(self, query: str) -> None:
        raise NotImplementedError
