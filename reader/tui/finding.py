"""Finding words in the text of one article. Pure."""

from __future__ import annotations

import re

from reader.model import Span

MOST = 2000


def places_of(words: str, text: str) -> tuple[Span, ...]:
    """Return where `words` stand in `text`, whatever their case; a space stands for any white space."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return ()
    places = []
    for match in re.finditer(r"\s+".join(parts), text, re.IGNORECASE):
        places.append(Span(match.start(), match.end()))
        if len(places) == MOST:
            break
    return tuple(places)
