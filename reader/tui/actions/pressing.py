"""Keys as they come: counts and sequences, until they start something. Pure."""

from __future__ import annotations

from enum import Enum, auto

from reader.tui.actions.action import Action, Pane
from reader.tui.actions.keymap import Keymap
from reader.tui.actions.spelling import Keys, printed
from reader.values import dataclass

_DIGITS = frozenset("0123456789")
_MOST_DIGITS = 7


class Came(Enum):
    """What has come of a key."""

    STARTED = auto()
    WAITING = auto()
    DROPPED = auto()
    """What was begun is given up, as the person wished."""
    UNKNOWN = auto()
    """The keys together start nothing."""
    FREE = auto()
    """The key is nobody's: it may mean something to a widget."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What has been pressed and has started nothing yet."""

    count: str = ""
    keys: Keys = ()

    def __bool__(self) -> bool:
        return bool(self.count or self.keys)

    @property
    def said(self) -> str:
        """How it is shown while it waits."""
        return " ".join(part for part in (self.count, printed(self.keys) if self.keys else "") if part)

    @property
    def number(self) -> int | None:
        return int(self.count) if self.count else None


NOTHING = Pressed()


def press(keymap: Keymap, pane: Pane, before: Pressed, key: str) -> tuple[Came, Pressed, Action | None]:
    """Return what comes of one more key, what is pressed now, and the action that it starts."""
    keys = (*before.keys, key)
    if before.count and not before.keys and key in _DIGITS:
        return Came.WAITING, Pressed((before.count + key)[:_MOST_DIGITS]), None
    if (action := keymap.started(pane, keys)) is not None and not (before and key == "escape"):
        return Came.STARTED, Pressed(before.count, keys), action
    if keymap.begun(pane, keys):
        return Came.WAITING, Pressed(before.count, keys), None
    if before and key == "escape":
        return Came.DROPPED, NOTHING, None
    if before and key == "backspace":
        less = Pressed(before.count, before.keys[:-1]) if before.keys else Pressed(before.count[:-1])
        return Came.WAITING if less else Came.DROPPED, less, None
    if not before and key in _DIGITS and key != "0":
        return Came.WAITING, Pressed(key), None
    if before.keys or (before.count and not keymap.elsewhere(keys)):
        return Came.UNKNOWN, Pressed(before.count, keys), None
    return Came.FREE, NOTHING, None
