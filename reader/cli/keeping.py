"""`reader backup` and `reader purge`; and what is done about a library that cannot be opened."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from reader.cli.output import ProgressLine, complain, remark, say, say_json, say_rows
from reader.cli.stopping import ended_by_signals, stopped_by_signals
from reader.library import DamagedError, Library, LibraryError, recover_library, restore_library


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup in the library's place."""
    with ended_by_signals():
        aside = restore_library(arguments.library, arguments.restore)
    if arguments.json:
        say_json({"restored": str(arguments.restore), "aside": str(aside) if aside is not None else None})
        return 0
    say(f"{arguments.restore} is the library now")
    if aside is not None:
        say(f"the one that was there is kept: {aside}")
    return 0


async def back_up(library: Library, arguments: argparse.Namespace) -> int:
    """Make a backup where the person says, or among the others; or list those."""
    if arguments.list:
        backups = library.upkeep.backups()
        for one in backups:
            if arguments.json:
                say_json({"file": str(one.path), "made": one.made.isoformat(), "bytes": one.size})
        if not arguments.json:
            rows = [
                (f"{b.made.astimezone():%Y-%m-%d %H:%M}", f"{b.size / 2**20:.1f} MB", str(b.path))
                for b in backups
            ]
            say_rows(rows, whole=True)
        if not backups:
            remark("there is no backup yet")
        return 0
    path: Path | None = arguments.file
    with stopped_by_signals(library.upkeep.stop) as stopping:
        try:
            if path is None:
                path = (await library.upkeep.back_up()).path
            else:
                await library.upkeep.back_up_to(path.expanduser().absolute(), overwrite=arguments.force)
        except InterruptedError:
            complain("stopped; no backup was made")
            return stopping.code
    if arguments.json:
        say_json({"file": str(path)})
    else:
        say(str(path))
    return 0


async def purge(library: Library, arguments: argparse.Namespace) -> int:
    """Let go of what `keep` does not ask to be kept, or say how much that is."""
    going = library.upkeep.purgeable()
    gone = sum(going.values()) if arguments.dry_run else await library.upkeep.purge(insist=True)
    if arguments.json:
        say_json({"articles": gone, "purged": not arguments.dry_run})
    elif not going:
        say("everything is kept; `keep` in feeds.toml can say otherwise")
    else:
        what = f"{gone:,} article" + ("" if gone == 1 else "s")
        say(
            f"{what} would go"
            if arguments.dry_run
            else f"{what} purged; read ones only, none that is saved or tagged"
        )
    return 0


def recover(library: Path | None) -> tuple[str, ...]:
    """Recover what can be read of a damaged library, telling how far it is; return what came of it."""
    line = ProgressLine()
    try:
        with ended_by_signals():
            return recover_library(library, line.show)
    finally:
        line.clear()


def opened(arguments: argparse.Namespace) -> Library:
    """Open the library for the application; where it is damaged, offer to recover it."""
    try:
        return Library.open(arguments.feeds, arguments.library, ask=True)
    except DamagedError as error:
        complain(str(error))
        if not _agreed("Shall that be done now? The damaged file is kept. [y/N] "):
            raise LibraryError("The library was left as it is.") from None
    for sentence in recover(arguments.library):
        say(sentence)
    library = Library.open(arguments.feeds, arguments.library, ask=True)
    if not _agreed("Open Reader? [Y/n] ", otherwise=True):
        asyncio.run(library.close())
        raise LibraryError("The library was recovered.")
    return library


def _agreed(question: str, *, otherwise: bool = False) -> bool:
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = sys.stdin.readline().strip().lower()
    return answer in {"y", "yes"} or (otherwise and answer == "")
