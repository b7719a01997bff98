"""The pipes of feeds.toml as actions, each with its command, and with its key if it names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text import safe_line
from reader.tui.actions.action import TEXT, Action
from reader.tui.actions.macros import Macro
from reader.tui.actions.programs import GROUP
from reader.tui.actions.spelling import Keys, UnknownKeyError, key_of, sequence, written

if TYPE_CHECKING:
    from reader.config import Settings

_LONGEST_KEYS = 4


def pipes(settings: Settings) -> list[Macro]:
    """Return the pipes of the settings, in their order."""
    return [
        Macro(
            Action(
                f"pipe_{pipe.name}",
                safe_line(pipe.name, 40),
                safe_line(f"Give the article to {' '.join(pipe.run)}", 100),
                GROUP,
                written(keys) if (keys := _keys(pipe.key)) else "",
                f"pipe_named('{pipe.name}')",
                panes=TEXT,
                command=f"pipe-{pipe.name}",
            ),
            (),
            settings.lines.get(f"pipe.{number}", 0),
            (f"“{safe_line(pipe.key, 20)}” of the pipe {pipe.name} is no key",)
            if pipe.key and not keys
            else (),
        )
        for number, pipe in enumerate(settings.pipes)
    ]


def _keys(text: str) -> Keys | None:
    """Read a key, a sequence with spaces, or signs that are pressed one after the other: ",s"."""
    if not text.strip():
        return None
    try:
        return sequence(text)
    except UnknownKeyError:
        short = len(text) <= _LONGEST_KEYS and not any(map(str.isspace, text))
        return tuple(map(key_of, text)) if short else None
