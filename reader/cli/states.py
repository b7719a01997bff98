"""`reader export --state` and `reader import --state`: two libraries brought together without a server."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from dataclasses import asdict
from pathlib import Path

from reader.cli.naming import DONE
from reader.cli.output import ProgressLine, complain, say, say_json
from reader.library import Library
from reader.text import safe_line


async def export_state(library: Library, arguments: argparse.Namespace) -> int:
    """Write the library's state to a file, or to standard output."""
    if arguments.state == "-":
        with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
            await asyncio.to_thread(library.states.write_to, out)
        return DONE
    target = _place(arguments.state)
    lines = await library.states.write(target, overwrite=arguments.overwrite)
    if arguments.json:
        say_json({"file": str(target), "lines": lines})
    else:
        say(f"{safe_line(str(target))}: {lines:,} lines; `reader import --state` takes them in elsewhere")
    return DONE


async def import_state(library: Library, path: str, arguments: argparse.Namespace) -> None:
    """Join another library's state into this one."""
    source = _place(path)
    line = ProgressLine()

    def show(done: int, total: int) -> None:
        line.show(f"{100 * done // max(1, total)} %")

    try:
        report = await library.states.join(
            source, show, programs=arguments.programs, dry_run=arguments.dry_run
        )
    finally:
        line.clear()
    if arguments.json:
        say_json({"kind": "state", "path": str(source), **asdict(report)})
        return
    say(report.sentence)
    for sentence in report.left:
        say(f"  {safe_line(sentence)}")
    if report.wrong:
        complain(f"{report.wrong:,} lines of {safe_line(path)} say nothing that can be understood")


def _place(said: str) -> Path:
    return Path(said).expanduser().absolute()
