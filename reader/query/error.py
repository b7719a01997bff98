"""What is wrong with a query: where, in one sentence, and what may have been meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from reader.text import safe_line


class QueryError(ValueError):
    """A query that cannot be understood; its text is one sentence for a person.

    `start` and `end` are where in the query; `suggestion` would be right there, "" where nothing is near.
    """

    def __init__(self, sentence: str, start: int, end: int, suggestion: str = "") -> None:
        super().__init__(safe_line(sentence))  # it may repeat what was typed
        self.start, self.end, self.suggestion = start, end, suggestion


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, "" for none."""
    found = difflib.get_close_matches(word.lower()[:40], list(known), n=1, cutoff=0.65)
    return found[0] if found else ""
