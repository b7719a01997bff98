"""The changes of an article as lines: what went, what came, each with a sign; what stayed, folded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.revision import Comparison, Paragraph
from reader.revisions import Change
from reader.text import safe_line
from reader.tui.widgets.ages import full_date
from reader.tui.widgets.line_list import Pieces
from reader.tui.widgets.wrapping import break_lines, clip
from reader.values import dataclass

NONE = -1
_GUTTER = 2  # columns for the sign of a paragraph
_WHERE = {"feed": "in the feed", "page": "on its page", "file": "in its file"}
_SIGN = {"changed": "±", "added": "+", "removed": "-"}
_LONGEST = 20_000  # letters of a paragraph that are drawn


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line; `stop` is the number of the change that it belongs to, NONE for what is between."""

    pieces: Pieces
    stop: int = NONE


@dataclass(frozen=True, slots=True)
class ChangeLines:
    """All lines, the first line of every change, and what the clipboard gets of each."""

    lines: tuple[ChangeLine, ...] = ()
    stops: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


def change_lines(changes: Sequence[Change], width: int) -> ChangeLines:
    """Return the changes of an article, the newest first, set for `width` columns."""
    width = max(12, width)
    lines: list[ChangeLine] = []
    stops: list[int] = []
    texts: list[str] = []
    for change in changes:
        if lines:
            lines += [ChangeLine([]), ChangeLine([])]
        lines += _heading(change, width)
        if change.comparison is None:
            lines += _plain(change.note, width)
            continue
        for paragraph, unchanged in _parts(change.comparison):
            lines.append(ChangeLine([]))
            if paragraph is None:
                lines.append(
                    ChangeLine([("  ", ()), (clip(_folded(unchanged), width - _GUTTER), ("quiet",))])
                )
                continue
            stop = len(stops)
            stops.append(len(lines))
            texts.append(copied(paragraph))
            title = paragraph is change.comparison.headline
            lines += [ChangeLine(pieces, stop) for pieces in _set(paragraph, width, title=title)]
    return ChangeLines(tuple(lines), tuple(stops), tuple(texts))


def copied(paragraph: Paragraph) -> str:
    """Return what the clipboard gets of a change: what was said, and what is."""
    said = (("- ", paragraph.before), ("+ ", paragraph.after))
    return "\n".join(sign + safe_line(text) for sign, text in said if text)


def _heading(change: Change, width: int) -> Iterator[ChangeLine]:
    revision = change.revision
    when = full_date(revision.changed)
    finding = change.comparison.finding if change.comparison is not None else None
    where = _WHERE[revision.source]
    if revision.steps > 1:
        where = f"{revision.steps} changes in one, {where}"
    yield ChangeLine([(clip(f"{when} · {where}", width), ("heading",))])
    if finding is not None:
        ink = "label" if finding.kind in {"correction", "edit"} else "label-quiet"
        said = finding.heading
        for start, end in break_lines(said, width):
            yield ChangeLine([(said[start:end], (ink,))])


def _parts(comparison: Comparison) -> Iterator[tuple[Paragraph | None, int]]:
    """Yield the paragraphs that changed, and, for those between, None and how many they are."""
    if comparison.headline.kind != "same":
        yield comparison.headline, 0
    unchanged = 0
    for paragraph in comparison.paragraphs:
        if paragraph.kind == "same":
            unchanged += 1
            continue
        if unchanged:
            yield None, unchanged
            unchanged = 0
        yield paragraph, 0
    if unchanged:
        yield None, unchanged


def _folded(unchanged: int) -> str:
    return f"· {unchanged:,} paragraph{'s' * (unchanged != 1)} unchanged ·"


def _set(paragraph: Paragraph, width: int, *, title: bool) -> Iterator[Pieces]:
    text, runs = _signed(paragraph)
    under = ("title",) if title else ()
    sign, every = _SIGN[paragraph.kind], paragraph.kind != "changed"
    for number, (start, end) in enumerate(break_lines(text, width - _GUTTER)):
        gutter = f"{sign} " if every or not number else "  "
        yield [
            (gutter, (paragraph.kind,)),
            *((text[max(start, a) : min(end, b)], (*under, *ink)) for a, b, ink in _within(runs, start, end)),
        ]


def _within(
    runs: Iterable[tuple[int, int, tuple[str, ...]]], start: int, end: int
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    return ((a, b, ink) for a, b, ink in runs if a < end and b > start)


def _signed(paragraph: Paragraph) -> tuple[str, list[tuple[int, int, tuple[str, ...]]]]:
    """Return a paragraph's text, with signs around what went and what came within it, and its runs."""
    text, runs = "", list[tuple[int, int, tuple[str, ...]]]()
    for piece in paragraph.pieces:
        said, ink = piece.text.replace("\n", " "), (piece.kind,) if piece.kind != "same" else ()
        if paragraph.kind == "changed" and piece.kind != "same":
            said = piece.signed.replace("\n", " ")
        said = said[: max(0, _LONGEST - len(text))]
        runs.append((len(text), len(text) + len(said), ink))
        text += said
    return text, runs


def _plain(text: str, width: int) -> Iterator[ChangeLine]:
    for start, end in break_lines(text, width):
        yield ChangeLine([(text[start:end], ("quiet",))])
