"""Emoji in cells that every terminal agrees on.

Terminals differ on how wide a family, a skin tone or a sign that is to be shown as an emoji is, and where
they differ from us everything to the right of it moves. Such a cluster is drawn as what it begins with, and
a flag as the letters of its country.
"""

from __future__ import annotations

import re

from rich.cells import cached_cell_len as cell_len
from rich.cells import split_graphemes

_DISPUTED = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_FLAG_LETTERS = {0x1F1E6 + number: ord("A") + number for number in range(26)}


def steady(text: str) -> str:
    """Return `text` with disputed clusters simplified, as wide as it was."""
    if text.isascii() or _DISPUTED.search(text) is None:
        return text
    return "".join(_simple(text[start:end]) for start, end, _ in split_graphemes(text)[0])


def _simple(cluster: str) -> str:
    first = cluster[0]
    if ord(first) in _FLAG_LETTERS:
        return cluster.translate(_FLAG_LETTERS).ljust(cell_len(cluster))
    if _DISPUTED.search(cluster, 1) is None or (first.isalpha() and cell_len(first) < 2):
        return cluster  # letters of a script that joins its own are no emoji
    return cluster[0] + " " * (cell_len(cluster) - cell_len(cluster[0]))
