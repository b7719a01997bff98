"""Who wrote the article, as far as the page says so."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from reader.model import Author
from reader.text import safe_line

SHOWN = 3


class AuthorPanel(Static):
    """The authors on top of the sidebar. What is not known is not shown; without an author, nothing is."""

    def show(self, authors: Sequence[Author]) -> None:
        known = [author for author in authors if author.name or author.summary or author.outlet]
        self.display = bool(known)
        self.update(Content("\n\n").join(author_lines(author) for author in known[:SHOWN]))


def author_lines(author: Author) -> Content:
    """Return the lines of one author: name, what and where, beats, how to reach."""
    lines: list[Content] = []

    def line(text: str | None, style: str, limit: int = 200) -> None:
        if cleaned := safe_line(text or "", limit):
            lines.append(Content.styled(cleaned, style))

    line(author.name, "$person bold")
    line(author.summary, "$ink-strong")
    line(author.outlet, "$ink-soft")
    if author.beats:
        lines.append(Content(""))
        for beat in author.beats[:8]:
            line(f"– {safe_line(beat, 160)}", "$ink")
    if author.email or author.handle:
        lines.append(Content(""))
    line(author.email, "$link")
    line(author.handle, "$link")
    return Content("\n").join(lines)
