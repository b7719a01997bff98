"""Running text of an element with its links and emphasis, white space folded as a browser would."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.model import Span, SpanKind
from reader.text import safe_text
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

# A line break in the source between two ideographs is no space on the page.
_CJK = "\u2e80-\u2fff\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60"
_LAST_NARROW = "\u2e7f"
_IDEOGRAPH = re.compile(f"[{_CJK}]")
_SOFT_CJK_BREAK = re.compile(f"(?<=[{_CJK}])\n(?=[{_CJK}])")
_CJK_BREAK = re.compile(f"(?<=[{_CJK}])[ \t\r]*\n\\s*(?=[{_CJK}])")
SENTENCE_END = (".", "!", "?", "”", '"', "»", "。", "！", "？", "」", "…", ":")


@dataclass(slots=True)
class Passage:
    """Text of one block with the spans in it. Not frozen, as no `Segment` is."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Open:
    kind: SpanKind
    href: str | None
    start: int


class InlineWriter:
    """Takes text, soft line breaks and span marks as they come; gives a passage. `parts` is what was written
    since the last one, without space before it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._spans: list[Span] = []
        self._after_space = True
        self._owed = False  # the space of a line break after an ideograph: written unless another follows

    def add(self, raw: str) -> None:
        """Append text of the source."""
        if raw.isspace():
            if self._after_space:
                return
            if self.last > _LAST_NARROW and "\n" in raw and _IDEOGRAPH.match(self.last):
                self._owed = self._after_space = True
                return
            text = " "
        else:
            text = _folded(raw)
            if self._after_space and text[:1] == " ":
                text = text[1:]
            if self._owed or not raw.isascii():
                text = self._at_breaks(raw, text)
        if text:
            self.parts.append(text)
            self._length += len(text)
            self._after_space = self._owed or text[-1] == " "

    def _at_breaks(self, raw: str, text: str) -> str:
        """Return a text without the line breaks at its ends that stand between two ideographs."""
        if text[:1] == " " and self._owes(self.last, raw[: len(raw) - len(raw.lstrip())]):
            text, self._owed = text[1:], True
        if self._owed and not _IDEOGRAPH.match(text):
            text = f" {text}"
        self._owed = text[-1:] == " " and self._owes(text[-2:-1], raw[len(raw.rstrip()) :])
        return text[:-1] if self._owed else text

    @staticmethod
    def _owes(before: str, gap: str) -> bool:
        return "\n" in gap and _IDEOGRAPH.match(before) is not None

    def part(self) -> None:
        """See to it that what comes next is parted from what was written by a space."""
        if self._owed or not self._after_space:
            self._owed = False
            self._append(" ")
            self._after_space = True

    @property
    def last(self) -> str:
        """The character written last; a space where there is none."""
        return self.parts[-1][-1:] if self.parts else " "

    def line_break(self) -> bool:
        """Append a soft line break; False where a second in a row asks for a new paragraph instead."""
        if self.parts and self.parts[-1] == "\n":
            return False
        if self.parts:
            if self.parts[-1].endswith(" "):
                self.parts[-1] = self.parts[-1][:-1]
                self._length -= 1
            self._append("\n")
            self._after_space, self._owed = True, False
        return True

    def open(self, kind: SpanKind, href: str | None = None) -> None:
        """Begin a span."""
        self._open.append(_Open(kind, href, self._length))

    def close(self) -> None:
        """End the span begun last."""
        last = self._open.pop()
        self._spans.append(Span(last.start, self._length, last.kind, last.href))

    def take(self) -> Passage:
        """Return what was written and begin anew; spans still open go on in the next passage."""
        if not self._open and not self._spans:
            passage = Passage("".join(self.parts).rstrip())
        else:
            ended = [Span(one.start, self._length, one.kind, one.href) for one in self._open]
            passage = _tidied("".join(self.parts), [*self._spans, *ended])
            for one in self._open:
                one.start = 0
            self._spans = []
        self.parts, self._length, self._after_space, self._owed = [], 0, True, False
        return passage

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)


def _folded(raw: str) -> str:
    """Return source text with white space folded and nothing in it that a terminal would obey."""
    if raw.isprintable() and "  " not in raw and (raw.isascii() or safe_text(raw) == raw):
        return raw
    if raw.isascii():
        text = " ".join(raw.split())
        if not text.isprintable():
            text = safe_text(text)
    else:
        text = safe_text(" ".join((_CJK_BREAK.sub("", raw) if "\n" in raw else raw).split()))
    return f"{' ' if raw[0].isspace() else ''}{text}{' ' if raw[-1].isspace() and text else ''}"


def _tidied(text: str, spans: list[Span]) -> Passage:
    """Trim the passage and its spans; spans that hold no letter go."""
    text = text.rstrip()
    kept = []
    for span in spans:
        start, end = span.start, min(span.end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            same = start == span.start and end == span.end
            kept.append(span if same else Span(start, end, span.kind, span.href))
    if len(kept) > 1:
        kept.sort(key=lambda span: (span.start, -span.end))
    return Passage(text, tuple(kept))


def joined_lines(passage: Passage) -> Passage:
    """Make one line of a passage with soft line breaks; between ideographs they leave no space."""
    text = passage.text
    if "\n" not in text:
        return passage
    gone = [match.start() for match in _SOFT_CJK_BREAK.finditer(text)]
    if not gone:
        return Passage(text.replace("\n", " "), passage.spans)
    spans = tuple(
        replace(one, start=one.start - bisect_left(gone, one.start), end=one.end - bisect_left(gone, one.end))
        for one in passage.spans
    )
    return Passage(_SOFT_CJK_BREAK.sub("", text).replace("\n", " "), spans)


def cut(passage: Passage, start: int, end: int) -> Passage:
    """Return the part start..end of a passage with the spans that lie in it."""
    inside = [
        Span(max(span.start, start) - start, min(span.end, end) - start, span.kind, span.href)
        for span in passage.spans
        if span.start < end and span.end > start
    ]
    lead = len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
    moved = [Span(max(0, s.start - lead), max(0, s.end - lead), s.kind, s.href) for s in inside]
    return _tidied(passage.text[start:end].strip(), moved)


def paragraphs_of(passage: Passage) -> list[Passage]:
    """Part a passage at its soft line breaks where its lines are paragraphs, else make it one line."""
    if "\n" not in passage.text:
        return [passage]
    lines = passage.text.split("\n")
    prose = [line for line in lines if len(line) >= 80 and line.rstrip().endswith(SENTENCE_END)]
    if len(prose) * 2 < len(lines):
        return [joined_lines(passage)]
    parts, at = [], 0
    for line in lines:
        parts.append(cut(passage, at, at + len(line)))
        at += len(line) + 1
    return [part for part in parts if part.text]


def reading_length(text: str) -> int:
    """Return how long a text is to read, in letters: an ideograph says as much as two."""
    if text.isascii() or in_latin(text) is not None:
        return len(text)
    return len(text) + len(_IDEOGRAPH.findall(text))


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of `words` is a part of a text. A loop takes half the time of `any` and a generator."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


@lru_cache(maxsize=512)
def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, without case."""
    words = None if not text.isascii() and holds(text, _FOLDED_APART) else plain_words(text)
    return tuple(_LETTERS.findall(text.casefold()) if words is None else words)


def plain_words(text: str) -> list[str] | None:
    """Return the words of a text in small letters, without any expression, which would take twice as long;
    None where it holds more than Latin-1 and the usual marks of print."""
    told = in_latin(text)
    return None if told is None else told.translate(_SMALL_LETTERS).decode("latin-1").split()


def in_latin(text: str) -> bytes | None:
    """Return a text as Latin-1, a space for each of the usual marks of print, every character in its place;
    None where it holds more than that, as a letter in the middle tells of most that do."""
    if not text.isascii():
        if text[len(text) // 2] > _LAST_LATIN and text[len(text) // 2] not in _PRINTED:
            return None
        for mark in _PRINTED:
            text = text.replace(mark, " ")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def speaks_other_script(text: str) -> bool:
    """Whether a text holds letters of another script than Latin, whose words spaces need not part."""
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return the letters and digits of a text, without case: what two copies of it have in common."""
    told = None if not text.isascii() and holds(text, _FOLDED_APART) else in_latin(text)
    if told is not None:  # ten times as fast
        return told.translate(_SMALL, _LATIN_MARKS).decode("latin-1")
    return "".join(filter(str.isalnum, text)).casefold()


_PRINTED = "’“”‘–—…\xa0"
_LAST_LATIN = "\xff"
_FOLDED_APART = ("ß", "µ")  # of Latin-1, those that are not one small letter of it without case
_LATIN = [chr(code) for code in range(256)]
_LATIN_MARKS = "".join(one for one in _LATIN if not one.isalnum()).encode("latin-1")
_SMALL = "".join(map(str.lower, _LATIN)).encode("latin-1")
_SMALL_LETTERS = re.sub(r"[\W\d_]", " ", "".join(map(str.lower, _LATIN))).encode("latin-1")
_LETTERS = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\udfff\uf900-\ufaff]")
