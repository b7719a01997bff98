"""The pictures of the article in the reading pane: asked for, given room, drawn, let go of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.model import Canvas, Document, Drawing, Picture
from reader.pictures import fitted, missing_extra
from reader.tui.widgets.picture_strips import forgetting, picture_inlay, picture_strip
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.graphics import Graphics
    from reader.tui.widgets.article_view import ArticleView

_SHARE = 0.4  # of the pane's height that one picture may take
_LEAST_ROWS, _LEAST_COLUMNS = 4, 8
_SETTLED = 0.15  # seconds; who leafs through articles asks for no pictures
_GROUP = "pictures"  # of Textual's workers
_NAMES = {"half-block": "half-blocks", "sixel": "Sixel", "kitty": "kitty's protocol"}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is being brought: the pictures of one article for one canvas."""

    article_id: int
    urls: tuple[str, ...]
    canvas: Canvas


class Pictures:
    """Fills the lines that an ArticleView keeps free; see `picture_rows.PictureStrips`.

    `say` is told of the first picture of an article that cannot be shown; the text needs none of them.
    """

    def __init__(
        self, view: ArticleView, library: Library, graphics: Graphics, say: Callable[[str], None]
    ) -> None:
        self._view, self._library, self._graphics, self._say = view, library, graphics, say
        self.shown = graphics.protocol is not None
        self._wanted: _Wanted | None = None
        self._drawn: dict[str, tuple[Canvas, Drawing | None]] = {}
        self._failed: set[str] = set()
        self._sizes: dict[str, tuple[int, int]] = {}
        self._strips: dict[tuple[str, int, int, Style], Strip] = {}

    # What the view asks

    def room(self, document: Document, width: int) -> Mapping[int, int]:
        """Return the lines that each picture takes whose size is known, and begin to bring those missing."""
        from reader.library import shown_pictures

        article = self._view.article
        if not self.shown or article is None or width < _LEAST_COLUMNS:
            return {}
        canvas = self._canvas(width)
        worth = frozenset(shown_pictures(document))
        indices = [index for index, picture in enumerate(document.pictures) if picture in worth]
        urls = dict.fromkeys(document.pictures[index].url or "" for index in indices)
        self._want(_Wanted(article.id, tuple(urls), canvas))
        for index in indices:
            self._learn_size(document.pictures[index])
        rows = {index: self._rows_of(document.pictures[index].url or "", canvas) for index in indices}
        return {index: count for index, count in rows.items() if count}

    def strip(self, picture: int, row: int, width: int) -> Strip | None:
        """Return a row of a picture; None while it is not there, or while another screen lies above."""
        url = self._view.document.pictures[picture].url or ""
        if (drawing := self._seen(url, row)) is None:
            return None
        under = self._view.ink()
        if (strip := self._strips.get((url, row, width, under))) is None:
            strip = self._strips[url, row, width, under] = picture_strip(drawing, row, width, under)
        return strip

    def inlay(self, picture: int, row: int, left: int) -> Segment | None:
        """Return the pixels of a row of a picture, where the terminal draws them itself."""
        drawing = self._seen(self._view.document.pictures[picture].url or "", row)
        return picture_inlay(drawing, row, left) if drawing is not None else None

    # What a person asks

    def toggle(self) -> str:
        """Show pictures, or no longer; return a sentence on what is the case now."""
        if self.shown:
            self.shown = False
            self.forget()
            self._view.pictures_changed()
            return "Pictures off."
        protocol = self._graphics.protocol or "half-block"
        if trouble := missing_extra(protocol):
            return trouble
        self.shown = True
        self._view.pictures_changed()
        return f"Pictures on, drawn with {_NAMES[protocol]}."

    def forget(self) -> None:
        """Let go of every picture, here, in the terminal and on its way."""
        self._view.app.workers.cancel_group(self._view.screen, _GROUP)
        for _, drawing in self._drawn.values():
            if drawing is not None:
                self._write(forgetting(drawing))
        self._wanted = None
        self._drawn.clear()
        self._strips.clear()
        self._failed.clear()

    def close(self) -> None:
        """Let go of every picture for good."""
        self.shown = False
        self.forget()

    # Bringing them

    def _want(self, wanted: _Wanted) -> None:
        """Bring these pictures, and no longer those that were being brought."""
        if wanted == self._wanted:
            return
        if self._wanted is None or self._wanted.article_id != wanted.article_id:
            self.forget()
        if self._wanted is None or self._wanted.canvas != wanted.canvas:
            self._sizes = self._library.picture_sizes(wanted.article_id)
            self._strips.clear()
        self._wanted = wanted
        self._view.screen.run_worker(self._bring(wanted), group=_GROUP, exclusive=True, exit_on_error=False)

    async def _bring(self, wanted: _Wanted) -> None:
        await asyncio.sleep(_SETTLED)
        missing = [
            url for url in wanted.urls if url not in self._failed and not self._is_drawn(url, wanted.canvas)
        ]
        await asyncio.gather(*(self._bring_one(wanted.article_id, url, wanted.canvas) for url in missing))

    async def _bring_one(self, article_id: int, url: str, canvas: Canvas) -> None:
        from reader.library import PictureError

        before, kept_free = self._drawn.get(url), self._rows_of(url, canvas)
        try:
            drawing = await self._library.picture(article_id, url, canvas)
        except PictureError as error:
            if not self._failed:
                self._say(f"A picture could not be shown: {error}.")
            self._failed.add(url)
            drawing = None
        if not self.shown:
            return
        if before is not None and before[1] is not None:
            self._write(forgetting(before[1]))
        self._drawn[url] = (canvas, drawing)
        if drawing is not None:
            self._write(drawing.transmission)
        if self._rows_of(url, canvas) == kept_free:
            self._view.refresh()
        else:
            self._view.pictures_changed()

    def _is_drawn(self, url: str, canvas: Canvas) -> bool:
        return url in self._drawn and self._drawn[url][0] == canvas

    def _drawing(self, url: str) -> Drawing | None:
        canvas, drawing = self._drawn.get(url, (None, None))
        return drawing if self._wanted is not None and canvas == self._wanted.canvas else None

    def _learn_size(self, picture: Picture) -> None:
        """Take the size that the page states for one whose own is not known."""
        if picture.width > 0 and picture.height > 0:
            self._sizes.setdefault(picture.url or "", (picture.width, picture.height))

    def _seen(self, url: str, row: int) -> Drawing | None:
        """The picture, if it has such a row and may be seen: pixels would shine through a screen above."""
        drawing = self._drawing(url)
        if drawing is None or row >= drawing.rows:
            return None
        return drawing if drawing.protocol == "half-block" or self._view.screen.is_active else None

    def _rows_of(self, url: str, canvas: Canvas) -> int:
        """How many lines to keep free: what it takes or, by its size, will take; 0 if nothing is known."""
        if url in self._failed:
            return 0
        if self._is_drawn(url, canvas):
            drawing = self._drawn[url][1]
            return drawing.rows if drawing is not None else 0
        size = self._sizes.get(url, (0, 0))
        return fitted(*size, canvas)[1] if min(size) > 0 else 0

    def _canvas(self, width: int) -> Canvas:
        rows = max(_LEAST_ROWS, int(_SHARE * self._view.size.height))
        ground = self._view.ink().bgcolor
        red, green, blue = ground.get_truecolor() if ground is not None else (0, 0, 0)
        protocol = self._graphics.protocol or "half-block"
        return Canvas(protocol, width, rows, *self._graphics.cell, (red, green, blue))

    def _write(self, sequence: str) -> None:
        """Tell the terminal something that is no text, between two frames of the screen."""
        driver = self._view.app._driver  # Textual has no other way, its own clipboard neither
        if driver is not None and sequence:
            driver.write(sequence)
