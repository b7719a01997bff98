"""Every view there is, to choose one by a few of its letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.widgets import Input, Static

from reader.model import View
from reader.text import safe_line
from reader.tui.messages import ViewChosen
from reader.tui.screens.listing import OverScreen
from reader.tui.widgets.feed_rows import FeedRow
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip

_WHERE = {"feed": "feed", "folder": "folder", "tag": "tag", "query": "query"}


def matching(rows: Sequence[FeedRow], letters: str) -> list[FeedRow]:
    """Return the views whose names have these letters in this order, the best first; all without any."""
    views = [row for row in rows if row.view is not None]
    if not letters.strip():
        return views
    matcher = Matcher(letters.strip())
    ranked = [(matcher.match(row.label), row) for row in views]
    return [row for score, row in sorted(ranked, key=lambda one: -one[0]) if score > 0]


class ViewRows(LineList):
    """The views that match, each with what it is and how much is in it."""

    empty = "No view is called so."
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}" for name in ("bar", "cursor", "cursor-quiet", "words", "where", "count", "quiet")
    }

    def __init__(self) -> None:
        super().__init__(id="views-list")
        self.can_focus = False
        self._rows: Sequence[FeedRow] = ()

    def show(self, rows: Sequence[FeedRow]) -> None:
        self._rows = rows
        self.set_reactive(ViewRows.cursor, 0)
        self.jump(0)
        self.rows_changed()

    def row_count(self) -> int:
        return len(self._rows)

    def chosen(self, row: int) -> None:
        if (view := self._rows[row].view) is not None:
            self.post_message(ViewChosen(view))

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        shown = self._rows[row]
        kind = shown.view.kind if shown.view is not None else ""
        count = f"{shown.count:,}" if shown.count else ""
        where = " · ".join(
            part for part in (_WHERE.get(kind, ""), shown.folder if kind == "feed" else "") if part
        )
        room = width - len(count) - 2
        name = clip(safe_line(shown.label), room)
        where = clip(f"  {where}" if where else "", max(0, room - cell_len(name)))
        gap = " " * max(1, width - cell_len(name) - cell_len(where) - len(count) - 1)
        return [(name, ("words",)), (where, ("where",)), (gap, ()), (count, ("count",))]


class ViewsScreen(OverScreen[View | None]):
    """Choose a view; the answer is it, None if none was wanted."""

    CSS_PATH = "views.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("enter", "choose", "Show", priority=True),
        Binding("down,ctrl+n,ctrl+j", "move(1)", "Down", priority=True),
        Binding("up,ctrl+p,ctrl+k", "move(-1)", "Up", priority=True),
        Binding("pagedown", "page(1)", "Page", priority=True),
        Binding("pageup", "page(-1)", "Page", priority=True),
    ]

    def __init__(self, rows: Sequence[FeedRow]) -> None:
        super().__init__()
        self._all = rows

    @property
    def typing(self) -> bool:
        """Always: letters make up a name, also before the line is there."""
        return True

    def compose(self) -> ComposeResult:
        with Vertical(id="views"):
            yield Static("GO TO", id="views-heading", markup=False)
            yield Input(id="views-input", compact=True, placeholder="letters of its name")
            yield ViewRows()
            yield Foot("Enter shows · ↑ ↓ choose · Esc closes", id="views-foot")

    def on_mount(self) -> None:
        self.query_one(ViewRows).show(matching(self._all, ""))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(ViewRows).show(matching(self._all, event.value))

    def type_ahead(self, letters: str) -> bool:
        """Take letters that were typed before the line had the focus."""
        self.query_one(Input).insert_text_at_cursor(letters)
        return True

    def action_move(self, rows: int) -> None:
        self.query_one(ViewRows).move(rows)

    def action_page(self, pages: int) -> None:
        self.query_one(ViewRows).page(pages)

    def action_choose(self) -> None:
        self.query_one(ViewRows).choose()

    def on_view_chosen(self, message: ViewChosen) -> None:
        message.stop()
        self.dismiss(message.view)
