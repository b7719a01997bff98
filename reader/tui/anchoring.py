"""Words on whose width terminals do not agree with us, written so that nothing beside them moves.

Some vowels of Indic scripts take a column of their own in some terminals and none in others. What follows
such a word is held in its place from the next gap on: two spaces or more, which there is beside most texts.
"""

from __future__ import annotations

import re
from dataclasses import field

from rich.cells import cell_len

from reader.values import dataclass

# Devanagari to Malayalam and Sinhala, Myanmar, Khmer, the scripts of Bali, Java and their neighbours.
_LETTERS = "\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1a00-\u1aaf\u1b00-\u1bff"
_LETTERS += "\ua880-\ua8ff\ua980-\ua9df\uaa00-\uaaff"
DISPUTED = re.compile(f"[{_LETTERS}]")
_TOKEN = re.compile(r"\x1b\[[\d;:]*m|\x1b\]8;[^\x1b\x07]*(?:\x07|\x1b\\)|\x1b[\[\]P_]?|[^\x1b]+")
_INK = re.compile(r"\x1b\[[\d;:]*m|\x1b\]")
_PART = re.compile(r"[ ]{2,}|[\r\n]+|(?:[^ \r\n]|[ ](?![ ]))+|[ ]")
_SAVE, _RESTORE = "\x1b7", "\x1b8"


def anchored(data: str) -> str:
    """Return what is written to a terminal with what stands beside such words held in its place."""
    if data.isascii() or DISPUTED.search(data) is None:
        return data
    writing = _Writing()
    for token in _TOKEN.findall(data):
        writing.take(token)
    writing.end()
    return "".join(writing.out)


@dataclass(slots=True)
class _Writing:
    """What is written so far. `begun` is the place before the words that hold, for what clears their gap."""

    out: list[str] = field(default_factory=list)
    begun: int | None = None
    columns: int = 0
    spaced: bool = False
    ink: str = ""

    def take(self, token: str) -> None:
        if token[0] != "\x1b":
            for part in _PART.findall(token):
                self._write(part)
            return
        if _INK.match(token) is None:
            self.end()
        elif token[1] == "[":
            self.ink = token
        self.out.append(token)

    def end(self, gap: int = 0) -> None:
        """Put the cursor where the words end for us, and behind the gap that follows."""
        if self.begun is None:
            return
        columns = self.columns + gap
        if gap:
            self.out[self.begun] = f"{_SAVE}{self.ink}{' ' * columns}{_RESTORE}"
        self.out.append(f"{_RESTORE}\x1b[{columns}C{self.ink}")
        self.begun = None

    def _write(self, part: str) -> None:
        if self.begun is not None and part.isspace() and part[0] == " " and (part != " " or self.spaced):
            self.end(len(part))
            return
        self.spaced = part.endswith(" ")
        if self.begun is not None and part[0] in "\r\n":
            self.end()
        word = DISPUTED.search(part) if self.begun is None else None
        if word is not None:
            self.out.append(part[: word.start()])
            self.begun, self.columns, part = len(self.out), 0, part[word.start() :]
            self.out.append(_SAVE)
        if self.begun is not None:
            self.columns += cell_len(part)
        self.out.append(part)
