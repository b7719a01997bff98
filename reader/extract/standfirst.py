"""The standfirst: what a page says of its article before it begins, where the article does not say it too."""

from __future__ import annotations

import re
from html import unescape

from reader.extract.inline import squeezed
from reader.text import safe_line

_LONGEST = 2000
_OPENING = 3000  # letters of the text in which its repetition is looked for
_PIECE, _STEP = 12, 4  # letters; words that stand in another order are no repetition
_MOST_SAID = 0.5
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def standfirst(description: str, title: str, text: str) -> str:
    """Return a page's description in plain words, or "" where title and text together say most of it.

    Descriptions are often an excerpt: the first sentences of the text with a place, a name or a number of
    minutes before them, cut off somewhere.
    """
    plain = safe_line(unescape(_TAG.sub(" ", unescape(description[: 2 * _LONGEST]))), _LONGEST)
    key, said = squeezed(plain), squeezed(f"{title} {text[:_OPENING]}")
    pieces = [key[at : at + _PIECE] for at in range(0, max(1, len(key) - _PIECE + 1), _STEP)]
    if not key or key[:60] in said:
        return ""
    return plain if sum(piece in said for piece in pieces) < _MOST_SAID * len(pieces) else ""
