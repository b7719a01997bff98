"""A document's blocks as markup that reads the same as HTML and as XML, with nothing that runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from html import escape
from itertools import accumulate, groupby, pairwise

from reader.annotation import Highlight
from reader.export.facts import alternative, caption, picture_of
from reader.export.lists import list_markup
from reader.export.phrases import Footnotes, Phrases
from reader.model import Block, Document
from reader.text import safe_line, safe_text
from reader.values import dataclass

_DEEPEST = 12
_GROUPS = {"list_item": "list", "term": "terms", "definition": "terms", "quote": "quotes", "embed": "quotes"}
_Numbered = tuple[int, Block]


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is written: `pictures` are where its pictures are, by address; the others are their
    captions alone. `marked` are the highlights that are shown in the text. `key` begins every id, and with
    `book` a footnote says what it is in the words of EPUB; without `notes` footnotes are not linked."""

    pictures: Mapping[str, str] = field(default_factory=dict)
    marked: Sequence[Highlight] = ()
    key: str = ""
    book: bool = False
    notes: bool = True


def blocks_markup(document: Document, look: Look | None = None) -> str:
    """The blocks from the first to the last, one a line."""
    return "\n".join(part for part in _Body(document, look or Look()).parts() if part)


class _Body:
    def __init__(self, document: Document, look: Look) -> None:
        self._document, self._look = document, look
        footnotes = Footnotes(document.blocks if look.notes else (), look.key, book=look.book)
        self._footnotes = footnotes
        self._phrases = Phrases(footnotes, _marked(document, look.marked))

    def parts(self) -> Iterator[str]:
        numbered = enumerate(self._document.blocks)
        for kind, run in groupby(numbered, key=lambda one: _GROUPS.get(one[1].kind, one[1].kind)):
            blocks = list(run)
            match kind:
                case "list":
                    yield list_markup([(block, self._phrases.of(number, block)) for number, block in blocks])
                case "terms":
                    yield self._terms(blocks)
                case "quotes":
                    yield from self._quotes(blocks)
                case _:
                    yield from (self._single(number, block) for number, block in blocks)

    def _single(self, number: int, block: Block) -> str:
        match block.kind:
            case "heading":
                level = max(2, min(block.level, 6))
                return f"<h{level}>{self._phrases.of(number, block)}</h{level}>"
            case "code":
                return f"<pre><code>{escape(safe_text(block.text), quote=False)}</code></pre>"
            case "table":
                return self._table(number, block)
            case "rule":
                return "<hr/>"
            case "caption":
                return self._caption(block)
            case "footnote":
                return self._footnotes.note(block, self._phrases.of(number, block))
        return f"<p>{self._phrases.of(number, block)}</p>"

    def _quotes(self, blocks: Iterable[_Numbered]) -> Iterator[str]:
        for level, run in groupby(blocks, key=lambda one: min(one[1].level, _DEEPEST)):
            inner = "".join(f"<p>{self._phrases.of(number, block)}</p>" for number, block in run)
            yield "<blockquote>" * (level + 1) + inner + "</blockquote>" * (level + 1)

    def _terms(self, blocks: Sequence[_Numbered]) -> str:
        """A list of terms; what defines nothing that was named is a paragraph."""
        written = list[str]()
        opened = awaited = False
        for number, block in blocks:
            text = self._phrases.of(number, block)
            if block.kind == "term":
                written.append(("" if opened else "<dl>") + f"<dt>{text}</dt>")
                opened = awaited = True
            else:
                written.append(f"<dd>{text}</dd>" if opened else f"<p>{text}</p>")
                awaited = False
        return "".join(written) + ("<dd></dd>" if awaited else "") + ("</dl>" if opened else "")

    def _table(self, number: int, block: Block) -> str:
        lines = [line.split("\t") for line in block.text.split("\n")]
        ends = accumulate((len(cell) + 1 for line in lines for cell in line), initial=0)
        cells = iter(self._phrases.each(number, block, [(a, b - 1) for a, b in pairwise(ends)]))
        rows = list[str]()
        for row, line in enumerate(lines):
            tag = "th" if row < block.level else "td"
            rows.append(f"<tr>{''.join(f'<{tag}>{next(cells)}</{tag}>' for _ in line)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _caption(self, block: Block) -> str:
        said = escape(caption(self._document, block))
        picture = picture_of(self._document, block)
        place = self._look.pictures.get(picture.url or "") if picture is not None else None
        if place is None:
            return f"<p>{said}</p>" if said else ""
        below = f"<figcaption>{said}</figcaption>" if said else ""
        shown = escape(alternative(self._document, block))
        return f'<figure><img src="{escape(place)}" alt="{shown}"/>{below}</figure>'


def _marked(document: Document, highlights: Iterable[Highlight]) -> dict[int, list[tuple[int, int]]]:
    """The stretches of each block that highlights cover, in order and none within another."""
    found: dict[int, list[tuple[int, int]]] = {}
    kept = sorted((one.start, one.end) for one in highlights if not one.lost)
    for number, (start, end) in enumerate(document.placed_blocks() if kept else ()):
        at = start
        for first, last in kept:
            left, right = max(first, at), min(last, end)
            if start >= 0 and left < right:
                found.setdefault(number, []).append((left - start, right - start))
                at = right
    return found


def title_markup(document: Document) -> str:
    """The title as a heading of its own; empty without one."""
    title = escape(safe_line(document.title), quote=False)
    return f"<h1>{title}</h1>" if title else ""
