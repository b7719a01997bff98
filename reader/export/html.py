"""A document as a page of HTML: whole, plain, and without anything that a browser would fetch or run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise

from reader.export.facts import caption, facts, shortfall
from reader.export.inline import destination
from reader.model import Block, Document, Span
from reader.text import safe_line, safe_text

_TAGS = {
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
    "struck": "del",
    "footnote": "sup",
}
_DEEPEST = 12


def document_html(document: Document) -> str:
    """The article from its title to its last line. Pictures are their captions; links lead to the web."""
    language = f' lang="{escape(document.language)}"' if document.language else ""
    title, missing = escape(safe_line(document.title)), shortfall(document)
    parts = [
        f"<h1>{title}</h1>" if title else "",
        _paragraph(facts(document)),
        f"<p><strong>{escape(safe_line(document.standfirst))}</strong></p>" if document.standfirst else "",
        *_blocks(document),
        f"<p><em>{escape(missing)}</em></p>" if missing else "",
    ]
    body = "\n".join(part for part in parts if part)
    head = f'<meta charset="utf-8">\n<title>{title}</title>'
    return f"<!doctype html>\n<html{language}>\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>"


def _blocks(document: Document) -> Iterable[str]:
    for kind, run in groupby(document.blocks, key=lambda block: block.kind):
        blocks = list(run)
        if kind == "list_item":
            yield _list(blocks)
        else:
            yield from (_block(document, block) for block in blocks)


def _block(document: Document, block: Block) -> str:
    match block.kind:
        case "heading":
            level = max(2, min(block.level, 6))
            return f"<h{level}>{_inline(block)}</h{level}>"
        case "code":
            return f"<pre><code>{escape(safe_text(block.text), quote=False)}</code></pre>"
        case "table":
            return _table(block)
        case "rule":
            return "<hr>"
        case "caption":
            return _paragraph(caption(document, block))
        case "quote" | "embed":
            depth = min(block.level, _DEEPEST) + 1
            return "<blockquote>" * depth + f"<p>{_inline(block)}</p>" + "</blockquote>" * depth
        case "footnote":
            sign = f"<sup>{escape(safe_line(block.marker))}</sup> " if block.marker else ""
            return f"<p>{sign}{_inline(block)}</p>"
        case "term":
            return f"<p><strong>{_inline(block)}</strong></p>"
    return f"<p>{_inline(block)}</p>"


def _list(blocks: Sequence[Block]) -> str:
    """Items within lists as deep as they are; a number that is said is kept as the item's own."""
    written, depth = list[str](), 0
    for block in blocks:
        wanted = min(block.level, _DEEPEST) + 1
        written.append("<ul>" * (wanted - depth) + "</ul>" * (depth - wanted))
        number = block.marker.rstrip(".)")
        marker = "" if not number.isalnum() else f"{escape(safe_line(block.marker))} "
        written.append(f"<li>{marker}{_inline(block)}</li>")
        depth = wanted
    return "".join([*written, "</ul>" * depth])


def _table(block: Block) -> str:
    rows = []
    for number, line in enumerate(block.text.split("\n")):
        cell = "th" if number < block.level else "td"
        cells = "".join(f"<{cell}>{escape(safe_line(text))}</{cell}>" for text in line.split("\t"))
        rows.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _paragraph(line: str) -> str:
    return f"<p>{escape(safe_line(line))}</p>" if line else ""


def _inline(block: Block) -> str:
    """A block's text within its spans; where they overlap, tags are closed and opened again."""
    text = block.text
    spans = [span for span in block.spans if 0 <= span.start < span.end <= len(text) and _opening(span)]
    edges = sorted({0, len(text), *(edge for span in spans for edge in (span.start, span.end))})
    written = []
    for start, end in pairwise(edges):
        over = [span for span in spans if span.start <= start and end <= span.end]
        opened = "".join(map(_opening, over))
        closed = "".join(f"</{_TAGS.get(span.kind, 'a')}>" for span in reversed(over))
        written.append(f"{opened}{escape(safe_text(text[start:end]), quote=False)}{closed}")
    return "".join(written)


def _opening(span: Span) -> str:
    if span.kind == "link":
        address = destination(span.href)
        return f'<a href="{escape(address)}">' if address else ""
    return f"<{_TAGS[span.kind]}>" if span.kind in _TAGS else ""
