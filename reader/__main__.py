"""`python -m reader`."""

from __future__ import annotations

TYPE_CHECKING = False  # typing takes its time, in which Ctrl+C would show where it is
if TYPE_CHECKING:
    from typing import NoReturn


def start() -> NoReturn:
    """Be the process that was asked for. Ctrl+C ends it with one number from the first module on."""
    try:
        from reader.cli import run

        run()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    start()
