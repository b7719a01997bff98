"""The command line: what was asked for, done, and said in an exit code.

0: done. 1: something failed (said on standard error, the rest was done). 2: wrong usage.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import errno
import io
import os
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

from reader import churn
from reader.cli.arguments import parse_arguments

__all__ = ["main", "run"]

_UNWRITTEN = {getattr(errno, name, -1) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EAGAIN")}
"""What writing fails with, where it is not a file of a name that fails."""


def run() -> NoReturn:
    """Be the process that was asked for: do it, and end with its exit code.

    An interpreter takes a sixth of a short command's time to let go of what it has loaded, piece by piece.
    The end of a process does that at once; where a thread still has something to do it is waited for.
    """
    churn.start()
    code = main()
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `reader` with these arguments (default: the process's own) and return its exit code."""
    _give_streams()
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what may come next
        from reader.cli.arguments import whole_parser
        from reader.cli.completing import answer

        answer(whole_parser())
    try:
        try:
            arguments = parse_arguments(sys.argv[1:] if argv is None else argv)
            _show_first_frame(arguments)
            return _run(arguments)
        finally:  # with --help, too, which ends in the midst of the parser
            sys.stdout.flush()
    except BrokenPipeError:  # `reader list | head`: the other end has seen enough
        _let_go_of_output()
        return 0
    except OSError as error:
        if error.errno not in _UNWRITTEN or error.filename is not None:
            raise
        _let_go_of_output()
        with contextlib.suppress(OSError):
            why = (error.strerror or "it failed").lower()
            print(f"reader: the output could not be written: {why}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        print("reader: stopped", file=sys.stderr)  # noqa: T201
        return 130
    finally:
        _leave_first_frame()


def _let_go_of_output() -> None:
    """Have what is still to be written go nowhere."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: argparse.Namespace) -> int:
    if _means_the_application(arguments):
        from reader.cli.application import run
    else:
        from reader.cli.commands import run
    return run(arguments)


def _means_the_application(arguments: argparse.Namespace) -> bool:
    others = (arguments.command, arguments.demo, arguments.keys, arguments.json, arguments.serve)
    return not any(others)


def _show_first_frame(arguments: argparse.Namespace) -> None:
    """Show what the application will show, before what draws it is loaded; see `reader.tui.early`."""
    if _means_the_application(arguments) and sys.stdin.isatty() and sys.stdout.isatty():
        from reader.config.places import library_path
        from reader.tui import early

        early.show(arguments.library or library_path())


def _leave_first_frame() -> None:
    if "reader.tui.early" in sys.modules:
        from reader.tui import early

        early.leave()


def _give_streams() -> None:
    """Put something where the caller closed a standard stream: Python has None there, and a file that is
    opened later would become it."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
        elif name == "stdout" and isinstance(stream := sys.stdout, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a letter that the locale cannot write ends no command
