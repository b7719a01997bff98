"""What somebody new may choose: a line in bold for each, and one that explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from reader.text import safe_line
from reader.tui.messages import WelcomeRowChosen
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip
from reader.values import dataclass

_BOX = {True: "[x] ", False: "[ ] ", None: ""}


@dataclass(frozen=True, slots=True)
class WelcomeRow:
    """A choice. `checked` None: there is nothing to switch."""

    name: str
    title: str
    words: str = ""
    checked: bool | None = None


class WelcomeList(LineList):
    """The choices, a blank line after each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}" for name in ("bar", "cursor", "cursor-quiet", "box", "title", "words")
    }

    def __init__(self) -> None:
        super().__init__(id="welcome-list")
        self._rows: Sequence[WelcomeRow] = ()

    @property
    def rows(self) -> Sequence[WelcomeRow]:
        return self._rows

    @property
    def row(self) -> WelcomeRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[WelcomeRow], cursor: int = 0) -> None:
        """Show these rows."""
        self._rows = rows
        self.set_reactive(WelcomeList.cursor, cursor)
        self.rows_changed()

    def switch(self) -> None:
        """Check the row under the cursor, or no longer."""
        at = self.cursor
        self._rows = [
            replace(row, checked=not row.checked) if number == at else row
            for number, row in enumerate(self._rows)
        ]
        self.refresh()

    def row_count(self) -> int:
        return len(self._rows)

    def row_height(self) -> int:
        return 2 if self.size.height < 3 * len(self._rows) else 3

    def chosen(self, row: int) -> None:
        self.post_message(WelcomeRowChosen(self._rows[row]))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        one = self._rows[row]
        box = _BOX[one.checked]
        if line == 0:
            return [(box, ("box",)), (clip(safe_line(one.title, 200), width - len(box)), ("title",))]
        words = safe_line(one.words, 500) if line == 1 else ""
        return [(" " * len(box), ()), (clip(words, width - len(box)), ("words",))]
