"""Choosing a passage with keys: where its ends go by word, line, sentence and paragraph. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from reader.tui.widgets.column import OURS, Column, Line
from reader.values import dataclass

Step = Literal["character", "word", "line", "sentence", "paragraph", "edge", "text"]

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
# What stands between spaces; of scripts without spaces two signs, with the punctuation that ends them.
_WORD = re.compile(f"[{_WIDE}]{{1,2}}[、。，．」』）】]*|[^\\s{_WIDE}]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s|$)|[。！？][」』）]*|(?=\n\n)")
_NEAR = 400  # characters that are looked through for the word before


@dataclass(frozen=True, slots=True)
class Walk:
    """A passage being chosen: from `anchor` to `at`, whole words of it unless `exact`."""

    anchor: int
    at: int
    exact: bool = False

    def span(self, text: str) -> tuple[int, int]:
        """Return (start, end) of the passage."""
        low, high = sorted((self.anchor, self.at))
        if self.exact:
            return low, min(len(text), high + 1)
        return _word_over(text, low)[0], _word_over(text, high)[1]

    def swapped(self) -> Walk:
        """Return the same passage with the other end to move."""
        return replace(self, anchor=self.at, at=self.anchor)


def begun(text: str, at: int) -> Walk | None:
    """Return a passage of the first word at or after a place; None where there is none."""
    word = _WORD.search(text, max(0, at))
    return Walk(word.start(), word.start()) if word is not None else None


def moved(walk: Walk, step: Step, by: int, text: str, column: Column, body: int) -> Walk:
    """Move the end that moves by so many steps (-1: back). `body` is where the captions begin in `text`.

    "edge" is the beginning or the end of the line, "text" that of the body.
    """
    for _ in range(min(abs(by), 1_000)):
        at = _once(walk.at, step, 1 if by > 0 else -1, text, column, body)
        if at == walk.at:
            break
        walk = replace(walk, at=at)
    return replace(walk, exact=step == "character")


def _once(at: int, step: Step, by: int, text: str, column: Column, body: int) -> int:
    match step:
        case "character":
            return min(max(0, at + by), len(text) - 1)
        case "word":
            return _next_word(text, at) if by > 0 else _word_before(text, at)
        case "line":
            return _line(column, at, by, body)
        case "sentence":
            return _sentence_end(text, at) if by > 0 else _sentence_start(text, at)
        case "paragraph":
            return _paragraph_end(text, at) if by > 0 else _paragraph_start(text, at)
        case "edge":
            line = column.lines[column.line_at(at)] if column.lines else Line()
            return _clamped(line, at, -1) if by < 0 else _clamped(line, at, 10_000)
        case "text":
            return 0 if by < 0 else max(0, (body or len(text)) - 1)


def _word_over(text: str, at: int) -> tuple[int, int]:
    """Return the word that a place lies in, or the place alone."""
    for word in _WORD.finditer(text, max(0, at - _NEAR), min(len(text), at + _NEAR)):
        if word.start() <= at < word.end():
            return word.span()
    return at, min(len(text), at + 1)


def _next_word(text: str, at: int) -> int:
    word = _WORD.search(text, _word_over(text, at)[1])
    return word.start() if word is not None else at


def _word_before(text: str, at: int) -> int:
    start = _word_over(text, at)[0]
    before = [word.start() for word in _WORD.finditer(text, max(0, start - _NEAR), start)]
    return before[-1] if before else start


def _sentence_end(text: str, at: int) -> int:
    """Return the last sign of this sentence; of the next one from there."""
    for end in _SENTENCE_END.finditer(text, at):
        last = end.end() - 1 if end.end() > end.start() else end.start() - 1
        if last > at and not text[last].isspace():
            return last
    return max(at, len(text.rstrip()) - 1)


def _sentence_start(text: str, at: int) -> int:
    """Return the first sign of this sentence; of the one before from there."""
    starts = [0, *(_first_after(text, end.end()) for end in _SENTENCE_END.finditer(text, 0, at))]
    return max((start for start in starts if start < at), default=at)


def _first_after(text: str, at: int) -> int:
    word = _WORD.search(text, at)
    return word.start() if word is not None else at


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n\n", at)
    last = (end if end >= 0 else len(text)) - 1
    if last > at:
        return last
    following = _first_after(text, at + 1)
    return _paragraph_end(text, following) if following > at + 1 else at


def _paragraph_start(text: str, at: int) -> int:
    start = text.rfind("\n\n", 0, at) + 2 if "\n\n" in text[:at] else 0
    if start < at:
        return start
    before = text.rfind("\n\n", 0, max(0, at - 2))
    return before + 2 if before >= 0 else 0


def _line(column: Column, at: int, by: int, body: int) -> int:
    """Return the place below or above, in the body or in the captions, whichever it is in."""
    number = column.line_at(at)
    across = at - column.lines[number].start if column.lines else 0
    number += by
    while 0 <= number < len(column.lines):
        line = column.lines[number]
        if line.start != OURS and (line.start < body) == (at < body):
            return _clamped(line, line.start + max(0, across), 0)
        number += by
    return at


def _clamped(line: Line, at: int, towards: int) -> int:
    """Return a place within a line's text: its first, its last, or this one where it is in it."""
    ends = [(piece.start, piece.start + len(piece.text) - 1) for piece in line.pieces if piece.start != OURS]
    if not ends:
        return at
    first, last = min(ends)[0], max(end for _, end in ends)
    return first if towards < 0 else last if towards > 0 else min(max(first, at), last)
