"""Every action with its keys, under the headings of their groups: the rows of the help."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len

from reader.text import fold
from reader.tui.actions import GROUPS, Action
from reader.tui.actions.keymap import Keymap
from reader.tui.actions.macros import GROUP as MACROS
from reader.tui.messages import ActionChosen
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import break_lines, clip, fill
from reader.values import dataclass

_KEYS = 22
_WORDS = 48
_COMMAND = 26  # columns of the command, where there is room for it


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A heading, or an action with its keys and what is to be said of it."""

    heading: str = ""
    action: Action | None = None
    keys: str = ""
    own: bool = False

    @property
    def said(self) -> str:
        """What an action does, and whether its keys are the person's own."""
        return f"{self.action.description}{' (yours)' if self.own else ''}" if self.action else ""


def help_rows(keymap: Keymap, typed: str = "") -> list[HelpRow]:
    """Return the rows that have every typed word somewhere, under the headings of their groups."""
    wanted, rows = fold(typed).split(), []
    for group in (*GROUPS, MACROS):
        found = [
            row
            for action in keymap.actions
            if action.group == group
            and all(word in _words(row := _row(keymap, action)) for word in wanted or [""])
        ]
        rows += [HelpRow(heading=group), *found] if found else []
    return rows


def _row(keymap: Keymap, action: Action) -> HelpRow:
    return HelpRow(action=action, keys=keymap.printed(action.id), own=action.id in keymap.own)


def _words(row: HelpRow) -> str:
    action = row.action
    return fold(f"{row.keys} {row.said} {' '.join(action.names)} {action.group}") if action else ""


class HelpList(LineList):
    """Keys, what they do and, where there is room, the command."""

    careful = True

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in ("bar", "cursor", "cursor-quiet", "quiet", "heading", "keys", "words", "command")
    }
    empty = "Nothing here has all of these words."

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(id="help-list")
        self._keymap = keymap
        self._rows = help_rows(keymap)
        self._set_for: tuple[list[HelpRow], int] | None = None
        self._set_tops = [0]

    def show(self, typed: str) -> None:
        """Show what has the typed words."""
        self._rows = help_rows(self._keymap, typed)
        self.rows_changed()
        self.edge(-1)

    @property
    def count(self) -> int:
        return sum(row.action is not None for row in self._rows)

    @property
    def _tops(self) -> list[int]:
        """The first line of each row in the width that there is now, and the line after the last."""
        before = self._set_for
        if before is None or before[0] is not self._rows or before[1] != self._words:
            self._set_for = (self._rows, self._words)
            self._set_tops = [0, *accumulate(self._height(number) for number in range(len(self._rows)))]
        return self._set_tops

    def row_count(self) -> int:
        return len(self._rows)

    def row_top(self, row: int) -> int:
        return self._tops[min(max(0, row), len(self._tops) - 1)]

    def row_at(self, line: int) -> int:
        return min(max(0, bisect_right(self._tops, line) - 1), max(0, len(self._rows) - 1))

    def can_stop(self, row: int) -> bool:
        return 0 <= row < len(self._rows) and self._rows[row].action is not None

    def chosen(self, row: int) -> None:
        if (action := self._rows[row].action) is not None:
            self.post_message(ActionChosen(action.id))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        shown = self._rows[row]
        if shown.action is None:
            return [(shown.heading.upper() if line == (row > 0) else "", ("heading",))]
        start, end = self._lines(shown)[line]
        words = self._words
        keys = fill(clip(shown.keys, _KEYS - 1), _KEYS) if not line else " " * _KEYS
        command = f":{shown.action.usage}" if not line and width >= _KEYS + words + _COMMAND else ""
        room = words + 2 if command else width - _KEYS
        text = shown.said[start:end]
        return [
            (keys, ("keys",)),
            (text + " " * max(0, room - cell_len(text)), ("words",)),
            (clip(command, max(0, width - _KEYS - room)), ("command",)),
        ]

    @property
    def _words(self) -> int:
        """The columns of a description."""
        return max(8, min(_WORDS, self.room - 2 - _KEYS))

    def _lines(self, row: HelpRow) -> list[tuple[int, int]]:
        return break_lines(row.said, self._words)

    def _height(self, number: int) -> int:
        row = self._rows[number]
        return len(self._lines(row)) if row.action is not None else 1 + (number > 0)
