"""How a process keeps its memory: while it starts, and while feeds pass through it, which are large blocks
and thousands of values that come and go."""

from __future__ import annotations

import gc

_KEPT = 4 * 1024**2
"""Bytes of a block by whose end glibc learns to keep blocks of that size, and twice as much of free memory:
else it gives back after each feed what it asks for again at the next, page by page."""
_COLLECTED_AFTER = (20_000, 50, 50)
"""Values after which cycles are looked for (gc.set_threshold): a feed makes a thousand, hardly a cycle."""
_COLLECTED_AFTER_START = (100_000, 50, 50)
"""The modules of a command are fifty thousand values, all of which stay."""


def start() -> None:
    """Look for garbage only once all modules are loaded: until then that takes a twelfth of the time."""
    gc.set_threshold(*_COLLECTED_AFTER_START)


def expect_feeds() -> None:
    """Keep memory for the next feed, and look seldom for what may be garbage. For a process that ends when it
    has nothing more to do: what it keeps goes with it."""
    bytes(_KEPT)  # made and let go, which is all that it takes
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
