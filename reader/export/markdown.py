"""A document as Markdown: CommonMark, with tables, footnotes and definition lists as usual beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from reader.export.facts import facts, picture_of, shortfall
from reader.export.inline import begun, destination, inline, inlines, label_of
from reader.export.languages import LANGUAGES
from reader.model import Block, Document, Span
from reader.text import footnote_sign, safe_line, safe_text

_BULLETS = frozenset("•◦▪‣·-–—*+○■●□∙⁃")
_NUMBER = re.compile(r"\d{1,9}[.)]")
_FENCE = re.compile(r"`{3,}")
_DEEPEST = 12  # levels that a list is set in by: each is room before every line
_GROUPS = {"list_item": "list", "quote": "quote", "term": "terms", "definition": "terms", "footnote": "notes"}

_Labels = Mapping[str, str]


def document_markdown(document: Document, pictures: Mapping[str, str] | None = None) -> str:
    """The article from its title to its last line. `pictures` are files that stand for those of the web,
    by address.

    Tables have GitHub's form, which has one heading row; footnotes are `[^1]`, definitions begin with a
    colon. Emphasis that asterisks cannot express is in HTML's tags. A CommonMark parser gives every block's
    text back as it was.
    """
    standfirst, missing = safe_line(document.standfirst), shortfall(document)
    labels = _labels(document.blocks)
    parts = [
        _heading(1, inline(safe_line(document.title))),
        begun(inline(facts(document))),
        begun(inline(standfirst, [Span(0, len(standfirst), "strong")])),
        *(_group(document, *group, labels, pictures or {}) for group in _grouped(document.blocks)),
        begun(inline(missing, [Span(0, len(missing), "emphasis")])),
    ]
    return safe_text("\n\n".join(part for part in parts if part))


def _grouped(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """Blocks that are one block to Markdown, such as the items of a list, together."""
    runs = groupby(blocks, key=_group_of)
    return [(kind, list(run)) for kind, run in runs]


def _group_of(block: Block) -> str:
    return _GROUPS.get(block.kind, block.kind)


def _group(
    document: Document, kind: str, blocks: Sequence[Block], labels: _Labels, files: Mapping[str, str]
) -> str:
    match kind:
        case "list":
            return _list(blocks, labels)
        case "quote":
            return _quotes(blocks, labels)
        case "terms":
            return _definitions(blocks, labels)
        case "notes":
            return _footnotes(blocks, labels)
    return "\n\n".join(part for block in blocks if (part := _single(document, block, labels, files)))


def _single(document: Document, block: Block, labels: _Labels, files: Mapping[str, str]) -> str:
    match block.kind:
        case "heading":
            return _heading(max(2, min(block.level, 6)), _line(block, labels))
        case "code":
            return _code(block)
        case "table":
            return _table(block, labels)
        case "rule":
            return "---"
        case "caption":
            return _picture(document, block, labels, files)
        case "embed":
            return _quotes([block], labels)
    return begun(_line(block, labels))


def _line(block: Block, labels: _Labels) -> str:
    return inline(block.text, block.spans, labels=labels)


def _heading(level: int, line: str) -> str:
    closed = line[:-1] + "\\#" if line.endswith("#") else line
    return f"{'#' * level} {closed}" if line else ""


def _list(blocks: Sequence[Block], labels: _Labels) -> str:
    """Each item is set in as far as the text of the item that it belongs to."""
    lines, widths = list[str](), list[int]()
    for block in blocks:
        text, level = begun(_line(block, labels)), min(block.level, _DEEPEST)
        if not block.marker and widths:  # goes on with the item before
            del widths[level + 1 :]
            lines += ["", " " * sum(widths) + text]
            continue
        del widths[level:]
        marker, text = _marked(block.marker, text)
        # Below the text of an item, only a list that begins with 1 is taken for one.
        if widths and (not text or marker[:-1] not in {"", "1"}):
            lines.append("")
        lines.append(f"{' ' * sum(widths)}{marker} {text}".rstrip(" "))
        widths.append(len(marker) + 1)
    return "\n".join(lines)


def _marked(marker: str, text: str) -> tuple[str, str]:
    """A marker that Markdown knows, and the text; any other marker becomes part of it."""
    if _NUMBER.fullmatch(marker):
        return marker, text
    if not marker or marker in _BULLETS:
        return "-", text
    return "-", f"{begun(inline(marker))} {text}"


def _quotes(blocks: Sequence[Block], labels: _Labels) -> str:
    lines, before = list[str](), 0
    for block in blocks:
        depth = min(block.level, 8) + 1
        if lines:
            lines.append((">" * min(depth, before)).replace(">>", "> >").replace(">>", "> >"))
        lines.append("> " * depth + begun(_line(block, labels)))
        before = depth
    return "\n".join(lines)


def _definitions(blocks: Sequence[Block], labels: _Labels) -> str:
    lines = list[str]()
    for block in blocks:
        text = begun(_line(block, labels))
        if block.kind == "term":
            lines += ["", text] if lines else [text]
        else:
            lines.append(f": {text}" if lines else text)
    return "\n".join(lines)


def _footnotes(blocks: Sequence[Block], labels: _Labels) -> str:
    parts = list[str]()
    labelled = False
    for block in blocks:
        text = begun(_line(block, labels))
        if block.marker:
            label = labels.get(footnote_sign(block.marker))
            labelled = label is not None
            sign = f"[^{label}]:" if label else f"<sup>{inline(block.marker)}</sup>"
            parts.append(f"{sign} {text}")
        else:
            parts.append(f"    {text}" if parts and labelled else text)
    return "\n\n".join(parts)


def _labels(blocks: Sequence[Block]) -> dict[str, str]:
    """A label for each sign that a footnote has and the text refers to; others would not be shown."""
    used = {
        footnote_sign(block.text[span.start : span.end])
        for block in blocks
        for span in block.spans
        if span.kind == "footnote"
    }
    labels: dict[str, str] = {}
    for block in blocks:
        sign = footnote_sign(block.marker)
        if block.kind == "footnote" and sign in used and sign not in labels:
            wished = label_of(sign)
            taken = not wished or wished in labels.values()
            labels[sign] = f"note{len(labels) + 1}" if taken else wished
    return labels


def _code(block: Block) -> str:
    longest = max((len(run) for run in _FENCE.findall(block.text)), default=2)
    fence = "`" * (longest + 1)
    language = block.language or ""
    name = language if language.lower() in LANGUAGES else ""
    return f"{fence}{name}\n{block.text}\n{fence}"


def _table(block: Block, labels: _Labels) -> str:
    lines = [line.split("\t") for line in block.text.split("\n")]
    cells = iter(inlines(block.text, block.spans, _cells(lines), labels))
    rows = [[next(cells).replace("|", "\\|") for _ in line] for line in lines]
    columns = max(map(len, rows))
    head = rows.pop(0) if block.level else []
    return "\n".join(
        [_row(head, columns), _row(["---"] * columns, columns), *(_row(r, columns) for r in rows)]
    )


def _cells(lines: Iterable[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield where each cell of a table begins and ends in its text."""
    at = 0
    for cell in chain.from_iterable(lines):
        yield at, at + len(cell)
        at += len(cell) + 1


def _row(cells: Sequence[str], columns: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (columns - len(cells))])} |"


def _picture(document: Document, block: Block, labels: _Labels, files: Mapping[str, str]) -> str:
    picture = picture_of(document, block)
    address = files.get(picture.url or "") or destination(picture.url) if picture is not None else ""
    lines = [f"![{inline(safe_line(picture.alt))}]({address})"] if picture is not None and address else []
    if block.text:
        emphasis = Span(0, len(block.text), "emphasis")
        lines.append(begun(inline(block.text, [*block.spans, emphasis], labels=labels)))
    if picture is not None and (credit := safe_line(picture.credit)):
        lines.append(begun(inline(f"({credit})")))
    return "\n".join(lines)
