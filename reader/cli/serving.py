"""`reader --serve`: the application in a browser."""

from __future__ import annotations

import argparse

from reader.cli.naming import DONE, FAILED, UsageError
from reader.cli.output import complain, say


def serve(arguments: argparse.Namespace) -> int:
    """Show the application in browsers until it is interrupted."""
    from reader.tui import serving

    if arguments.command is not None:
        raise UsageError("--serve shows the application: name no command")
    if trouble := serving.missing():
        complain(trouble)
        return FAILED
    if note := serving.warning(arguments.host):
        complain(f"warning: {note}")
    more = [
        word
        for name, path in (("--feeds", arguments.feeds), ("--library", arguments.library))
        if path is not None
        for word in (name, str(path))
    ]
    try:
        serving.serve(more, arguments.host, arguments.port, _told)
    except OSError as error:
        complain(f"port {arguments.port} of {arguments.host} cannot be used: {error.strerror or error}")
        return FAILED
    return DONE


def _told(address: str) -> None:
    say(f"Reader is at {address} until you press Ctrl+C; every page there is the application")
