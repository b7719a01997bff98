"""What is known of somebody or something across articles, in rows under headings. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cached_cell_len as cell_len

from reader.acquaintance import Acquaintance, Companion, Known, Named, Near, Place, Spelling, Told
from reader.text import safe_line
from reader.tui.widgets.ages import age, full_date
from reader.tui.widgets.insight_rows import KINDS, Line
from reader.tui.widgets.wrapping import break_lines, clip
from reader.values import dataclass

MOST_COMPANY = 12
_LONGEST = 3  # lines of one figure


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row, or, without a label, a heading or a gap. `place` is where it leads in an article, `known` the
    page that it leads to; `other` says that it is an identity that counts as the page's."""

    lines: tuple[Line, ...]
    label: str = ""
    count: str = ""
    place: Place | None = None
    known: Known | None = None
    other: bool = False


def fact_rows(one: Acquaintance, width: int) -> list[FactRow]:
    """Return all rows, set for `width` columns; empty sections are left out."""
    rows: list[FactRow] = []
    rows += _section("Seen", _seen(one, width), width)
    rows += _section("Is", [_told(said, width) for said in one.told], width)
    rows += _section("Also called", [_spelling(said, width) for said in one.spellings], width)
    rows += _section("The same as", [_other(known, width) for known in one.others], width)
    beside = "About" if one.known.is_author else "With"
    for kind, heading in KINDS:
        company = [with_ for with_ in one.company if with_.known.kind == kind][:MOST_COMPANY]
        rows += _section(
            f"{beside} {heading.lower()}{one.in_newest}", [_companion(c, width) for c in company], width
        )
    rows += _section("Figures beside", [_figure(near, width) for near in one.figures], width)
    return rows


def _section(heading: str, rows: Sequence[FactRow], width: int) -> Iterator[FactRow]:
    if rows:
        yield FactRow((((clip(heading.upper(), width - 6), "heading"),),), count=str(len(rows)))
        yield from rows
        yield FactRow(((),))


def _seen(one: Acquaintance, width: int) -> list[FactRow]:
    words = (("once", one.last),) if len(one.articles) == 1 else (("last", one.last), ("first", one.first))
    ends = [(word, named) for word, named in words if named is not None]
    return [_end(word, named, width) for word, named in ends]


def _end(word: str, named: Named, width: int) -> FactRow:
    said = f"{word} {full_date(named.when)}"
    title = safe_line(named.title, 200)
    lines: tuple[Line, ...] = (
        ((clip(said, width), "alias"),),
        ((f"  {clip(title, width - 2)}", "counted"),),
    )
    return FactRow(lines, f"{said}: {title}", place=named.place)


def _told(told: Told, width: int) -> FactRow:
    said = safe_line(told.said, 160)
    return _counted(said, "counted", told.articles, width, place=told.place)


def _spelling(spelling: Spelling, width: int) -> FactRow:
    return _counted(safe_line(spelling.name, 120), "alias", spelling.articles, width, place=spelling.place)


def _other(known: Known, width: int) -> FactRow:
    label = safe_line(known.label, 120)
    return FactRow((((clip(label, width), known.kind),),), label, known=known, other=True)


def _companion(companion: Companion, width: int) -> FactRow:
    known = companion.known
    return _counted(safe_line(known.label, 120), known.kind, companion.articles, width, known=known)


def _counted(
    label: str, ink: str, many: int, width: int, place: Place | None = None, known: Known | None = None
) -> FactRow:
    count = f"{many:,}"
    room = max(8, width - len(count) - 1)
    return FactRow((((clip(label, room), ink),),), label, count, place, known)


def _figure(near: Near, width: int) -> FactRow:
    when = age(near.when)
    text, counted = safe_line(near.text, 120), safe_line(near.counted, 160)
    whole = f"{text} {counted}".strip()
    room = max(8, width - cell_len(when) - 1)
    lines: list[Line] = []
    for start, end in break_lines(whole, min(room, width - 2), room)[:_LONGEST]:
        strong, plain = whole[start : max(start, min(end, len(text)))], whole[max(start, len(text)) : end]
        indent = "  " if lines else ""
        lines.append(((indent + strong, "figure"), (plain, "counted")))
    return FactRow(tuple(lines), whole, when, near.place)
