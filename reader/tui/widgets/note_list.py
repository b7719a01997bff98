"""All notes and highlights of the library under a cursor: what they say, and of which article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len
from textual.events import Click

from reader.annotation import Annotated, Highlight, Note
from reader.text import fold, safe_line
from reader.tui.messages import AnnotationChosen
from reader.tui.widgets.ages import age
from reader.tui.widgets.inks import HIGHLIGHTS
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.note_rows import LOST
from reader.tui.widgets.wrapping import break_lines, clip

_SHOWN = 2_000  # letters of a passage or a note that are looked at


class NoteList(LineList):
    """Each with its words, its note, and below them the article it is of."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in ("bar", "cursor", "cursor-quiet", "quiet", "note", "title", "meta", "lost", *HIGHLIGHTS)
    }

    def __init__(self) -> None:
        super().__init__(id="notes-list")
        self._rows: Sequence[Annotated] = ()

    @property
    def row(self) -> Annotated | None:
        """The one under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Annotated]) -> None:
        """Show these; the cursor stays on its own if it is among them."""
        here = self.row
        self._rows = rows
        if here is not None:
            same = (number for number, row in enumerate(rows) if same_one(row, here))
            self.set_reactive(NoteList.cursor, next(same, self.cursor))
        self.rows_changed()

    def row_count(self) -> int:
        return len(self._rows)

    def row_height(self) -> int:
        return 4

    def chosen(self, row: int) -> None:
        self.post_message(AnnotationChosen(self._rows[row]))

    def on_click(self, event: Click) -> None:
        """The first click on a row only goes there."""
        event.prevent_default()
        row = self.row_at(round(self.scroll_y) + event.y)
        if row == self.cursor:
            self.choose()
        elif self.can_stop(row):
            self.cursor = row

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        one = self._rows[row]
        said = self._said(one.what, width)
        if line < len(said):
            return said[line]
        return self._below(one, width) if line == len(said) else []

    def _said(self, one: Note | Highlight, width: int) -> list[Pieces]:
        """Draw the note or the passage on one or two lines; of a passage with a note, one each."""
        if isinstance(one, Note):
            return [[(line, ("note",))] for line in _cut(f"✎ {safe_line(one.text[:_SHOWN])}", width)]
        words, note = safe_line(one.words[:_SHOWN]), safe_line(one.note[:_SHOWN])
        ink = f"highlight-{one.colour}"
        if note:
            return [[(clip(words, width), (ink,))], [(clip(f"✎ {note}", width), ("note",))]]
        return [[(line, (ink,))] for line in _cut(words, width)]

    def _below(self, one: Annotated, width: int) -> Pieces:
        when = age(one.changed)
        lost = f" · {LOST}" if isinstance(one.what, Highlight) and one.what.lost else ""
        feed = f" · {safe_line(one.feed_title, 60)}" if one.feed_title else ""
        room = max(8, width - cell_len(when) - cell_len(lost) - 2)
        title = clip(safe_line(one.title, 200), room)
        feed = clip(feed, max(0, room - cell_len(title)))
        gap = " " * max(1, width - cell_len(title) - cell_len(feed) - cell_len(lost) - cell_len(when))
        return [(title, ("title",)), (feed, ("meta",)), (lost, ("lost",)), (gap, ()), (when, ("meta",))]


def same_one(one: Annotated, other: Annotated) -> bool:
    """Say whether two rows are the same note or highlight, however it was changed."""
    return _identity(one) == _identity(other)


def matching(rows: Sequence[Annotated], words: str) -> list[Annotated]:
    """Return those in whose words, note, title or feed every one of these words is."""
    wanted = fold(words).split()
    return [row for row in rows if all(word in fold(_text(row)) for word in wanted)] if wanted else list(rows)


def copied(one: Annotated) -> str:
    """Return what the clipboard gets of one."""
    if isinstance(one.what, Highlight):
        return f"“{one.what.words}”\n{one.what.note}".strip()
    return one.what.text


def _identity(one: Annotated) -> tuple[int, int]:
    return one.article_id, one.what.id if isinstance(one.what, Highlight) else 0


def _text(one: Annotated) -> str:
    said = f"{one.what.words} {one.what.note}" if isinstance(one.what, Highlight) else one.what.text
    return f"{said} {one.title} {one.feed_title}"


def _cut(text: str, width: int) -> list[str]:
    lines = [text[start:end] for start, end in break_lines(text, width)]
    return lines if len(lines) <= 2 else [lines[0], clip(" ".join(lines[1:]), width)]
