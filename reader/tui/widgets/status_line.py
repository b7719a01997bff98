"""The last line above the keys: what just happened, what is going on, where one is."""

from __future__ import annotations

from rich.cells import cached_cell_len as cell_len
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from reader.text import safe_line
from reader.tui.signs import said
from reader.tui.widgets.wrapping import clip

LASTING = 8.0  # seconds a note stays


class StatusLine(Widget):
    """One line. On the left a passing note, else the work in progress; on the right the place."""

    note: reactive[str] = reactive("")
    work: reactive[str] = reactive("")
    place: reactive[str] = reactive("")
    trouble: reactive[bool] = reactive(False)
    typed: reactive[str] = reactive("")
    """The keys that have been pressed and wait for more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._fading: Timer | None = None

    def say(self, note: str, trouble: bool = False) -> None:
        """Show a note for a while."""
        if self._fading is not None:
            self._fading.stop()
        self.note, self.trouble = said(safe_line(note, 500)), trouble
        self._fading = self.set_timer(LASTING, self.hush)

    def on_click(self, _event: Click) -> None:
        """Take a note away that somebody has read."""
        self.hush()

    def hush(self) -> None:
        """Take the note away."""
        self.note, self.trouble = "", False

    def render(self) -> Content:
        width = self.size.width
        place = clip(self.place, width // 2)
        left = clip(self.typed or self.note or said(self.work), width - cell_len(place) - 2)
        style = "$trouble" if self.note and self.trouble else "$ink" if self.note else "$ink-soft"
        style = "bold $mark" if self.typed else style
        gap = " " * max(1, width - cell_len(left) - cell_len(place))
        return Content.assemble((left, style), gap, (place, "$ink-faint"))
