"""Acronyms that a text introduces, and the initials that a name could be shortened to."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.analyse.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BRACKETED = re.compile(r"['’]?s?\s?\(\s?[\"“‘']?([^\W\d_](?:[^\W_]|[.&-]){1,9})[\"”’']?\s?[);,]")
_MOST = 60
_LETTER = re.compile(r"[^\W_]")


def introduced(text: str, mentions: Sequence[Mention]) -> dict[str, tuple[str, Mention]]:
    """Return acronym → (full name, its mention) for each "Full Name (FN)" that the mentions begin."""
    found: dict[str, tuple[str, Mention]] = {}
    for mention in mentions:
        match = _BRACKETED.match(text, mention.end, mention.end + 20)
        if match is None or sum(c.isupper() for c in match[1]) < 2:
            continue
        start = _start(text, mention, match[1])
        if start is not None and len(found) < _MOST:
            full = Mention(start, mention.end, mention.kind)
            found.setdefault(match[1], (text[start : mention.end], full))
    return found


def _start(text: str, mention: Mention, acronym: str) -> int | None:
    """Where the name begins whose initials the acronym is; words before the mention may belong to it."""
    letters = "".join(_LETTER.findall(acronym)).lower()
    name = text[mention.start : mention.end]
    if name[0].lower() == letters[0] and _abbreviates(letters, name) and name != acronym:
        return mention.start
    return None


def _abbreviates(letters: str, name: str) -> bool:
    rest = iter(name.lower())
    return len(name) > len(letters) + 2 and all(letter in rest for letter in letters)


def again(text: str, acronyms: dict[str, tuple[str, Mention]], mentions: Iterable[Mention]) -> list[Mention]:
    """Return the places of introduced acronyms that no mention covers, with the kind of the full name."""
    if not acronyms:
        return []
    taken = {at for m in mentions for at in (m.start, m.end - 1)}
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, acronyms))})(?![\w-])")
    free = (m for m in words.finditer(text) if m.start() not in taken and m.end() - 1 not in taken)
    return [Mention(m.start(), m.end(), acronyms[m[0]][1].kind) for m in islice(free, 2000)]


def initials(name: str) -> str:
    """Return the initials of the capitalised words of a name: "Bank of Ghana" → "BG", with "o" left out."""
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())


def all_initials(name: str) -> str:
    """Return the initials of all words of a name in upper case: "Bank of Ghana" → "BOG"."""
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isalpha()).upper()
