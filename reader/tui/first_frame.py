"""What the screen looks like when it has just started, kept for the next start; see `early`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.glimpse import KEY
from reader.tui.early import remembered

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.library import Library
    from reader.tui.widgets.article_list import ArticleList

__all__ = ["KEY", "picture_of"]


def picture_of(screen: Screen[None], articles: ArticleList, library: Library) -> str:
    """Return the picture of a screen as it stands."""
    strips = screen._compositor.render_strips()
    lines = [strip.render(screen.app.console) for strip in strips]
    place = articles.content_region
    rows = (place.x, place.y, place.width, place.height)
    return remembered(lines, screen.size.width, rows, articles.row_height(), library.sizes())
