"""How long a query may take, and how one that nobody waits for any more is ended."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reader.storage.errors import LibraryError, kind_of

SECONDS = 10.0
_STEPS = 20_000  # of SQLite's machine between two looks at the clock; some milliseconds


class SlowQueryError(LibraryError):
    """A query took longer than it may; what came until then holds."""


class StoppedError(LibraryError):
    """A query was ended because nobody waits for it."""


@contextmanager
def patience(
    connection: sqlite3.Connection, stop: Callable[[], bool] = lambda: False, seconds: float = SECONDS
) -> Iterator[None]:
    """End what a connection reads when `stop` says so, or after so many seconds.

    Raise StoppedError or SlowQueryError then.
    """
    end = time.monotonic() + seconds

    def ended() -> bool:
        return stop() or time.monotonic() > end

    connection.set_progress_handler(ended, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if kind_of(error) != sqlite3.SQLITE_INTERRUPT:
            raise
        if stop():
            raise StoppedError("The query was stopped.") from None
        raise SlowQueryError(
            f"The query took longer than {seconds:g} seconds and was stopped; ask for less, for instance "
            "only for what is new with since:1w."
        ) from None
    finally:
        connection.set_progress_handler(None, 0)
