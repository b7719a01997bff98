"""`reader import` of a library that was written as lines by `reader export`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from reader.cli.naming import DONE, FAILED
from reader.cli.output import ProgressLine, complain, say, say_json
from reader.library import Library


def is_ours(library: Library, path: str | None) -> bool:
    """Say whether a path is such a file."""
    return bool(path) and library.ingest.recognises(Path(path or ""))


async def take_in(library: Library, path: str, arguments: argparse.Namespace) -> int:
    """Take it in, and tell what came of it."""
    line = ProgressLine()

    def show(done: int, total: int) -> None:
        line.show(f"{done * 100 // max(1, total)} % read")

    try:
        report = await library.ingest.take(Path(path), show, dry_run=arguments.dry_run)
    finally:
        line.clear()
    for sentence in report.skipped:
        complain(sentence)
    if arguments.json:
        said = asdict(report.brought) if not report.dry_run else {"new": report.brought.new}
        say_json(
            {
                "kind": "reader",
                "dry_run": report.dry_run,
                "feeds": report.feeds,
                "known_feeds": report.known_feeds,
                "articles": said,
                "skipped": list(report.skipped),
            }
        )
    else:
        say(report.sentence)
    return FAILED if report.skipped else DONE
