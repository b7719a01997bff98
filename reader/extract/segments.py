"""A page cut into its blocks in reading order: every one, article or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.contexts import Context, context_of, heading, note, within
from reader.extract.elements import MARKS, PLAIN, ROLES, class_role, has_brackets, heading_level, is_permalink
from reader.extract.footnotes import find_footnotes, is_raised, leading_sign
from reader.extract.inline import InlineWriter, Passage, cut, joined_lines, paragraphs_of
from reader.extract.listings import code_cells, is_counting, is_listing, language_of, listing_text
from reader.extract.maths import (
    formula_in_image,
    formula_in_script,
    formula_of,
    is_drawn_again,
    is_tex_script,
)
from reader.extract.tables import cell_passage, drawn, heading_rows, is_layout, may_hold_data, rows_of
from reader.extract.visibility import HiddenText, is_made_block, is_mere_sign, is_off
from reader.text import safe_text
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from reader.extract.elements import ClassRole
    from reader.extract.footnotes import Footnotes
    from reader.extract.maths import Formula
    from reader.model import BlockKind, Span

    Told = Mapping[str, str]  # an element's attributes

_SCENE_BREAK = re.compile(r"(?:[*·•~–—_⁂✻❖◆◇■□#-]\s?){3,12}|⁂")
_UNREAD = frozenset({"screen-reader", "edit"})
_OF_PARAGRAPHS = frozenset({"paragraph", "quote"})
_MARKED = frozenset({"list_item", "footnote"})
_NOTHING_TOLD: dict[str, str] = {}
_MAX_SEGMENTS = 20_000
_MAX_DEPTH = 120


@dataclass(slots=True, eq=False)
class Segment:
    """One block of a page and the element that it came from. `hidden` says that the page does not show it
    before it is asked to.

    Nobody changes one, but a page has hundreds, and a frozen dataclass takes three times as long to make.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...]
    element: HtmlElement
    level: int = 0
    marker: str = ""
    language: str | None = None
    hidden: bool = False


def segments(root: HtmlElement) -> list[Segment]:
    """Return all blocks of text under `root` in document order; links are as the page writes them."""
    return _SegmentReader(find_footnotes(root), HiddenText(root)).blocks_in(root)


class _SegmentReader:
    def __init__(self, footnotes: Footnotes, hidden_text: HiddenText) -> None:
        self.found: list[Segment] = []
        self._writer = InlineWriter()
        self._footnotes = footnotes
        self._hidden_text = hidden_text
        self._hidden = False
        self._depth = 0

    def blocks_in(self, element: HtmlElement) -> list[Segment]:
        """Return the blocks under an element that is read for itself: a page, a cell."""
        context = Context("paragraph", element)
        self.walk(element, context)
        self.flush(context)
        return self.found

    def walk(self, element: HtmlElement, context: Context) -> None:
        """Read an element's text and children; a block inside it ends the passage before it."""
        if self._depth >= _MAX_DEPTH:
            self._walk_flat(element, context)
            return
        self._depth += 1
        add = self._writer.add
        text = element.text
        if text:
            add(text)
        for child in element[:]:
            tag = child.tag
            role = ROLES.get(tag)
            if role != "skipped":
                items = child.items()
                told = dict(items) if items else _NOTHING_TOLD
                if told and ("style" in told or "hidden" in told) and is_off(told):
                    self._read_hidden(child, tag, role, told, context)
                elif "aria-hidden" in told and told["aria-hidden"] == "true" and is_mere_sign(child):
                    pass
                elif role == "block":  # from here on as `_read`, which nearly every element would cost a call
                    self._block(child, tag, told, context)
                elif role is None:
                    self._inline(child, tag, told, context)
                else:
                    self._special(child, tag, told, context)
            text = child.tail
            if text:
                add(text)
        self._depth -= 1

    def _walk_flat(self, element: HtmlElement, context: Context) -> None:
        """As `walk`, for what is nested too deep to be anything but text and blocks of it."""
        from lxml.etree import iterwalk

        around = within(element, context)
        steps = iterwalk(element, events=("start", "end"))
        for event, at in steps:
            role = ROLES.get(at.tag)
            if role == "block":
                self.flush(around)
            if event == "start" and (role == "skipped" or at.tag == "script"):
                steps.skip_subtree()
            elif event == "start" and at.text:
                self._writer.add(at.text)
            elif event == "end" and at is not element and at.tail:
                self._writer.add(at.tail)

    def _read(self, child: HtmlElement, tag: str, role: str | None, told: Told, context: Context) -> None:
        if role == "block":
            self._block(child, tag, told, context)
        elif role is None:
            self._inline(child, tag, told, context)
        else:
            self._special(child, tag, told, context)

    def _read_hidden(
        self, child: HtmlElement, tag: str, role: str | None, told: Told, context: Context
    ) -> None:
        """Read a hidden element where something on the page is meant to show it."""
        if not self._hidden and not self._hidden_text.can_be_shown(child):
            return
        before, self._hidden = self._hidden, True
        self._read(child, tag, role, told, context)
        self._hidden = before

    def _enter(self, element: HtmlElement, context: Context) -> None:
        """As `walk`, which most elements are spared: they hold nothing but text."""
        if len(element):
            self.walk(element, context)
        elif element.text:
            self._writer.add(element.text)

    def flush(self, context: Context) -> None:
        """End the passage and keep it as one block, or more where its lines are paragraphs."""
        if not self._writer.parts:
            return
        passage = self._writer.take()
        whole = context.kind not in _OF_PARAGRAPHS
        for part in [joined_lines(passage)] if whole else paragraphs_of(passage):
            if part.text:
                self._keep(part, context)

    def _keep(self, passage: Passage, context: Context) -> None:
        kind, level, marker = context.kind, context.level, ""
        if kind == "paragraph":
            if len(passage.text) < 30 and _SCENE_BREAK.fullmatch(passage.text):
                self._found("rule", Passage(""), context.element)
                return
        elif kind == "list_item":
            level = context.lists - 1
        elif kind == "footnote" and context.item is not None:
            passage = cut(passage, leading_sign(passage.text, context.item.marker), len(passage.text))
            if not passage.text:
                return
        if context.item is not None and kind in _MARKED:
            marker, context.item.marker = context.item.marker, ""
        self._found(kind, passage, context.element, level, marker)

    def _found(
        self,
        kind: BlockKind,
        passage: Passage,
        element: HtmlElement,
        level: int = 0,
        marker: str = "",
        language: str | None = None,
    ) -> None:
        if len(self.found) < _MAX_SEGMENTS:
            text, spans = passage.text, passage.spans
            self.found.append(Segment(kind, text, spans, element, level, marker, language, self._hidden))

    def _inline(self, element: HtmlElement, tag: str, told: Told, context: Context) -> None:
        """Read an element of running text, and what is a block though its tag does not say so."""
        role = class_role(told["class"]) if "class" in told else ""
        if role and (role in _UNREAD or (role == "formula" and self._formula(element, context))):
            return
        if is_made_block(told.get("style")) or ("-" in tag and self._stands_alone(element)):
            self._block(element, tag, told, context)
            return
        if self._footnotes.references and self._reference(element):
            return
        kind = MARKS.get(tag)
        if kind is None:
            self._enter(element, context)
        else:
            self._writer.open(kind)
            self._enter(element, context)
            self._writer.close()

    def _stands_alone(self, element: HtmlElement) -> bool:
        """Whether an element that only a script knows has no running text around it."""
        tail = element.tail
        return not self._writer.parts and (not tail or tail.isspace())

    def _special(self, element: HtmlElement, tag: str, told: Told, context: Context) -> None:
        """Read an inline element that is more than its text."""
        if tag == "a":
            self._link(element, told, context)
        elif tag == "br":
            if not self._writer.line_break():
                self.flush(context)
        elif tag == "img":
            self._image(element, told, context)
        elif tag == "script":
            if is_tex_script(element) and (formula := formula_in_script(element)):
                self._write_formula(formula, element, context)
        elif tag == "template":
            if element.get("shadowrootmode") or element.get("shadowroot"):
                self.walk(element, context)
        elif tag == "button":
            if context.kind in {"heading", "term"}:
                self.walk(element, context)
        elif tag == "q":
            self._enclosed(element, "“”", context)
        elif tag == "rt":
            if has_brackets(element):
                self.walk(element, context)
        elif tag == "code":
            self._inline_code(element, told, context)
        elif tag == "noscript":
            if next(element.iter("p"), None) is not None and self._hidden_text.holds_main_text(element):
                self.walk(element, context)
        elif not self._formula(element, context):
            self.walk(element, context)

    def _link(self, element: HtmlElement, told: Told, context: Context) -> None:
        if "class" in told and class_role(told["class"]) in _UNREAD:
            return
        notes = self._footnotes
        if notes.notes and (element in notes.back or self._reference(element)):
            return
        href = told.get("href")
        if context.kind == "heading" and href and "#" in href and is_permalink(element):
            return
        self._writer.open("link", href)
        if is_made_block(told.get("style")):
            self._block(element, "a", told, context)
        else:
            self._enter(element, context)
        self._writer.close()

    def _reference(self, element: HtmlElement) -> bool:
        """Write the sign of a footnote, in brackets lest it read as part of the word before it."""
        sign = self._footnotes.references.get(element)
        if sign is None:
            return False
        last = self._writer.last
        bare = not sign.isalnum() or last in "[(" or (last == " " and not is_raised(element))
        if not bare:
            self._writer.add("[")
        self._writer.open("footnote")
        self._writer.add(sign)
        self._writer.close()
        if not bare:
            self._writer.add("]")
        return True

    def _enclosed(self, element: HtmlElement, marks: str, context: Context) -> None:
        """Write an element's text between the marks that a browser draws around it."""
        self._writer.add(marks[:1])
        self.walk(element, context)
        self._writer.add(marks[1:])

    def _image(self, element: HtmlElement, told: Told, context: Context) -> None:
        """Write what an image stands for in running text: a pictograph, a formula."""
        alt = told.get("alt")
        if alt and len(alt) <= 8 and not alt.isascii() and not any(sign.isalnum() for sign in alt):
            self._writer.add(alt)
        elif formula := formula_in_image(element):
            self._write_formula(formula, element, context)

    def _formula(self, element: HtmlElement, context: Context) -> bool:
        """Write a formula; False where its source is not to be had."""
        if is_drawn_again(element):
            return True
        formula = formula_of(element)
        if formula is not None:
            self._write_formula(formula, element, context)
        return formula is not None

    def _write_formula(self, formula: Formula, element: HtmlElement, context: Context) -> None:
        if formula.display and context.kind not in {"heading", "caption"}:
            self.flush(context)
            text = safe_text(formula.tex).expandtabs(4)
            self._found("code", Passage(text), element, language="tex")
            return
        if self._writer.last.isalnum():
            self._writer.part()
        self._writer.open("code")
        self._writer.add(formula.tex)
        self._writer.close()
        if element.tail and element.tail[0].isalnum():
            self._writer.part()

    def _inline_code(self, element: HtmlElement, told: Told, context: Context) -> None:
        """Read code in running text; code of several lines with a language of its own is a listing."""
        if "class" in told and len(element) and not self._writer.parts and is_listing(element):
            self._code(element)
            return
        self._writer.open("code")
        self._enter(element, context)
        self._writer.close()

    def _block(self, element: HtmlElement, tag: str, told: Told, context: Context) -> None:
        """Read an element that stands on lines of its own."""
        if self._writer.parts:
            self.flush(context)
        role = class_role(told["class"]) if "class" in told else ""
        if role and self._is_done(element, tag, role, context):
            return
        if tag == "table" and self._table(element):
            return
        if tag == "pre":
            if not is_counting(element):
                self._code(element)
        elif tag == "hr":
            self._found("rule", Passage(""), element)
        else:
            inner = self._context_of(element, tag, told, context, role)
            around, inner.element = inner.element, element
            self._enter(element, inner)
            if self._writer.parts:
                self.flush(inner)
            inner.element = around

    def _is_done(self, element: HtmlElement, tag: str, role: ClassRole, context: Context) -> bool:
        """Whether an element's class says that it is not read, or it was read as a formula."""
        return (role in _UNREAD and tag != "a") or (role == "formula" and self._formula(element, context))

    def _context_of(
        self, element: HtmlElement, tag: str, told: Told, outer: Context, role: ClassRole
    ) -> Context:
        """Return what a block's text belongs to: the same as the text around it where it lends nothing."""
        notes = self._footnotes.notes
        if notes and element in notes:
            return note(element, outer, notes[element])
        if "role" in told and (level := heading_level(told)):
            return heading(element, outer, level)
        if not role and tag in PLAIN:
            return outer
        return context_of(element, tag, outer, role)

    def _code(self, *elements: HtmlElement) -> None:
        text = listing_text(*elements)
        if text.strip():
            self._found("code", Passage(text), elements[0], language=language_of(elements[0]))

    def _table(self, element: HtmlElement) -> bool:
        """Keep a table as one block; False where it only lays out the page."""
        if not may_hold_data(element):
            return False
        if cells := code_cells(element):
            self._code(*cells)
            return True
        rows = rows_of(element)
        read = [[(cell, self._read_apart(cell)) for cell in row if cell.tag in {"td", "th"}] for row in rows]
        if is_layout(rows, [blocks for row in read for _, blocks in row]):
            return False
        for caption in element.iterchildren("caption"):
            inner = Context("paragraph", caption)
            self.walk(caption, inner)
            self.flush(inner)
        passage = drawn([[(cell, cell_passage(blocks)) for cell, blocks in row] for row in read])
        if passage.text:
            self._found("table", passage, element, heading_rows(rows))
        return True

    def _read_apart(self, element: HtmlElement) -> list[Segment]:
        reader = _SegmentReader(self._footnotes, self._hidden_text)
        reader._hidden, reader._depth = self._hidden, self._depth + 1
        return reader.blocks_in(element)
