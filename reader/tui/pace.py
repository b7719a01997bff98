"""When a screen is drawn after something on it has changed: at once, unless it was drawn just before."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

_APART = 0.008  # seconds between the end of one drawing and the next; several changes are drawn together


class Pace:
    """Stands in for Textual's timer of a screen's drawings.

    That one beats sixty times a second and misses the beat after each drawing, so that what changes right
    after one, as a key may that follows a note of progress, waits for up to a thirtieth of a second.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._next: asyncio.TimerHandle | None = None
        self._drawn_at = -math.inf

    def resume(self) -> None:
        """Draw as soon as may be."""
        if self._next is None:
            loop = asyncio.get_running_loop()
            self._next = loop.call_at(max(loop.time(), self._drawn_at + _APART), self._draw, loop)

    def pause(self) -> None:
        """Draw no more until it is wanted again."""
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _draw(self, loop: asyncio.AbstractEventLoop) -> None:
        self._next = None
        if not self._screen.is_running or self._screen.app._exit:
            return
        try:
            self._screen._on_timer_update()
        except Exception as error:
            self._screen.app._handle_exception(error)
        self._drawn_at = loop.time()
