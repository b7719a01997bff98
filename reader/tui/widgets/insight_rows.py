"""The rows of the sidebar: names by kind, then figures, each with its places in the text. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.model import Entity, EntityKind, Figure, Span, Understanding
from reader.text import safe_line
from reader.tui.widgets.wrapping import break_lines, clip

KINDS: tuple[tuple[EntityKind, str], ...] = (
    ("person", "People"),
    ("organisation", "Organisations"),
    ("place", "Places"),
    ("other", "Other"),
)
_LONGEST = 3  # lines of one figure
Line = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InsightRow:
    """A name, a figure, a heading or a gap; its lines are (text, style) pieces fit to the width."""

    lines: tuple[Line, ...]
    label: str = ""
    places: tuple[Span, ...] = ()
    count: str = ""


def insight_rows(understanding: Understanding, width: int) -> list[InsightRow]:
    """Return everything the sidebar lists, set for `width` columns. Empty sections are left out."""
    rows: list[InsightRow] = []
    for kind, heading in KINDS:
        entities = [entity for entity in understanding.entities if entity.kind == kind]
        rows.extend(_section(heading, [_entity_row(entity, width) for entity in entities]))
    rows.extend(_section("Figures", [_figure_row(figure, width) for figure in understanding.figures]))
    return rows


def _section(heading: str, rows: list[InsightRow]) -> Iterator[InsightRow]:
    if rows:
        yield InsightRow((((heading.upper(), "heading"),),))
        yield from rows
        yield InsightRow(((),))


def _entity_row(entity: Entity, width: int) -> InsightRow:
    count = str(len(entity.mentions)) if len(entity.mentions) > 1 else ""
    name = safe_line(entity.name, 200)
    room = max(8, width - len(count) - 1)
    lines: list[Line] = [((name[start:end], entity.kind),) for start, end in break_lines(name, room)[:2]]
    aliases = ", ".join(line for alias in entity.aliases if (line := safe_line(alias, 80)))
    if aliases:
        lines.append(((f"  {clip(aliases, width - 2)}", "alias"),))
    return InsightRow(tuple(lines), name, entity.mentions, count)


def _figure_row(figure: Figure, width: int) -> InsightRow:
    text = safe_line(figure.text, 120)
    sign = safe_line(figure.modifier_text, 40)
    if sign and sign.casefold() not in text.casefold():
        text = f"{sign} {text}"
    counted = safe_line(figure.counted or "", 160)
    if counted and counted.casefold() in text.casefold():
        counted = ""
    whole = f"{text} {counted}".strip()
    lines: list[Line] = []
    for start, end in break_lines(whole, width - 2, width)[:_LONGEST]:
        strong, plain = whole[start : max(start, min(end, len(text)))], whole[max(start, len(text)) : end]
        indent = "  " if lines else ""
        lines.append(((indent + strong, "figure"), (plain, "counted")))
    return InsightRow(tuple(lines), whole, (Span(figure.start, figure.end),))
