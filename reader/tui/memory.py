"""The memory that the application holds, and what it gives back of it."""

from __future__ import annotations

import gc
from functools import cache
from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache

if TYPE_CHECKING:
    from collections.abc import Callable

GIVEN_BACK_EVERY = 15.0  # seconds, while something is done
_COLLECTED_AFTER = (10_000, 20, 20)  # see gc.set_threshold


def collect_less() -> None:
    """Look no more through what start-up made, which stays, whenever garbage is collected, and seldom through
    the rest: a walk through everything takes as long as drawing an article."""
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)


def forget_closed_screens() -> None:
    """Let go of what was drawn on screens that have closed.

    Textual remembers the colours of a widget's edges by the widget's cache of lines, and so keeps the lines
    of the last thousand widgets.
    """
    StylesCache.get_inner_outer.cache_clear()


def give_back() -> None:
    """Give memory that is free back to the system, where the C library does not by itself."""
    _trim()()


@cache
def _trim() -> Callable[[], object]:
    import ctypes  # not while the application starts

    try:
        trim = ctypes.CDLL(None).malloc_trim  # glibc has it
    except (AttributeError, OSError, TypeError):
        return lambda: None
    trim.argtypes = (ctypes.c_size_t,)
    return lambda: trim(0)
