"""Keeping the line that is being read, when a better text of the article takes the place of the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reader.model import Document
from reader.text import fold
from reader.tui.widgets.column import OURS, Column

_ENOUGH = 48  # letters by which a paragraph is recognised in another extraction of the same page
_FEWEST = 12  # fewer could stand anywhere
_SEEN = 16  # lines that are looked for, from the top of the screen


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text: its offset, the words there, and how many lines above the screen's top it is.

    `later` holds the lines of text below it, as far as they are of use where it cannot be found again.
    """

    offset: int
    words: str
    above: int = 0
    later: tuple[Anchor, ...] = field(default=(), compare=False, repr=False)


def anchor_at(column: Column, document: Document, top: int) -> Anchor | None:
    """Return the place of the first text at or below line `top`; None where there is none."""
    text = document.analysed_text
    seen: list[Anchor] = []
    for number in range(max(0, top), len(column.lines)):
        offset = column.lines[number].start
        if offset != OURS:
            seen.append(Anchor(offset, text[offset : offset + 2 * _ENOUGH], number - top))
        if len(seen) == _SEEN:
            break
    return replace(seen[0], later=tuple(seen[1:])) if seen else None


def line_of(column: Column, document: Document, anchor: Anchor) -> int:
    """Return the line to scroll to so that the anchor's words stand where they stood.

    In the same text they are at their offset. In a new one the first line that can be found again is put
    where it was; where none is left, its offset is as good as any.
    """
    text = document.analysed_text
    if text[anchor.offset : anchor.offset + len(anchor.words)] == anchor.words:
        return column.line_at(anchor.offset) - anchor.above
    folded: list[tuple[int, str]] = []
    for line in (anchor, *anchor.later):
        if (at := _found(text, line, folded)) is not None:
            return column.line_at(at) - line.above
    return column.line_at(min(anchor.offset, len(text) - 1)) - anchor.above


def found_again(column: Column, document: Document, anchor: Anchor) -> int | None:
    """Return the line where the anchor's words stand now, or would by their offset if it has none."""
    text = document.analysed_text
    if anchor.words:
        at = _found(text, anchor, [])
        return column.line_at(at) if at is not None else None
    return column.line_at(anchor.offset) if anchor.offset < len(text) else None


def remembered(anchor: Anchor | None) -> str:
    """Write a place down for the next time: its offset, a space, its words; "0" for the top."""
    if anchor is None:
        return "0"
    words = anchor.words.partition("\n")[0][:_ENOUGH]
    return f"{anchor.offset} {words}".rstrip()


def recalled(text: str) -> Anchor | None:
    """Read what `remembered` wrote; None for the top, and for what makes no sense."""
    offset, _, words = text.partition(" ")
    if not (offset.isascii() and offset.isdecimal() and len(offset) < 9) or int(offset) == 0:
        return None
    return Anchor(int(offset), words)


def _found(text: str, anchor: Anchor, folded: list[tuple[int, str]]) -> int | None:
    """Return where the words of a place stand: whole, half or a quarter of them, or written a little
    otherwise. `folded` is filled with the lines of `text` when they are first needed."""
    for words in (anchor.words, anchor.words[:_ENOUGH], anchor.words[: _ENOUGH // 2]):
        if (at := _nearest(text, words, anchor.offset)) is not None:
            return at
    wanted = fold(anchor.words.partition("\n")[0])
    if len(wanted) < _FEWEST:
        return None
    if not folded:
        folded.extend(_folded_lines(text))
    return next((at for at, line in folded if wanted in line), None)


def _nearest(text: str, words: str, wanted: int) -> int | None:
    """Return where `words` stand in `text`: of several places the one nearest to offset `wanted`."""
    if len(words.strip()) < _FEWEST:
        return None
    after, before = text.find(words, wanted), text.rfind(words, 0, wanted + len(words))
    return min((at for at in (after, before) if at >= 0), key=lambda at: abs(at - wanted), default=None)


def _folded_lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, fold(line)
        at += len(line) + 1
