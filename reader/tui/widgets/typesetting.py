"""An article as lines: blocks broken to a width, every character knowing where in the text it stands.

Pure: a Document and a width go in, lines come out. What is highlighted is laid over them when they are
drawn, so finding a word or understanding a text moves no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from rich.cells import cached_cell_len as cell_len

from reader.model import Block, Document
from reader.text import footnote_sign, safe_line, same_length
from reader.tui.widgets.bidi import runs_right_to_left
from reader.tui.widgets.column import OURS, Column, Frame, Line, Masthead, Piece
from reader.tui.widgets.flow import Margin, flow
from reader.tui.widgets.runs import References, raised, runs_of
from reader.tui.widgets.tables import set_table
from reader.tui.widgets.wrapping import break_lines, clip, code_lines
from reader.values import dataclass

_INDENT = 2
_PARTING = " · "
_DEEPEST = 8
_TOGETHER = {
    ("list_item", "list_item"),
    ("term", "definition"),
    ("definition", "definition"),
    ("term", "term"),
}
_TOGETHER |= {("footnote", "footnote"), ("caption", "caption")}


@dataclass(slots=True)
class _Setting:
    """One article while it is set: what stays the same for all its blocks, and what they leave behind."""

    document: Document
    width: int
    rooms: Mapping[int, int]
    references: References
    hangs: dict[int, int] = field(default_factory=dict)  # depth → columns that the last marker there took


def typeset(
    document: Document,
    width: int,
    masthead: Masthead | None = None,
    rooms: Mapping[int, int] | None = None,
    until: int | None = None,
) -> Column:
    """Set `document` in a column of `width` terminal columns; with `until` only so many of its first blocks.

    Captions stand where their picture stood, yet their offsets lie after the body, as in
    `Document.analysed_text`. `rooms` says how many lines to keep free for pictures, by their index in
    `document.pictures`; they stand above the caption.
    """
    width = max(10, width)
    places = document.placed_blocks()
    setting = _Setting(document, width, rooms or {}, _references(document, places))
    lines = [*_masthead_lines(masthead or Masthead(), width)]
    previous: Block | None = None
    for index, block in enumerate(document.blocks[:until]):
        body = list(_set_block(setting, block, index, places[index][0]))
        if previous is not None and body:
            lines.extend(_between(previous, block, index))
        lines.extend(body)
        previous = block if body else previous
    starts = sorted((line.start, number) for number, line in enumerate(lines) if line.start != OURS)
    return Column(tuple(lines), tuple(setting.references.links), width, tuple(starts))


def _references(document: Document, places: tuple[tuple[int, int], ...]) -> References:
    """Find where each footnote stands, and where it is first referred to."""
    notes: dict[str, int] = {}
    calls: dict[str, int] = {}
    for block, (place, _) in zip(document.blocks, places, strict=True):
        if block.kind == "footnote":
            notes.setdefault(footnote_sign(block.marker), place)
        for span in block.spans:
            if span.kind == "footnote":
                calls.setdefault(footnote_sign(block.text[span.start : span.end]), place + span.start)
    return References([], notes, calls)


def _between(previous: Block, block: Block, index: int) -> Iterator[Line]:
    """Yield what parts two blocks: a blank line, nothing within a list, the bar within a quotation."""
    if previous.kind == block.kind == "quote":
        bar = _bar(min(previous.level, block.level), runs_right_to_left(block.text))
        yield Line((Piece(bar, ("quote-bar",)),), index, rtl=runs_right_to_left(block.text))
        return
    if (previous.kind, block.kind) not in _TOGETHER:
        yield Line(block=index)
    if block.kind == "footnote" and previous.kind != "footnote":
        yield Line((Piece("─" * 12, ("rule",)),), index)


def _masthead_lines(masthead: Masthead, width: int) -> Iterator[Line]:
    for text, style, gap in (
        (masthead.kicker, "kicker", False),
        (masthead.title, "title", bool(masthead.kicker)),
        (masthead.standfirst, "standfirst", True),
        (masthead.byline, "byline", True),
        (masthead.changed, "changed", True),
        (masthead.note, "note", True),
    ):
        if not (text := safe_line(text)):
            continue
        if gap:
            yield Line()
        rtl = runs_right_to_left(masthead.title)
        for start, end in break_lines(text, width):
            yield (
                _ours_from_the_right(text[start:end], style)
                if rtl
                else Line((Piece(text[start:end], (style,)),))
            )
    yield from _marks_lines(masthead, width)
    if note := safe_line(masthead.own_note):
        yield Line()
        for start, end in break_lines(f"✎ {note}", width):
            yield Line((Piece(f"✎ {note}"[start:end], ("own-note",)),))
    if masthead.title:
        yield Line()
        yield Line((Piece("─" * min(width, 12), ("rule",)),), rtl=runs_right_to_left(masthead.title))
        yield Line()


def _marks_lines(masthead: Masthead, width: int) -> Iterator[Line]:
    """Yield what the person has marked the article with, as many words to a line as it holds."""
    rtl, pieces, room = runs_right_to_left(masthead.title), list[Piece](), width
    for text, style in masthead.marks:
        text = clip(safe_line(text), width)
        if pieces and cell_len(text) + 2 > room:
            yield Line(tuple(pieces), rtl=rtl)
            pieces, room = [], width
        if pieces:
            pieces.append(Piece("  "))
            room -= 2
        pieces.append(Piece(text, (style,)))
        room -= cell_len(text)
    if pieces:
        yield Line(tuple(pieces), rtl=rtl)


def _ours_from_the_right(text: str, style: str) -> Line:
    """Set a line whose parts are parted by " · " from the right, each part in its own direction: a name in
    Arabic, "2 min" not."""
    parts = [piece for part in text.split(_PARTING) for piece in (_PARTING, part)][1:]
    return Line(tuple(Piece(part, (style,)) for part in parts), rtl=True, frame=Frame(cell_len(text)))


def _set_block(setting: _Setting, block: Block, index: int, place: int) -> Iterable[Line]:
    if block.kind == "rule":
        return [Line((Piece(" " * (setting.width // 2 - 3) + "·   ·   ·", ("rule",)),), index)]
    if block.kind == "caption":
        return _caption(setting, block, index, place)
    if not block.text.strip():
        return []
    if block.kind == "code":
        return _code(block, index, place, setting.width)
    if block.kind == "table":
        return set_table(block, index, place, setting.width, runs_right_to_left(block.text))
    rtl = runs_right_to_left(block.text)
    margin = _margin(setting, block, rtl)
    return flow(runs_of(block, place, margin.styles, setting.references), margin, index, setting.width, rtl)


def _margin(setting: _Setting, block: Block, rtl: bool) -> Margin:
    """Return what begins the lines of a block of prose, and the style of its text."""
    depth = min(max(0, block.level), max(0, (setting.width - 24) // _INDENT), _DEEPEST)
    match block.kind:
        case "list_item":
            return _item_margin(setting, block, depth)
        case "footnote":
            return _footnote_margin(setting, block)
        case "quote":
            bar = Piece(_bar(depth, rtl), ("quote-bar",))
            return Margin(bar, bar, ("quote",))
        case "heading":
            return Margin(styles=("heading" if block.level <= 2 else "subheading",))
        case "embed":
            return Margin(Piece("▸ ", ("marker",)), Piece("  "), ("embed",))
        case "term":
            return _indented(depth, "term")
        case "definition":
            return _indented(depth + 1, "definition")
    return Margin()


def _item_margin(setting: _Setting, block: Block, depth: int) -> Margin:
    """Hang an item under its text; one without a marker goes on under that of the item before."""
    indent = " " * (_INDENT * depth)
    marker = safe_line(block.marker, 6)
    if not marker:
        blank = Piece(indent + " " * setting.hangs.get(depth, _INDENT))
        return Margin(blank, blank)
    setting.hangs[depth] = cell_len(marker) + 1
    return Margin(Piece(f"{indent}{marker} ", ("marker",)), Piece(indent + " " * setting.hangs[depth]))


def _footnote_margin(setting: _Setting, block: Block) -> Margin:
    """Put the footnote's sign before it, which leads back to where it was referred to."""
    sign = safe_line(block.marker, 6) or "*"
    back = setting.references.calls.get(footnote_sign(block.marker), OURS)
    mark = f"{raised(sign)} "
    return Margin(Piece(mark, ("note-sign",), to=back), Piece(" " * cell_len(mark)), ("note-text",))


def _indented(depth: int, style: str) -> Margin:
    blank = Piece(" " * (_INDENT * depth))
    return Margin(blank, blank, (style,))


def _bar(depth: int, rtl: bool) -> str:
    return ("▕ " if rtl else "▎ ") * (min(max(0, depth), _DEEPEST) + 1)


def _code(block: Block, index: int, place: int, width: int) -> Iterator[Line]:
    at = place
    for source in block.text.split("\n"):
        text = same_length(source)
        for start, end in code_lines(text, width - 4):
            piece = Piece(text[start:end], ("code-block",), at + start)
            yield Line((Piece("  ", ("code-block",)), piece), index, at + start, "code-block")
        at += len(source) + 1


def _caption(setting: _Setting, block: Block, index: int, place: int) -> Iterator[Line]:
    """Set a caption below the lines that are kept free for its picture; without text, name the picture."""
    pictures = setting.document.pictures
    number = block.picture if block.picture is not None and 0 <= block.picture < len(pictures) else None
    picture = pictures[number] if number is not None else None
    if number is not None:
        for row in range(setting.rooms.get(number, 0)):
            yield Line(block=index, picture=(number, row))
    words = same_length(block.text)
    runs = [Piece(words, ("caption",), place)] if words.strip() else []
    credit = safe_line(picture.credit) if picture is not None else ""
    if credit and credit.casefold() not in words.casefold():
        runs.append(Piece(f" —\u00a0{credit}" if runs else credit, ("credit",)))
    if not runs and picture is not None and picture.alt and not setting.rooms.get(number or 0, 0):
        runs.append(Piece(safe_line(picture.alt, 200), ("credit",)))
    if runs:
        mark = Piece("▣ ", ("picture",), href=picture.url if picture is not None else None)
        rtl = runs_right_to_left(words)
        yield from flow(runs, Margin(mark, Piece("  ")), index, setting.width, rtl)
