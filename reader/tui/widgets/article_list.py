"""The middle pane: the articles of a view, a page of rows read at a time."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cached_cell_len as cell_len

from reader.model import Article, View
from reader.text import safe_line
from reader.tui.messages import ArticleChosen, LinkPressed
from reader.tui.selecting import Selection
from reader.tui.signs import signs
from reader.tui.tagging import INKS as TAG_INKS
from reader.tui.tagging import ink_of
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
        for name in (
            *("bar", "cursor", "cursor-quiet", "unread", "read", "meta", "dot", "star", "saved", "noted"),
            *("chosen", "tick", "quiet", *TAG_INKS),
        )
    }

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._library = library
        self.view = View()
        self.ids: Sequence[int] = ()
        self._pages: dict[int, dict[int, Article]] = {}
        self._kept: dict[View, int] = {}
        self._selection = Selection()
        self.tag_colours: Mapping[str, int] = {}

    def show_view(self, view: View) -> None:
        """Show the articles of a view, with the cursor where it was when this view was left."""
        if (article := self.current) is not None:
            self._kept[self.view] = article.id
        self._selection = Selection()
        self.view, self.ids = view, self._library.article_ids(view)
        self._pages.clear()
        self.set_reactive(ArticleList.cursor, self._row_of(self._kept.get(view)) or 0)
        self.jump(0)
        self.rows_changed()

    def reload(self) -> None:
        """Read the ids anew and stay on the article under the cursor."""
        article, above = self.current, self.row_top(self.cursor) - round(self.scroll_y)
        begun_at = self._selection.begun_at(self.ids)
        fixed = self._selection.fixed(self.ids, self.cursor)
        self.ids = self._library.article_ids(self.view)
        self._selection = replace(fixed, anchor=self._row_of(begun_at))
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

    def drop(self, ids: Collection[int]) -> None:
        """Take articles out of the list that are in no list any more; the cursor stays where it is."""
        gone = set(ids)
        above = sum(number in gone for number in self.ids[: self.cursor])
        self.ids = array("q", (number for number in self.ids if number not in gone))
        self._pages.clear()
        self.set_reactive(ArticleList.cursor, max(0, min(self.cursor - above, len(self.ids) - 1)))
        self.rows_changed()

    # Selecting

    @property
    def selecting(self) -> bool:
        """Whether several articles are being selected."""
        return self._selection.begun

    @property
    def selected(self) -> Sequence[int]:
        """The ids of the selected articles, in the order of the list."""
        return self._selection.ids(self.ids, self.cursor)

    def select_on(self) -> None:
        """Begin a stretch at the cursor that its movement extends, or end the one that was begun."""
        self._select(self._selection.stretch(self.ids, self.cursor))

    def select_row(self) -> None:
        """Select the row under the cursor, or no longer, and go on to the next."""
        self._select(self._selection.toggle(self.ids, self.cursor))
        self.move(1)

    def select_none(self) -> None:
        self._select(Selection())

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        self.refresh()

    def paper(self, row: int) -> tuple[str, ...]:
        return ("chosen",) if self._selection.has(self.ids, self.cursor, row) else ()

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

    def browsed(self, row: int) -> None:
        if (article := self.article_at(row)) is not None and article.url:
            self.post_message(LinkPressed(article.url))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
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
        if self._selection.has(self.ids, self.cursor, row):
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


def _marks(article: Article) -> tuple[tuple[str, str, bool], ...]:
    drawn = signs()
    return (
        (drawn.noted, "noted", article.noted),
        (drawn.starred, "star", article.starred),
        (drawn.saved, "saved", article.saved),
    )
