"""A story as rows: its articles with what each adds, then what they count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rich.cells import cached_cell_len as cell_len

from reader.dossier import Counted, Dossier, Part, Point
from reader.model import Span
from reader.text import safe_line
from reader.tui.signs import signs
from reader.tui.widgets.ages import when
from reader.tui.widgets.chart import spark
from reader.tui.widgets.line_list import Pieces
from reader.tui.widgets.quantities import worth
from reader.tui.widgets.wrapping import break_lines, clip
from reader.values import dataclass

_MOST_TITLE_LINES = 2
_MOST_POINTS = 8
_INDENT = 4


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One line. `article` is what it opens, at `place` of its text; `counted` what it is a figure of."""

    pieces: Pieces
    article: int | None = None
    place: Span | None = None
    counted: Counted | None = None


def rows(told: Dossier, width: int) -> list[StoryRow]:
    """Return the lines of a story, at most `width` columns wide."""
    found = [row for part in told.parts for row in _of_part(part, told, width)]
    if told.counted:
        found.append(StoryRow([("WHAT THEY COUNT", ("heading",))]))
        found += [row for counted in told.counted for row in _of_counted(counted, width)]
    return found


def _of_part(part: Part, told: Dossier, width: int) -> Iterator[StoryRow]:
    article = part.told.article
    title = safe_line(article.title, 600) or "Untitled"
    ink = "read" if article.read else "unread"
    sign = ("  ", ()) if article.read else (f"{signs().unread} ", ("dot",))
    lines = [title[start:end] for start, end in break_lines(title, width - 2)]
    if len(lines) > _MOST_TITLE_LINES:
        lines = [lines[0], clip(" ".join(lines[1:]), width - 2)]
    yield StoryRow([sign, (lines[0], (ink,))], article.id)
    for line in lines[1:]:
        yield StoryRow([("  ", ()), (line, (ink,))])
    source = safe_line(article.feed_title, 100)
    moment = part.told.when
    meta = " · ".join(
        one for one in (source, when(moment) if moment is not None else "", _copy_of(part, told)) if one
    )
    yield StoryRow([("  ", ()), (clip(meta, width - 2), ("meta",))])
    adds = [
        *(name for name, _ in part.names),
        *(_said(figure.text, figure.counted) for figure in part.figures),
    ]
    if adds:
        room = width - 8
        yield StoryRow([("  adds  ", ("meta",)), (clip(safe_line(" · ".join(adds), 400), room), ("adds",))])
    yield StoryRow([])


def _copy_of(part: Part, told: Dossier) -> str:
    if part.told.copies is None:
        return ""
    titles = {one.told.article.id: one.told.article.feed_title for one in told.parts}
    other = titles.get(part.told.copies)
    return f"the text of {safe_line(other, 60)}" if other else "a text that others have, too"


def _said(text: str, counted: str | None) -> str:
    """A figure with what it counts, once."""
    if not counted or counted.lower() in text.lower():
        return text
    head = counted.split()[0].lower()
    return text if text.lower().endswith(head) else f"{text} {counted}"


def _of_counted(counted: Counted, width: int) -> Iterator[StoryRow]:
    values = [point.value for point in counted.points]
    ends = worth(counted.points[0].figure), worth(counted.points[-1].figure)
    moved = ends[0] if ends[0] == ends[1] else f"{ends[0]} → {ends[1]}"
    what = clip(safe_line(counted.what, 60), max(10, width - cell_len(moved) - len(values) - 16))
    pieces: Pieces = [(what, ("counted",)), (f"  {moved}", ("figure",))]
    if len(set(values)) > 1:
        pieces.append((f"  {spark(values)}", ("spark",)))
    if counted.disputed:
        pieces.append(("  disputed", ("disputed",)))
    yield StoryRow(pieces, counted=counted)
    for point in counted.points[-_MOST_POINTS:]:
        yield _of_point(point, counted, width)
    yield StoryRow([])


def _of_point(point: Point, counted: Counted, width: int) -> StoryRow:
    article, moment = point.told.article, point.told.when
    source = clip(safe_line(article.feed_title, 60), 18)
    value = safe_line(point.figure.text, 40)
    lead = f"{_time(moment):<13}{source}{' ' * (20 - cell_len(source))}"
    room = width - _INDENT - cell_len(lead) - cell_len(value) - 2
    pieces: Pieces = [(" " * _INDENT, ()), (lead, ("meta",)), (value, ("figure",))]
    if room > 20:
        pieces.append((f"  {clip(safe_line(point.figure.sentence, 300), room)}", ("sentence",)))
    if point.disputed:
        pieces[0] = ("  ! ", ("disputed",))
    return StoryRow(pieces, article.id, Span(point.figure.start, point.figure.end), counted)


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone():%d %b %H:%M}" if moment is not None else ""
