"""What can be said to `reader` on the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from reader import __version__

_EPILOG = """\
Without a command the application opens. Exit codes: 0 done, 1 something failed, 2 wrong usage.
READER_FEEDS and READER_LIBRARY stand for --feeds and --library.
"""
_WITH_QUERY = frozenset({"list", "next", "search", "tag", "mark", "export"})
_LAST_PORT = 65_535
_NEGATED = re.compile(r"-(?!h$|-)\S")


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; a wrong one ends the process with code 2 and a usage line."""
    # To make the parsers of all commands takes a quarter of the time after which the application shows
    # something.
    parser = _options_parser(exit_on_error=False, add_help=False)
    try:
        arguments, others = parser.parse_known_args(argv)
    except argparse.ArgumentError:
        others = [""]  # the whole parser will say it
    if others:
        command = "" if others[0].startswith("-") else others[0]
        return whole_parser(command).parse_args(_with_queries(argv))
    arguments.command = None
    return arguments


def _with_queries(argv: Sequence[str]) -> list[str]:
    """A word such as -saved is no option where queries are written; a space before it says so to argparse."""
    command = next((place for place, word in enumerate(argv) if word in _WITH_QUERY), len(argv))
    return [
        f" {word}" if place > command and _NEGATED.match(word) else word for place, word in enumerate(argv)
    ]


def whole_parser(command: str = "") -> argparse.ArgumentParser:
    """Return the parser of everything that can be said to `reader`; or to one `command`, if it is one."""
    from reader.cli.command_arguments import add_commands

    parser = _options_parser()
    add_commands(parser, command)
    return parser


def _port(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 6 and 1 <= int(said) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {_LAST_PORT}")
    return int(said)


def _options_parser(*, exit_on_error: bool = True, add_help: bool = True) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reader",
        description="A terminal news reader that understands what it shows.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        exit_on_error=exit_on_error,
        add_help=add_help,
    )
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    parser.add_argument("--feeds", type=Path, metavar="FILE", help="settings and subscriptions")
    parser.add_argument("--library", type=Path, metavar="FILE", help="where articles are kept")
    parser.add_argument("--demo", action="store_true", help="a bundled edition; needs no network")
    parser.add_argument("--serve", action="store_true", help="the application in a browser")
    parser.add_argument("--host", default="127.0.0.1", metavar="HOST", help="where --serve listens")
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="the port of --serve")
    parser.add_argument("--keys", action="store_true", help="list the application's keys and actions")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser
