"""A block of prose as runs of one style: its spans, the numbers after its links, raised and lowered signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from operator import attrgetter

from reader.model import Block, Span
from reader.text import footnote_sign, safe_line, same_length
from reader.tui.signs import signs
from reader.tui.widgets.column import OURS, Link, Piece
from reader.values import dataclass

_LONGEST_SCRIPT = 24  # a longer "superscript" is a whole remark, and is left on its line
_RAISED = dict(
    zip(
        "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW *†‡§¶°′″",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ *†‡§¶°′″",
        strict=True,
    )
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvx ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ ", strict=True))
_SCRIPTS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "superscript": (_RAISED, "^("),
    "footnote": (_RAISED, ""),
    "subscript": (_LOWERED, "_("),
}


@dataclass(slots=True)
class References:
    """What the blocks of one article refer to: links as they are numbered, and where footnotes stand."""

    links: list[Link] = field(default_factory=list)
    notes: Mapping[str, int] = field(default_factory=dict)  # a footnote's sign → the offset of its text
    calls: Mapping[str, int] = field(
        default_factory=dict
    )  # a footnote's sign → where it is first referred to


def runs_of(block: Block, place: int, styles: tuple[str, ...], references: References) -> list[Piece]:
    """Cut a block, whose text begins at offset `place`, at the edges of its spans.

    A link's number is added after it. Signs that Unicode has raised or lowered are put in place of their
    own, letter for letter, so that offsets hold; other superscripts become "^(…)".
    """
    text = same_length(block.text)
    spans = [span for span in block.spans if 0 <= span.start < span.end <= len(text)]
    if not spans:
        return [Piece(text, styles, place)]
    scripts = {span: _script(text, span) for span in spans if span.kind in _SCRIPTS}
    numbers = _number_links(text, spans, references.links)
    runs: list[Piece] = []
    for start, end, inside in _stretches(len(text), spans):
        run = _run(text, start, end, inside, place, styles, references, scripts)
        runs.extend(_spelt(run, start, end, inside, scripts) if scripts else (run,))
        if number := numbers.get(end):
            href = next((span.href for span in inside if span.href), None)
            runs.append(Piece(raised_number(number), ("link-number",), OURS, href))
    return runs


def raised_number(number: int) -> str:
    """Return a number as it stands after its link."""
    return f"[{number}]" if signs().ascii else "".join(_RAISED[digit] for digit in str(number))


def lowered_number(raised: str) -> str:
    """Return the digits of a number that stands after its link, as they are typed."""
    return raised.translate(_DIGITS)


def raised(sign: str) -> str:
    """Return a footnote's sign raised, or in brackets where Unicode has no raised form."""
    known = all(c in _RAISED for c in sign) and not signs().ascii
    return "".join(_RAISED[c] for c in sign) if known else f"[{sign.strip('[]')}]"


def _stretches(length: int, spans: Sequence[Span]) -> Iterator[tuple[int, int, Sequence[Span]]]:
    """Yield (start, end, spans over it) of every stretch in which no span begins or ends."""
    waiting = sorted(spans, key=attrgetter("start"))
    if any(span.end > after.start for span, after in pairwise(waiting)):
        yield from _overlapping(length, waiting)
        return
    at = 0
    for span in waiting:
        if span.start > at:
            yield at, span.start, ()
        yield span.start, span.end, (span,)
        at = span.end
    if at < length:
        yield at, length, ()


def _overlapping(length: int, spans: Sequence[Span]) -> Iterator[tuple[int, int, Sequence[Span]]]:
    edges = sorted({0, length, *(s.start for s in spans), *(s.end for s in spans)})
    waiting, inside = list(reversed(spans)), list[Span]()
    for start, end in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            inside.append(waiting.pop())
        inside = [span for span in inside if span.end > start]
        yield start, end, inside


_Scripts = Mapping[Span, tuple[str, Mapping[str, str]]]


def _script(text: str, span: Span) -> tuple[str, Mapping[str, str]]:
    """Return what is written before a span ("" for nothing) and the signs its own are replaced with."""
    raised_or_lowered, before = _SCRIPTS[span.kind]
    words = text[span.start : span.end]
    if len(words) > _LONGEST_SCRIPT:
        return "", {}
    bracketed = text[span.start - 1 : span.start] == "[" and text[span.end : span.end + 1] == "]"
    if signs().ascii:
        return "" if bracketed else before or "(", {}
    if all(c in raised_or_lowered for c in words) and not bracketed:
        return "", raised_or_lowered
    return before, {}


def _spelt(run: Piece, start: int, end: int, inside: Sequence[Span], scripts: _Scripts) -> Iterator[Piece]:
    """Put "^(" and ")" around what has no raised signs, wherever this stretch of it begins or ends."""
    marked = [span for span in inside if span in scripts and scripts[span][0]]
    yield from (Piece(scripts[span][0], run.styles) for span in marked if span.start == start)
    yield run
    yield from (Piece(")", run.styles) for span in marked if span.end == end)


def _run(
    text: str,
    start: int,
    end: int,
    inside: Sequence[Span],
    place: int,
    styles: tuple[str, ...],
    references: References,
    scripts: _Scripts,
) -> Piece:
    words = text[start:end]
    if not inside:
        return Piece(words, styles, place + start)
    href, to = None, OURS
    kinds: dict[str, None] = {}
    for span in inside:
        if span.kind != "mention":
            kinds[span.kind] = None
        href = href or (span.href if span.kind != "footnote" else None)
        if written := scripts[span][1] if span in scripts else None:
            words = "".join(written.get(c, c) for c in words)
        if span.kind == "footnote":
            to = references.notes.get(footnote_sign(text[span.start : span.end]), OURS)
    return Piece(words, (*styles, *kinds), place + start, href, to)


def _number_links(text: str, spans: Sequence[Span], links: list[Link]) -> dict[int, int]:
    """Number the links of one block on from `links`; return the number that stands at each link's end."""
    numbers: dict[int, int] = {}
    for span in spans:
        if span.kind == "link" and span.href:
            links.append(Link(len(links) + 1, safe_line(text[span.start : span.end], 200), span.href))
            numbers[span.end] = len(links)
    return numbers
