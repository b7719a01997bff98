"""What counts as a word: for the index, for comparing names, and for a text's length."""

from __future__ import annotations

import re
from functools import cache

from reader.text import fold

_WORD = re.compile(r"[^\W_]+")
# Nearly all text is of these, none of which is a letter of `_unspaced`; to see that is quicker than to look
# for those.
_SPACED = re.compile("[\x00-\u0e00\u2000-\u2fff]*")


@cache
def _unspaced() -> re.Pattern[str]:
    """Scripts written without spaces (Thai, Lao, Burmese, Khmer, kana, Han) and Hangul, whose particles stick
    to the word, are indexed letter by letter; a word of them is then a phrase."""
    return re.compile(
        "([\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u102a\u1780-\u17b3\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf"
        "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])"
    )


def spaced(text: str) -> str:
    """Return a text with spaces around every letter of scripts that are written without."""
    if text.isascii() or _is_latin(text) or _SPACED.fullmatch(text):
        return text
    return _unspaced().sub(r" \1 ", text)


def _is_latin(text: str) -> bool:
    """Say so of Western European texts, in a tenth of the time that a pattern takes."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def words_of(text: str) -> list[str]:
    """Return the words of a name or title as they are compared: without case and accents, letter by letter
    in scripts without spaces."""
    return _WORD.findall(fold(spaced(text)))


def count_words(text: str, apart: str | None = None, *, line: bool = False) -> int:
    """Return how long a text is in words; two letters of a script without spaces count as one. `apart` is
    what `spaced` makes of it; `line` says that it is one, with single spaces."""
    if apart is None:
        apart = spaced(text)
    words = text.count(" ") + bool(text) if line else len(text.split())
    return words if apart is text else words + (len(apart) - len(text)) // 4
