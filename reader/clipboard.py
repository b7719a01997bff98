"""What the system's clipboard holds, read with whichever program there is for it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping

from reader import programs
from reader.text import safe_line

_SECONDS = 2.0
_MOST = 64 * 1024  # bytes
_LONGEST_ADDRESS = 2_048


async def address() -> str:
    """Return the address that the clipboard holds; "" if it holds something else, or cannot be read."""
    text = (await content()).strip()
    is_one = text.lower().startswith(("http://", "https://")) and len(text) <= _LONGEST_ADDRESS
    return text if is_one and text == safe_line(text) and " " not in text else ""


async def content() -> str:
    """Return the clipboard's text; "" if there is none, or no program to read it with.

    The programs are asked one after another, in the background, each for two seconds at most.
    """
    for command in readers(os.environ, sys.platform):
        try:
            outcome = await programs.run(command, seconds=_SECONDS, most=_MOST)
        except programs.ProgramError:
            continue
        if outcome.code == 0 and outcome.output:
            return outcome.output.decode("utf-8", "replace")
    return ""


def readers(environment: Mapping[str, str], platform: str) -> Iterator[list[str]]:
    """Yield the commands that may read the clipboard and are there."""
    known = (
        (platform == "darwin", ["pbpaste"]),
        (bool(environment.get("WAYLAND_DISPLAY")), ["wl-paste", "--no-newline", "--type", "text"]),
        (bool(environment.get("DISPLAY")), ["xclip", "-selection", "clipboard", "-o"]),
        (bool(environment.get("DISPLAY")), ["xsel", "--clipboard", "--output"]),
    )
    for fits, command in known:
        if fits and (path := shutil.which(command[0])) is not None:
            yield [path, *command[1:]]
