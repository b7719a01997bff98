"""The rows of a briefing, set for some width: headlines, leads, figures, quotes, with their places. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.cells import cached_cell_len as cell_len

from reader.briefing import Brief, Citation, Given, Quoted, Tally
from reader.model import Article
from reader.text import safe_line
from reader.tui.widgets.ages import age
from reader.tui.widgets.line_list import Pieces
from reader.tui.widgets.wrapping import break_lines, clip, fill
from reader.values import dataclass

_INDENT = 2
_WHAT = 16  # columns of what is counted
_WRITTEN = 14
_TITLE = 300


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One row: `key` knows it again when the briefing has become more, `article` is what it opens, `cited`
    where in it. `begins` says that it is the headline of a story."""

    key: tuple[int, str]
    lines: tuple[Pieces, ...]
    article: Article
    cited: Citation | None = None
    begins: bool = False

    @property
    def copied(self) -> str:
        """What the clipboard gets of it."""
        said = self.cited.sentence if self.cited is not None else self.article.title
        source = " ".join(part for part in (self.article.feed_title, self.article.url) if part)
        return f"{safe_line(said)}\n{safe_line(source)}".strip()


def brief_rows(briefs: Sequence[Brief], width: int, now: datetime | None = None) -> list[BriefRow]:
    """Return the rows of a briefing for `width` columns."""
    return [row for number, brief in enumerate(briefs) for row in _rows(brief, width, now, first=not number)]


def _rows(brief: Brief, width: int, now: datetime | None, *, first: bool) -> Iterator[BriefRow]:
    key, newest = brief.key, brief.articles[0]
    titled = next((one for one in brief.articles if safe_line(one.title) == brief.title), newest)
    above: list[Pieces] = [] if first else [[]]
    title: list[Pieces] = [[(line, ("title",))] for line in _broken(safe_line(brief.title, _TITLE), width)]
    told_by: Pieces = [(clip(_told_by(brief, now), width), ("meta",))]
    lines = (*above, *title, told_by)
    yield BriefRow((key, "title"), lines, titled, begins=True)
    if brief.lead is not None:
        yield BriefRow((key, "lead"), _lead(brief.lead, width), brief.lead.article, brief.lead)
    for tally in brief.tallies:
        for number, given in enumerate(tally.given):
            line = _given(tally if not number else None, given, width, now)
            at = (key, f"{tally.what} {number}")
            yield BriefRow(at, (line,), given.cited.article, given.cited)
    for number, quoted in enumerate(brief.quotes):
        yield BriefRow((key, f"quote {number}"), _quote(quoted, width), quoted.cited.article, quoted.cited)


def _told_by(brief: Brief, now: datetime | None) -> str:
    newest = brief.articles[0]
    many, feed = len(brief.articles), safe_line(newest.feed_title, 60)
    said = (
        [feed]
        if many == 1
        else [f"{many} articles", f"{brief.sources} sources" if brief.sources > 1 else feed]
    )
    said += [age(newest.published or newest.added, now), "" if brief.ready else "being read"]
    return " · ".join(part for part in said if part)


def _lead(lead: Citation, width: int) -> tuple[Pieces, ...]:
    return tuple(_paragraph(safe_line(lead.words), ("lead",), width))


def _given(tally: Tally | None, given: Given, width: int, now: datetime | None) -> Pieces:
    """One figure on a line: what is counted, how many, who says so and when."""
    what = fill(safe_line(tally.what, 60) if tally is not None else "", _WHAT)
    written = clip(safe_line(given.written), width // 3)
    written += " " * max(0, _WRITTEN - cell_len(written))
    article = given.cited.article
    source = " · ".join(
        part
        for part in (safe_line(article.feed_title, 60), age(article.published or article.added, now))
        if part
    )
    mark = "  disputed" if given.disputed else ""
    room = max(0, width - _INDENT - _WHAT - cell_len(written) - 4 - len(mark))
    return [
        (" " * _INDENT, ()),
        (what + "  ", ("what",)),
        (written, ("figure",)),
        ("  " + clip(source, room), ("meta",)),
        (mark, ("disputed",)),
    ]


def _quote(quoted: Quoted, width: int) -> tuple[Pieces, ...]:
    lines = list(_paragraph(safe_line(quoted.cited.words), ("quote",), width, bar="│ "))
    speaker, feed = safe_line(quoted.speaker, 60), safe_line(quoted.cited.article.feed_title, 60)
    room = max(0, width - _INDENT - 4 - cell_len(speaker))
    said = f", {feed}" if feed else ""
    by: Pieces = [(" " * _INDENT + "│ ", ("meta",)), ("— ", ("meta",)), (speaker, ("speaker",))]
    return (*lines, [*by, (clip(said, room), ("meta",))])


def _paragraph(text: str, ink: tuple[str, ...], width: int, bar: str = "") -> Iterator[Pieces]:
    for line in _broken(text, width - _INDENT - len(bar)):
        yield [(" " * _INDENT + bar, ("meta",)), (line, ink)]


def _broken(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, max(8, width))]
