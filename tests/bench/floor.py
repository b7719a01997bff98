"""The least that Textual can do for a reading pane: one widget that wraps a text and repaints it on a key."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import Key, Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tests.bench.texts import article_text

_WIDTH = 76
_STEPS = {"j": (1, 0), "ctrl+d": (0, 1), "ctrl+u": (0, -1)}
"""Lines and pages."""


class Floor(ScrollView):
    """Plain lines: n is the next text, j a line down, Ctrl-D and Ctrl-U a page down and up."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self._words, self._number, self._lines = words, -1, list[Strip]()

    def set(self) -> None:
        text = "\n\n".join(article_text(self._number, self._words)) if self._number >= 0 else "ready"
        width = min(_WIDTH, self.size.width - 4)
        self._lines = [Strip(line.render_segments(self.visual_style)) for line in Content(text).wrap(width)]
        self.virtual_size = Size(1, len(self._lines))
        self.refresh()

    def on_key(self, event: Key) -> None:
        if event.key == "n":
            self._number += 1
            self.scroll_to(y=0, animate=False)
            self.set()
        elif event.key in _STEPS:
            lines, pages = _STEPS[event.key]
            self.scroll_relative(y=lines + pages * (self.size.height - 2), animate=False)

    def on_resize(self, _event: Resize) -> None:
        self.set()

    def render_line(self, y: int) -> Strip:
        number = y + round(self.scroll_y)
        line = self._lines[number] if number < len(self._lines) else Strip([])
        return line.adjust_cell_length(self.size.width)


class FloorApp(App[None]):
    """Nothing but the widget."""

    def compose(self) -> ComposeResult:
        yield Floor(int(sys.argv[1]))

    def on_mount(self) -> None:
        self.query_one(Floor).focus()


if __name__ == "__main__":
    FloorApp().run()
