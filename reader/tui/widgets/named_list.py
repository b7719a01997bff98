"""The articles that name somebody or something, each with the sentence that does so first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cached_cell_len as cell_len

from reader.acquaintance import Named
from reader.text import safe_line
from reader.tui.messages import NamedChosen
from reader.tui.widgets.ages import age
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import break_lines, clip

_PAGE, _PAGES_KEPT = 40, 8
Read = Callable[[Sequence[int]], Sequence[Named]]
"""Reads some articles by their ids."""


class NamedList(LineList):
    """Thousands of articles, read as they come into sight."""

    indent = 1

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "quiet", "title", "read", "meta", "said", "mention"),
            *("person", "organisation", "place", "other"),
        )
    }

    def __init__(self) -> None:
        super().__init__(id="who-articles")
        self._ids: Sequence[int] = ()
        self._read: Read = lambda _: ()
        self._pages: dict[int, dict[int, Named]] = {}
        self._ink = "other"

    @property
    def article_id(self) -> int | None:
        """The article under the cursor."""
        return self._ids[self.cursor] if self.cursor < len(self._ids) else None

    @property
    def named(self) -> Named | None:
        """What the article under the cursor says."""
        return self._named(self.cursor) if self.cursor < len(self._ids) else None

    def show(self, ids: Sequence[int], read: Read, ink: str, *, afresh: bool) -> None:
        """Show these articles, whose names have an ink; the cursor goes to the first where it is `afresh`,
        and else stays on its own."""
        here = None if afresh else self.article_id
        self._ids, self._read, self._ink = ids, read, ink
        self._pages.clear()
        at = next((place for place, number in enumerate(ids) if number == here), None)
        if at is None:
            at = 0 if afresh else min(self.cursor, max(0, len(ids) - 1))
        self.set_reactive(NamedList.cursor, at)
        if afresh:
            self.jump(0)
        self.rows_changed()

    def row_count(self) -> int:
        return len(self._ids)

    def row_height(self) -> int:
        return 4

    def chosen(self, row: int) -> None:
        if (named := self._named(row)) is not None:
            self.post_message(NamedChosen(named))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        named = self._named(row)
        if named is None:
            return []
        if line == 0:
            when = age(named.when)
            title = clip(safe_line(named.title, 300), max(8, width - cell_len(when) - 2))
            gap = " " * max(1, width - cell_len(title) - cell_len(when))
            return [(title, ("read" if named.read else "title",)), (gap, ()), (when, ("meta",))]
        if line == 3:
            return []
        sentence = safe_line(named.sentence, 800)
        broken = break_lines(sentence, width - 2)
        if line == 2 and (len(broken) < 2 or not sentence):
            return [(f"  {clip(safe_line(named.feed_title, 80), width - 2)}", ("meta",))]
        if not sentence:
            return []
        start, end = broken[line - 1]
        said = clip(sentence[start:], width - 2) if line == 2 else sentence[start:end]
        return [("  ", ()), *self._said(said, named.words)]

    def _said(self, said: str, words: str) -> Pieces:
        """A line of the sentence, with what is named in its colour."""
        before, found, after = said.partition(words) if words else (said, "", "")
        pieces: Pieces = [(before, ("said",)), (found, (self._ink,)), (after, ("said",))]
        return [piece for piece in pieces if piece[0]]

    def _named(self, row: int) -> Named | None:
        page = row // _PAGE
        if page not in self._pages:
            while len(self._pages) >= _PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            some = self._ids[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = {named.place.article_id: named for named in self._read(some)}
        return self._pages[page].get(self._ids[row])
