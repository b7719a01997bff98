"""`reader doctor`: is everything in place, and does it work together."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from reader.cli.keeping import recover
from reader.cli.output import say_json, say_rows
from reader.config import configuration_path, is_there, library_path, settings_at
from reader.library import ConfigurationError, DamagedError, Library, LibraryError, check_worker

_Check = Callable[[argparse.Namespace], Awaitable[str]]


async def doctor(arguments: argparse.Namespace) -> int:
    """Run every check, say how each went, and return 1 if any failed."""
    rows, failed = [], False
    for name, check in _CHECKS.items():
        try:
            state, said = "ok", await check(arguments)
        except (ConfigurationError, LibraryError) as error:
            state, said, failed = "failed", str(error), True
        except OSError as error:  # a folder that may not be entered, a name that is too long
            where = f"{error.filename}: " if error.filename else ""
            state, said, failed = "failed", f"{where}{error.strerror or error}", True
        rows.append((state, name, said))
    if arguments.json:
        for state, name, said in rows:
            say_json({"check": name, "state": state, "said": said})
    else:
        say_rows(rows, whole=True)
    return 1 if failed else 0


async def _program(_: argparse.Namespace) -> str:
    from reader import __version__

    python = ".".join(map(str, sys.version_info[:3]))
    return f"reader {__version__}, Python {python}, SQLite {sqlite3.sqlite_version}"


async def _terminal(_: argparse.Namespace) -> str:
    names = ("TERM", "COLORTERM", "LANG", "LC_ALL", "NO_COLOR")
    set_ones = [f"{name}={os.environ[name]}" for name in names if name in os.environ]
    return " ".join(set_ones) or "no terminal variables are set"


async def _subscriptions(arguments: argparse.Namespace) -> str:
    from reader import config

    path = arguments.feeds or configuration_path()
    if not is_there(path):
        return f"{path} is not there yet; it will be written with a starter set"
    return f"{path}: {len(config.load(path).subscriptions)} feeds"


async def _rules(arguments: argparse.Namespace) -> str:
    from reader import config

    path = arguments.feeds or configuration_path()
    if not is_there(path):
        return "there are none yet"
    configuration = config.load(path)
    acting = [rule for rule in configuration.rules if rule.enabled]
    if _is_made(arguments.library or library_path()):
        async with Library.open(arguments.feeds, arguments.library) as library:
            reaches = [(rule, await library.rules.reach(rule.when)) for rule in acting]
        if slow := [f"{rule.title}: {reach.trouble}" for rule, reach in reaches if reach.trouble]:
            raise LibraryError(" ".join(slow))
    counted = f"{len(configuration.rules)} rule" + ("" if len(configuration.rules) == 1 else "s")
    said = [f"{counted}, {len(acting)} switched on"]
    if configuration.settings.notify == "off" and any("notify" in rule.do for rule in acting):
        said.append('they notify in the status line only, for notify = "off" in the settings')
    return "; ".join(said)


async def _keys(arguments: argparse.Namespace) -> str:
    from reader.tui.actions.keymap import keymap

    settings = settings_at(arguments.feeds or configuration_path())
    keys = keymap(settings)
    if keys.troubles:
        raise LibraryError(" ".join(keys.troubles))
    return f"{settings.keys_preset}, {len(keys.own)} of your own, no conflicts"


async def _library(arguments: argparse.Namespace) -> str:
    path = arguments.library or library_path()
    if not _is_made(path):
        return f"{path} is not there yet; it will be made"
    done: list[str] = []
    try:
        found = await _found(arguments, done)
    except DamagedError:
        if not arguments.repair:
            raise
        done += recover(arguments.library)
        found = await _found(arguments, done)
    return " ".join((*done, found))


def _is_made(library: Path) -> bool:
    try:
        return library.exists()
    except OSError as error:
        raise LibraryError(
            f"{library} cannot be reached: {(error.strerror or 'it failed').lower()}."
        ) from None


async def _found(arguments: argparse.Namespace, done: list[str]) -> str:
    """What is to be said of the library; with --repair `done` gets what was put right."""
    path = arguments.library or library_path()
    async with Library.open(arguments.feeds, arguments.library) as library:
        if arguments.repair:
            done += await library.upkeep.mend()
        if problems := library.problems():
            raise DamagedError(
                f"{path}: {'; '.join(problems)}; `reader doctor --repair` saves what can be read of it"
            )
        failing = [feed for feed in library.feeds() if feed.error]
        size = path.stat().st_size / 2**20
        said = [f"{path}: {library.article_count()} articles, {size:.1f} MB, sound", *library.upkeep.notes()]
        if failing:
            said.append(f"{len(failing)} feeds fail, see `reader feeds`")
    return "; ".join(said)


async def _worker(arguments: argparse.Namespace) -> str:
    return await check_worker(settings_at(arguments.feeds or configuration_path()).engine)


_CHECKS: dict[str, _Check] = {
    "program": _program,
    "terminal": _terminal,
    "subscriptions": _subscriptions,
    "keys": _keys,
    "library": _library,
    "rules": _rules,
    "worker": _worker,
}
