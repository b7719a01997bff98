"""Pages, fragments and plain text turned into documents.

Cheap to import: parsers and weights load when one of the functions is asked for by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.extract.reading import extract, extract_fragment, extract_profile, extract_text

EXTRACTOR_VERSION = 5
"""Grows when the same page would give another document, so that stored ones are made anew."""

__all__ = ["EXTRACTOR_VERSION", "extract", "extract_fragment", "extract_profile", "extract_text"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from reader.extract import reading

        return getattr(reading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
