"""What a program wrote to a terminal, taken apart: its text, and every sequence that is not of its own."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass

from tests.security.attacks import FORBIDDEN

_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])|\x1b",
    re.DOTALL,
)
_COLOUR = r"(?:2;\d{1,3};\d{1,3};\d{1,3})"
# Attributes, then the foreground, then the background, as Rich writes them where all colours can be shown.
_STYLE = re.compile(rf"\x1b\[(?:0|(?:[1234679];)*(?:38;{_COLOUR}(?:;48;{_COLOUR})?|48;{_COLOUR}))m")
_CURSOR = re.compile(r"\x1b\[([1-9]\d{0,3});([1-9]\d{0,3})H")
_LINK = re.compile(r"\x1b\]8;(?:id=[0-9a-f]{1,8};(https?://[!-~]{1,2000})|;)\x1b\\")
_CLIPBOARD = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
_OWN = re.compile(
    r"\x1b\[(?:\?(?:25|7|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]|\?(?:2026|2048)\$p|>\d{1,2}u|<u)"
    r"|\x1b\]22;(?:default|pointer|text)\x07"
    r"|\x1b[78]|\x1b\[[1-9]\d{0,3}C"
)
"""What Textual sets the terminal up with, and takes back at the end; and what holds beside words of disputed
width in its place (`tui.anchoring`)."""
_LINE_ENDS = frozenset("\r\n")
_MOST_MARKS = 8


@dataclass(frozen=True, slots=True)
class Written:
    """`foreign` is whatever the program has no business to write; `copied` what it put into the clipboard."""

    text: str
    foreign: tuple[str, ...]
    copied: tuple[str, ...]
    links: tuple[str, ...]


def taken_apart(written: bytes, columns: int, rows: int) -> Written:
    """Take apart what the application wrote to a terminal of this size. Not UTF-8 is foreign, too."""
    text, pieces, foreign, copied, links = written.decode("utf-8", "replace"), [], [], [], []
    at = 0
    for found in _SEQUENCE.finditer(text):
        pieces.append(text[at : found.start()])
        at, sequence = found.end(), found[0]
        place, clipboard = _CURSOR.fullmatch(sequence), _CLIPBOARD.fullmatch(sequence)
        if clipboard:
            copied.append(base64.b64decode(clipboard[1]).decode())
        elif link := _LINK.fullmatch(sequence):
            links.append(link[1] or "")
        elif place and int(place[1]) <= rows and int(place[2]) <= columns:
            pieces.append("\n")
        elif not (_STYLE.fullmatch(sequence) or _OWN.fullmatch(sequence)):
            foreign.append(sequence)
    plain = "".join((*pieces, text[at:]))
    return Written(plain, (*foreign, *foreign_in(plain)), tuple(copied), tuple(links))


def foreign_in(text: str) -> tuple[str, ...]:
    """What of a plain text steers a terminal or hides in it."""
    found = [character for character in text if character in FORBIDDEN - _LINE_ENDS or character == "\ufffd"]
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks == _MOST_MARKS + 1:
            found.append(f"more than {_MOST_MARKS} marks")
    return tuple(found)
