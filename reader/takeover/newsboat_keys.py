"""newsboat's operations and keys in Reader's words."""

from __future__ import annotations

OPERATIONS: dict[str, str] = {
    "open": "open",
    "quit": "quit",
    "hard-quit": "exit",
    "mark-all-above-as-read": "read_above",
    "bookmark": "bookmark",
    "delete-article": "hide",
    "enqueue": "enclosures",
    "pipe-to": "pipe",
    "reload": "refresh",
    "reload-all": "refresh_all",
    "mark-feed-read": "all_read",
    "next-unread": "next_unread",
    "prev-unread": "previous_unread",
    "next": "down",
    "prev": "up",
    "open-in-browser": "browser",
    "open-in-browser-noninteractively": "browser",
    "help": "help",
    "toggle-article-read": "toggle_read",
    "show-urls": "links",
    "goto-url": "hints",
    "open-search": "search",
    "edit-urls": "feeds",
    "edit-flags": "tags",
    "cmdline": "command",
    "up": "up",
    "down": "down",
    "pageup": "page_up",
    "pagedown": "page_down",
    "home": "top",
    "end": "bottom",
    "switch-focus": "next_pane",
}
"""An operation, and the id of the action that does the same."""

KEPT: dict[str, tuple[str, ...]] = {
    "open": ("enter",),
    "down": ("down",),
    "up": ("up",),
    "page_up": ("pageup",),
    "page_down": ("pagedown",),
    "top": ("home",),
    "bottom": ("end",),
    "next_pane": ("tab",),
}
"""Keys that an action has beside those that are bound to it."""

_NAMES = {
    "ENTER": "enter",
    "RETURN": "enter",
    "SPACE": "space",
    "ESC": "escape",
    "TAB": "tab",
    "BACKTAB": "shift+tab",
    "BACKSPACE": "backspace",
    "DELETE": "delete",
    "UP": "up",
    "DOWN": "down",
    "LEFT": "left",
    "RIGHT": "right",
    "HOME": "home",
    "END": "end",
    "PPAGE": "pageup",
    "PAGEUP": "pageup",
    "NPAGE": "pagedown",
    "PAGEDOWN": "pagedown",
    **{f"F{number}": f"f{number}" for number in range(1, 13)},
}


def key_of(said: str) -> str | None:
    """Return a key as feeds.toml writes it: "j", "enter", "ctrl+r"; None for one that is not known."""
    if said.upper() in _NAMES and len(said) > 1:
        return _NAMES[said.upper()]
    if len(said) == 2 and said[0] == "^" and said[1].isascii() and said[1].isprintable():
        return f"ctrl+{said[1].lower()}"
    if said.startswith("<") and said.endswith(">"):
        return _sequence_part(said[1:-1])
    return said if len(said) == 1 and said.isprintable() and said != " " else None


def _sequence_part(said: str) -> str | None:
    held, dash, key = said.rpartition("-")
    if dash and held.upper() == "C" and len(key) == 1:
        return f"ctrl+{key.lower()}"
    return _NAMES.get(said.upper())
