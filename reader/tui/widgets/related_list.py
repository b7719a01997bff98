"""Related articles under a cursor: headline, source, and below what they have in common with the one read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len

from reader.related import Clue, Related
from reader.text import safe_line
from reader.tui.messages import RelatedChosen
from reader.tui.widgets.ages import age
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import clip

_PARTING = " · "
_MOST_CLUES = 8


class RelatedList(LineList):
    """Three lines each, and a blank one between."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "quiet", "title", "read", "meta"),
            *("person", "organisation", "place", "other", "figure", "word"),
        )
    }
    careful = True
    indent = 1

    def __init__(self) -> None:
        super().__init__(id="related-list")
        self._rows: Sequence[Related] = ()

    @property
    def row(self) -> Related | None:
        """The one under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Related]) -> None:
        """Show these."""
        self._rows = rows
        self.rows_changed()
        self.refresh()

    def row_count(self) -> int:
        return len(self._rows)

    def row_height(self) -> int:
        return 4

    def chosen(self, row: int) -> None:
        self.post_message(RelatedChosen(self._rows[row].article.id))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        one = self._rows[row]
        match line:
            case 0:
                ink = "read" if one.article.read else "title"
                return [(clip(safe_line(one.article.title, 300), width), (ink,))]
            case 1:
                when = age(one.article.published or one.article.added)
                source = _PARTING.join(part for part in (safe_line(one.article.feed_title, 80), when) if part)
                return [(clip(source, width), ("meta",))]
            case 2:
                return _clues(one.clues[:_MOST_CLUES], width)
        return []


def _clues(clues: Sequence[Clue], width: int) -> Pieces:
    """What it has in common, whole names only, as many as there is room for."""
    pieces: Pieces = []
    left = width
    for clue in clues:
        written = safe_line(clue.written, 60)
        parting = _PARTING if pieces else ""
        if cell_len(parting + written) > left:
            if not pieces:
                pieces.append((clip(written, width), (clue.kind,)))
            break
        pieces += [(parting, ("meta",)), (written, (clue.kind,))] if parting else [(written, (clue.kind,))]
        left -= cell_len(parting + written)
    return pieces
