"""How the panes stand: side by side or one above the other, how large, which are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from reader.tui.actions import Pane
from reader.tui.layout import (
    FOUR,
    ORDER,
    STEP,
    THREE,
    Arrangement,
    arrangement,
    breadth,
    columns,
    lines,
    sidebar_by_default,
    visible_panes,
)
from reader.tui.messages import PaneDragged, PaneReset
from reader.tui.screens.drawn import Drawn

if TYPE_CHECKING:
    from reader.library import Library

_HANDLES: tuple[tuple[Pane, Pane], ...] = (("feeds", "feeds"), ("list", "reader"), ("sidebar", "sidebar"))
"""Each handle's pane, and the pane without which there is nothing to drag."""


class ArrangedScreen(Drawn, Screen[None]):
    """Knows the panes by their names alone; which of them has the keys is its heir's affair."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (THREE, "-medium"), (FOUR, "-wide")]
        self.library = library
        self.at: Pane = "feeds"
        self.zen = False
        self._arranged: dict[str, Arrangement] = {}

    # To be given by the heir

    def go_to(self, pane: Pane) -> None:
        raise NotImplementedError

    def say(self, note: str, trouble: bool = False) -> None:
        raise NotImplementedError

    def keep(self, key: str, value: str) -> object:
        raise NotImplementedError

    # What is shown

    @property
    def stacked(self) -> bool:
        """Whether the list stands above the text."""
        return self.library.settings.layout == "stacked" and self.app.size.width >= THREE

    @property
    def sidebar_shown(self) -> bool:
        wanted = self._wanted.sidebar
        return sidebar_by_default(self.app.size.width) if wanted is None else wanted

    @property
    def shown(self) -> set[Pane]:
        """The panes there are now."""
        width, wanted = self.app.size.width, self._wanted
        return set(visible_panes(width, self.at, self.sidebar_shown, self.zen, wanted.feeds))

    def reachable(self, pane: Pane) -> bool:
        """Whether a pane has not been sent away."""
        return {"sidebar": self.sidebar_shown, "feeds": self._wanted.feeds}.get(pane, True)

    def arrange_panes(self) -> None:
        """Give every pane the room it has now."""
        shown, stacked = self.shown, self.stacked
        found = columns(self.app.size.width, shown, self._wanted, stacked)
        both = {"list", "reader"} <= shown
        self.set_class(self.zen, "-zen")
        self.set_class(stacked and both, "-stacked")
        for pane in ORDER:
            part = self.query_one(f"#{pane}-pane")
            part.display = pane in shown
            _set_width(part, found[pane] - 1 if pane in found else None)
        height = lines(self.app.size.height, self._wanted) - 1 if stacked and both else None
        _set_height(self.query_one("#list-pane"), height)
        self.query_one("#middle").display = bool({"list", "reader"} & shown)
        for pane, needed in _HANDLES:
            self.query_one(f"#{pane}-handle").display = {pane, needed} <= shown and len(shown) > 1

    @property
    def _key(self) -> str:
        return f"panes {breadth(self.app.size.width)}"

    @property
    def _wanted(self) -> Arrangement:
        """How the panes are arranged in a terminal as wide as this one."""
        if (known := self._arranged.get(self._key)) is None:
            known = self._arranged[self._key] = arrangement(self.library.recall(self._key))
        return known

    def _want(self, wanted: Arrangement, done: bool = True) -> None:
        """Arrange the panes otherwise, and when it is done keep that for the next time."""
        changed = wanted != self._wanted
        self._arranged[self._key] = wanted
        if changed:
            self.arrange_panes()
        if done:
            self.keep(self._key, wanted.written())

    # The keys

    def action_pane_size(self, by: int) -> None:
        """Make the pane that has the keys larger or smaller, the text at the cost of the list."""
        pane: Pane = "list" if self.at == "reader" else self.at
        sign = -1 if self.at == "reader" else 1
        shown = self.shown
        if len(shown) == 1:
            self.say("Only one pane is there; in a wider terminal there are more.")
            return
        if self.stacked and pane == "list":
            self._resize_pane("rows", lines(self.app.size.height, self._wanted) + sign * by * STEP)
        elif pane in (now := columns(self.app.size.width, shown, self._wanted, self.stacked)):
            self._resize_pane(pane, now[pane] + sign * by * STEP)

    def _resize_pane(self, name: str, size: int, done: bool = True) -> None:
        """Give a pane a size, as far as there is room for the others, and no other than it gets."""
        tried = self._wanted.sized(name, size)
        if name == "rows":
            got = lines(self.app.size.height, tried)
        else:
            got = columns(self.app.size.width, self.shown, tried, self.stacked)[name]  # type: ignore[index]
        self._want(self._wanted.sized(name, got), done)

    def action_usual_panes(self) -> None:
        """Have the panes as they were before anybody arranged them."""
        self._want(Arrangement())
        self.say("The panes are as usual.")

    def action_feeds_pane(self) -> None:
        """Hide the feeds, or show them again; where there is room for one pane, go there and back."""
        if self.app.size.width < THREE:
            self.go_to("list" if self.at == "feeds" else "feeds")
            return
        wanted = self._wanted
        hidden = wanted.feeds
        self._want(Arrangement(wanted.sizes, not hidden, wanted.sidebar))
        if hidden and self.at == "feeds":
            self.go_to("list")

    def action_sidebar(self) -> None:
        """Show or hide the sidebar; where there is room for one pane, go to it and back."""
        if self.app.size.width < THREE:
            self.go_to("reader" if self.at == "sidebar" else "sidebar")
            return
        wanted, there = self._wanted, self.sidebar_shown
        self._want(Arrangement(wanted.sizes, wanted.feeds, not there))
        if self.at == "sidebar" or (self.at == "feeds" and not there):
            self.go_to("reader")

    def action_zen(self) -> None:
        self.zen = not self.zen
        self.go_to("reader")

    # The mouse

    def on_pane_dragged(self, message: PaneDragged) -> None:
        """Have a pane end where the mouse is."""
        message.stop()
        part = self.query_one(f"#{message.pane}-pane").region
        if message.pane == "list" and self.stacked:
            self._resize_pane("rows", message.y - part.y + 1, message.done)
        elif message.pane == "sidebar":
            self._resize_pane("sidebar", self.app.size.width - message.x, message.done)
        else:
            self._resize_pane(message.pane, message.x - part.x + 1, message.done)

    def on_pane_reset(self, message: PaneReset) -> None:
        message.stop()
        name = "rows" if message.pane == "list" and self.stacked else message.pane
        self._want(self._wanted.sized(name, None))


def _set_width(part: Widget, width: int | None) -> None:
    if width is None:
        part.styles.clear_rule("width")
    elif part.styles.inline.width is None or part.styles.inline.width.value != width:
        part.styles.width = width


def _set_height(part: Widget, height: int | None) -> None:
    if height is None:
        part.styles.clear_rule("height")
    elif part.styles.inline.height is None or part.styles.inline.height.value != height:
        part.styles.height = height
