"""What was done in this session, in its order, so that it can be taken back and done again."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from reader.values import dataclass

MOST_KEPT = 1_000
"""So many deeds can be taken back; of older ones it is forgotten how."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done and is on the disk. `said` tells a person that it was done, `taken_back` that
    it was undone: a sentence each. `undo` and `redo` write; each leaves the library so that the other can be
    called, and raises LibraryError if nothing could be changed.
    """

    said: str
    taken_back: str
    undo: Callable[[], Awaitable[object]]
    redo: Callable[[], Awaitable[object]]


class History:
    """The deeds of a session. One thing happens at a time: what is pressed meanwhile waits for its turn."""

    def __init__(self) -> None:
        self._done: deque[Deed] = deque(maxlen=MOST_KEPT)
        self._undone: list[Deed] = []
        self.turn = asyncio.Lock()
        """Hold it while something is done and noted: an undo pressed meanwhile then takes back just that."""

    def did(self, deed: Deed) -> str:
        """Note what has been done, and return its sentence. What was taken back before is forgotten."""
        self._undone.clear()
        self._done.append(deed)
        return deed.said

    def happened(self, deed: Deed) -> str:
        """Note what was done without the person, who can take it back; what they took back before can still
        be done again."""
        self._done.append(deed)
        return deed.said

    def grew(self, deed: Deed, whole: Deed) -> bool:
        """Note that the last deed has become more; say whether it was the last one still."""
        if not self._done or self._done[-1] is not deed:
            return False
        self._done[-1] = whole
        self._undone.clear()
        return True

    async def undo(self) -> str:
        """Take back the last deed and return a sentence about it. If that fails, the deed stays."""
        async with self.turn:
            if not self._done:
                return "Nothing to take back."
            deed = self._done[-1]
            await deed.undo()
            self._done.pop()
            self._undone.append(deed)
            return deed.taken_back

    async def redo(self) -> str:
        """Do again what was taken back last, and return a sentence about it. If that fails, it can be tried
        again."""
        async with self.turn:
            if not self._undone:
                return "Nothing to do again."
            deed = self._undone[-1]
            await deed.redo()
            self._undone.pop()
            self._done.append(deed)
            return deed.said
