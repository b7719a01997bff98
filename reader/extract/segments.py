"""A page cut into its blocks in reading order: every one, article or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.extract.inline import InlineWriter, Passage, joined_lines, paragraphs_of
from reader.text import safe_line, safe_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.model import BlockKind, Span, SpanKind

_SKIPPED = frozenset({
    "nav", "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object",
    "embed", "applet", "canvas", "svg", "audio", "video", "map", "select", "option", "datalist",
    "input", "textarea", "button", "progress", "meter", "dialog", "base", "source", "track",
    "param",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "caption",
})  # fmt: skip
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_MARKS: dict[str, SpanKind] = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "cite": "emphasis",
    "dfn": "emphasis",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "sup": "superscript",
}  # fmt: skip
_EMBEDS = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed)\b"
)
_CODE_LANGUAGE = re.compile(r"\b(?:language|lang|brush)[-:]\s?([\w+#-]{1,20})", re.IGNORECASE)
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:fig|wp-|image-?|img-?|photo-?|media-?|picture-?)?caption(?:$|[\s_-])", re.IGNORECASE
)
_MAX_SEGMENTS = 20_000
_MAX_CELLS = 5_000
_MAX_DEPTH = 200


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One block of a page and the element that it came from."""

    kind: BlockKind
    text: str
    spans: tuple[Span, ...]
    element: HtmlElement
    level: int = 0
    marker: str = ""
    language: str | None = None


@dataclass(slots=True)
class _Context:
    """What the text being read belongs to. The marker of a list item is given out once."""

    kind: BlockKind
    element: HtmlElement
    level: int = 0
    marker: str = ""
    lists: int = 0
    quotes: int = 0


def segments(root: HtmlElement) -> list[Segment]:
    """Return all blocks of text under `root` in document order; links are as the page writes them."""
    reader = _SegmentReader()
    context = _Context("paragraph", root)
    reader.walk(root, context)
    reader.flush(context)
    return reader.found


class _SegmentReader:
    def __init__(self) -> None:
        self.found: list[Segment] = []
        self._writer = InlineWriter()
        self._depth = 0

    def walk(self, element: HtmlElement, context: _Context) -> None:
        """Read an element's text and children; a block inside it ends the passage before it."""
        if self._depth >= _MAX_DEPTH:
            self._add(" ".join(element.itertext()))
            return
        self._depth += 1
        self._add(element.text)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and len(self.found) < _MAX_SEGMENTS:
                if tag in _BLOCKS:
                    self.flush(context)
                    self._block(child, tag, context)
                elif tag not in _SKIPPED:
                    self._inline(child, tag, context)
            self._add(child.tail)
        self._depth -= 1

    def flush(self, context: _Context) -> None:
        """End the passage and keep it as one block, or more where its lines are paragraphs."""
        if self._writer.empty:
            return
        passage = self._writer.take()
        parts = paragraphs_of(passage) if context.kind in {"paragraph", "quote"} else [joined_lines(passage)]
        for part in parts:
            if part.text:
                self._keep(part, context)
                context.marker = ""

    def _keep(self, passage: Passage, context: _Context) -> None:
        level = context.lists - 1 if context.kind == "list_item" else context.level
        self.found.append(
            Segment(context.kind, passage.text, passage.spans, context.element, level, context.marker)
        )

    def _add(self, text: str | None) -> None:
        if text:
            self._writer.add(text)

    def _inline(self, element: HtmlElement, tag: str, context: _Context) -> None:
        if tag == "br":
            if not self._writer.line_break():
                self.flush(context)
            return
        if tag == "math":
            self._add(element.get("alttext"))
            return
        kind = _MARKS.get(tag)
        if tag == "a":
            self._writer.open("link", element.get("href"))
        elif kind is not None:
            self._writer.open(kind)
        self.walk(element, context)
        if tag == "a" or kind is not None:
            self._writer.close()

    def _block(self, element: HtmlElement, tag: str, context: _Context) -> None:
        if tag == "table" and _is_data_table(element):
            self._table(element)
        elif tag == "pre":
            self._code(element)
        elif tag == "hr":
            self.found.append(Segment("rule", "", (), element))
        else:
            inner = _context_of(element, tag, context)
            self.walk(element, inner)
            self.flush(inner)

    def _code(self, element: HtmlElement) -> None:
        for line_break in element.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        text = safe_text("".join(element.itertext())).expandtabs(4).strip("\n").rstrip()
        if text.strip():
            self.found.append(Segment("code", text, (), element, language=_code_language(element)))

    def _table(self, element: HtmlElement) -> None:
        rows = []
        for row in element.iter("tr"):
            cells = [safe_line("".join(cell.itertext())) for cell in row if cell.tag in {"td", "th"}]
            if any(cells):
                rows.append("\t".join(cells))
        for caption in element.iterchildren("caption"):
            self.walk(caption, _Context("paragraph", caption))
            self.flush(_Context("paragraph", caption))
        if rows:
            self.found.append(Segment("table", "\n".join(rows), (), element))


def _context_of(element: HtmlElement, tag: str, outer: _Context) -> _Context:
    """What the text of a block belongs to; lists, quotes and captions lend their kind to what is in them."""
    inner = _Context(outer.kind, element, outer.level, outer.marker, outer.lists, outer.quotes)
    if tag in _HEADINGS and outer.kind != "caption":
        inner.kind, inner.level = "heading", _HEADINGS[tag]
    elif tag == "li":
        inner.kind, inner.marker = "list_item", _marker(element)
        inner.lists = max(1, outer.lists)
    elif tag in {"ul", "ol", "menu", "dir"}:
        inner.lists += 1
    elif tag == "blockquote":
        inner.kind, inner.level = "quote", outer.quotes
        inner.quotes += 1
        if _EMBEDS.search(element.get("class") or ""):
            inner.kind = "embed"
    elif tag in {"figcaption", "figure"} or _CAPTION_CLASS.search(element.get("class") or ""):
        inner.kind, inner.level = "caption", 0
    elif outer.marker:
        outer.marker = ""
    return inner


def _marker(item: HtmlElement) -> str:
    """Return the bullet or number that a list item is drawn with."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "•"
    value = item.get("value") or ""
    if value.lstrip("-").isdecimal() and len(value) < 7:
        return f"{int(value)}."
    start = parent.get("start") or "1"
    first = int(start) if start.lstrip("-").isdecimal() and len(start) < 7 else 1
    return f"{first + sum(1 for _ in item.itersiblings('li', preceding=True))}."


def _is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds rows of cells, not the layout of a page."""
    if table.get("role") in {"presentation", "none"}:
        return False
    rows = cells = wide = 0
    for element in table.iterdescendants():
        tag = element.tag
        if tag == "table":
            return False
        if tag == "tr":
            rows += 1
            wide += len(element) > 1
        elif tag in {"td", "th"}:
            cells += 1
            if cells > _MAX_CELLS or sum(1 for _ in element.iter("p")) > 3:
                return False
    return rows > 1 and wide * 2 > rows


def _code_language(element: HtmlElement) -> str | None:
    classes = " ".join(one.get("class") or "" for one in (element, *element.iterchildren("code")))
    match = _CODE_LANGUAGE.search(classes)
    return match[1].lower() if match else None
