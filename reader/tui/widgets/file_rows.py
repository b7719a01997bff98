"""Files that come with articles, as rows: what each is, how long and large, and how far it is. Pure."""

from __future__ import annotations

import os
from pathlib import Path

from rich.cells import cached_cell_len as cell_len

from reader.downloads import Progress
from reader.media import kind_of, lasting, name_of, sized
from reader.model import Download, Enclosure
from reader.text import masked, safe_line
from reader.tui.signs import signs
from reader.tui.widgets.line_list import Pieces
from reader.tui.widgets.wrapping import clip
from reader.values import dataclass

LABEL = 12
_INKS = {"failed": "bad", "paused": "mild", "waiting": "mild", "done": "good", "played": "good"}
_BAR = 12


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of an article, or one of the queue; with its download, if there is one, and how far that is."""

    enclosure: Enclosure
    title: str
    download: Download | None = None
    progress: Progress | None = None
    there: bool = True

    @property
    def label(self) -> str:
        """How it stands, in a word."""
        if self.download is None:
            return ""
        if self.progress is not None:
            part = _part_of(self.progress)
            return "begun" if part is None else f"{part:.0%}"
        if self.download.state == "done":
            return "gone" if not self.there else "played" if self.download.played else "downloaded"
        return self.download.state

    @property
    def ink(self) -> str:
        """The colour of that word."""
        if self.progress is not None:
            return "busy"
        return "bad" if self.label == "gone" else _INKS.get(self.label, "good")

    @property
    def measure(self) -> str:
        """How long it lasts and how large it is."""
        length = self.enclosure.length
        if self.download is not None and self.download.length:
            length = self.download.length
        return " · ".join(part for part in (lasting(self.enclosure.duration), sized(length)) if part)

    def below(self, width: int) -> str:
        """Say the rest of it in one line."""
        if self.progress is not None:
            return _under_way(self.progress)
        if self.download is not None and self.download.error:
            return safe_line(self.download.error, 300)
        kind = kind_of(self.enclosure) or "unknown type"
        if self.download is not None:
            where = self.download.path if self.download.state == "done" and self.there else None
            return safe_line(f"{self.download.feed_title} · {_at_home(where) if where else kind}", 400)
        return f"{safe_line(kind, 60)} · {masked(self.enclosure.url, max(20, width))}"


def of_article(
    title: str, enclosure: Enclosure, download: Download | None, progress: Progress | None
) -> FileRow:
    """Return the row of a file that comes with an article of that title."""
    own = enclosure.title or name_of(enclosure)
    return FileRow(enclosure, safe_line(own or title, 300), download, progress)


def of_queue(download: Download, progress: Progress | None, there: bool) -> FileRow:
    """Return the row of a file of the queue."""
    enclosure = Enclosure(download.url, download.type, download.length)
    return FileRow(enclosure, safe_line(download.title, 300), download, progress, there)


def pieces(row: FileRow, line: int, width: int) -> Pieces:
    """Draw one of the two lines of a row."""
    if line:
        return [(" " * LABEL, ()), (clip(row.below(width), max(0, width - LABEL)), ("sentence",))]
    measure = row.measure
    title = clip(row.title, max(0, width - LABEL - cell_len(measure) - 2))
    gap = " " * max(2, width - LABEL - cell_len(title) - cell_len(measure))
    return [(f"{row.label:<{LABEL}}", (row.ink,)), (title, ("name",)), (gap, ()), (measure, ("measure",))]


def _at_home(path: str) -> str:
    """A path as it is written in a terminal: from the person's own folder on."""
    home = str(Path.home())
    return f"~{path.removeprefix(home)}" if path.startswith(f"{home}{os.sep}") else path


def _part_of(progress: Progress) -> float | None:
    return min(1.0, progress.received / progress.total) if progress.total else None


def _under_way(progress: Progress) -> str:
    part = _part_of(progress)
    rest = " " if signs().ascii else "─"  # there both would be hyphens
    bar = "" if part is None else f"{'━' * round(part * _BAR):{rest}<{_BAR}}  "
    total = f" of {sized(progress.total)}" if progress.total else ""
    rate = f" · {sized(int(progress.rate))} a second" if progress.rate >= 1 else ""
    return f"{bar}{sized(progress.received) or '0 B'}{total}{rate}{_left(progress)}"


def _left(progress: Progress) -> str:
    if not progress.total or progress.rate < 1:
        return ""
    seconds = int((progress.total - progress.received) / progress.rate)
    return f" · {lasting(seconds)} left" if 0 < seconds < 100 * 3600 else ""
