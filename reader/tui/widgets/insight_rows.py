"""The rows of the sidebar: names by kind, figures, pictures, each with its places in the text. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from reader.model import Document, Entity, EntityKind, Figure, Picture, Span, Understanding
from reader.text import safe_line
from reader.tui.widgets.wrapping import break_lines, clip
from reader.values import dataclass

KINDS: tuple[tuple[EntityKind, str], ...] = (
    ("person", "People"),
    ("organisation", "Organisations"),
    ("place", "Places"),
    ("other", "Other"),
)
APPROXIMATE = "Approximate: in this language only names on lists, or stated by the page, are found."
_LONGEST = 3  # lines of one figure or one caption
Line = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InsightRow:
    """A name, a figure or a picture; or, without a label, a heading, a remark or a gap.

    Its lines are (text, style) pieces fit to the width. `details` is what the sidebar's foot says of it: one
    for each of its places, or one for all; `stressed` is the part of it that is the row's own.
    """

    lines: tuple[Line, ...]
    label: str = ""
    places: tuple[Span, ...] = ()
    count: str = ""
    section: str = ""
    details: tuple[str, ...] = field(default=(), repr=False)
    stressed: str = ""
    highlight: int = 0  # the number of the person's highlight that it stands for

    def detail(self, place: Span | None = None) -> str:
        """Return what more there is to say of the row at one of its places, or of the row."""
        at = self.places.index(place) if place in self.places else 0
        return self.details[min(at, len(self.details) - 1)] if self.details else ""


def insight_rows(
    understanding: Understanding, width: int, document: Document | None = None
) -> list[InsightRow]:
    """Return everything the sidebar lists, set for `width` columns. Empty sections are left out."""
    rows: list[InsightRow] = []
    for kind, heading in KINDS:
        entities = [entity for entity in understanding.entities if entity.kind == kind]
        rows.extend(section(heading, [_entity_row(entity, width) for entity in entities], width))
    rows.extend(section("Figures", list(_figure_rows(understanding.figures, width)), width))
    if rows and understanding.approximate:
        rows = [*_remark(APPROXIMATE, width), *rows]
    if document is not None:
        rows.extend(section("Pictures", list(_picture_rows(document, width)), width))
    return rows


def phrase(figure: Figure) -> tuple[str, str]:
    """Return a figure as one says it: "more than 40", and what it counts unless that was said with it."""
    text = safe_line(figure.text, 120)
    sign = safe_line(figure.modifier_text, 40)
    if sign and sign.casefold() not in text.casefold():
        text = f"{sign} {text}"
    counted = safe_line(figure.counted or "", 160)
    return text, "" if counted.casefold() in text.casefold() else counted


def section(heading: str, rows: Sequence[InsightRow], width: int) -> Iterator[InsightRow]:
    """Yield rows below a heading with their number, and a gap after them; nothing if there are none."""
    if rows:
        yield InsightRow((((clip(heading.upper(), width - 6), "heading"),),), count=str(len(rows)))
        yield from rows
        yield InsightRow(((),))


def _remark(text: str, width: int) -> Iterator[InsightRow]:
    yield InsightRow(tuple(((text[start:end], "quiet"),) for start, end in break_lines(text, width)))
    yield InsightRow(((),))


def _entity_row(entity: Entity, width: int) -> InsightRow:
    count = str(len(entity.mentions))
    name = safe_line(entity.name, 200)
    room = max(8, width - len(count) - 1)
    broken = break_lines(name, room)
    lines: list[Line] = [((name[start:end], entity.kind),) for start, end in broken[:2]]
    aliases = ", ".join(line for alias in entity.aliases if (line := safe_line(alias, 80)))
    shown = clip(aliases, width - 2)
    if aliases:
        lines.append(((f"  {shown}", "alias"),))
    cut = len(broken) > 2 or shown != aliases
    details = (f"{name}: {aliases}" if aliases else name,) if cut else ()
    return InsightRow(tuple(lines), name, entity.mentions, count, entity.kind, details, name)


def _figure_rows(figures: Sequence[Figure], width: int) -> Iterator[InsightRow]:
    """Yield a row for each figure in the order of the text; one that is given again is counted instead."""
    alike: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        text, counted = phrase(figure)
        alike.setdefault((figure.kind, text.casefold(), counted.casefold()), []).append(figure)
    for given in alike.values():
        yield _figure_row(given, width)


def _figure_row(given: Sequence[Figure], width: int) -> InsightRow:
    text, counted = phrase(given[0])
    count = str(len(given))
    whole = f"{text} {counted}".strip()
    room = max(8, width - len(count) - 1)
    lines: list[Line] = []
    for start, end in break_lines(whole, min(room, width - 2), room)[:_LONGEST]:
        strong, plain = whole[start : max(start, min(end, len(text)))], whole[max(start, len(text)) : end]
        indent = "  " if lines else ""
        lines.append(((indent + strong, "figure"), (plain, "counted")))
    places = tuple(Span(figure.start, figure.end) for figure in given)
    sentences = tuple(safe_line(figure.sentence) or whole for figure in given)
    stressed = safe_line(given[0].text)
    return InsightRow(tuple(lines), whole, places, count, "figure", sentences, stressed)


def _picture_rows(document: Document, width: int) -> Iterator[InsightRow]:
    """Yield a row for each picture of which something is said, with its caption for a place."""
    for picture, place in _placed_pictures(document):
        caption = safe_line(picture.caption or picture.alt)
        credit = safe_line(picture.credit, 80)
        label = caption or credit
        if not label:
            continue
        broken = break_lines(label, width - 2, width)[:_LONGEST]
        lines: list[Line] = [
            (("  " * bool(start) + label[start:end], "caption"),) for start, end in broken[:2]
        ]
        if credit and credit != label:
            lines.append(((f"  {clip(credit, width - 2)}", "alias"),))
        details = (label if credit in label else f"{label} — {credit}",)
        yield InsightRow(tuple(lines), label, (place,), "", "picture", details)


def _placed_pictures(document: Document) -> Iterator[tuple[Picture, Span]]:
    """Yield each picture with its caption's stretch, or the empty one where the text goes on below it."""
    if not document.pictures:
        return
    placed = document.placed_blocks()
    following = len(document.text)
    found: list[tuple[Picture, Span]] = []
    for block, (start, end) in zip(reversed(document.blocks), reversed(placed), strict=True):
        number = block.picture
        if block.kind == "caption" and number is not None and 0 <= number < len(document.pictures):
            place = Span(start, end) if block.text else Span(following, following)
            found.append((document.pictures[number], place))
        elif start >= 0:
            following = start
    yield from reversed(found)


class RowIndex:
    """Which row of the sidebar a place in the text belongs to; places may lie in one another."""

    def __init__(self, rows: Iterable[InsightRow]) -> None:
        spans = ((span.start, span.end, number) for number, row in enumerate(rows) for span in row.places)
        self._spans = sorted(spans)
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def at(self, offset: int) -> tuple[int, Span] | None:
        """Return the row of the shortest place over a character, and that place."""
        first = bisect_left(self._spans, (offset - self._longest, 0, 0))
        over: list[tuple[int, int, int]] = []
        for start, end, number in self._spans[first:]:
            if start > offset:
                break
            if end > offset:
                over.append((start, end, number))
        if not over:
            return None
        start, end, number = min(over, key=lambda span: span[1] - span[0])
        return number, Span(start, end)
