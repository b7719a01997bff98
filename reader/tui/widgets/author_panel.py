"""Who wrote the article, as far as the page says so and the library knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cached_cell_len as cell_len
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.model import Author
from reader.text import fold, safe_line
from reader.tui.widgets.ages import MONTHS
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.wrapping import break_lines

SHOWN = 3
_BEATS = 8


class AuthorPanel(Static):
    """The authors on top of the sidebar, a panel each. What is not known is not shown; without an author,
    nothing is."""

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
        versions = list(panel_versions(self._authors, width))
        self.update(next((v for v in versions if v.plain.count("\n") < room), versions[-1]))


def panel_versions(authors: Sequence[Author], width: int) -> Iterator[Content]:
    """Yield the panel's text from all there is to the least: first a panel for every author, then beats and
    what lies beside left out, then the others by name only."""
    writers = [author for author in authors if author.part == "author"] or list(authors)
    helpers = [author for author in authors if author.part != "author" and author not in writers]
    helped = _line(f"with help from {_names(helpers)}", width) if helpers else Content("")
    for beats in (_BEATS, 2, 0):
        panels = [author_lines(author, width, beats) for author in writers[:SHOWN]]
        rest = _line(f"with {_names(writers[SHOWN:])}", width) if writers[SHOWN:] else Content("")
        yield Content("\n\n").join(panel for panel in (*panels, rest, helped) if panel.plain)
    beside = _line(f"with {_names([*writers[1:], *helpers])}", width) if len(authors) > 1 else Content("")
    for author in writers[:1]:
        for beats in (_BEATS, 2, 0):
            yield Content("\n").join(
                part for part in (author_lines(author, width, beats), beside) if part.plain
            )
        least = Author(name=author.name, role=author.role, based_in=author.based_in, kind=author.kind)
        yield author_lines(least, width)


def author_lines(author: Author, width: int, beats: int = _BEATS) -> Content:
    """Return the lines of one author, none wider than `width`: name, what and where and since when, where it
    was filed, beats, how to reach."""
    lines: list[Content] = []

    def line(text: str | None, style: str, hanging: int = 0) -> None:
        if cleaned := safe_line(text or "", 200):
            lines.append(Content.styled(_wrapped(cleaned, width, hanging), style))

    line(author.name, "$person bold" if author.kind == "person" else "$organisation bold")
    line(author.summary, "$ink-strong")
    line(author.outlet, "$ink-soft")
    line(_since(author), "$ink-soft")
    line(_filed(author), "$ink-soft")
    if author.beats[:beats]:
        lines.append(Content(""))
        for beat in author.beats[:beats]:
            line(f"– {safe_line(beat, 160)}", "$ink", hanging=2)
    if author.email or author.handle:
        lines.append(Content(""))
    line(author.email, "$link")
    line(author.handle, "$link")
    return Content("\n").join(lines)


def _since(author: Author) -> str:
    if author.since is None or not author.summary:
        return ""
    here = author.since.astimezone()
    return f"since {MONTHS[here.month - 1]} {here.year}"


def _filed(author: Author) -> str:
    """Say where the article was filed, if its writer is not known to be based there."""
    place, home = author.filed_from or "", author.based_in or ""
    return f"filed from {place}" if place and fold(place.split(",")[0]) not in fold(home) else ""


def _names(authors: Sequence[Author]) -> str:
    return ", ".join(name for author in authors if (name := safe_line(author.name or "", 80)))


def _line(text: str, width: int) -> Content:
    return Content.styled(_wrapped(text, width), "$ink-soft")


def _wrapped(text: str, width: int, hanging: int = 0) -> str:
    """Break a line; an address that is too wide breaks behind its @ first."""
    if "@" in text.strip("@") and " " not in text and cell_len(text) > width:
        name, at, host = text.partition("@")
        return f"{_wrapped(name + at, width)}\n{_wrapped(host, width)}"
    lines = (as_seen_here(text[start:end]) for start, end in break_lines(text, width - hanging, width))
    return ("\n" + " " * hanging).join(lines)
