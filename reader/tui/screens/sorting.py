"""The order of a list, by several keys: typed letters combine, the first counts most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from reader.tui.list_style import SORTS
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip

_KEYS = (
    *(("n", "-date"), ("o", "date"), ("f", "feed"), ("t", "title"), ("a", "author"), ("u", "unread")),
    *(("l", "-words"), ("s", "-saved"), ("c", "-added"), ("r", "relevance")),
)


def toggled(order: Sequence[str], key: str) -> tuple[str, ...]:
    """Return an order with one more key; with the key turned round; or, where it was, without it."""
    other = key[1:] if key.startswith("-") else f"-{key}"
    if other in order:
        return tuple(one for one in order if one != other)
    if key in order:
        return tuple(other if one == key else one for one in order)
    return (*order, key)


class SortList(LineList):
    """Each key with its letter and, once chosen, its place in the order."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}" for name in ("bar", "cursor", "cursor-quiet", "number", "words", "place")
    }

    def __init__(self, keys: Sequence[tuple[str, str]], order: tuple[str, ...]) -> None:
        super().__init__(id="sorting-list")
        self._keys = keys
        self.order = order

    def row_count(self) -> int:
        return len(self._keys)

    def toggle(self, row: int) -> None:
        """Sort by the key of a row, too; the other way round; or no longer."""
        # The two orders by date are two rows: one takes the place of the other.
        key = self._keys[row][1]
        if key.removeprefix("-") == "date":
            others = tuple(one for one in self.order if one.removeprefix("-") != "date")
            self.order = others if key in self.order else (*others, key)
        else:
            self.order = toggled(self.order, key)
        self.refresh()

    def chosen(self, row: int) -> None:
        self.toggle(row)

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        letter, key = self._keys[row]
        other = key[1:] if key.startswith("-") else f"-{key}"
        now = other if other in self.order and key.removeprefix("-") != "date" else key
        place = f"{self.order.index(now) + 1:>2} " if now in self.order else "   "
        return [
            (f" {letter}  ", ("number",)),
            (clip(f"{SORTS[now]:<24}", width - 8), ("words",)),
            (place, ("place",)),
        ]


class SortingScreen(ListScreen[tuple[str, ...] | None]):
    """Choose the order of a list; the answer is its keys, none for the usual one, None if it was left."""

    CSS_PATH = "sorting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "dismiss(None)", "Close"),
        Binding("enter", "apply", "Sort", priority=True),
        Binding("space", "choose", "Add", priority=True),
        Binding("backspace,x", "less", "Less"),
    ]

    def __init__(self, order: tuple[str, ...], searches: bool) -> None:
        super().__init__()
        self._keys = [(letter, key) for letter, key in _KEYS if searches or key != "relevance"]
        self._order, self._touched, self._begun_at = order, False, 0
        self.letters = frozenset(letter for letter, _ in self._keys)

    def compose(self) -> ComposeResult:
        with Vertical(id="sorting"):
            yield Static("SORT BY — letters combine, twice turns round", id="sorting-heading", markup=False)
            yield SortList(self._keys, self._order)
            yield Foot("Enter sorts · x none · Esc closes", id="sorting-foot")

    def on_mount(self) -> None:
        chosen = self._order[:1]
        self._list.cursor = next((n for n, (_, key) in enumerate(self._keys) if (key,) == chosen), 0)
        self._begun_at = self._list.cursor
        self._list.focus()

    @property
    def _list(self) -> SortList:
        return self.query_one(SortList)

    def on_key(self, event: Key) -> None:
        row = next((n for n, (letter, _) in enumerate(self._keys) if letter == event.key), None)
        if row is None:
            return
        event.stop()
        if not self._touched:
            self._touched, self._list.order = True, ()
        self._list.cursor = row
        self._list.toggle(row)

    def action_less(self) -> None:
        """Sort by nothing in particular."""
        self._touched, self._list.order = True, ()
        self._list.refresh()

    def action_apply(self) -> None:
        """Sort by what was chosen, or, if nothing was, by the row under the cursor."""
        rows = self._list
        if rows.order == self._order and (rows.cursor != self._begun_at or not rows.order):
            rows.order = ()
            rows.toggle(rows.cursor)
        self.dismiss(rows.order)
