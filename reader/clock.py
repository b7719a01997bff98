"""What time it is, and how long the machine has been running: the one may be set, the other may not."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """The machine's clocks; tests have their own."""

    def now(self) -> datetime:
        """The present in UTC, as the machine believes it to be."""
        return datetime.now(UTC)

    def running(self) -> float:
        """Seconds that only ever grow; sleep counts where the system can tell."""
        number = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if number is None else time.clock_gettime(number)
