"""A terminal that may be gone at any moment, without the program waiting for it for ever."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.tui import early
from reader.tui.anchoring import anchored

if TYPE_CHECKING:
    from collections.abc import Callable

_ALTERNATE_SCREEN = "\x1b[?1049h"
_HUNG_UP = 129  # the exit code of a program that SIGHUP ends
_ALT_DIGITS = tuple(f"\x1b{digit}" for digit in "0123456789")
"""Alt with a digit, as terminals send it. Textual takes it for the sign that one system's keyboard has there,
which comes as itself."""


class LastingDriver(LinuxDriver):
    """Textual's own driver, except that it takes over the first frame and outlives its terminal.

    A window that closes may fail the write that is under way. In Textual's own that ends the thread which
    writes; whoever draws next then waits for it for ever, and the thread that reads turns in a circle.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for sequence in _ALT_DIGITS:
            cast("dict[str, object]", ANSI_SEQUENCES_KEYS).pop(sequence, None)
        self._is_up = False
        self._file: IO[str] = _LastingFile(self._file, self._end)  # type: ignore[assignment]

    def start_application_mode(self) -> None:
        before = early.shown.take_over() if early.shown is not None else None
        self._is_up = before is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if before is not None:
            self.attrs_before = before
        typed, early.typed = early.typed, ""
        for event in XTermParser().feed(typed):
            self.process_message(event)

    def write(self, data: str) -> None:
        if self._is_up and data == _ALTERNATE_SCREEN:
            self._is_up = False  # the first frame stands there until it is drawn over
        else:
            super().write(anchored(data))

    def _end(self) -> None:
        self._app.call_later(self._app.exit, return_code=_HUNG_UP)


class _LastingFile:
    """A file that drops what cannot be written any more, and tells so once."""

    def __init__(self, file: IO[str], lost: Callable[[], None]) -> None:
        self._file, self._lost, self._is_lost = file, lost, False

    def write(self, text: str) -> int:
        """Write, or drop."""
        try:
            return len(text) if self._is_lost else self._file.write(text)
        except OSError:
            self._lose()
            return len(text)

    def flush(self) -> None:
        """Hand on what was written, or drop it."""
        try:
            if not self._is_lost:
                self._file.flush()
        except OSError:
            self._lose()

    def fileno(self) -> int:
        """The number of the file behind."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether the file behind is a terminal."""
        return self._file.isatty()

    def _lose(self) -> None:
        self._is_lost = True
        self._lost()
