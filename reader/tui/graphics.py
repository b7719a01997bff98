"""What pictures the terminal can draw: asked once, before the application takes the terminal over."""

from __future__ import annotations

import os
import re
import select
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.pictures import missing_extra
from reader.tui import early
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.config import PictureSetting
    from reader.model import PictureProtocol

# One question for each, and last the one that every terminal answers: then no other answer comes any more.
# textual-image would ask as soon as it is imported, one after the other, each with a wait of its own.
_KITTY = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
_CELL_SIZE = "\x1b[16t"
ATTRIBUTES = "\x1b[c"
"""The question that every terminal answers; after that no answer comes any more."""
_KITTY_IS_THERE = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
_KITTY_SAYS = re.compile(rb"\x1b_Gi=31;[^\x1b]*\x1b\\")
_CELL_SIZE_IS = re.compile(rb"\x1b\[6;(\d{1,4});(\d{1,4})t")
_ATTRIBUTES_ARE = re.compile(rb"\x1b\[\?([\d;]{1,100})c")
_COLOUR_IS = re.compile(rb"\x1b\]1[0-9];[^\x07\x1b]*(?:\x07|\x1b\\)")
_ANSWERS = re.compile(b"|".join(p.pattern for p in (_KITTY_SAYS, _CELL_SIZE_IS, _ATTRIBUTES_ARE, _COLOUR_IS)))
_SIXEL = b"4"
_PATIENCE = 0.5  # seconds; a terminal in the same room answers in a few milliseconds
_MOST_BYTES = 4096
_CANNOT_BE_ASKED = frozenset({"dumb", "linux", "unknown", ""})
"""Values of TERM whose terminals print what they do not understand, or have no pictures for sure."""
_USUAL_CELL = (10, 20)


@dataclass(frozen=True, slots=True)
class Graphics:
    """How pictures are drawn, None if not at all. A cell of the terminal is `cell` (width, height) pixels.

    `trouble` is one sentence if pictures were asked for and cannot be.
    """

    protocol: PictureProtocol | None = None
    cell: tuple[int, int] = _USUAL_CELL
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a terminal said of itself; `cell` is None if it did not say."""

    kitty: bool = False
    sixel: bool = False
    cell: tuple[int, int] | None = None


def graphics(wanted: PictureSetting) -> Graphics:
    """Settle how pictures are drawn here; with "auto" and a terminal that cannot, not at all."""
    if wanted == "off":
        return Graphics()
    if trouble := missing_extra("half-block" if wanted == "half-block" else "sixel"):
        return Graphics(trouble="" if wanted == "auto" else trouble)
    answers = Answers() if wanted == "half-block" else ask()
    cell = answers.cell or cell_size()
    protocol = _best(answers, cell) if wanted == "auto" else wanted
    trouble = _obstacle(protocol, cell)
    if trouble:
        return Graphics(trouble="" if wanted == "auto" else trouble)
    return Graphics(protocol, cell or _USUAL_CELL)


def _best(answers: Answers, cell: tuple[int, int] | None) -> PictureProtocol | None:
    """Sixel first: terminals that have both know only a part of kitty's protocol, not the one used here."""
    if "NO_COLOR" in os.environ:
        return None
    if answers.sixel and cell is not None:
        return "sixel"
    return "kitty" if answers.kitty else None


def _obstacle(protocol: PictureProtocol | None, cell: tuple[int, int] | None) -> str:
    if protocol == "sixel" and cell is None:
        return "Pictures are off: this terminal does not say how large its cells are, which Sixel needs."
    colours = os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}
    if protocol == "kitty" and (not colours or "NO_COLOR" in os.environ):
        return "Pictures are off: kitty's need all colours (COLORTERM=truecolor, and no NO_COLOR)."
    return ""


def cell_size() -> tuple[int, int] | None:
    """Return (width, height) of a cell in pixels as the system knows it, None if it does not."""
    try:
        import fcntl
        import termios

        packed = fcntl.ioctl(sys.__stdout__, termios.TIOCGWINSZ, bytes(8))  # type: ignore[arg-type]
    except (ImportError, OSError, TypeError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", packed)
    return _plausible(width // columns, height // rows) if rows and columns else None


def ask() -> Answers:
    """Ask the terminal."""
    if not can_be_asked():
        return Answers()
    try:
        said = answer_to(_KITTY + _CELL_SIZE + ATTRIBUTES)
    except (ImportError, OSError, ValueError, AttributeError):  # no terminal, or not a Unix
        return Answers()
    attributes, size = _ATTRIBUTES_ARE.search(said), _CELL_SIZE_IS.search(said)
    return Answers(
        kitty=_KITTY_IS_THERE.search(said) is not None,
        sixel=attributes is not None and _SIXEL in attributes[1].split(b";"),
        cell=_plausible(int(size[2]), int(size[1])) if size else None,
    )


def can_be_asked() -> bool:
    """Whether the terminal answers questions, and shows none of them."""
    known = os.environ.get("TERM", "") not in _CANNOT_BE_ASKED
    return known and os.environ.get("TERM_PROGRAM") != "Apple_Terminal"


def _plausible(width: int, height: int) -> tuple[int, int] | None:
    return (width, height) if 3 <= width <= 200 and 5 <= height <= 400 else None


def answer_to(questions: str) -> bytes:
    """Return what the terminal says to questions of which the last is ATTRIBUTES: until it has told its
    attributes, or until patience ends."""
    keyboard, screen = sys.__stdin__.fileno(), sys.__stdout__.fileno()  # type: ignore[union-attr]
    said = b""
    with _unechoed(keyboard):
        os.write(screen, questions.encode())
        end = time.monotonic() + _PATIENCE
        while (left := end - time.monotonic()) > 0 and len(said) < _MOST_BYTES:
            if not select.select([keyboard], [], [], left)[0]:
                break
            piece = os.read(keyboard, 1024)
            said += piece
            if not piece or _ATTRIBUTES_ARE.search(said):
                break
    early.typed += _ANSWERS.sub(b"", said).decode("utf-8", "ignore")
    return said


@contextmanager
def _unechoed(keyboard: int) -> Iterator[None]:
    """Have the terminal hand over every byte at once, and show none of them."""
    import termios
    import tty

    before = termios.tcgetattr(keyboard)
    tty.setcbreak(keyboard, termios.TCSANOW)
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)
