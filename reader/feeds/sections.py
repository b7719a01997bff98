"""CDATA sections, set aside while the rest of a feed is parsed: libxml2 reads them letter by letter, which is
half the time of a feed whose articles stand in them."""

from __future__ import annotations

_BEGIN, _END = "<![CDATA[", "]]>"
MARK = "\x7f"
"""Stands around the number of a section in its place. XML allows it, but hardly a text has one."""
_SHORT = 200


def set_aside(text: str) -> tuple[str, list[str]]:
    """Return a document in which long sections hold their number only, and what they held; both as they are
    if it has comments or processing instructions, in which what looks like a section is none.

    All characters have to be legal (see `characters`): no parser looks at those set aside.
    """
    kept, sections, at = list[str](), list[str](), 0
    begin = _find(_BEGIN, "[", text, 0)
    while begin >= 0:
        inside = begin + len(_BEGIN)
        end = _find(_END, "]", text, inside)
        if end < 0:
            return text, []
        if end - inside > _SHORT:
            kept += (text[at:inside], f"{MARK}{len(sections)}{MARK}")
            sections.append(_lines(text[inside:end]))
            at = end
        begin = _find(_BEGIN, "[", text, end)
    if not sections:
        return text, []
    rest = "".join((*kept, text[at:]))
    return (text, []) if "<!--" in rest or "<?" in rest else (rest, sections)


def put_back(text: str, sections: list[str]) -> str:
    """Return the text of an element that has marks in it with what was set aside."""
    pieces = text.split(MARK)
    pieces[1::2] = [sections[int(number)] for number in pieces[1::2]]
    return "".join(pieces)


def _find(mark: str, rare: str, text: str, at: int) -> int:
    """Find a mark from there on, or less than 0: one character, `rare` in texts, is found much faster."""
    first = text.find(rare, at + mark.index(rare)) - mark.index(rare)
    return first if first < 0 or text.startswith(mark, first) else text.find(mark, at)


def _lines(section: str) -> str:
    """End lines as a parser of XML does."""
    return section.replace("\r\n", "\n").replace("\r", "\n") if "\r" in section else section
