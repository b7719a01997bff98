"""The memory that the application holds, and what it gives back of it."""

from __future__ import annotations

import gc
import math
from functools import cache
from time import monotonic
from typing import Protocol, cast

from rich.cells import cached_cell_len
from textual._styles_cache import StylesCache

RESTED = 1.5  # seconds in which nothing is pressed
_ALL_SEEN_EVERY = 60.0
_COLLECTED_AFTER = (1_000, 5, 5)  # see gc.set_threshold
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # of mallopt(3)
_LARGE = 64 * 1024
"""Bytes from which on a block has pages of its own, which go when it does. The C library would raise this
with every large block that is freed, and then leave holes where such blocks were."""


def settle_in() -> None:
    """Look no more through what start-up made, which stays, whenever garbage is collected, and seldom through
    the rest: a walk through everything takes as long as drawing an article. Have threads take their memory
    from one place, which each would else keep some of, and what is large lie apart."""
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
    _c_library().mallopt(_ARENA_MAX, 1)
    _c_library().mallopt(_MMAP_THRESHOLD, _LARGE)


def forget_closed_screens() -> None:
    """Let go of what was drawn on screens that have closed.

    Textual remembers the colours of a widget's edges by the widget's cache of lines, and so keeps the lines
    of the last thousand widgets.
    """
    StylesCache.get_inner_outer.cache_clear()


class Leftovers:
    """What nobody needs any more, found and given back to the system while nobody waits."""

    def __init__(self) -> None:
        self._all_seen_at = -math.inf

    def give_back(self) -> None:
        """Find it among what is new, and now and then among everything, for which a key that is pressed just
        then would wait a tenth of a second. The C library gives nothing back by itself."""
        cached_cell_len.cache_clear()  # four thousand texts that were drawn, a megabyte with what holds them
        if monotonic() - self._all_seen_at < _ALL_SEEN_EVERY:
            gc.collect()
        else:
            gc.unfreeze()
            gc.collect()
            gc.freeze()  # so that hardly anything is to be looked through until the next time
            self._all_seen_at = monotonic()
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
