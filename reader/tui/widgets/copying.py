"""What the clipboard gets of a selection: the article's words without our signs and the ends of our lines."""

from __future__ import annotations

from textual.selection import Selection

from reader.model import Document, Span
from reader.tui.widgets.column import OURS, Column, Line, Piece

_LISTED = {"list_item", "term", "definition", "footnote"}


def copied(column: Column, document: Document, selection: Selection) -> str:
    """Return the selected text: paragraphs whole, parted by blank lines; bullets kept, link numbers not."""
    text = document.analysed_text
    parts: list[str] = []
    before: Line | None = None
    ended = OURS
    for number, line in enumerate(column.lines):
        chosen = _chosen(line, selection.get_span(number))
        if not chosen:
            continue
        first = next((piece.start for piece, _ in chosen if piece.start != OURS), OURS)
        if before is not None:
            parts.append(_between(before, line, document, text[ended:first] if 0 <= ended <= first else "\n"))
        parts.append("".join(words for _, words in chosen))
        before = line
        ended = max((p.start + len(p.text) for p, _ in chosen if p.start != OURS), default=OURS)
    return "".join(parts).strip("\n")


def place_of(column: Column, selection: Selection) -> Span | None:
    """Return where in the analysed text the selected words are, from the first to the last of them."""
    ends: list[int] = []
    for number, line in enumerate(column.lines):
        span = selection.get_span(number)
        if span is None:
            continue
        start, end = span[0], span[1] if span[1] != -1 else len(line.text)
        offsets = (line.offset(at) for at in range(start, min(end, len(line.text))))
        found = [offset for offset in offsets if offset is not None]
        ends += [found[0], found[-1] + 1] if found else []
    return Span(min(ends), max(ends)) if ends else None


def _chosen(line: Line, span: tuple[int, int] | None) -> list[tuple[Piece, str]]:
    """Return the pieces of a line that are selected and are text, with what of them is."""
    if span is None:
        return []
    start, end = span[0], span[1] if span[1] != -1 else len(line.text)
    chosen, at = [], 0
    for piece in line.pieces:
        words = piece.text[max(0, start - at) : max(0, end - at)]
        if words and _is_text(line, piece):
            chosen.append((piece, words))
        at += len(piece.text)
    return chosen


def _is_text(line: Line, piece: Piece) -> bool:
    if piece.start != OURS or line.block < 0:
        return "rule" not in piece.styles
    return "marker" in piece.styles or "note-sign" in piece.styles


def _between(before: Line, line: Line, document: Document, skipped: str) -> str:
    """Return what parts two lines: what the text has there, or a line's or a block's end."""
    if line.block < 0 or before.block < 0:
        return "\n"
    if before.block == line.block:
        kind = document.blocks[line.block].kind
        return "\n" if kind == "table" else skipped if not skipped.strip() else " "
    kinds = {document.blocks[before.block].kind, document.blocks[line.block].kind}
    return "\n" if kinds <= _LISTED else "\n\n"
