"""What every pane is made of: lines drawn one at a time, in styles that the style sheet names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from reader.tui.widgets.bidi import as_seen, joins_letters, terminal_orders
from reader.tui.widgets.emoji import steady


class LineView(ScrollView, inherit_bindings=False):
    """A scrolling widget of lines. A name in a line's styles is the component class "ink--NAME"."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._styles_found: dict[tuple[str, ...], Style] = {}
        self._laid_out_for = self._room = 0
        self._measured: tuple[Size, bool] | None = None
        self.orders_text = not terminal_orders(os.environ)
        self.joins_letters = joins_letters(os.environ)

    def ink(self, *names: str) -> Style:
        """Return the widget's own style with the named ones laid over it, in order."""
        if (style := self._styles_found.get(names)) is None:
            style = self.rich_style
            for name in names:
                style += self.get_component_rich_style(f"ink--{name}", partial=True, default=Style.null())
            self._styles_found[names] = style
        return style

    @property
    def room(self) -> int:
        """How many columns a line has, beside the scrollbar."""
        if self._measured != (measured := (self.outer_size, self.show_vertical_scrollbar)):
            self._measured = measured
            self._room = max(0, self.scrollable_content_region.width)
        return self._room

    def strip(self, pieces: Iterable[tuple[str, tuple[str, ...]]], *under: str) -> Strip:
        """Draw (text, styles) pieces as a line of the widget's width, on the style of `under`."""
        segments = [Segment(self._seen(text), self.ink(*under, *names)) for text, names in pieces if text]
        return Strip(segments).adjust_cell_length(self.room, self.ink(*under))

    def _seen(self, text: str) -> str:
        text = steady(text)
        if not self.orders_text:
            return text
        words = text.strip(" ")  # spaces around a word from the right stay where they are
        at = text.find(words)
        return text[:at] + as_seen(words, self.joins_letters) + text[at + len(words) :]

    def blank(self) -> Strip:
        return Strip.blank(self.room, self.ink())

    def set_height(self, lines: int) -> None:
        """Say how many lines there are to scroll through."""
        self.virtual_size = Size(1, lines)
        self.refresh()

    def notify_style_update(self) -> None:
        self._styles_found.clear()
        self._measured = None
        super().notify_style_update()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the lines anew, and the scrollbar beside them only if that shows: in a long view most moves
        are too small."""
        bar = self.vertical_scrollbar if self.show_vertical_scrollbar else None
        if bar is not None and _thumb(bar, old_value) == _thumb(bar, new_value):
            bar.set_reactive(ScrollBar.position, bar.validate_position(new_value))
        elif bar is not None:
            bar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(Region(0, 0, self.room, self.size.height))

    def on_resize(self, _event: Resize) -> None:
        if self.room != self._laid_out_for:  # the event's own size may be that of a moment ago
            self._laid_out_for = self.room
            self.lay_out()

    def lay_out(self) -> None:
        """Set everything anew for the width the widget has now."""

    def jump(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True)


def _thumb(bar: ScrollBar, position: float) -> int | None:
    """Return where a bar's thumb begins, in eighths of a line: Textual draws nothing else by the position."""
    height, lines, seen = bar.size.height, bar.window_virtual_size, bar.window_size
    if not height or lines <= seen:
        return None
    room = height - max(1, seen * height / lines)
    return int(room * bar.validate_position(position) / (lines - seen) * 8)
