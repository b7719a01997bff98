"""What signals do to a command that is in the middle of something: it comes to an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Iterator

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopping:
    """Whether the command was told to end: `number` is the first signal that said so, 0 for none."""

    def __init__(self) -> None:
        self.number = 0

    @property
    def code(self) -> int:
        """The exit code of what a signal has ended, as shells have it: 143 after SIGTERM."""
        return 128 + self.number


@contextlib.contextmanager
def stopped_by_signals(stop: Callable[[], object]) -> Iterator[Stopping]:
    """Have the first signal that ends programs call `stop`; the second ends the program at once.

    What the caller's parent ignores, as `nohup` does SIGHUP, stays ignored.
    """
    stopping, loop = Stopping(), asyncio.get_running_loop()

    def told(number: int) -> None:
        if stopping.number:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        stopping.number = stopping.number or number
        stop()

    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    try:
        for number in heard:
            with contextlib.suppress(NotImplementedError, RuntimeError):  # Windows; not the main thread
                loop.add_signal_handler(number, told, number)
        yield stopping
    finally:
        for number in heard:
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(number)


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Have a signal that ends programs end what waits for nobody, too: as an exception, which tidies up."""
    heard: list[BaseException] = []

    def told(number: int, _: object) -> None:
        heard.append(KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number))
        raise heard[-1]

    before = {}
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    try:
        for number in numbers:
            if signal.getsignal(number) is not signal.SIG_IGN:
                with contextlib.suppress(ValueError):  # not the main thread
                    before[number] = signal.signal(number, told)
        yield
    except Exception:
        if heard:  # SQLite makes an error of its own of what is raised while it calls us
            raise heard[-1] from None
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
