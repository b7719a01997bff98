"""`reader` alone: the application. What only commands need is not loaded for it."""

from __future__ import annotations

import argparse
import os
import sys

from reader.cli.naming import FAILED, WRONG, UsageError
from reader.cli.output import complain, tell_troubles
from reader.library import ConfigurationError, LibraryError

_FRAMES = "120"
"""A second, at most: what a key has changed is drawn with the next one, for which it waits half of one."""


def run(arguments: argparse.Namespace) -> int:
    """Open the application, and return the exit code."""
    tell_troubles()
    try:
        return open_application(arguments)
    except (UsageError, ConfigurationError) as error:
        complain(str(error))
        return WRONG
    except LibraryError as error:
        complain(str(error))
        return FAILED


def open_application(arguments: argparse.Namespace) -> int:
    """Open the application. Raise UsageError where that cannot be."""
    served = os.environ.get("TEXTUAL_DRIVER", "").endswith("WebDriver")
    if not served and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the application needs a terminal; `reader --help` lists what works without one")
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            "TERM=dumb says that nothing can be drawn here; `reader --help` lists what works all the same"
        )
    from reader.cli.keeping import opened

    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    from reader.tui.app import run as run_application

    return run_application(opened(arguments))
