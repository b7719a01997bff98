"""The feeds with what is said of them, a line each, under the names of their folders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from reader.tui.messages import SubscriptionChosen, SubscriptionMoved
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.subscription_rows import (
    COUNTS,
    SIGN,
    FeedRow,
    FolderRow,
    Row,
    number_widths,
    row_after,
    widths,
)
from reader.tui.widgets.wrapping import clip, fill

_GAP: tuple[str, tuple[str, ...]] = ("  ", ())


class SubscriptionList(LineList):
    """Rows of feeds and folders; some of the feeds may be selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "quiet", "folder", "name", "muted", "soft", "faint", "tag"),
            *("chosen", "bad", "warning", "mild"),
        )
    }
    empty = "There are no feeds yet; a adds one."

    def __init__(self) -> None:
        super().__init__(id="subscriptions")
        self._rows: Sequence[Row] = ()
        self.selected: set[int] = set()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def show(self, rows: Sequence[Row], stand_on: Row | None = None) -> None:
        """Show these rows; the cursor stays with its own, or goes to another."""
        cursor = row_after(stand_on or self.row, self.cursor, rows)
        self._rows = rows
        self.selected &= {row.id for row in rows if isinstance(row, FeedRow)}
        self.set_reactive(SubscriptionList.cursor, cursor)
        self.rows_changed()
        self.cursor_moved()

    def row_count(self) -> int:
        return len(self._rows)

    def chosen(self, row: int) -> None:
        self.post_message(SubscriptionChosen(self._rows[row]))

    def cursor_moved(self) -> None:
        self.post_message(SubscriptionMoved())

    def pieces(self, row: int, line: int, width: int) -> Pieces:  # noqa: ARG002
        one = self._rows[row]
        return self._folder(one, width) if isinstance(one, FolderRow) else self._feed(one, width)

    def _folder(self, row: FolderRow, width: int) -> Pieces:
        title, address, tags = widths(width)
        room = SIGN + title + (address + 2 if address else 0) + (tags + 2 if tags else 0)
        counts = f"{row.unread:,}/{row.total:,}"
        told = [_GAP, _right(counts, COUNTS, "faint")] if number_widths(width) else []
        return [_filled(row.folder, room, "folder"), *told]

    def _feed(self, row: FeedRow, width: int) -> Pieces:
        title, address, tags = widths(width)
        feed = row.one.feed
        pieces: Pieces = [
            ("*" if feed.id in self.selected else " ", ("chosen",)),
            ("! " if row.ink else "  ", (row.ink,) if row.ink else ()),
            _filled(row.title, title, "muted" if feed.muted else "name"),
            _GAP,
        ]
        if address:
            pieces += [_filled(row.address, address, "soft"), _GAP]
        if tags:
            pieces += [_filled(row.tags, tags, "tag"), _GAP]
        told = ((row.counts, "soft" if feed.unread else "faint"), (row.checked, "faint"), (row.every, "soft"))
        for (text, ink), columns in zip(told, number_widths(width), strict=False):
            pieces += [_right(text, columns, ink), _GAP]
        return pieces[:-1]


class SubscriptionHead(Widget):
    """The titles of the columns."""

    def render(self) -> Content:
        title, address, tags = widths(self.size.width - 3)  # the list's bar, a space, its scrollbar
        pieces = [("", SIGN), ("Title", title), ("Address", address), ("Tags", tags)]
        texts = [f"{clip(text, room):<{room}}" for text, room in pieces if room]
        head = texts[0] + "  ".join(texts[1:])
        told = zip(("unread/total", "asked", "every"), number_widths(self.size.width - 3), strict=False)
        numbers = "  ".join(f"{text:>{columns}}" for text, columns in told)
        return Content.styled(f" {head}  {numbers}", "$ink-faint bold")


def _filled(text: str, room: int, ink: str) -> tuple[str, tuple[str, ...]]:
    return fill(text, room), (ink,)


def _right(text: str, room: int, ink: str) -> tuple[str, tuple[str, ...]]:
    return f"{clip(text, room):>{room}}", (ink,)
