"""The rows of the sidebar for what the person added to the article: its note, its highlights. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.annotation import Highlight
from reader.model import Span
from reader.text import safe_line
from reader.tui.widgets.insight_rows import InsightRow, Line, section
from reader.tui.widgets.wrapping import break_lines, clip
from reader.values import dataclass

LOST = "no longer in the text"
_LONGEST = 3  # lines of a note, two of a passage


@dataclass(frozen=True, slots=True)
class Added:
    """What the person added to an article: the highlights with their places, and those that have none."""

    note: str = ""
    highlights: tuple[tuple[Highlight, Span], ...] = ()
    lost: tuple[Highlight, ...] = ()


def note_rows(added: Added, width: int) -> list[InsightRow]:
    """Return the section of the person's own, set for `width` columns; nothing if there is nothing."""
    rows = [_note_row(added.note, width)] if added.note else []
    rows += [_highlight_row(one, (place,), width) for one, place in added.highlights]
    rows += [_highlight_row(one, (), width) for one in added.lost]
    return list(section("Notes", rows, width))


def _note_row(note: str, width: int) -> InsightRow:
    line = safe_line(note)
    lines = tuple(_broken(line, width, _LONGEST, "note"))
    return InsightRow(lines, line, section="note", details=(line,) if _is_cut(line, width) else ())


def _highlight_row(one: Highlight, places: Sequence[Span], width: int) -> InsightRow:
    words, note = safe_line(one.words), safe_line(one.note)
    sign = f"highlight-{one.colour}" if places else ""
    lines: list[Line] = [((text, sign),) for ((text, _),) in _broken(words, width, 2, "")]
    if note:
        lines += [(("  ", ""), *line) for line in _broken(note, width - 2, _LONGEST, "note")]
    if not places:
        lines.append(((f"  {LOST}", "quiet"),))
    detail = f"“{words}” — {note}" if note else f"“{words}”"
    return InsightRow(tuple(lines), words, tuple(places), "", "note", (detail,), highlight=one.id)


def _broken(text: str, width: int, most: int, style: str) -> Iterator[Line]:
    lines = [text[start:end] for start, end in break_lines(text, width)]
    if len(lines) > most:
        lines = [*lines[: most - 1], clip(" ".join(lines[most - 1 :]), width)]
    yield from (((line, style),) for line in lines)


def _is_cut(text: str, width: int) -> bool:
    return len(break_lines(text, width)) > _LONGEST
