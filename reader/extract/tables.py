"""Tables: which of them hold data and not the layout of a page, and their rows of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.inline import Passage
from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_MAX_CELLS = 5_000
_WIDEST = 60
_LONG = 120  # letters from which on a block in a cell is text of a page
_SOME_ROWS = 3
_PAGE_KINDS = frozenset({"code", "heading", "embed", "rule"})


def may_hold_data(table: HtmlElement) -> bool:
    """Whether a table has rows of cells and no table in it."""
    if table.get("role") in {"presentation", "none"}:
        return False
    rows = cells = wide = 0
    for element in table.iterdescendants("table", "tr", "td", "th"):
        tag = element.tag
        if tag == "table":
            return False
        if tag == "tr":
            rows += 1
            wide += len(element) > 1
        else:
            cells += 1
            if cells > _MAX_CELLS:
                return False
    return rows > 1 and wide * 2 > rows


def rows_of(table: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a table in the order in which they are drawn."""
    return list(table.iter("tr"))


def is_layout(rows: Sequence[HtmlElement], cells: Sequence[Sequence[Segment]]) -> bool:
    """Whether what the cells hold is the text of a page: several long blocks in one, subheads, code.

    Under a row of column headings stands data, however much a cell says.
    """
    listed = any(block.kind == "code" and "\n" in block.text for blocks in cells for block in blocks)
    for blocks in () if _has_columns(rows) and not listed else cells:
        long = sum(len(block.text) >= _LONG for block in blocks)
        if long > 1 or (long and any(block.kind in _PAGE_KINDS for block in blocks)):
            return True
    return False


def _has_columns(rows: Sequence[HtmlElement]) -> bool:
    """Whether the first row names columns, two or more, and some rows of as many cells follow."""
    tags = [cell.tag for cell in rows[0] if cell.tag in {"td", "th"}] if rows else []
    return len(tags) > 1 and set(tags) == {"th"} and sum(len(row) == len(tags) for row in rows) > _SOME_ROWS


def heading_rows(rows: Sequence[HtmlElement]) -> int:
    """Return how many rows at the top are headings."""
    count = 0
    for row in rows:
        parent = row.getparent()
        cells = [cell.tag for cell in row if cell.tag in {"td", "th"}]
        if not (parent is not None and parent.tag == "thead") and not (cells and set(cells) == {"th"}):
            break
        count += 1
    return 0 if count == len(rows) else count


def cell_passage(blocks: Sequence[Segment]) -> Passage:
    """Return what a cell holds as one line."""
    text: list[str] = []
    spans: list[Span] = []
    at = 0
    for block in blocks:
        if block.text:
            lead = " " if text else ""
            at += len(lead)
            spans += [Span(s.start + at, s.end + at, s.kind, s.href) for s in block.spans]
            text.append(lead + block.text.replace("\n", " ").replace("\t", " "))
            at += len(block.text)
    return Passage("".join(text), tuple(spans))


def drawn(rows: Sequence[Sequence[tuple[HtmlElement, Passage]]]) -> Passage:
    """Return rows of cells as one passage: a row a line, cells parted by tabs.

    A cell that spans columns or rows is written once, and empty cells hold the rest of its place.
    """
    text: list[str] = []
    spans: list[Span] = []
    at = 0
    for line in _grid(rows):
        if not any(cell.text for cell in line):
            continue
        for number, cell in enumerate(line):
            mark = "\t" if number else "\n" if text else ""
            at += len(mark)
            spans += [Span(s.start + at, s.end + at, s.kind, s.href) for s in cell.spans]
            text.append(mark + cell.text)
            at += len(cell.text)
    return Passage("".join(text), tuple(spans))


def _grid(rows: Sequence[Sequence[tuple[HtmlElement, Passage]]]) -> Iterator[list[Passage]]:
    """Yield each row with empty cells where a cell of it, or of a row above, spans more than one place."""
    hanging: dict[int, int] = {}  # by column, in how many more rows a cell from above fills it
    for row in rows:
        line: list[Passage] = []
        for cell, passage in row:
            _fill(line, hanging)
            width, height = _spanned(cell, "colspan"), _spanned(cell, "rowspan")
            for column in range(len(line), min(_WIDEST, len(line) + width)):
                line.append(passage)
                passage = _NOTHING
                if height > 1:
                    hanging[column] = height - 1
        _fill(line, hanging)
        yield line


_NOTHING = Passage("")


def _fill(line: list[Passage], hanging: dict[int, int]) -> None:
    while hanging.get(len(line), 0) > 0:
        hanging[len(line)] -= 1
        line.append(_NOTHING)


def _spanned(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), _WIDEST)) if value.isdecimal() and len(value) < 5 else 1
