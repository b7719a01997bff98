"""What the bytes of a feed say of all characters in it at once, so that its texts need not be looked at one
by one, and each several times."""

from __future__ import annotations

import re

from reader.text import is_ordinary
from reader.values import dataclass

# All of ASCII that is ordinary but for "#", by which references to characters show. A carriage return in it
# is a newline to every parser.
_UNREMARKABLE = bytes(code for code in (*b"\t\n\r", *range(0x20, 0x7F)) if code != ord("#"))
_REFERENCE = re.compile(rb"&#(?:x0*+([0-9a-fA-F]{1,6});|0*+([0-9]{1,7});)?")
_UNCLEAR = "\uffff"  # a reference to something else may be one to DEL for a parser
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MISREAD = re.compile("[\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Characters:
    """What is known of every text in an XML document without entities of its own.

    `legal`: it has only characters that XML allows, and no DEL. `ordinary`: it has only those of which
    `reader.text.is_ordinary` is true. `settled`: none was misread, `elements.settled` changes nothing.
    """

    legal: bool
    ordinary: bool
    settled: bool


def characters_of(document: bytes) -> Characters:
    """Look at all characters of a document in UTF-8: those that are written, and those referred to."""
    remarkable = document.translate(None, _UNREMARKABLE)
    found = remarkable.decode("utf-8", "surrogatepass")
    if "#" in found:
        found += "".join({_meant(*digits) for digits in set(_REFERENCE.findall(document))})
    ordinary = is_ordinary(found)
    legal = ordinary or _ILLEGAL.search(found) is None
    # UTF-8 that was taken for Latin-1 has one of these in every letter, windows-1252's own signs are of them.
    return Characters(legal, ordinary, settled=_MISREAD.search(found) is None)


def _meant(hexadecimal: bytes, decimal: bytes) -> str:
    """The character of a reference; one that is not legal if it is not clear, or is none."""
    if not hexadecimal and not decimal:
        return _UNCLEAR
    point = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(point) if point <= 0x10FFFF else _UNCLEAR
