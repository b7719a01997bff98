"""Who wrote the article, as far as the page says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.model import Author
from reader.text import safe_line
from reader.tui.widgets.wrapping import break_lines

SHOWN = 3
_BEATS = 8


class AuthorPanel(Static):
    """The authors on top of the sidebar. What is not known is not shown; without an author, nothing is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._authors: list[Author] = []

    def show(self, authors: Sequence[Author]) -> None:
        self._authors = [author for author in authors if author.name or author.summary or author.outlet]
        self.display = bool(self._authors)
        self.fit()

    def fit(self) -> None:
        """Show as much as half the sidebar has room for, whole lines always."""
        place = self.parent.size if isinstance(self.parent, Widget) else self.size
        width, room = max(8, place.width - 4), max(4, place.height // 2)
        versions = list(_versions(self._authors))
        self.update(next((v for v in versions if _height(v, width) <= room), versions[-1]))


def _versions(authors: Sequence[Author]) -> Iterator[Content]:
    """Yield the panel's text from all there is to the least."""
    yield Content("\n\n").join(author_lines(author) for author in authors[:SHOWN])
    others = ", ".join(name for author in authors[1:] if (name := safe_line(author.name or "", 80)))
    beside = Content.styled(f"\nwith {others}", "$ink-soft") if others else Content("")
    for author in authors[:1]:
        for beats in (_BEATS, 2, 0):
            yield author_lines(author, beats) + beside
        yield author_lines(Author(name=author.name, role=author.role, based_in=author.based_in))


def _height(content: Content, width: int) -> int:
    return sum(len(break_lines(line, width)) for line in content.plain.split("\n"))


def author_lines(author: Author, beats: int = _BEATS) -> Content:
    """Return the lines of one author: name, what and where, beats, how to reach."""
    lines: list[Content] = []

    def line(text: str | None, style: str, limit: int = 200) -> None:
        if cleaned := safe_line(text or "", limit):
            lines.append(Content.styled(cleaned, style))

    line(author.name, "$person bold")
    line(author.summary, "$ink-strong")
    line(author.outlet, "$ink-soft")
    if author.beats[:beats]:
        lines.append(Content(""))
        for beat in author.beats[:beats]:
            line(f"– {safe_line(beat, 160)}", "$ink")
    if author.email or author.handle:
        lines.append(Content(""))
    line(author.email, "$link")
    line(author.handle, "$link")
    return Content("\n").join(lines)
