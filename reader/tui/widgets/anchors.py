"""Keeping the line that is being read, when a better text of the article takes the place of the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from reader.model import Document
from reader.text import fold
from reader.tui.widgets.column import OURS, Column
from reader.values import dataclass

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
    found = _first_found(text, (anchor, *anchor.later))
    if found is not None:
        at, line = found
        return column.line_at(at) - line.above
    return column.line_at(min(anchor.offset, len(text) - 1)) - anchor.above


def found_again(column: Column, document: Document, anchor: Anchor) -> int | None:
    """Return the line where the anchor's words stand now, or would by their offset if it has none."""
    text = document.analysed_text
    if anchor.words:
        found = _first_found(text, (anchor,))
        return column.line_at(found[0]) if found is not None else None
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


def _first_found(text: str, lines: Sequence[Anchor]) -> tuple[int, Anchor] | None:
    """Return where the first of the lines stands that can be found again, and which it is.

    Whole words count more than a half or a quarter of them, which must stand in one place only, and those
    more than words that are written a little otherwise.
    """
    for line in lines:
        if (at := _nearest(text, line.words, line.offset)) is not None:
            return at, line
    for letters in (_ENOUGH, _ENOUGH // 2):
        for line in lines:
            if (at := _only(text, line.words[:letters])) is not None:
                return at, line
    folded = list(_folded_lines(text))
    for line in lines:
        wanted = fold(line.words.partition("\n")[0])
        places = [at for at, words in folded if wanted in words] if len(wanted) >= _FEWEST else []
        if len(places) == 1:
            return places[0], line
    return None


def _only(text: str, words: str) -> int | None:
    """Return where `words` stand in `text` if they do so once."""
    at = text.find(words) if len(words.strip()) >= _FEWEST else -1
    return at if at >= 0 and text.find(words, at + 1) < 0 else None


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
