"""Finding words in the text of one article. Pure."""

from __future__ import annotations

import re

from reader.model import Span

MOST = 2000
_KIN = {"'": "['’‘]", '"': '["“”„«»]', "-": "[-‐‑–−]"}


def places_of(words: str, text: str) -> tuple[Span, ...]:
    """Return where `words` stand in `text`.

    Case counts only where `words` has a capital letter. A space stands for any white space, a straight
    quotation mark or a hyphen for its typographic kin.
    """
    parts = ["".join(_KIN.get(letter, re.escape(letter)) for letter in part) for part in words.split()]
    if not parts:
        return ()
    flags = re.NOFLAG if any(letter.isupper() for letter in words) else re.IGNORECASE
    places = []
    for match in re.finditer(r"\s+".join(parts), text, flags):
        places.append(Span(match.start(), match.end()))
        if len(places) == MOST:
            break
    return tuple(places)
