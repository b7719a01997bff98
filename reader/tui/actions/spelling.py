"""How keys are written in feeds.toml and printed on a screen.

A key is written as its sign ("?", "G", "ö"), by its name ("enter", "f8", "question_mark") or with what is
held with it ("ctrl+d", "^D"). A sequence has spaces between its keys ("g g"); two signs need none (";;").
"""

from __future__ import annotations

from functools import lru_cache

from textual.keys import REPLACED_KEYS, _character_to_key, key_to_character
from textual.keys import Keys as _Named

from reader.tui.signs import key_name

Keys = tuple[str, ...]
"""Keys that are pressed one after the other, as Textual names them."""

_HELD = ("ctrl", "alt", "shift", "super", "meta", "hyper")
_NAMES = frozenset(str(name.value) for name in _Named) | {f"f{number}" for number in range(1, 25)}
_OTHERWISE = {
    "esc": "escape",
    "return": "enter",
    "cr": "enter",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_down": "pagedown",
    "del": "delete",
    "ins": "insert",
    "spc": "space",
    "backtab": "shift+tab",
}
_PRINTED = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
}


def key_of(sign: str) -> str:
    """Return the name of the key of a sign."""
    return _character_to_key(sign)


class UnknownKeyError(ValueError):
    """A text names no key; it is the error's text."""


def alternatives(text: str) -> list[Keys]:
    """Read keys parted by commas. Raise UnknownKeyError."""
    return [sequence(part) for part in parted(text)]


def parted(text: str) -> list[str]:
    """Part alternatives at their commas. One that begins a key is that key: ",", ",m", "n,,m"."""
    if text.strip() in {"", ","}:
        return ["comma"] if text.strip() else []
    parts: list[str] = []
    for part in text.split(","):
        if parts and not parts[-1].strip():
            parts[-1] = f"comma {part}"
        else:
            parts.append(part)
    return parts


@lru_cache(1024)
def sequence(text: str) -> Keys:
    """Read one key or a sequence. Raise UnknownKeyError."""
    keys: list[str] = []
    for word in text.split():
        key = _key(word)
        if key is not None:
            keys.append(key)
        elif len(word) == 2:
            keys.extend(map(key_of, word))
        else:
            raise UnknownKeyError(word)
    if not keys:
        raise UnknownKeyError(text)
    return tuple(keys)


def _key(word: str) -> str | None:
    """Return the name of one key as Textual has it, None if there is none."""
    if len(word) == 1:
        return key_of(word)
    if len(word) == 2 and word[0] == "^" and word[1].isascii() and word[1].isalpha():
        return f"ctrl+{word[1].lower()}"
    *held, last = word.split("+") if not word.endswith("++") else [*word[:-2].split("+"), "plus"]
    held = [one.lower() for one in held]
    if any(one not in _HELD for one in held):
        return None
    name = _name(last)
    if name is None or not held:
        return name
    if held == ["shift"] and len(name) == 1 and name.isalpha():
        return name.upper()
    return "+".join([*held, name.lower() if len(name) == 1 else name])


def _name(word: str) -> str | None:
    if len(word) == 1:
        return key_of(word)
    name = _OTHERWISE.get(word.lower(), word.lower())
    if name in _NAMES or "+" in name:
        return name
    character = _character(name)
    return key_of(character) if character is not None else None


def written(keys: Keys) -> str:
    """Write keys so that `sequence` reads them again: "g g", "ctrl+d", ";"."""
    return " ".join(key if key == "comma" else _sign(key) or key for key in keys)


def printed(keys: Keys) -> str:
    """Write keys as they are printed on a keyboard: "gg", "Ctrl+D", "↓"."""
    each = [key_name(_printed(key)) for key in keys]
    return ("" if all(len(one) == 1 for one in each) else " ").join(each)


def shown(text: str) -> str:
    """Write what `alternatives` reads as it is printed on a keyboard: "j  ↓"."""
    return "  ".join(map(printed, alternatives(text)))


@lru_cache(1024)
def _printed(key: str) -> str:
    *held, last = key.split("+")
    name = _PRINTED.get(last) or _sign(last) or last.capitalize()
    if held and len(name) == 1:
        name = name.upper()
    return "+".join([*(one.capitalize() for one in held), name])


def _sign(key: str) -> str:
    """Return the sign of a key that has one, "" for a space."""
    character = _character(key) or ""
    return character if character.isprintable() and character.strip() else ""


def _character(key: str) -> str | None:
    return key_to_character(REPLACED_KEYS.get(key, key))
