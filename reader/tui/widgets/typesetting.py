"""An article as lines: blocks broken to a width, every character knowing where in the text it stands.

Pure: a Document and a width go in, lines come out. What is highlighted is laid over them when they are
drawn, so finding a word or understanding a text moves no line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from rich.cells import cached_cell_len as cell_len

from reader.model import Block, Document, Span
from reader.text import safe_line, safe_text
from reader.tui.widgets.tables import GAP, table_lines
from reader.tui.widgets.wrapping import break_lines, cut_lines

OURS = -1  # the offset of what we add: markers, rules, link numbers
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one style. `start` is the offset of its first character in the analysed text, or OURS."""

    text: str
    styles: tuple[str, ...] = ()
    start: int = OURS
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the column. `block` is its index in the document, -1 above the text (the masthead)."""

    pieces: tuple[Piece, ...] = ()
    block: int = -1
    start: int = OURS
    fill: str = ""  # a style that colours the whole width, as that of code

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the article under the number it has in the text."""

    number: int
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the text: where it is from, its title, its first words, who wrote it when."""

    kicker: str = ""
    title: str = ""
    standfirst: str = ""
    byline: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A typeset article. `starts` holds, for bisecting, the (offset, line) of every line with text."""

    lines: tuple[Line, ...] = ()
    links: tuple[Link, ...] = ()
    width: int = 0
    starts: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def line_at(self, offset: int) -> int:
        """Return the line on which the character at `offset` of the analysed text stands."""
        index = bisect_right(self.starts, (offset, len(self.lines))) - 1
        return self.starts[index][1] if index >= 0 else 0


def typeset(document: Document, width: int, masthead: Masthead | None = None) -> Column:
    """Set `document` in a column of `width` terminal columns.

    Captions stand where their picture stood, yet their offsets lie after the body, as in
    `Document.analysed_text`.
    """
    width = max(10, width)
    links: list[Link] = []
    lines = [*_masthead_lines(masthead or Masthead(), width)]
    places = document.placed_blocks()
    previous: Block | None = None
    for index, block in enumerate(document.blocks):
        body = list(_set_block(document, block, index, places[index][0], width, links))
        if previous is not None and body and not _belongs_to(previous, block):
            lines.append(Line(block=index))
        lines.extend(body)
        previous = block if body else previous
    starts = sorted((line.start, number) for number, line in enumerate(lines) if line.start != OURS)
    return Column(tuple(lines), tuple(links), width, tuple(starts))


def _belongs_to(previous: Block, block: Block) -> bool:
    """Say whether two blocks follow each other without a blank line: items of one list do."""
    return previous.kind == block.kind == "list_item"


def _masthead_lines(masthead: Masthead, width: int) -> Iterator[Line]:
    for text, style, gap in (
        (masthead.kicker, "kicker", False),
        (masthead.title, "title", bool(masthead.kicker)),
        (masthead.standfirst, "standfirst", True),
        (masthead.byline, "byline", True),
        (masthead.note, "note", True),
    ):
        if not (text := safe_line(text)):
            continue
        if gap:
            yield Line()
        for start, end in break_lines(text, width):
            yield Line((Piece(text[start:end], (style,)),))
    if masthead.title:
        yield Line()
        yield Line((Piece("─" * min(width, 12), ("rule",)),))
        yield Line()


def _set_block(
    document: Document, block: Block, index: int, place: int, width: int, links: list[Link]
) -> Iterable[Line]:
    if block.kind == "rule":
        return [Line((Piece(" " * (width // 2 - 3) + "·   ·   ·", ("rule",)),), index)]
    if not block.text.strip():
        return []
    if block.kind == "code":
        return _code(block, index, place, width)
    if block.kind == "table":
        return _table(block, index, place, width)
    if block.kind == "caption":
        return _caption(document, block, index, place, width)
    return _prose(block, index, place, width, links)


def _prose(block: Block, index: int, place: int, width: int, links: list[Link]) -> Iterator[Line]:
    first, rest, styles = _margins(block, width)
    runs = _runs(block, place, styles, links)
    yield from _flow(runs, first, rest, index, width)


def _margins(block: Block, width: int) -> tuple[Piece, Piece, tuple[str, ...]]:
    """Return what begins the first line, what begins the others, and the style of the text."""
    depth = min(max(0, block.level), max(0, (width - 24) // _INDENT), 8)
    if block.kind == "list_item":
        indent = " " * (_INDENT * depth)
        marker = safe_line(block.marker, 6) or "•"
        hang = " " * (cell_len(marker) + 1)
        return Piece(f"{indent}{marker} ", ("marker",)), Piece(indent + hang), ()
    if block.kind == "quote":
        bar = Piece("▎ " * (depth + 1), ("quote-bar",))
        return bar, bar, ("quote",)
    if block.kind == "heading":
        return Piece(""), Piece(""), ("heading" if block.level <= 2 else "subheading",)
    if block.kind == "embed":
        return Piece("▸ ", ("marker",)), Piece("  "), ("embed",)
    return Piece(""), Piece(""), ()


def _runs(block: Block, place: int, styles: tuple[str, ...], links: list[Link]) -> list[Piece]:
    """Cut a block at the edges of its spans; after a link stands its number."""
    text = _same_length(block.text)
    spans = [span for span in block.spans if 0 <= span.start < span.end <= len(text)]
    edges = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    numbers = _number_links(text, spans, links)
    runs: list[Piece] = []
    waiting, inside = sorted(spans, key=lambda span: -span.start), list[Span]()
    for start, end in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            inside.append(waiting.pop())
        inside = [span for span in inside if span.end > start]
        kinds = tuple(dict.fromkeys(str(span.kind) for span in inside if span.kind != "mention"))
        href = next((span.href for span in inside if span.href), None)
        runs.append(Piece(text[start:end], styles + kinds, place + start, href))
        if number := numbers.get(end):
            runs.append(Piece(str(number).translate(_SUPERSCRIPT), ("link-number",), OURS, href))
    return runs


def _number_links(text: str, spans: Sequence[Span], links: list[Link]) -> dict[int, int]:
    """Number the links of one block on from `links`; return the number that stands at each link's end."""
    numbers: dict[int, int] = {}
    for span in spans:
        if span.kind == "link" and span.href:
            links.append(Link(len(links) + 1, safe_line(text[span.start : span.end], 200), span.href))
            numbers[span.end] = len(links)
    return numbers


def _same_length(text: str) -> str:
    """Clean a stored text that should be clean already; where cleaning would move offsets, blank instead."""
    cleaned = safe_text(text)
    if len(cleaned) == len(text):
        return cleaned.replace("\t", " ").replace("\n", " ")
    return "".join(c if c.isprintable() else " " for c in text)


def _flow(
    runs: Sequence[Piece], first: Piece, rest: Piece, block: int, width: int, style: str = ""
) -> Iterator[Line]:
    """Break a sequence of runs into lines that begin with `first` and then `rest`."""
    text = "".join(run.text for run in runs)
    starts = [0, *accumulate(len(run.text) for run in runs)]
    room = width - cell_len(rest.text)
    margin = first
    for start, end in break_lines(text, room, width - cell_len(first.text)):
        pieces = tuple(_slice(runs, starts, start, end))
        offset = next((piece.start for piece in pieces if piece.start != OURS), OURS)
        yield Line((margin, *pieces) if margin.text else pieces, block, offset, style)
        margin = rest


def _slice(runs: Sequence[Piece], starts: Sequence[int], start: int, end: int) -> Iterator[Piece]:
    """The parts of `runs` between two places of their joined text; each run begins at its of `starts`."""
    for number in range(bisect_right(starts, start) - 1, len(runs)):
        run, at = runs[number], starts[number]
        if at >= end:
            return
        left, right = max(start, at), min(end, at + len(run.text))
        if left < right:
            offset = run.start + left - at if run.start != OURS else OURS
            yield Piece(run.text[left - at : right - at], run.styles, offset, run.href)


def _code(block: Block, index: int, place: int, width: int) -> Iterator[Line]:
    at = place
    for source in block.text.split("\n"):
        text = "".join(c if c.isprintable() else " " for c in source)
        for start, end in cut_lines(text, width - 4):
            piece = Piece(text[start:end], ("code-block",), at + start)
            yield Line((Piece("  ", ("code-block",)), piece), index, at + start, "code-block")
        at += len(source) + 1


def _table(block: Block, index: int, place: int, width: int) -> Iterator[Line]:
    text = "".join(c if c.isprintable() or c in "\t\n" else " " for c in block.text)
    lines, widths = table_lines(text, width)
    total = min(width, sum(widths) + GAP * (len(widths) - 1))
    for line in lines:
        style = ("table-head",) if line.row == 0 else ("table",)
        pieces: list[Piece] = []
        at = 0
        for cell in line.cells:
            pieces.append(Piece(" " * (cell.column - at)))
            pieces.append(Piece(text[cell.start : cell.end], style, place + cell.start))
            at = cell.column + cell_len(text[cell.start : cell.end])
        offset = min((place + cell.start for cell in line.cells), default=OURS)
        yield Line(tuple(p for p in pieces if p.text), index, offset)
        if line.row == 0 and line.last:
            yield Line((Piece("─" * total, ("rule",)),), index)


def _caption(document: Document, block: Block, index: int, place: int, width: int) -> Iterator[Line]:
    mark = Piece("▣ ", ("picture",))
    runs = [Piece(_same_length(block.text), ("caption",), place)]
    known = block.picture is not None and 0 <= block.picture < len(document.pictures)
    credit = safe_line(document.pictures[block.picture].credit) if known and block.picture is not None else ""
    if credit and credit.casefold() not in block.text.casefold():
        runs.append(Piece(f" — {credit}", ("credit",)))
    yield from _flow(runs, mark, Piece("  "), index, width)
