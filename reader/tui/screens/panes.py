"""The frame of the main screen: which panes stand where, which has the focus, how keys move in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import Click, DescendantFocus, Resize
from textual.widget import Widget
from textual.widgets import Static

from reader.tui.actions import Pane
from reader.tui.actions.keymap import keymap
from reader.tui.layout import ORDER
from reader.tui.screens.arranging import ArrangedScreen
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.candidates import Candidates
from reader.tui.widgets.feed_tree import FeedTree
from reader.tui.widgets.ground import DrawnAsOne, Ground, GroundColumn, GroundRow
from reader.tui.widgets.handle import Handle
from reader.tui.widgets.key_line import KeyLine
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.sidebar import Insights, Sidebar
from reader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reader.library import Library

_Moving = FeedTree | ArticleList | ArticleView | Insights


class PanesScreen(ArrangedScreen, DrawnAsOne):
    """Four panes, as many of them side by side as the terminal has room for."""

    AUTO_FOCUS = None

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.keymap = keymap(library.settings)

    def compose(self) -> ComposeResult:
        with GroundRow(id="panes"):
            with GroundColumn(id="feeds-pane", classes="pane"):
                yield FeedTree(self.library, id="feeds")
            yield Handle("feeds")
            with Ground(id="middle"):
                with GroundColumn(id="list-pane", classes="pane"):
                    yield Static("", id="list-heading", markup=False)
                    yield ArticleList(self.library, id="list")
                yield Handle("list")
                with GroundColumn(id="reader-pane", classes="pane"):
                    yield ArticleView(self.library.settings.text_width, id="reader")
            yield Handle("sidebar")
            with GroundColumn(id="sidebar-pane", classes="pane"):
                yield Sidebar(id="sidebar")
        yield Candidates(id="candidates")
        yield Prompt(id="prompt")
        yield StatusLine(id="status")
        yield KeyLine(self.keymap, id="keys")

    @property
    def feeds(self) -> FeedTree:
        return self.query_one(FeedTree)

    @property
    def articles(self) -> ArticleList:
        return self.query_one(ArticleList)

    @property
    def reader(self) -> ArticleView:
        return self.query_one(ArticleView)

    @property
    def sidebar(self) -> Sidebar:
        return self.query_one(Sidebar)

    @property
    def status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def prompt(self) -> Prompt:
        return self.query_one(Prompt)

    @property
    def here(self) -> _Moving:
        """The widget that has the keys."""
        match self.at:
            case "feeds":
                return self.feeds
            case "list":
                return self.articles
            case "sidebar":
                return self.sidebar.insights
        return self.reader

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus, showing it if it was not there."""
        self._stand_in(pane)
        # At once: a focus that comes later would drop the line that somebody asks for meanwhile.
        self.set_focus(self.here, scroll_visible=False)

    def _stand_in(self, pane: Pane) -> None:
        self.at = pane
        self.arrange_panes()
        self.pane_changed()

    def pane_changed(self) -> None:
        """Tell what depends on the pane: the keys shown, the place in the status line."""
        self.query_one(KeyLine).place = self.at

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if self.prompt in event.widget.ancestors or self.focused is not event.widget:
            return  # typing, or a focus that has moved on since
        self.dropped_prompt()
        pane = self._pane_of(event.widget)
        if pane is not None and pane != self.at:
            self._stand_in(pane)

    def on_click(self, event: Click) -> None:
        """A click on a pane where nothing else takes it, such as its heading, goes to the pane."""
        pane = self._pane_of(self.get_widget_at(*event.screen_offset)[0])
        if pane is not None and pane != self.at:
            self.go_to(pane)

    def dropped_prompt(self) -> None:
        """Close a prompt that was left by clicking elsewhere."""

    def on_resize(self, _event: Resize) -> None:
        place = self.query_one(KeyLine).place
        self.arrange_panes()
        self.pane_changed()
        if place == "prompt":  # a line is being typed, and its keys count
            self.query_one(KeyLine).place = place

    def _pane_of(self, widget: Widget) -> Pane | None:
        names = {node.id for node in widget.ancestors_with_self}
        return next((pane for pane in ORDER if f"{pane}-pane" in names), None)

    def action_move(self, lines: int) -> None:
        self.here.move(lines)

    def action_page(self, pages: int) -> None:
        self.here.page(pages)

    def action_edge(self, direction: int) -> None:
        self.here.edge(direction)

    def action_row(self, number: int) -> None:
        """Go to a row or a line by its number, from one."""
        self.here.go_to_row(number - 1)

    def action_next_pane(self, by: int) -> None:
        """Go to the next of all panes, whether it is on the screen yet or not; first through the sidebar's
        sections."""
        if self.at == "sidebar" and self.sidebar.insights.next_section(by):
            return
        reachable = [pane for pane in ORDER if pane == self.at or self.reachable(pane)]
        self.go_to(reachable[(reachable.index(self.at) + by) % len(reachable)])

    def action_leave(self) -> None:
        """Go to the pane before; in the feeds, up to the folder."""
        if self.at == "feeds":
            self.feeds.fold()
        else:
            self.go_to(ORDER[ORDER.index(self.at) - 1])

    def action_back(self) -> None:
        if self.at != "feeds":
            self.action_leave()

    def action_back_or_quit(self) -> None:
        if self.at == "feeds":
            self.app.exit()
        else:
            self.action_back()
