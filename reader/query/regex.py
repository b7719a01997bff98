"""Regular expressions that cannot hang: RE2's, which reads a text once, in memory that is bounded."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

_MEMORY = 4 * 1024 * 1024
_LARGEST = 5_000  # instructions; what is larger is slow for every text
LONGEST = 500


class PatternError(ValueError):
    """An expression that is refused; its text says why, in a few words."""


@lru_cache(maxsize=64)
def searcher(pattern: str, ignores_case: bool) -> Callable[[str | None], bool]:
    """Return what says whether a text holds the pattern. Raise PatternError if RE2 does not take it."""
    if len(pattern) > LONGEST:
        raise PatternError(f"it is longer than {LONGEST} characters")
    try:
        import re2
    except ImportError:
        raise PatternError("the package google-re2 is not installed") from None
    options = re2.Options()
    options.max_mem, options.log_errors, options.case_sensitive = _MEMORY, False, not ignores_case
    try:
        compiled = re2.compile(pattern.encode(), options)
    except UnicodeEncodeError:
        raise PatternError("it holds half a letter") from None
    except re2.error as error:
        raise PatternError(_reason(error)) from None
    if compiled.programsize > _LARGEST:
        raise PatternError("it repeats too much")
    search = compiled.search

    def holds(text: str | None) -> bool:
        return text is not None and search(text.encode("utf-8", "replace")) is not None

    return holds


def _reason(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return text or "it cannot be understood"
