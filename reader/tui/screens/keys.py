"""The keys of a screen that came up, to see them and to start one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.tui.actions.borrowing import KeyRow
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip, fill

_MOST_KEYS = 24


class KeyList(LineList):
    """Keys and what they do."""

    careful = True

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}" for name in ("bar", "cursor", "cursor-quiet", "keys", "words")
    }

    def __init__(self, rows: Sequence[KeyRow]) -> None:
        super().__init__(id="keys-list")
        self._rows = rows
        self._wide = min(_MOST_KEYS, max((cell_len(row.keys) for row in rows), default=0)) + 3

    def row_count(self) -> int:
        return len(self._rows)

    def chosen(self, row: int) -> None:
        if isinstance(self.screen, KeysScreen):
            self.screen.dismiss(self._rows[row].action)

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        one = self._rows[row]
        keys = fill(clip(one.keys, self._wide - 1), self._wide)
        return [(" ", ()), (keys, ("keys",)), (clip(one.description, width - self._wide - 1), ("words",))]


class KeysScreen(ListScreen[str | None]):
    """What the keys of a screen do; the answer is the action that is to be started there."""

    CSS_PATH = "keys.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,question_mark", "dismiss(None)", "Close"),
        Binding("enter,l,right", "choose", "Start"),
    ]

    def __init__(self, rows: Sequence[KeyRow]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        with Vertical(id="keys-screen"):
            yield Static("KEYS HERE", id="keys-heading", markup=False)
            yield KeyList(self._rows)
            yield Foot("Enter starts it · Esc closes", id="keys-foot")

    def on_mount(self) -> None:
        self.query_one(KeyList).focus()
