"""The left pane: views, tags, folders and feeds with their unread counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cached_cell_len as cell_len
from textual.events import Click
from textual.timer import Timer

from reader.model import View
from reader.tui.messages import FoldersFolded, ViewChosen, ViewHighlighted
from reader.tui.signs import signs
from reader.tui.tagging import INKS as TAG_INKS
from reader.tui.tagging import ink_of
from reader.tui.widgets.feed_rows import FeedRow, feed_rows
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip

if TYPE_CHECKING:
    from reader.library import Library

_ARROW_ENDS = 4  # columns from the left within which a click is on a folder's arrow
# Of what is yet to be read the unread ones count, of what was put aside all.
_COUNTED_AT_ONCE = {
    View("unread"): View("unread"),
    View("today"): View("today", unread_only=True),
    View("saved"): View("saved"),
    View("starred"): View("starred"),
    View("all"): View("all"),
    View("noted"): View("noted"),
    View("highlighted"): View("highlighted"),
}
RESTING = 0.15  # seconds the cursor rests on a row before its articles are shown


class FeedTree(LineList):
    """Rows to choose what the list shows."""

    indent = 1

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            "bar",
            "cursor",
            "cursor-quiet",
            "view",
            "heading",
            "folder",
            "feed",
            "busy",
            "muted",
            "tag",
            "count",
            "error",
            "arrow",
            *TAG_INKS,
        )
    }

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._library = library
        self._rows: list[FeedRow] = []
        self._resting: Timer | None = None
        self.closed: frozenset[str] = frozenset()
        self.counts: dict[View, int] = {}
        """What is known of the views; what takes longer to be counted is told by `tell`."""

    @property
    def queries(self) -> list[tuple[str, str]]:
        """The saved queries, each with its name."""
        return self._library.views()

    def tell(self, counts: Mapping[View, int]) -> None:
        """Show how many articles these views have."""
        if any(self.counts.get(view) != count for view, count in counts.items()):
            self.counts |= counts
            self.reload()

    def reload(self) -> None:
        """Read feeds, tags and counts anew; the cursor stays on its view."""
        view = self.view
        self.counts |= {view: self._library.count(counted) for view, counted in _COUNTED_AT_ONCE.items()}
        self._rows = self._rows_now(self.closed)
        if view is not None:
            self._stand_on(view)
        self.rows_changed()

    def all_rows(self) -> list[FeedRow]:
        """Return every row, those in closed folders, too."""
        return self._rows_now(frozenset())

    def _rows_now(self, closed: frozenset[str]) -> list[FeedRow]:
        tags = self._library.tags()
        given = {tag.name: tag.colour for tag in tags if tag.colour is not None}
        inks = {tag.name: ink_of(tag.name, given) for tag in tags}
        unread = [(tag.name, tag.unread) for tag in tags]
        return feed_rows(self.counts, unread, self._library.feeds(), closed, inks, self.queries)

    def select(self, view: View) -> None:
        """Put the cursor on a view without announcing it."""
        self._stand_on(view)
        self.rows_changed()

    @property
    def row(self) -> FeedRow | None:
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def view(self) -> View | None:
        """The view under the cursor."""
        return self.row.view if self.row else None

    def feed_beside(self, by: int, unread: bool = False) -> View | None:
        """Return the feed so many feeds below the cursor, above where `by` is negative, going round at the
        end; with `unread` those count alone that have something unread."""
        step = 1 if by > 0 else -1
        numbers = [(self.cursor + step * far) % len(self._rows) for far in range(1, len(self._rows))]
        rows = [row for row in map(self._rows.__getitem__, numbers) if row.kind == "feed"]
        views = [row.view for row in rows if row.view is not None and (row.count or not unread)]
        return views[(abs(by) - 1) % len(views)] if views else None

    def fold(self) -> bool:
        """Close the folder under the cursor, or go up to it; say whether there was one."""
        row = self.row
        if row is None or not row.folder or (row.kind == "folder" and row.closed):
            return False
        if row.kind == "folder":
            self._fold_to(self.closed | {row.folder})
        else:
            self.cursor = self._rows.index(
                next(r for r in self._rows if r.view == View("folder", row.folder))
            )
        return True

    def unfold(self) -> bool:
        """Open the folder under the cursor if it is closed; say whether it was."""
        row = self.row
        if row is None or row.kind != "folder" or not row.closed:
            return False
        self._fold_to(self.closed - {row.folder})
        return True

    def toggle(self) -> bool:
        """Open or close the folder under the cursor; say whether there is one."""
        return self.row is not None and self.row.kind == "folder" and (self.unfold() or self.fold())

    def row_count(self) -> int:
        return len(self._rows)

    def can_stop(self, row: int) -> bool:
        return 0 <= row < len(self._rows) and self._rows[row].view is not None

    def chosen(self, row: int) -> None:
        if self._resting is not None:
            self._resting.stop()
        if (view := self._rows[row].view) is not None:
            self.post_message(ViewChosen(view))

    def on_click(self, event: Click) -> None:
        """Fold and unfold by the arrow."""
        row = self.row_at(round(self.scroll_y) + event.y)
        on_arrow = event.button == 1 and event.x < _ARROW_ENDS
        if on_arrow and self.can_stop(row) and self._rows[row].kind == "folder":
            event.prevent_default()
            self.cursor = row
            self.toggle()

    def cursor_moved(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(RESTING, self._announce)

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        shown = self._rows[row]
        if shown.kind == "heading":
            return [(clip(shown.label.upper(), width), ("heading",))]
        count = f"{shown.count:,}" if shown.count else ""
        mark = " !" if shown.error else ""
        lead = "  " * shown.depth + self._arrow(shown)
        room = width - cell_len(lead) - cell_len(mark) - (len(count) + 1 if count else 0)
        label = clip(shown.label, room)
        gap = " " * (room - cell_len(label) + (1 if count else 0))
        if shown.ink:
            return [(label, (shown.ink,)), (gap, ()), (count, ("count",))]
        style = ("busy",) if shown.kind == "feed" and shown.count else (shown.kind,) if shown.kind else ()
        return [(lead, ("arrow",)), (label, style), (mark, ("error",)), (gap, ()), (count, ("count",))]

    def _arrow(self, row: FeedRow) -> str:
        sign = signs().closed if row.closed else signs().opened
        return f"{sign} " if row.kind == "folder" else ""

    def _fold_to(self, closed: frozenset[str]) -> None:
        self.closed = closed
        self.reload()
        self.post_message(FoldersFolded(closed))

    def _announce(self) -> None:
        row = self.row
        if row is not None and row.view is not None:
            self.post_message(ViewHighlighted(row.view, row.error))

    def _stand_on(self, view: View) -> None:
        plain = View(view.kind, view.value)
        for number, row in enumerate(self._rows):
            if row.view == plain:
                self.set_reactive(FeedTree.cursor, number)
                return
