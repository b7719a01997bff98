"""The pictures of an article as the reading pane sees them: lines to keep free, strips to fill them with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from rich.segment import Segment
from textual.strip import Strip

from reader.model import Document


class PictureStrips(Protocol):
    """Who draws pictures for an ArticleView.

    The view asks `room` when it sets the text, and `strip` for each row that comes into sight. When a
    picture is there that was not before, call `ArticleView.pictures_changed`: the text is set anew and
    the line being read stays where it is.
    """

    def room(self, document: Document, width: int) -> Mapping[int, int]:
        """Return how many lines each picture takes in a column of `width`, by its index in
        `document.pictures`; none for one that is not, or not yet, to be shown."""

    def strip(self, picture: int, row: int, width: int) -> Strip | None:
        """Return a row of a picture (0 at its top), at most `width` cells wide; None leaves it empty."""

    def inlay(self, picture: int, row: int, left: int) -> Segment | None:
        """Return what draws a row of a picture over the empty cells from column `left` of the terminal on,
        and leaves the cursor where it was; None where the strip shows it, or nothing does."""
