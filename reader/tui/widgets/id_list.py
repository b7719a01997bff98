"""A list of articles by their ids: what is shown, how it comes, what of it is selected, how it is parted."""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Callable, Collection, Coroutine, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from reader.library import LibraryError
from reader.model import Article, Fold, View
from reader.text import safe_line
from reader.tui.messages import ListCame
from reader.tui.selecting import Selection
from reader.tui.widgets.ages import day_name, when
from reader.tui.widgets.headings import Heading, Headings
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.library import Library
    from reader.outline import Group, Grouping

PAGE = 100
PAGES_KEPT = 12
_NEAR = 5 * PAGE  # rows that are looked at one by one for an unread one, before all ids are asked for
_WITHOUT_FEED = "Kept pages"


class IdList(LineList):
    """Rows of equal height, an article each, with headings between them. A view that is answered as a query
    comes some articles at a time; `ListCame` tells how far it is."""

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._library = library
        self.view = View()
        self.ids: Sequence[int] = ()
        self.grouping: Grouping = ""
        self.new_since: datetime | None = None
        self.headings = Headings()
        self._coming: Worker[None] | None = None
        self._pages: dict[int, dict[int, Article]] = {}
        self._kept: dict[View, int] = {}
        self._wanted: int | None = None
        self._selection = Selection()
        self.folds: dict[int, Fold] = {}
        """The stories of the articles that were drawn."""

    # What is shown

    def show_view(self, view: View, grouping: Grouping = "") -> None:
        """Show the articles of a view, with the cursor where it was when this view was left."""
        if (article := self.current) is not None:
            self._kept[self.view] = article.id
        self.stop()
        self._selection = Selection()
        self.view, self.grouping, self._wanted = view, grouping, self._kept.get(view)
        self.set_reactive(IdList.cursor, 0)
        self.jump(0)
        if view.asked:
            self._take(array("q"))
            self._begin(partial(self._come, view))
            return
        self._take(self._library.article_ids(view))

    def reload(self, *, afresh: bool = False) -> None:
        """Read the ids anew and stay on the article under the cursor. What has been read here stays, too,
        unless they are to be read `afresh`."""
        view = self.view
        if view.asked or (stay := [] if afresh else self._read_here()):
            if not self.arriving:
                self._begin(partial(self._come_again, view, () if view.asked else stay))
            return
        self._exchange(self._library.article_ids(view))

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
        self.set_reactive(IdList.cursor, max(0, min(self.cursor - above, len(self.ids) - 1)))
        self._outline()
        self.rows_changed()

    @property
    def arriving(self) -> bool:
        """Whether articles are still being looked for."""
        return self._coming is not None and not self._coming.is_finished

    def stop(self) -> bool:
        """Look for no more articles; say whether any were looked for."""
        arriving = self.arriving
        if self._coming is not None and arriving:
            self._coming.cancel()
        self._coming = None
        return arriving

    def _begin(self, coming: Callable[[], Coroutine[None, None, None]]) -> None:
        self._coming = self._run("listing", coming)

    def _run(self, group: str, task: Callable[[], Coroutine[None, None, None]]) -> Worker[None]:
        """Run a task instead of the one of its group that still runs."""
        return self.run_worker(task, group=group, exclusive=True, exit_on_error=False)

    async def _come(self, view: View) -> None:
        """Show what a view has as it is found."""
        trouble = ""
        self.post_message(ListCame(0))
        try:
            async with contextlib.aclosing(self._library.queries.select(view)) as found:
                async for some in found:
                    self._grow(some)
                    self.post_message(ListCame(len(self.ids)))
        except LibraryError as error:
            trouble = str(error)
        self._wanted = None
        self._outline()
        self.post_message(ListCame(len(self.ids), whole=True, trouble=trouble))

    async def _come_again(self, view: View, stay: Sequence[int]) -> None:
        """Show what a view has now, once all of it is there."""
        old, trouble = self.ids, ""
        try:
            if view.asked:
                self._exchange(await self._library.queries.ids(view))
            else:
                self._exchange(await self._library.outline.merged(view, old, stay, self._library.left_out))
        except LibraryError as error:
            trouble = str(error)
        self.post_message(ListCame(len(self.ids), whole=True, trouble=trouble))

    def _grow(self, some: Sequence[int]) -> None:
        first = not len(self.ids)
        self.ids = array("q", self.ids)
        self.ids.extend(some)
        self._pages.clear()
        wanted = self._row_of(self._wanted) if self.cursor == 0 else None
        if wanted is not None:
            self.set_reactive(IdList.cursor, wanted)
            self._wanted = None
        if first:
            self._outline()
        self.rows_changed()

    def _take(self, ids: Sequence[int]) -> None:
        self.ids = ids
        self._pages.clear()
        self.set_reactive(IdList.cursor, self._row_of(self._wanted) or 0)
        self._outline()
        self.rows_changed()

    def _exchange(self, ids: Sequence[int]) -> None:
        """Show other ids of the same view, with the article under the cursor where it was."""
        article, above = self.current, self.row_top(self.cursor) - round(self.scroll_y)
        begun_at = self._selection.begun_at(self.ids)
        fixed = self._selection.fixed(self.ids, self.cursor)
        self.ids = ids
        self._selection = replace(fixed, anchor=self._row_of(begun_at))
        self._pages.clear()
        row = self._row_of(article.id if article else None)
        before, moved = self.headings, 0 if row is None else row - self.cursor
        self._outline()
        if self.grouping:  # until it is known how the list parts now, the headings stand where they stood
            from reader.outline import AT_ONCE

            self.headings = Headings([*self.headings.all, *before.moved(moved, AT_ONCE)])
        if row is not None:
            self.set_reactive(IdList.cursor, row)
            self.fit_height()
            self.jump(self.row_top(row) - above)
        self.rows_changed()

    def _read_here(self) -> list[int]:
        """Return what has been read in a list of unread articles since it was shown, of the rows seen."""
        if self.view.kind != "unread" and not self.view.unread_only:
            return []
        shown = [number for page in self._pages.values() for number in page]
        if not shown:  # they have changed, and were not drawn since
            shown = list(self.ids[max(0, self.cursor - PAGE) : self.cursor + PAGE])
        return [one.id for one in self._library.articles(shown) if one.read]

    # How it is parted

    def regroup(self, grouping: Grouping) -> None:
        """Part the list otherwise."""
        self.grouping = grouping
        self._outline()
        self.rows_changed()

    def _outline(self) -> None:
        """Part the first rows at once, the others as soon as it is known where they part."""
        self.headings = Headings()
        if not len(self.ids):
            return
        if self.grouping:
            self.headings = _headings(self._library.outline.first_groups(self.ids, self.grouping))
        if self.grouping or self._has_line:
            self._run("outline", partial(self._outline_whole, self.ids, self.grouping))

    @property
    def _has_line(self) -> bool:
        """Whether what is new stands on top of the list, if anything is."""
        view = self.view
        return (
            self.new_since is not None
            and view.kind not in {"new", "saved", "starred"}
            and not (view.order or view.oldest_first)
        )

    async def _outline_whole(self, ids: Sequence[int], grouping: Grouping) -> None:
        groups = await self._library.outline.groups(ids, grouping) if grouping else []
        since, line = self.new_since, 0
        if since is not None and self._has_line:
            line = await self._library.outline.first_older(ids, since)
        if ids is not self.ids or grouping != self.grouping:
            return
        above = self.row_top(self.cursor) - round(self.scroll_y)
        says = f"until here new since {when(since)}" if since is not None else ""
        self.headings = _headings(groups, Heading(line, says, "line") if 0 < line < len(ids) else None)
        self.fit_height()
        if self.scroll_y:
            self.jump(self.row_top(self.cursor) - above)
        self.rows_changed()

    def row_count(self) -> int:
        return len(self.ids)

    def row_top(self, row: int) -> int:
        return self.headings.top(row, self.row_height())

    def row_at(self, line: int) -> int:
        return self.headings.row_at(line, self.row_height())

    def lines_above(self, row: int) -> int:
        return len(self.headings.above(row))

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

    def draw_moved(self, before: int, now: int) -> None:
        if self.selecting:  # the rows between them may be selected now
            self.refresh()
        else:
            super().draw_moved(before, now)

    def is_selected(self, row: int) -> bool:
        """Whether a row is selected."""
        return self._selection.has(self.ids, self.cursor, row)

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        self.refresh()

    # Rows

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
        if count > _NEAR:
            round_it = array("q", self.ids[self.cursor + 1 :]) + array("q", self.ids[: self.cursor + 1])
            if direction < 0:
                round_it.reverse()
                round_it = round_it[1:] + round_it[:1]
            yield from self._library.outline.unread(round_it[_NEAR:])

    def coming(self, count: int) -> list[int]:
        """Return the ids of the article under the cursor and of the next `count` unread ones below it."""
        below = map(self.article_at, range(self.cursor + 1, min(self.cursor + PAGE, len(self.ids))))
        unread = (article.id for article in below if article is not None and not article.read)
        here = [self.current.id] if self.current is not None else []
        return [*here, *islice(unread, count)]

    def _page(self, number: int) -> dict[int, Article]:
        if number not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            rows = self._library.articles(self.ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = {article.id: article for article in rows}
            self.folds |= self._library.folds(self._pages[number])
        return self._pages[number]

    def _row_of(self, article_id: int | None) -> int | None:
        if article_id is None:
            return None
        try:
            return self.ids.index(article_id)
        except ValueError:
            return None


def _headings(groups: Iterable[Group], line: Heading | None = None) -> Headings:
    said = ((one.start, one.of) for one in groups)
    names = [
        Heading(start, (safe_line(of, 200) or _WITHOUT_FEED) if isinstance(of, str) else day_name(of))
        for start, of in said
    ]
    return Headings([*([line] if line is not None else []), *names])
