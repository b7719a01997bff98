"""Notifications by the terminal: OSC 9 or OSC 777, where a terminal is known to show them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Literal

from reader.text import safe_line

Way = Literal["9", "777"]
_BY_PROGRAM: Mapping[str, Way] = {
    "iterm.app": "9",
    "wezterm": "777",
    "ghostty": "777",
    "warpterminal": "9",
}
_BY_TERM: tuple[tuple[str, Way], ...] = (
    ("rxvt-unicode", "777"),
    ("foot", "777"),
    ("xterm-kitty", "777"),
    ("xterm-ghostty", "777"),
    ("wezterm", "777"),
    ("contour", "777"),
)


def way(environment: Mapping[str, str]) -> Way | None:
    """Return how this terminal is told, None if it is not known to show notifications."""
    program = environment.get("TERM_PROGRAM", "").casefold()
    if program in _BY_PROGRAM:
        return _BY_PROGRAM[program]
    term = environment.get("TERM", "")
    return next((known for name, known in _BY_TERM if term.startswith(name)), None)


def sequence(title: str, body: str, how: Way) -> str:
    """Return what makes a terminal show a notification; nothing in it can end it or be another command."""
    title, body = (safe_line(text, 300).replace(";", ",") for text in (title, body))
    if how == "777":
        return f"\x1b]777;notify;Reader: {title};{body}\x1b\\"
    return f"\x1b]9;Reader: {title}. {body}\x1b\\"


def shower(
    write: Callable[[str], object], environment: Mapping[str, str] = os.environ
) -> Callable[[str, str], bool]:
    """Return what shows a notification by `write`, and says whether it can."""

    def show(title: str, body: str) -> bool:
        how = way(environment)
        if how is not None:
            write(sequence(title, body, how))
        return how is not None

    return show
