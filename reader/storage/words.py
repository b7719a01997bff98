"""Words as names are compared by, and how many a text has."""

from __future__ import annotations

import re

from reader.storage.search import spaced
from reader.text import fold

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a name or title as they are compared: without case and accents, letter by letter
    in scripts without spaces."""
    return _WORD.findall(fold(spaced(text)))


def count_words(text: str, apart: str | None = None) -> int:
    """Return how long a text is in words; two letters of a script without spaces count as one. `apart` is
    what `spaced` makes of it."""
    if apart is None:
        apart = spaced(text)
    one_line = "\n" not in text and "\t" not in text  # what feeds give, with single spaces
    words = text.count(" ") + bool(text) if one_line else len(text.split())
    return words if apart is text else words + (len(apart) - len(text)) // 4
