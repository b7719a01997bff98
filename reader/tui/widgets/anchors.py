"""Keeping the line that is being read, when a better text of the article takes the place of the first."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import Document
from reader.text import fold
from reader.tui.widgets.typesetting import OURS, Column

_ENOUGH = 48  # letters by which a paragraph is recognised in another extraction of the same page


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text: its offset, the words there, and how many lines above the screen's top it is."""

    offset: int
    words: str
    above: int = 0


def anchor_at(column: Column, document: Document, top: int) -> Anchor | None:
    """Return the place of the first text at or below line `top`; None in an empty column."""
    text = document.analysed_text
    for number in range(max(0, top), len(column.lines)):
        offset = column.lines[number].start
        if offset != OURS:
            return Anchor(offset, text[offset : offset + 2 * _ENOUGH], number - top)
    return None


def line_of(column: Column, document: Document, anchor: Anchor) -> int:
    """Return the line to scroll to so that the anchor's words stand where they stood.

    In a new text the words are looked for whole, then half of them; where they are gone, the same share
    of the way down is as good as any.
    """
    text = document.analysed_text
    if text[anchor.offset : anchor.offset + len(anchor.words)] == anchor.words:
        return column.line_at(anchor.offset) - anchor.above
    for words in (anchor.words, anchor.words[:_ENOUGH], anchor.words[: _ENOUGH // 2]):
        if (at := _find(text, words)) is not None:
            return column.line_at(at) - anchor.above
    return column.line_at(min(anchor.offset, len(text) - 1)) - anchor.above


def _find(text: str, words: str) -> int | None:
    at = text.find(words)
    if at >= 0:
        return at
    wanted = fold(words)
    lines = text.split("\n")
    offset = 0
    for line in lines:
        if wanted and wanted in fold(line):
            return offset
        offset += len(line) + 1
    return None
