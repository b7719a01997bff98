"""A text to be read line by line, without a cursor."""

from __future__ import annotations

from reader.tui.widgets.line_view import LineView


class ScrolledText(LineView, can_focus=True):
    """Lines that keys scroll; its height is what `set_height` was told."""

    def move(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.jump(min(round(self.scroll_y) + lines, self.last_top))

    def page(self, pages: int) -> None:
        """Scroll by screens."""
        self.move(pages * max(1, self.size.height - 1))

    def edge(self, direction: int) -> None:
        """Go to the beginning (-1) or to the end (1)."""
        self.jump(0 if direction < 0 else self.last_top)

    @property
    def last_top(self) -> int:
        """The line that is on top where the last one is at the foot."""
        return max(0, self.virtual_size.height - self.size.height)
