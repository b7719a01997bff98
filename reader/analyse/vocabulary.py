"""Sets of words, written as one text."""

from __future__ import annotations


def vocabulary(listed: str) -> frozenset[str]:
    """Return the words of `listed`, which white space parts."""
    return frozenset(listed.split())
