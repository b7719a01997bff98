"""Program listings: code line by line, without line numbers and buttons, and the language it is in."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.extract.visibility import class_words
from reader.text import safe_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_DEPTH = 100
_NO_CODE = frozenset(
    {"button", "style", "script", "svg", "template", "noscript", "select", "input", "textarea"}
)
_LINES = frozenset({"div", "p", "li", "tr", "ol", "ul", "table", "tbody"})
_GUTTER = frozenset({
    "lineno", "linenos", "linenumber", "linenumbers", "line-number", "line-numbers", "line-numbers-rows",
    "lnt", "ln", "gutter", "blob-num", "rouge-gutter", "code-gutter", "hljs-ln-numbers", "linenodiv",
    "code__header", "code-header", "copy", "copy-button", "copy-code-button", "line-num",
})  # fmt: skip
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight-text|brush)[-:_]\s?([\w+#.-]{1,20})", re.IGNORECASE
)
_AFTER_HIGHLIGHT = re.compile(
    r"(?:^|\s)(?:highlight|hljs|sourceCode|prettyprint)\s+([a-z][\w+#-]{0,15})(?:\s|;|$)"
)
_NO_LANGUAGE = frozenset({
    "none", "plain", "plaintext", "text", "txt", "nohighlight", "chroma", "line-numbers", "linenums", "wide",
    "auto", "code", "default", "highlight", "copy", "block", "inline", "theme", "raw", "table",
})  # fmt: skip


def listing_text(*roots: HtmlElement) -> str:
    """Return the code in elements, one line a line."""
    typist = _Typist()
    for root in roots:
        typist.new_line()
        typist.read(root)
    code = safe_text(typist.text().replace("\xa0", " ")).expandtabs(4)
    return "\n".join(line.rstrip() for line in code.split("\n")).strip("\n")


class _Typist:
    """Writes code down. Numbers that stand before lines are put aside until it is known what they are."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._numbers: list[tuple[int, int]] = []  # place among the parts, number
        self._at_start = True

    def read(self, element: HtmlElement, depth: int = 0) -> None:
        if depth > _MAX_DEPTH:
            self._write("".join(element.itertext()))
            return
        self._write(element.text)
        for child in element:
            tag = child.tag
            if tag == "br":
                self._write("\n")
            elif isinstance(tag, str) and tag not in _NO_CODE and not _is_gutter(child):
                self._read_child(child, tag, depth)
            self._write(child.tail)

    def _read_child(self, child: HtmlElement, tag: str, depth: int) -> None:
        text = (child.text or "").strip()
        if self._at_start and len(child) == 0 and text.isdecimal() and len(text) < 6:
            self._numbers.append((len(self._parts), int(text)))
            self._parts.append(child.text or "")
        elif tag in _LINES:
            self.new_line()
            self.read(child, depth + 1)
            self.new_line()
        else:
            self.read(child, depth + 1)

    def new_line(self) -> None:
        if not self._at_start:
            self._write("\n")

    def _write(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self._at_start = text.rstrip(" \t").endswith("\n") if text.strip(" \t") else self._at_start

    def text(self) -> str:
        """Return the code, without the numbers where they count its lines."""
        if _counts_up([number for _, number in self._numbers]):
            for place, _ in self._numbers:
                self._parts[place] = ""
        return "".join(self._parts)


def _is_gutter(element: HtmlElement) -> bool:
    names = element.get("class")
    if names and not _GUTTER.isdisjoint(class_words(names)):
        return True
    style = element.get("style")
    return bool(style) and "user-select:none" in style.replace(" ", "") and len(element) == 0


def is_counting(pre: HtmlElement) -> bool:
    """Whether an element holds nothing but the numbers of another one's lines."""
    words = "".join(pre.itertext()).split()
    if not words or not all(word.isdecimal() and len(word) < 6 for word in words):
        return False
    return _counts_up([int(word) for word in words])


def _counts_up(numbers: list[int]) -> bool:
    return len(numbers) > 1 and all(after - before == 1 for before, after in pairwise(numbers))


def code_cells(table: HtmlElement) -> list[HtmlElement]:
    """Return the cells of a table's code where the table puts line numbers beside code, else none."""
    code: list[HtmlElement] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if len(cells) != 2 or not _numbers_only(cells[0]) or not _is_code(cells[1]):
            return []
        code.append(cells[1])
    return code


def _numbers_only(cell: HtmlElement) -> bool:
    words = "".join(cell.itertext()).split()
    if not words:
        return _is_gutter(cell) or cell.get("data-line-number") is not None
    return all(word.isdecimal() for word in words)


def _is_code(cell: HtmlElement) -> bool:
    if "code" in (cell.get("class") or ""):
        return True
    return next(cell.iter("pre", "code"), None) is not None


def language_of(element: HtmlElement) -> str | None:
    """Return the language that a listing, what is in it, or what is right around it says it is in."""
    inside = [one for one in element.iter("code", "pre") if one is not element][:2]
    around = [one for _, one in zip(range(6), element.iterancestors(), strict=False)]
    for one in (element, *inside, *around):
        for name in ("data-lang", "data-language", "data-code-language"):
            if value := _known(one.get(name)):
                return value
        names = one.get("class") or ""
        for pattern in (_LANGUAGE, _AFTER_HIGHLIGHT):
            match = pattern.search(names)
            if match and (value := _known(match[1])):
                return value
    return None


def _known(name: str | None) -> str | None:
    name = (name or "").strip().lower()
    return name if 0 < len(name) <= 20 and name not in _NO_LANGUAGE and " " not in name else None


def is_listing(code: HtmlElement) -> bool:
    """Whether code of running text is a listing: of several lines, in a language that it tells."""
    return language_of(code) is not None and "\n" in "".join(code.itertext()).strip()
