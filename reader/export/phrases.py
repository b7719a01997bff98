"""A block's text as inline markup: emphasis, links that may be followed, footnotes, what was highlighted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise

from reader.export.addresses import followed
from reader.model import Block, Span
from reader.text import footnote_sign, safe_line, safe_text

_TAGS = {
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
    "struck": "del",
}


class Footnotes:
    """The footnotes of a text, to which the signs in it lead, and which lead back."""

    def __init__(self, blocks: Sequence[Block], key: str, *, book: bool) -> None:
        said = {
            footnote_sign(block.text[span.start : span.end])
            for block in blocks
            for span in block.spans
            if span.kind == "footnote"
        }
        signs = (footnote_sign(block.marker) for block in blocks if block.kind == "footnote")
        self._numbers = {sign: n for n, sign in enumerate(dict.fromkeys(s for s in signs if s in said), 1)}
        self._key, self._book = key, book
        self._referred, self._written = set[int](), set[int]()

    def reference(self, sign: str) -> tuple[str, str]:
        """Return the tags before and after a sign in the text."""
        number = self._numbers.get(footnote_sign(sign))
        if number is None:
            return "<sup>", "</sup>"
        named = "" if number in self._referred else f' id="{self._key}ref{number}"'
        self._referred.add(number)
        kind = ' epub:type="noteref"' if self._book else ""
        address = f"#{self._key}note{number}"
        return f'<sup><a{named} href="{address}" role="doc-noteref"{kind}>', "</a></sup>"

    def note(self, block: Block, text: str) -> str:
        """Return a footnote with its text."""
        marker = escape(safe_line(block.marker))
        number = self._numbers.get(footnote_sign(block.marker)) if block.marker else None
        if number is None or number in self._written or number not in self._referred:
            return f"<p>{f'<sup>{marker}</sup> ' if marker else ''}{text}</p>"
        self._written.add(number)
        kind = ' epub:type="footnote"' if self._book else ""
        sign = f'<sup><a href="#{self._key}ref{number}" role="doc-backlink">{marker}</a></sup>'
        return f'<aside id="{self._key}note{number}" role="doc-footnote"{kind}><p>{sign} {text}</p></aside>'


class Phrases:
    """Writes the texts of a document's blocks. `marked` are stretches to be shown as highlighted, by the
    number of the block."""

    def __init__(self, footnotes: Footnotes, marked: Mapping[int, Sequence[tuple[int, int]]]) -> None:
        self._footnotes, self._marked = footnotes, marked

    def of(self, number: int, block: Block) -> str:
        """Return a block's text within its spans; where they overlap, tags are closed and opened again."""
        return self.each(number, block, [(0, len(block.text))])[0]

    def each(self, number: int, block: Block, stretches: Sequence[tuple[int, int]]) -> list[str]:
        """Return the same of every one of the stretches of a block's text, such as a table's cells."""
        text = block.text
        spans = deque(sorted((one for one in block.spans if _may_be(one, text)), key=lambda one: one.start))
        marked = deque(self._marked.get(number, ()))
        if not spans and not marked:
            return [_escaped(text[start:end]) for start, end in stretches]
        cuts = {edge for one in spans for edge in (one.start, one.end)}
        cuts.update(edge for one in marked for edge in one)
        edges, over, written = sorted(cuts), list[Span](), list[str]()
        for first, last in stretches:
            within = edges[bisect_right(edges, first) : bisect_left(edges, last)]
            pieces = list[str]()
            for start, end in pairwise([first, *within, last]):
                over = [one for one in over if one.end > start]
                while spans and spans[0].start <= start:
                    over.append(spans.popleft())
                while marked and marked[0][1] <= start:
                    marked.popleft()
                lit = bool(marked) and marked[0][0] <= start
                pieces.append(self._piece(text, start, end, [one for one in over if one.end >= end], lit=lit))
            written.append("".join(pieces))
        return written

    def _piece(self, text: str, start: int, end: int, over: Iterable[Span], *, lit: bool) -> str:
        if start == end:
            return ""
        tags = [("<mark>", "</mark>")] if lit else []
        linked = False
        for span in over:
            if span.kind in {"link", "footnote"}:
                if linked:  # a link cannot stand in a link
                    continue
                linked = True
            tags.append(self._tags(span, text))
        before, after = "".join(one for one, _ in tags), "".join(one for _, one in reversed(tags))
        return f"{before}{_escaped(text[start:end])}{after}"

    def _tags(self, span: Span, text: str) -> tuple[str, str]:
        if span.kind == "footnote":
            return self._footnotes.reference(text[span.start : span.end])
        if span.kind == "link":
            return f'<a href="{escape(followed(span.href))}">', "</a>"
        return f"<{_TAGS[span.kind]}>", f"</{_TAGS[span.kind]}>"


def _may_be(span: Span, text: str) -> bool:
    if not 0 <= span.start < span.end <= len(text):
        return False
    return bool(followed(span.href)) if span.kind == "link" else span.kind in {*_TAGS, "footnote"}


def _escaped(text: str) -> str:
    return escape(safe_text(text), quote=False)
