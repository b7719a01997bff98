"""The rules in their order, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from reader.tui.messages import RuleChosen, RuleMoved
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.rule_rows import COUNT, STATE, RuleRow, widths
from reader.tui.widgets.wrapping import clip, fill

_GAP: tuple[str, tuple[str, ...]] = ("  ", ())


class RuleList(LineList):
    """Rows of rules under a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in ("bar", "cursor", "cursor-quiet", "quiet", "name", "off", "soft", "faint", "on", "bad")
    }
    empty = "There are no rules yet; a adds one."

    def __init__(self) -> None:
        super().__init__(id="rules")
        self._rows: Sequence[RuleRow] = ()

    @property
    def row(self) -> RuleRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def rows(self) -> Sequence[RuleRow]:
        return self._rows

    def show(self, rows: Sequence[RuleRow], cursor: int | None = None) -> None:
        """Show these rows, the cursor on one of them or where it was."""
        self._rows = rows
        at = self.cursor if cursor is None else cursor
        self.set_reactive(RuleList.cursor, min(max(0, at), max(0, len(rows) - 1)))
        self.rows_changed()
        self.refresh()
        self.cursor_moved()

    def row_count(self) -> int:
        return len(self._rows)

    def chosen(self, row: int) -> None:
        self.post_message(RuleChosen(self._rows[row]))

    def cursor_moved(self) -> None:
        self.post_message(RuleMoved())

    def on_click(self, event: Click) -> None:
        """The first click on a row only goes there."""
        event.prevent_default()
        row = self.row_at(round(self.scroll_y) + event.y)
        if row == self.cursor:
            self.choose()
        elif self.can_stop(row):
            self.cursor = row

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        one = self._rows[row]
        name, does = widths(width)
        ink = "name" if one.rule.enabled else "off"
        state = "bad" if one.trouble else "on" if one.rule.enabled else "off"
        pieces: Pieces = [
            (f"{'!' if one.trouble else one.state:<{STATE}}", (state,)),
            (fill(one.name, name), (ink,)),
            _GAP,
        ]
        if does:
            pieces += [(fill(one.does, does), ("soft",)), _GAP]
        recent, everything = (one.count(recent=recent) for recent in (True, False))
        return [
            *pieces,
            (f"{clip(recent, COUNT):>{COUNT}}", ("soft",)),
            _GAP,
            (f"{clip(everything, COUNT):>{COUNT}}", ("faint",)),
        ]


class RuleHead(Widget):
    """The titles of the columns."""

    def render(self) -> Content:
        name, does = widths(self.size.width - 3)  # the list's bar, a space, its scrollbar
        head = f" {'':<{STATE}}{clip('Rule', name):<{name}}  "
        head += f"{clip('What it does', does):<{does}}  " if does else ""
        return Content.styled(f"{head}{'30 days':>{COUNT}}  {'all':>{COUNT}}", "$ink-faint bold")
