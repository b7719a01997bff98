"""The memory that the application holds, and what it gives back of it."""

from __future__ import annotations

import gc
from functools import cache
from typing import Protocol, cast

from textual._styles_cache import StylesCache

RESTED = 1.5  # seconds in which nothing is pressed
_COLLECTED_AFTER = (1_000, 5, 5)  # see gc.set_threshold
_ARENA_MAX = -8  # of mallopt(3)


def settle_in() -> None:
    """Look no more through what start-up made, which stays, whenever garbage is collected, and seldom through
    the rest: a walk through everything takes as long as drawing an article. Have threads take their memory
    from one place, which each would else keep some of."""
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
    _c_library().mallopt(_ARENA_MAX, 1)


def forget_closed_screens() -> None:
    """Let go of what was drawn on screens that have closed.

    Textual remembers the colours of a widget's edges by the widget's cache of lines, and so keeps the lines
    of the last thousand widgets.
    """
    StylesCache.get_inner_outer.cache_clear()


def give_back() -> None:
    """Find what nobody needs, and give it back to the system, which the C library does not by itself.

    It looks through everything, while nobody waits, so that hardly anything is left to be looked through
    while somebody does.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _c_library().malloc_trim(0)


@cache
def _c_library() -> _CLibrary:
    """The C library, where it is glibc; else what does nothing."""
    import ctypes  # not while the application starts

    try:
        library = ctypes.CDLL(None)
        library.malloc_trim.argtypes = (ctypes.c_size_t,)
        library.mallopt.argtypes = (ctypes.c_int, ctypes.c_int)
    except (AttributeError, OSError, TypeError):
        return _Other()
    return cast("_CLibrary", library)


class _CLibrary(Protocol):
    def malloc_trim(self, pad: int, /) -> int: ...

    def mallopt(self, parameter: int, value: int, /) -> int: ...


class _Other:
    def malloc_trim(self, _pad: int, /) -> int:
        return 0

    def mallopt(self, _parameter: int, _value: int, /) -> int:
        return 0
