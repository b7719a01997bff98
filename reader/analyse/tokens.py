"""Words and marks of a text, with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

# In this order: dotted acronyms and initials ("U.S.", "J. K."), the possessive, numbers, words with what
# may stand inside them ("O'Brien", "AT&T"), any other mark.
_TOKEN = re.compile(
    r"""[^\W\d_a-z]\.(?:\s?[^\W\d_a-z]\.)+
    |['’]\s?s(?!\w)
    |\d+(?:[.,:]\d+)*(?![^\W\d_])
    |[^\W_]+(?:['’&](?!s(?!\w))[^\W_]+)*
    |\S""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word or a mark; `text` stands at start..end."""

    start: int
    end: int
    text: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of text[start:end] in order; offsets lie in the whole text."""
    matches = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(match.start(), match.end(), match[0]) for match in matches]
