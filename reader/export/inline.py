"""A block's text with its spans as inline Markdown, from which a CommonMark parser gets the text back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from operator import attrgetter
from urllib.parse import quote, urlsplit

from reader.model import Span, SpanKind
from reader.text import footnote_sign, safe_line
from reader.values import dataclass

# Signs that mean something anywhere, as far as they can where they stand.
_SPECIAL = re.compile(r"[\\`*\[\]~^]|<(?=[^\s<])|&(?=[A-Za-z#])|!$|(?<![^\W_])_|_(?![^\W_])")
_EDGE = re.compile(r"\A\s+|\s+\Z")
# What begins a heading, a quote, a list, a rule or a definition where it begins a line.
_BEGINS = re.compile(r"(?:#{1,6}|[+:=-]|-{2,}|={2,})(?=\s|\Z)|>|-(?=[ -]*\Z)")
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|\Z))")
# Programs for notes run code that begins so: these signs stand before it, as text.
_RUN = re.compile(r"\s*\$?=[\s$=]*")
_TICKS = re.compile(r"`+")
_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "tel"})

_FROM_OUTSIDE: tuple[SpanKind, ...] = (
    "footnote",
    "link",
    "strong",
    "emphasis",
    "struck",
    "superscript",
    "subscript",
    "code",
)
_DELIMITERS = {"strong": "**", "emphasis": "*", "struck": "~~"}
_TAGS = {"strong": "strong", "emphasis": "em", "struck": "del", "superscript": "sup", "subscript": "sub"}


def inline(
    text: str,
    spans: Iterable[Span] = (),
    stretch: tuple[int, int] | None = None,
    labels: Mapping[str, str] | None = None,
) -> str:
    """Return a text, or the stretch of it, on one line of Markdown.

    `labels` gives the label of each footnote there is by its sign; a sign without one is set high.
    """
    return inlines(text, spans, [stretch or (0, len(text))], labels)[0]


def inlines(
    text: str,
    spans: Iterable[Span],
    stretches: Iterable[tuple[int, int]],
    labels: Mapping[str, str] | None = None,
) -> list[str]:
    """Return every one of the stretches of a text, such as a table's cells, as `inline` does."""
    line = _Line(text.replace("\n", " "), _stretches(spans, text), labels or {})
    kinds = [kind for kind in _FROM_OUTSIDE if kind in line.stretches]
    written = (line.write(start, end, kinds) for start, end in stretches)
    return [_EDGE.sub(lambda space: _as_entities(space[0]), one) for one in written]


def begun(markdown: str) -> str:
    """Return inline Markdown as it may stand at the beginning of a line."""
    if number := _NUMBER.match(markdown):
        return f"{number[0]}\\{markdown[number.end() :]}"
    return f"\\{markdown}" if _BEGINS.match(markdown) else markdown


def destination(address: str | None) -> str:
    """Return an address as a link's destination; empty if it is none that may be followed."""
    address = safe_line(address or "")
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return quote(address, safe="%/:?#[]@!$&'*+,;=~-._", encoding="utf-8") if scheme in _SCHEMES else ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    href: str = ""


_start_of, _end_of = attrgetter("start"), attrgetter("end")


@dataclass(slots=True)
class _Line:
    """One text on its way to Markdown. `taken` are offsets where a delimiter stands already: two runs of
    asterisks that touch would be read as one."""

    text: str
    stretches: Mapping[SpanKind, Sequence[_Stretch]]
    labels: Mapping[str, str]
    taken: set[int] = field(default_factory=set)

    def write(self, start: int, end: int, kinds: Sequence[SpanKind]) -> str:
        """Write a stretch with what the first of `kinds` lays over it, and the others within."""
        if not kinds:
            return _escaped(self.text[start:end])
        kind, within = kinds[0], kinds[1:]
        row = self.stretches.get(kind, ())
        found = row[bisect_right(row, start, key=_end_of) : bisect_left(row, end, key=_start_of)]
        parts, at = [], start
        for one in found:
            left, right = self._trimmed(kind, max(one.start, start), min(one.end, end))
            if left >= right:
                continue
            parts.append(self.write(at, left, within))
            parts.append(self._wrapped(kind, one.href, left, right, within))
            at = right
        return "".join(parts) + self.write(at, end, within) if found else self.write(start, end, within)

    def _trimmed(self, kind: SpanKind, start: int, end: int) -> tuple[int, int]:
        while kind != "code" and start < end and self.text[start].isspace():
            start += 1
        while kind != "code" and start < end and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _wrapped(self, kind: SpanKind, href: str, start: int, end: int, within: Sequence[SpanKind]) -> str:
        if kind == "code":
            run = _RUN.match(self.text, start, end)
            at = run.end() if run else start
            before = "".join(f"\\{sign}" if sign in "$=" else sign for sign in self.text[start:at])
            return before + (_code(self.text[at:end]) if at < end else "")
        if kind == "link":
            return f"[{self.write(start, end, within)}]({href})"
        if kind == "footnote":
            label = self.labels.get(footnote_sign(self.text[start:end]))
            return f"[^{label}]" if label else f"<sup>{_escaped(self.text[start:end])}</sup>"
        delimited = kind in _DELIMITERS and self._may_delimit(self.text[start:end], start, end)
        delimited = delimited and not self.taken & {start, end}
        if delimited:
            self.taken |= {start, end}
        inner = self.write(start, end, within)
        if delimited and self._may_delimit(inner, start, end):  # it may begin or end with a tag
            return f"{_DELIMITERS[kind]}{inner}{_DELIMITERS[kind]}"
        return f"<{_TAGS[kind]}>{inner}</{_TAGS[kind]}>"

    def _may_delimit(self, inner: str, start: int, end: int) -> bool:
        """Whether delimiters around `inner` open and close there (CommonMark 0.31, 6.2); else tags do."""
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        opens = inner[0].isalnum() or before.strip() == ""
        closes = inner[-1].isalnum() or after.strip() == ""
        return opens and closes


def label_of(sign: str) -> str:
    """Return a footnote's sign as a label; empty where it has no letter or digit."""
    return "".join(letter for letter in footnote_sign(sign) if letter.isalnum() and letter.isascii())[:20]


def _stretches(spans: Iterable[Span], text: str) -> dict[SpanKind, list[_Stretch]]:
    """Spans by kind, in order, none overlapping another; those of one kind that touch are one."""
    found: dict[SpanKind, list[_Stretch]] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        href = destination(span.href) if span.kind == "link" else ""
        if not 0 <= span.start < span.end <= len(text) or (span.kind == "link" and not href):
            continue
        row = found.setdefault(span.kind, [])
        if row and span.start <= row[-1].end and row[-1].href == href and span.kind != "footnote":
            row[-1] = _Stretch(row[-1].start, max(row[-1].end, span.end), href)
        elif not row or span.start >= row[-1].end:
            row.append(_Stretch(span.start, span.end, href))
    return found


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", text)


def _code(text: str) -> str:
    ticks = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    pad = (
        " "
        if text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " " and text.strip())
        else ""
    )
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _as_entities(space: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in space)
