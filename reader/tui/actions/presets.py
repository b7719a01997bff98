"""The keys of other programs, for the hands that know them.

A preset gives an action's id the keys that it has there; "" means none. What it does not name has its keys
of the preset "default", unless the preset uses them for something else.
"""

from __future__ import annotations

from collections.abc import Mapping

from reader.config import KeysPreset

PRESETS: Mapping[KeysPreset, Mapping[str, str]] = {
    "default": {},
    "vim": {},
    "newsboat": {},
    "eilmeldung": {},
}
