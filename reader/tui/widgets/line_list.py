"""A list under a cursor, drawn by lines: a hundred thousand rows cost as much as twenty."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Self

from textual.events import Blur, Click, Focus, MouseEvent, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.signs import signs
from reader.tui.widgets.drawn_lines import DrawnLines
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.wrapping import break_lines

_LEFT, _MIDDLE = 1, 2
_ROLL = 2  # lines that one notch of the mouse's wheel moves at least
Pieces = list[tuple[str, tuple[str, ...]]]


class LineList(LineView, can_focus=True):
    """Rows of equal or different heights, one of them under the cursor."""

    indent = 0  # spaces between the cursor's bar and what a row says
    empty = ""  # what is said where there are no rows
    lead = 2  # columns before it
    careful = False  # whether the first click on a row only goes there
    repeats = False  # whether clicks that follow each other quickly each choose
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    _top = 0  # the row on top, whatever a smaller screen has made of that
    _apart = False
    _laying_out = False
    _laid_out = Size(0, 0)
    _only_moved = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        self._drawn = DrawnLines()
        super().__init__(id=id)

    def row_count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def row_height(self) -> int:
        """Return the lines of a row where all are equal."""
        return 1

    def row_top(self, row: int) -> int:
        """Return the first line of a row."""
        return row * self.row_height()

    def row_at(self, line: int) -> int:
        """Return the row that a line belongs to."""
        return line // self.row_height()

    def can_stop(self, row: int) -> bool:
        """Say whether the cursor may stand on this row; it may not on a heading."""
        return 0 <= row < self.row_count()

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        """Return what stands on one line of a row, within `width` columns."""
        raise NotImplementedError

    def paper(self, row: int) -> tuple[str, ...]:  # noqa: ARG002
        """Return the styles that lie under the whole row."""
        return ()

    def lines_above(self, row: int) -> int:  # noqa: ARG002
        """Return how many of a row's lines are a heading above it, on which the cursor does not lie."""
        return 0

    def chosen(self, row: int) -> None:
        """Do what Enter or a click on this row means."""

    def browsed(self, row: int) -> None:
        """Do what a click with the middle button on this row means."""

    def rows_changed(self) -> None:
        """Draw anew after the rows changed; the cursor stays on a row where it may be."""
        self.fit_height()
        wanted = min(max(0, self.cursor), max(0, self.row_count() - 1))
        self.cursor = self._stop_near(wanted)
        self._show_cursor()

    def lay_out(self) -> None:
        self.rows_changed()

    def on_resize(self, _event: Resize) -> None:
        """Lay out anew, with the row on top that somebody has put there."""
        self._laid_out = self.size
        if not self.size.height:
            return
        self._laying_out = True
        self.lay_out()
        self._laid_out_for = self.room
        self.jump(self.row_top(self._top))
        if not self._apart:
            self._show_cursor()
        self._laying_out = False

    def jump(self, line: int) -> None:
        super().jump(line)
        if not self._laying_out:
            self._put_on_top()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        with self._moved():
            super().watch_scroll_y(old_value, new_value)
        if not self._laying_out and self.size == self._laid_out:  # else the screen's size has done it
            self._put_on_top()

    def _put_on_top(self) -> None:
        """Keep which row is on top now, and whether one has scrolled away from the cursor."""
        top = round(self.scroll_y)
        self._top = self.row_at(top)
        self._apart = not top <= self.row_top(self.cursor) < top + max(1, self.size.height)

    def fit_height(self) -> None:
        """Make room for all rows, and below them so much that a whole row is on top at the end, too."""
        lines, height = self.row_top(self.row_count()), self.size.height
        over = lines - height
        if over > 0 and height and (top := self.row_top(self.row_at(over))) < over:
            lines = self.row_top(self.row_at(top) + 1) + height
        self.set_height(lines)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        self._roll(event, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        self._roll(event, -1)

    def _roll(self, event: MouseEvent, direction: int) -> None:
        event.stop()
        event.prevent_default()
        self.roll(direction)

    def roll(self, direction: int) -> None:
        """Scroll by whole rows, so that none is cut in half."""
        line = round(self.scroll_y) + direction * max(self.row_height(), _ROLL)
        self.jump(self.row_top(self.row_at(max(0, line))))

    def move(self, rows: int) -> None:
        """Move the cursor by so many rows it can stand on."""
        step = 1 if rows > 0 else -1
        at = self.cursor
        for _ in range(abs(rows)):
            following = self._stop_from(at + step, step)
            if following is None:
                break
            at = following
        self.cursor = at
        if self._stop_from(at - 1, -1) is None:
            self.jump(0)

    def page(self, pages: int) -> bool:
        """Move by a screenful; say whether the cursor moved."""
        before = self.cursor
        rows = max(1, self.size.height // self.row_height() - 1)
        wanted = min(max(0, before + pages * rows), max(0, self.row_count() - 1))
        self.cursor = self._stop_near(wanted)
        return self.cursor != before

    def edge(self, direction: int) -> None:
        """Go to the first row (-1) or to the last (1)."""
        self.cursor = self._stop_near(0 if direction < 0 else self.row_count() - 1)
        if direction < 0:
            self.jump(0)

    def go_to_row(self, row: int) -> None:
        """Go to a row, counted from 0, or to the last before it."""
        self.cursor = self._stop_near(min(max(0, row), max(0, self.row_count() - 1)))

    def choose(self) -> None:
        """Choose the row under the cursor."""
        if self.can_stop(self.cursor):
            self.chosen(self.cursor)

    def watch_cursor(self, before: int, now: int) -> None:
        if before != now:
            self._apart = False
            self._show_cursor()
            self.draw_moved(before, now)
            self.cursor_moved()

    def draw_moved(self, before: int, now: int) -> None:
        """Draw what the cursor's move has changed: the row it was on and the one it is on."""
        left, above = self.gutter.left, self.gutter.top - round(self.scroll_y)
        with self._moved():
            for row in (before, now):
                top, bottom = self.row_top(row), self.row_top(row + 1)
                self.refresh(Region(left, above + top, self.room, bottom - top))

    @contextmanager
    def _moved(self) -> Iterator[None]:
        """Mark what is to be drawn meanwhile only because rows, or the cursor, stand elsewhere now."""
        before, self._only_moved = self._only_moved, True
        yield
        self._only_moved = before

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        if not self._only_moved:
            self._drawn.forget()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def cursor_moved(self) -> None:
        """React to the cursor standing on another row."""

    def on_click(self, event: Click) -> None:
        """Choose a row. The second click of two may be meant for what the first has taken away: where a list
        is `careful`, one click goes to a row and the next one chooses it."""
        line = round(self.scroll_y) + event.y
        row = self.row_at(line)
        if not self.can_stop(row) or line - self.row_top(row) < self.lines_above(row):
            return
        stood, self.cursor = self.cursor, row
        if event.button == _MIDDLE:
            self.browsed(row)
        elif event.button == _LEFT and (row == stood if self.careful else event.chain == 1 or self.repeats):
            self.chosen(row)

    def on_focus(self, _event: Focus) -> None:
        self.refresh()

    def on_blur(self, _event: Blur) -> None:
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw no line a second time for having moved. Textual keeps lines by their places alone; and of what
        it draws around them, a list in our sheets has nothing."""
        if self.styles.gutter.totals != (0, 0) or self.opacity < 1 or not self.row_count():
            return super().render_lines(crop)
        width = self.room if self.show_vertical_scrollbar else self.outer_size.width
        manner = (width, self.background_colors[1], tuple(self.get_line_filters()))
        whole = crop.height >= self.size.height
        strips = self._drawn.strips(self._looks(crop.line_range), self.render_line, manner, whole=whole)
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def _looks(self, lines: Iterable[int]) -> Iterator[tuple[Hashable, int]]:
        """Yield what decides how each of the lines in sight looks, and its number."""
        at, last = round(self.scroll_y), self.row_count() - 1
        cursor = min(self.cursor, last)
        begin, end = self.row_top(cursor) + self.lines_above(cursor), self.row_top(cursor + 1)
        at_foot = min(last, self.row_at(at + max(1, self.size.height) - 1))
        whole_until = self.row_top(at_foot) if self._cut_below(at_foot) else self.row_top(last + 1)
        for y in lines:
            line = at + y
            yield (line, begin <= line < end and 1 + self.has_focus, line < whole_until), y

    def render_line(self, y: int) -> Strip:
        line = round(self.scroll_y) + y
        if not self.row_count():
            return self._nothing(y)
        if line >= self.row_top(self.row_count()):
            return self.blank()
        row = self.row_at(line)
        if self._cut_below(row):
            return self.blank()
        within = line - self.row_top(row)
        if within < self.lines_above(row):
            heading = self.pieces(row, within, self.room - 2 - self.indent)
            return self.strip([(" " * (1 + self.indent), ()), *heading])
        here = row == self.cursor and self.can_stop(row)
        under = (("cursor",) if self.has_focus else ("cursor-quiet",)) if here else ()
        bar = (signs().bar if self.has_focus else signs().bar_quiet) if here else " "
        pieces = self.pieces(row, within, self.room - 2 - self.indent)
        return self.strip([(bar, ("bar",)), (" " * self.indent, ()), *pieces], *self.paper(row), *under)

    def _nothing(self, y: int) -> Strip:
        """Draw one line of what is said where there are no rows."""
        lines = break_lines(self.empty, self.room - self.lead - 1)
        if y >= len(lines):
            return self.blank()
        start, end = lines[y]
        return self.strip([(" " * self.lead, ()), (self.empty[start:end], ("quiet",))])

    def _show_cursor(self) -> None:
        """Scroll as little as needed for the cursor's row, with a whole row on top."""
        top, bottom = self.row_top(self.cursor), self.row_top(self.cursor + 1)
        height, at = self.size.height, round(self.scroll_y)
        if not height:
            return
        if top < at or bottom - top > height:
            self.jump(top)
        elif bottom > at + height:
            self.jump(self.row_top(self.row_at(bottom - height - 1) + 1))

    def _cut_below(self, row: int) -> bool:
        """Say whether there is room for only a part of this row at the foot."""
        top, bottom, foot = self.row_top(row), self.row_top(row + 1), round(self.scroll_y) + self.size.height
        return top < foot < bottom and bottom - top <= self.size.height

    def _stop_from(self, row: int, step: int) -> int | None:
        while 0 <= row < self.row_count():
            if self.can_stop(row):
                return row
            row += step
        return None

    def _stop_near(self, row: int) -> int:
        for step in (1, -1):
            if (found := self._stop_from(row, step)) is not None:
                return found
        return 0
