"""The middle pane: how the articles of a view are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cached_cell_len as cell_len

from reader.model import Article
from reader.text import safe_line
from reader.tui.messages import ArticleChosen, LinkPressed, RowsPassed
from reader.tui.signs import signs
from reader.tui.tagging import INKS as TAG_INKS
from reader.tui.tagging import ink_of
from reader.tui.widgets.ages import age
from reader.tui.widgets.headings import Heading
from reader.tui.widgets.id_list import IdList
from reader.tui.widgets.line_list import Pieces
from reader.tui.widgets.wrapping import break_lines, clip, fill

if TYPE_CHECKING:
    from reader.library import Library

_WIDE_ENOUGH = 64  # from this width on a title has one line


class ArticleList(IdList):
    """Article rows: title, then where from, who and how old."""

    lead = 3

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "unread", "read", "meta", "dot", "star", "saved", "noted"),
            *("changed", "missed", "chosen", "tick", "quiet", "heading", "line", *TAG_INKS),
        )
    }

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(library, id=id)
        self.tag_colours: Mapping[str, int] = {}

    def paper(self, row: int) -> tuple[str, ...]:
        return ("chosen",) if self.is_selected(row) else ()

    def row_height(self) -> int:
        return 2 if self.room >= _WIDE_ENOUGH else 3

    # Going down, row by row, page by page or by the wheel, leaves articles behind; going to the end does not.

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Tell the screen, and nobody between, of the articles that leave over the top meanwhile."""
        before, height, ids = self.row_at(round(self.scroll_y)), self.size.height, self.ids
        yield
        after = min(self.row_at(round(self.scroll_y)), before + height // self.row_height() + 1)
        if ids is self.ids and height and after > before:
            self.screen.post_message(RowsPassed(self.view, tuple(ids[before:after])))

    def move(self, rows: int) -> None:
        with self.passing():
            super().move(rows)

    def page(self, pages: int) -> bool:
        with self.passing():
            return super().page(pages)

    def roll(self, direction: int) -> None:
        with self.passing():
            super().roll(direction)

    def chosen(self, row: int) -> None:
        if (article := self.article_at(row)) is not None:
            self.post_message(ArticleChosen(article.id))

    def browsed(self, row: int) -> None:
        if (article := self.article_at(row)) is not None and article.url:
            self.post_message(LinkPressed(article.url))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        above = self.headings.above(row)
        if line < len(above):
            return _heading(above[line], width)
        line -= len(above)
        article = self.article_at(row)
        if article is None:  # taken away since the ids were read
            return []
        titles = self._title_lines(article, width - 2)
        if line < len(titles):
            return [
                self._sign(article, row) if line == 0 else ("  ", ()),
                (titles[line], ("read" if article.read else "unread",)),
            ]
        return self._meta(article, width - 2) if line == len(titles) else []

    def _sign(self, article: Article, row: int) -> tuple[str, tuple[str, ...]]:
        if self.is_selected(row):
            return f"{signs().chosen} ", ("tick",)
        return ("  ", ()) if article.read else (f"{signs().unread} ", ("dot",))

    def _title_lines(self, article: Article, width: int) -> list[str]:
        title = safe_line(article.title, 600) or safe_line(article.summary, 120) or "Untitled"
        room = self.row_height() - 1
        lines = [title[start:end] for start, end in break_lines(title, width)]
        if len(lines) > room:
            lines[room - 1] = clip(" ".join(lines[room - 1 :]), width)
        return lines[:room]

    def _meta(self, article: Article, width: int) -> Pieces:
        marks = [(sign, (ink,)) for sign, ink, there in _marks(article) if there]
        right: Pieces = [*marks, (" " * bool(marks), ()), (age(article.published), ("meta",))]
        room = width - sum(cell_len(text) for text, _ in right) - 1
        tags = [(f" #{safe_line(tag, 30)}", ink_of(tag, self.tag_colours)) for tag in article.tags]
        wanted = sum(cell_len(text) for text, _ in tags)
        source, names = safe_line(article.feed_title, 200), safe_line(", ".join(article.authors), 200)
        if (fold := self.folds.get(article.id)) is not None:
            others = fold.sources - 1 or fold.articles - 1
            source, names = f"{source} + {others}", ""
        left = " · ".join(part for part in (source, names) if part)
        if source and cell_len(left) + wanted > room:
            left = source  # half a name helps nobody
        shown = clip(left, max(8, room - wanted))
        pieces: Pieces = [("  ", ()), (shown, ("meta",))]
        room -= cell_len(shown)
        for text, ink in tags:
            text = clip(text, max(0, room))
            pieces.append((text, (ink,)))
            room -= cell_len(text)
        return [*pieces, (fill("", max(1, room + 1)), ()), *right]


def _marks(article: Article) -> tuple[tuple[str, str, bool], ...]:
    drawn = signs()
    return (
        (drawn.changed, "missed" if article.missed else "changed", article.changed is not None),
        (drawn.noted, "noted", article.noted),
        (drawn.starred, "star", article.starred),
        (drawn.saved, "saved", article.saved),
    )


def _heading(heading: Heading, width: int) -> Pieces:
    if heading.kind == "heading":
        return [("  ", ()), (clip(heading.text, width - 2), ("heading",))]
    text = clip(heading.text, width - 6)
    rule = "─" * max(2, (width - cell_len(text) - 2) // 2)
    return [(f"{rule} {text} {rule}", ("line",))]
