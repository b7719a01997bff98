"""What is typed about tags, and the colours that they have on the screen. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reader.annotation import TAG_COLOUR_NAMES as COLOURS
from reader.annotation import default_colour
from reader.text import safe_line
from reader.values import dataclass

__all__ = ["COLOURS", "INKS", "Tagging", "completed", "ink_of", "last_of", "offered", "read", "two_names"]

INKS = tuple(f"tag-{name}" for name in COLOURS)
_LONGEST = 80
_MOST_OFFERED = 8
_CHANGE = re.compile(r"\s+(?=[+\-−]\S)")


@dataclass(frozen=True, slots=True)
class Tagging:
    """What was asked for: these tags and no others, or some more and some less."""

    tags: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        return bool(self.added or self.removed)


def read(typed: str) -> Tagging:
    """Read "ports, to read", the whole list, or "+ports -to read", what is to change."""
    if not typed.lstrip().startswith(("+", "-", "−")):
        return Tagging(tuple(_names(typed.split(","))))
    parts = [part.strip() for piece in typed.split(",") for part in _CHANGE.split(piece)]
    removed = _names(part[1:] for part in parts if part.startswith(("-", "−")))
    added = _names(part.removeprefix("+") for part in parts if part and not part.startswith(("-", "−")))
    return Tagging((), tuple(added), tuple(removed))


def last_of(typed: str) -> str:
    """Return the name that is being typed."""
    last = typed.rpartition(",")[2]
    if typed.lstrip().startswith(("+", "-", "−")):
        last = _CHANGE.split(last)[-1].lstrip().lstrip("+-−")
    return last.lstrip().removeprefix("#")


def offered(typed: str, known: Iterable[str]) -> list[str]:
    """Return tags that the name being typed may become: first those that begin so."""
    wanted = last_of(typed).casefold()
    if not wanted:
        return []
    names = [name for name in known if name.casefold() != wanted]
    begun = [name for name in names if name.casefold().startswith(wanted)]
    inside = [name for name in names if wanted in name.casefold() and name not in begun]
    return [*begun, *inside][:_MOST_OFFERED]


def completed(typed: str, known: Iterable[str]) -> str | None:
    """Return the line with the name being typed made whole; None if no tag begins so."""
    last = last_of(typed)
    begun = (name for name in offered(typed, known) if name.startswith(last))
    name = next(begun, None)
    return typed[: len(typed) - len(last)] + name if name is not None else None


def two_names(typed: str, known: Sequence[str]) -> tuple[str, str] | None:
    """Read "OLD NEW": the longest known tag that it begins with, and the rest; None if no tag is named."""
    for name in sorted(known, key=len, reverse=True):
        if typed.startswith(f"{name} ") and typed[len(name) :].strip():
            return name, typed[len(name) :].strip().removeprefix("#")
    return None


def ink_of(tag: str, given: Mapping[str, int]) -> str:
    """Return the ink of a tag; `given` are the colours that the person gave."""
    return INKS[given.get(tag, default_colour(tag)) % len(INKS)]


def _names(parts: Iterable[str]) -> list[str]:
    cleaned = (safe_line(part, _LONGEST).removeprefix("#").strip() for part in parts)
    return [name for name in dict.fromkeys(cleaned) if name]
