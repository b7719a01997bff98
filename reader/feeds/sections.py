"""CDATA sections, set aside while the rest of a feed is parsed: libxml2 reads them letter by letter, which is
half the time of a feed whose articles stand in them."""

from __future__ import annotations

_BEGIN, _END = b"<![CDATA[", b"]]>"
MARK = "\x7f"
"""Stands around the number of a section in its place. XML allows it, but hardly a text has one."""
_SHORT = 200


class Section(str):
    """The whole text of an element that stood in one section; `utf8` is the same in UTF-8, which is there
    already and takes as long to make as reading the text does."""

    __slots__ = ("utf8",)
    utf8: bytes


def set_aside(document: bytes) -> tuple[bytes, list[bytes]]:
    """Return a document in which long sections hold their number only, and what they held; both as they are
    if it has comments or processing instructions, in which what looks like a section is none.

    It is in UTF-8. All characters have to be legal (see `characters`): no parser looks at those set aside.
    """
    kept, sections, at = list[bytes](), list[bytes](), 0
    begin = _find(_BEGIN, b"[", document, 0)
    while begin >= 0:
        inside = begin + len(_BEGIN)
        end = _find(_END, b"]", document, inside)
        if end < 0:
            return document, []
        if end - inside > _SHORT:
            kept += (document[at:inside], f"{MARK}{len(sections)}{MARK}".encode())
            sections.append(_lines(document[inside:end]))
            at = end
        begin = _find(_BEGIN, b"[", document, end)
    if not sections:
        return document, []
    rest = b"".join((*kept, document[at:]))
    return (document, []) if b"<!--" in rest or b"<?" in rest else (rest, sections)


def put_back(text: str, sections: list[bytes]) -> str:
    """Return the text of an element that has marks in it with what was set aside, without white space around:
    a `Section`, if it is one and has none."""
    before, number, *pieces = text.split(MARK)
    first = sections[int(number)]
    read = first.decode()
    if len(pieces) == 1 and not before.strip() and not pieces[0].strip():
        alone = read.strip()
        if len(alone) < len(read):
            return alone
        section = Section(read)
        section.utf8 = first
        return section
    pieces[1::2] = [sections[int(number)].decode() for number in pieces[1::2]]
    return "".join((before, read, *pieces)).strip()


def _find(mark: bytes, rare: bytes, document: bytes, at: int) -> int:
    """Find a mark from there on, or less than 0: one character, `rare` in texts, is found much faster."""
    first = document.find(rare, at + mark.index(rare)) - mark.index(rare)
    return first if first < 0 or document.startswith(mark, first) else document.find(mark, at)


def _lines(section: bytes) -> bytes:
    """End lines as a parser of XML does."""
    return section.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in section else section
