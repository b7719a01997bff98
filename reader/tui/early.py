"""The first frame, drawn within a twentieth of a second, while the rest of the program is still being loaded.

The application remembers how it looked when it had started (`remembered`). At the next start that picture is
shown at once, if the library still has as many of everything, it is the same terminal, and it is not old;
else only the newest titles are, in the place where the list will be. Textual then draws over it: the driver
leaves the screen as it is. Keys that are pressed meanwhile wait in the terminal, as always.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.glimpse import glimpse
from reader.text import cut, safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from reader.glimpse import Glimpse

_FRESH = 600
"""Seconds for which a picture is shown again: it says how old the articles are."""
_BEGIN = "\x1b[?1049h\x1b[?25l\x1b[0m\x1b[H\x1b[2J"
_END = "\x1b[0m\x1b[?1049l\x1b[?25h"
_FORMAT = 1


class EarlyFrame:
    """A frame on the terminal that nothing else has taken over yet; `leave` gives the terminal back."""

    def __init__(self, attributes: list[Any], fileno: int) -> None:
        self.attributes: list[Any] | None = attributes
        self._fileno = fileno

    def take_over(self) -> list[Any] | None:
        """Hand the screen to who draws from now on; return the terminal's settings as they were before."""
        attributes, self.attributes = self.attributes, None
        return attributes

    def leave(self) -> None:
        """Give the terminal back, unless somebody has taken it over."""
        import termios

        if self.attributes is not None:
            termios.tcsetattr(self._fileno, termios.TCSANOW, self.attributes)
            _write(_END)
            self.attributes = None


typed = ""
"""What was typed before there was anybody to tell it to: `driver` does."""
shown: EarlyFrame | None = None
"""The frame of this process, once there is one."""


def show(library: Path) -> None:
    """Draw the first frame of the library at `library`, if that can be done; then `shown` is there."""
    global shown  # there is one terminal
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return
    size = os.get_terminal_size(sys.stdout.fileno())
    found = glimpse(library, size.lines)
    frame = None if found is None else _frame(found, size)
    if frame is not None:
        attributes = _quiet(sys.stdin.fileno())
        if attributes is not None:
            shown = EarlyFrame(attributes, sys.stdin.fileno())
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, _end)
            _write(_BEGIN + frame)


def leave() -> None:
    """Give the terminal back if a first frame is all that was drawn: what follows is not the application."""
    if shown is not None:
        shown.leave()


def _end(number: int, _frame: FrameType | None) -> None:
    leave()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def remembered(
    lines: Sequence[str], columns: int, rows: tuple[int, int, int, int], step: int, stamp: str
) -> str:
    """Return what is kept of a picture: its lines, as they are written to the terminal, and where in it the
    rows of articles are: column, line, width and height, and how many lines each takes."""
    return json.dumps(
        {
            "format": _FORMAT,
            "columns": columns,
            "lines": list(lines),
            "rows": rows,
            "step": step,
            "stamp": stamp,
            "moment": time.time(),
            "terminal": _terminal(),
        }
    )


def _terminal() -> list[str]:
    """What decides which colours and signs are used."""
    names = ("TERM", "COLORTERM", "NO_COLOR", "TERM_PROGRAM", "LANG", "LC_ALL", "LC_CTYPE")
    return [os.environ.get(name, "") for name in names]


def _frame(found: Glimpse, size: os.terminal_size) -> str | None:
    try:
        kept = json.loads(found.remembered)
        if kept["format"] != _FORMAT or kept["terminal"] != _terminal():
            return None
        if (kept["columns"], len(kept["lines"])) != tuple(size):
            return None
        if kept["stamp"] == found.stamp and 0 <= time.time() - kept["moment"] < _FRESH:
            return "".join(f"\x1b[{number};1H{line}" for number, line in enumerate(kept["lines"], 1))
        column, line, width, height = map(int, kept["rows"])
        return _titles(found, (column, line, width, height), int(kept["step"]))
    except (ValueError, KeyError, TypeError):
        return None


def _titles(found: Glimpse, where: tuple[int, int, int, int], step: int) -> str:
    column, line, width, height = where
    places = range(line + 1, line + height - step + 2, step)
    drawn = []
    for place, row in zip(places, found.rows, strict=False):
        title, source = (cut(safe_line(text), width - 6) for text in row)
        drawn.append(f"\x1b[{place};{column + 4}H{title}")
        drawn.append(f"\x1b[{place + step - 1};{column + 4}H\x1b[2m{source}\x1b[0m")
    return "".join(drawn)


def _quiet(fileno: int) -> list[Any] | None:
    """Have the terminal keep what is typed to itself; return its settings, None if it has none."""
    import termios

    try:
        before = termios.tcgetattr(fileno)
        after = termios.tcgetattr(fileno)
        after[3] &= ~(termios.ECHO | termios.ICANON)
        after[6][termios.VMIN] = 1
        termios.tcsetattr(fileno, termios.TCSANOW, after)
    except termios.error:
        return None
    return before


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
