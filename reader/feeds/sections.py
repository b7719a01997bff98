"""Long texts, set aside while the rest of a feed is parsed: those that stand in CDATA sections, which libxml2
reads letter by letter, and those of escaped HTML, which it puts together reference by reference. They are
half the time of a feed."""

from __future__ import annotations

import re
import sys

from reader.feeds.elements import Unsure

_BEGIN, _END = b"<![CDATA[", b"]]>"
MARK = "\x7f"
"""Stands around the number of a text in its place. XML allows it, but hardly a text has one."""
_SHORT = 200
_ESCAPED = b"&lt;"
_NUMBER = re.compile(rb"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


class Section(str):
    """The whole text of an element that was set aside; `utf8` is the same in UTF-8, which is there already
    and takes as long to make as reading the text does."""

    __slots__ = ("utf8",)
    utf8: bytes


def set_aside(document: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return a document in which long texts are their number only, and the texts by their numbers; both as
    they are if it has comments or processing instructions, in which what looks like a text is none.

    It is in UTF-8. All characters have to be legal, those that references stand for, too (see `characters`):
    no parser looks at those set aside.
    """
    rest, texts = _without_cdata(document)
    rest = _without_escaped(rest, texts)
    return (document, {}) if not texts or b"<!--" in rest or b"<?" in rest else (rest, texts)


def _without_cdata(document: bytes) -> tuple[bytes, dict[str, bytes]]:
    kept, texts, at = list[bytes](), dict[str, bytes](), 0
    begin = _find(_BEGIN, b"[", document, 0)
    while begin >= 0:
        inside = begin + len(_BEGIN)
        end = _find(_END, b"]", document, inside)
        if end < 0:
            return document, {}
        if end - inside > _SHORT:
            kept += (document[at:inside], _marked(_lines(document[inside:end]), texts))
            at = end
        begin = _find(_BEGIN, b"[", document, end)
    return (b"".join((*kept, document[at:])), texts) if texts else (document, {})


def _without_escaped(document: bytes, texts: dict[str, bytes]) -> bytes:
    """Set texts aside that have "&lt;" in them, from the last ">" before it to the next "<".

    Where that was no text - an attribute, a CDATA section - it either is too short or leaves markup that no
    parser takes.
    """
    kept, at = list[bytes](), 0
    found = document.find(_ESCAPED)
    while found >= 0 and (end := document.find(b"<", found)) >= 0:
        tag = max(at, document.rfind(b"<", at, found))
        begin = document.rfind(b">", tag, found) + 1
        if end - found > _SHORT and begin > tag:
            text = _unescaped(document[begin:end])
            if text is not None:
                kept += (document[at:begin], _marked(text, texts))
                at = end
        found = document.find(_ESCAPED, end)
    return b"".join((*kept, document[at:])) if kept else document


def _unescaped(text: bytes) -> bytes | None:
    """Return what a text says; None for one with a reference that is none of XML's own, or is not a text."""
    if b">" in text and _END in text:
        return None
    text = _lines(text).replace(_ESCAPED, b"<").replace(b"&gt;", b">").replace(b"&quot;", b'"')
    if b"&" not in text:
        return text
    if b"&#" in text:
        text = _NUMBER.sub(_referred, text)
    text = text.replace(b"&apos;", b"'")
    return None if text.count(b"&") > text.count(b"&amp;") else text.replace(b"&amp;", b"&")


def _referred(reference: re.Match[bytes]) -> bytes:
    hexadecimal, decimal = reference.groups()
    point = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if point == ord("&"):
        return b"&amp;"
    return chr(point).encode() if point <= sys.maxunicode else reference[0]


def put_back(text: str, texts: dict[str, bytes]) -> str:
    """Return the text of an element that has marks in it with what was set aside, without white space around:
    a `Section` if there is nothing else. Each text is taken out of `texts`: what asks for one twice, or for
    one that is not there, has marks of its own, and is Unsure.
    """
    before, *pieces = text.split(MARK)
    found = [texts.pop(number, b"") for number in pieces[::2]]
    if len(pieces) % 2 or not all(found):
        raise Unsure
    if len(pieces) == 2 and not before.strip() and not pieces[1].strip():
        first = found[0].strip()
        alone = Section(first.decode())
        alone.utf8 = first
        stripped = alone.strip()
        return alone if len(stripped) == len(alone) else stripped
    pieces[::2] = [section.decode() for section in found]
    return "".join((before, *pieces)).strip()


def _marked(text: bytes, texts: dict[str, bytes]) -> bytes:
    """Keep a text under a number of its own, and return what stands in its place."""
    number = str(len(texts))
    texts[number] = text
    return f"{MARK}{number}{MARK}".encode()


def _find(mark: bytes, rare: bytes, document: bytes, at: int) -> int:
    """Find a mark from there on, or less than 0: one character, `rare` in texts, is found much faster."""
    first = document.find(rare, at + mark.index(rare)) - mark.index(rare)
    return first if first < 0 or document.startswith(mark, first) else document.find(mark, at)


def _lines(text: bytes) -> bytes:
    """End lines as a parser of XML does."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
