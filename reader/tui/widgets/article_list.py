"""The middle pane: the articles of a view, a page of rows read at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cached_cell_len as cell_len

from reader.model import Article, View
from reader.text import safe_line
from reader.tui.messages import ArticleChosen
from reader.tui.widgets.ages import age
from reader.tui.widgets.line_list import LineList, Pieces
from reader.tui.widgets.wrapping import break_lines, clip, fill

if TYPE_CHECKING:
    from reader.library import Library

PAGE = 100
PAGES_KEPT = 12
_NEAR = 5 * PAGE  # rows that are looked at one by one for an unread one, before all ids are asked for
_WIDE_ENOUGH = 64  # from this width on a title has one line


class ArticleList(LineList):
    """Article rows: title, then where from, who and how old."""

    lead = 3

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in ("bar", "cursor", "cursor-quiet", "unread", "read", "meta", "dot", "star", "tag", "quiet")
    }

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._library = library
        self.view = View()
        self.ids: Sequence[int] = ()
        self._pages: dict[int, dict[int, Article]] = {}
        self._kept: dict[View, int] = {}

    def show_view(self, view: View) -> None:
        """Show the articles of a view, with the cursor where it was when this view was left."""
        if (article := self.current) is not None:
            self._kept[self.view] = article.id
        self.view, self.ids = view, self._library.article_ids(view)
        self._pages.clear()
        self.set_reactive(ArticleList.cursor, self._row_of(self._kept.get(view)) or 0)
        self.jump(0)
        self.rows_changed()

    def reload(self) -> None:
        """Read the ids anew and stay on the article under the cursor."""
        article, above = self.current, self.row_top(self.cursor) - round(self.scroll_y)
        self.ids = self._library.article_ids(self.view)
        self._pages.clear()
        row = self._row_of(article.id if article else None)
        if row is not None and row != self.cursor:
            self.set_reactive(ArticleList.cursor, row)
            self.fit_height()
            self.jump(self.row_top(row) - above)
        self.rows_changed()

    def articles_changed(self) -> None:
        """Read the rows anew, not which they are: what was just read stays until the view is left."""
        self._pages.clear()
        self.refresh()

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self.article_at(self.cursor)

    def article_at(self, row: int) -> Article | None:
        if not 0 <= row < len(self.ids):
            return None
        return self._page(row // PAGE).get(self.ids[row])

    def go_to(self, article_id: int) -> bool:
        """Put the cursor on an article if the list has it."""
        row = self._row_of(article_id)
        if row is not None:
            self.cursor = row
        return row is not None

    def unread_beside(self, by: int) -> int | None:
        """Return the id of the next (1), the next but one (2) or the previous (-1) unread article, going
        round at the end; where there are fewer, of the last."""
        found = list(islice(self._unread(1 if by > 0 else -1), abs(by)))
        return found[-1] if found else None

    def _unread(self, direction: int) -> Iterator[int]:
        """Yield the ids of the unread articles from the cursor on, once round."""
        count = len(self.ids)
        for distance in range(1, min(count, _NEAR) + 1):
            article = self.article_at((self.cursor + direction * distance) % count)
            if article is not None and not article.read:
                yield article.id
        view = View(self.view.kind, self.view.value, True, self.view.oldest_first)
        unread = set(self._library.article_ids(view))
        for distance in range(_NEAR + 1, count + 1):
            article_id = self.ids[(self.cursor + direction * distance) % count]
            if article_id in unread:
                yield article_id

    def coming(self, count: int) -> list[int]:
        """Return the ids of the article under the cursor and of the next `count` unread ones below it."""
        below = map(self.article_at, range(self.cursor + 1, min(self.cursor + PAGE, len(self.ids))))
        unread = (article.id for article in below if article is not None and not article.read)
        here = [self.current.id] if self.current is not None else []
        return [*here, *islice(unread, count)]

    def row_count(self) -> int:
        return len(self.ids)

    def row_height(self) -> int:
        return 2 if self.room >= _WIDE_ENOUGH else 3

    def chosen(self, row: int) -> None:
        if (article := self.article_at(row)) is not None:
            self.post_message(ArticleChosen(article.id))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        article = self.article_at(row)
        if article is None:  # taken away since the ids were read
            return []
        titles = self._title_lines(article, width - 2)
        if line < len(titles):
            mark = ("• ", ("dot",)) if line == 0 and not article.read else ("  ", ())
            return [mark, (titles[line], ("read" if article.read else "unread",))]
        return self._meta(article, width - 2) if line == len(titles) else []

    def _title_lines(self, article: Article, width: int) -> list[str]:
        title = safe_line(article.title, 600) or safe_line(article.summary, 120) or "Untitled"
        room = self.row_height() - 1
        lines = [title[start:end] for start, end in break_lines(title, width)]
        if len(lines) > room:
            lines[room - 1] = clip(" ".join(lines[room - 1 :]), width)
        return lines[:room]

    def _meta(self, article: Article, width: int) -> Pieces:
        right = [(age(article.published), ("meta",))]
        if article.saved:
            right.insert(0, ("★ ", ("star",)))
        room = width - sum(cell_len(text) for text, _ in right) - 1
        tags = "".join(f" #{safe_line(tag, 30)}" for tag in article.tags)
        source, names = safe_line(article.feed_title, 200), safe_line(", ".join(article.authors), 200)
        left = " · ".join(part for part in (source, names) if part)
        if source and cell_len(left) + cell_len(tags) > room:
            left = source  # half a name helps nobody
        shown = clip(left, max(8, room - cell_len(tags)))
        tags = clip(tags, max(0, room - cell_len(shown)))
        gap = fill("", max(1, room - cell_len(shown) - cell_len(tags) + 1))
        return [("  ", ()), (shown, ("meta",)), (tags, ("tag",)), (gap, ()), *right]

    def _page(self, number: int) -> dict[int, Article]:
        if number not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            rows = self._library.articles(self.ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = {article.id: article for article in rows}
        return self._pages[number]

    def _row_of(self, article_id: int | None) -> int | None:
        if article_id is None:
            return None
        try:
            return self.ids.index(article_id)
        except ValueError:
            return None
