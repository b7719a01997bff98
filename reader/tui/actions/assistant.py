"""What helps to type a line: candidates that Tab goes through, and earlier lines that Up brings back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.tui.actions.commands import Candidate

KEPT = 200
"""Lines of the history that are kept."""
_LONGEST = 500


class Assistant:
    """Candidates and history of one line while it is typed."""

    def __init__(self, offer: Callable[[str], Sequence[Candidate]], history: Sequence[str] = ()) -> None:
        """`offer` says what a line may become; `history` has the earlier lines, the oldest first."""
        self._offer = offer
        self._history = history
        self._offers: Sequence[Candidate] = ()
        self._taken = -1
        self._put: str | None = None
        self._typed = ""
        self._back = 0

    def look(self, line: str) -> tuple[Sequence[Candidate], int]:
        """Return the candidates of a line as it is now, and which of them it is, or -1."""
        if line != self._put:
            self._put, self._taken, self._back, self._typed = None, -1, 0, line
            self._offers = self._offer(line)
        return self._offers, self._taken

    def next(self, line: str, by: int) -> str | None:
        """Return the line with the next candidate in it. The only one, or one that was typed in full, becomes
        the line, of which more may follow."""
        self.look(line)
        if not self._offers:
            return None
        first = self._offers[0].line
        if len(self._offers) == 1 or (self._taken < 0 and first != line == first.rstrip()):
            return first
        if self._taken < 0:
            self._taken = 0 if by > 0 else len(self._offers) - 1
        else:
            self._taken = (self._taken + by) % len(self._offers)
        self._put = self._offers[self._taken].line
        return self._put

    def take(self, number: int) -> str | None:
        """Return the line that a candidate makes, which is then as if it had been typed."""
        return self._offers[number].line if number < len(self._offers) else None

    def recall(self, line: str, by: int) -> str | None:
        """Return the line before (-1) or after (1) in the history, of those that begin as what was typed."""
        self.look(line)
        lines = [one for one in reversed(self._history) if one.startswith(self._typed)]
        back = self._back - by
        if not 0 <= back <= len(lines):
            return None
        self._back = back
        self._put = lines[back - 1] if back else self._typed
        self._offers, self._taken = (), -1
        return self._put


def with_line(history: Sequence[str], line: str) -> list[str]:
    """Return the history with one more line, which stands in it once, and no longer than it may be."""
    kept = [one for one in history if one != line]
    return [*kept, line][-KEPT:] if line and len(line) <= _LONGEST else list(history)
