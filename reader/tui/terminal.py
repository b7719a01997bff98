"""What the terminal can show: how many colours, on what paper, and whether more than ASCII."""

from __future__ import annotations

import locale
import os
import re
import sys
from typing import TYPE_CHECKING, Literal

from reader.tui.graphics import ATTRIBUTES, answer_to, can_be_asked
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.config import Settings

Palette = Literal["full", "256", "few"]
_BACKGROUND = "\x1b]11;?\x1b\\"
_BACKGROUND_IS = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_LIGHT = 0.5  # of the luma; a paper that is lighter wants dark letters
_LIGHT_NUMBERS = frozenset({"7", "15"})  # of the sixteen colours


@dataclass(frozen=True, slots=True)
class Terminal:
    """`light` is None where nobody said what the background is."""

    palette: Palette = "full"
    light: bool | None = None
    ascii: bool = False


def terminal(settings: Settings) -> Terminal:
    """Look, and ask the terminal for its background where the theme is to follow that."""
    colours = palette()
    wanted = settings.theme == "auto" or colours == "few"
    return Terminal(
        palette=colours,
        light=background_is_light() if wanted else None,
        ascii=settings.signs == "ascii" or (settings.signs == "auto" and not knows_unicode()),
    )


def palette() -> Palette:
    """Return how many colours the terminal says it has."""
    from rich.console import Console
    from textual import constants

    # As Textual asks, which leaves NO_COLOR to a filter of its own.
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    console = Console(color_system=constants.COLOR_SYSTEM, force_terminal=True, _environ=environment)  # type: ignore[arg-type]
    match console.color_system:
        case "truecolor" | "windows":
            return "full"
        case "256":
            return "256"
    return "few"


def knows_unicode() -> bool:
    """Whether the locale's encoding can write every letter."""
    return "utf" in locale.getencoding().lower()


def background_is_light() -> bool | None:
    """Ask the terminal (OSC 11), else the environment; None if neither says."""
    there = all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__))
    if there and can_be_asked():
        try:
            said = answer_to(_BACKGROUND + ATTRIBUTES)
        except (ImportError, OSError, ValueError, AttributeError):  # no terminal, or not a Unix
            said = b""
        if (answer := _BACKGROUND_IS.search(said)) is not None:
            return luma_of(answer) > _LIGHT
    _, _, number = os.environ.get("COLORFGBG", "").rpartition(";")
    return number in _LIGHT_NUMBERS if number.isdecimal() else None


def luma_of(answer: re.Match[bytes]) -> float:
    """Return how light the colour of an answer is, 0 to 1."""
    red, green, blue = (int(part, 16) / float(16 ** len(part) - 1) for part in answer.groups())
    return 0.299 * red + 0.587 * green + 0.114 * blue
