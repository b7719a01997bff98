"""`reader config`: where everything is, the settings, and what has feeds fetched by themselves."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import Any

from reader import __version__, config
from reader.cli.naming import DONE, FAILED, UsageError
from reader.cli.output import complain, remark, say, say_json, say_rows
from reader.cli.scheduling import program, schedule
from reader.config import ConfigurationError, Settings
from reader.library import backup_folder
from reader.text import safe_line


def configure(arguments: argparse.Namespace) -> int:
    """Do what `reader config` was asked for; without an option, say where everything is."""
    path = arguments.feeds or config.configuration_path()
    if arguments.edit:
        return _edit(path)
    if arguments.schedule is not None:
        text = schedule(arguments.schedule, arguments.feeds, arguments.library)
        say_json({arguments.schedule: text}) if arguments.json else say(text)
        return DONE
    if arguments.get is not None:
        return _get(path, arguments)
    if arguments.set is not None:
        return _set(path, arguments)
    return _places(path, arguments)


def _places(path: Path, arguments: argparse.Namespace) -> int:
    import sqlite3

    try:
        settings = config.settings_at(path)
    except ConfigurationError as error:
        remark(str(error))
        settings = Settings()
    library = (arguments.library or config.library_path()).expanduser().absolute()
    found = {
        "feeds": path.expanduser().absolute(),
        "library": library,
        "backups": backup_folder(arguments.library),
        "downloads": config.download_folder(settings),
        "templates": config.template_folder(path.expanduser().absolute()),
    }
    others = {
        "program": shlex.join(program()),
        "reader": __version__,
        "python": ".".join(map(str, sys.version_info[:3])),
        "sqlite": sqlite3.sqlite_version,
    }
    if arguments.json:
        say_json({name: str(place) for name, place in found.items()} | others)
        return DONE
    rows = [(name, f"{place}{_standing(place)}") for name, place in found.items()]
    say_rows([*rows, *others.items()], whole=True)
    return DONE


def _standing(place: Path) -> str:
    try:
        return "" if place.exists() else " (not there yet)"
    except OSError as error:
        return f" ({(error.strerror or 'cannot be reached').lower()})"


def _edit(path: Path) -> int:
    """Open feeds.toml in the person's editor, and tell what is wrong with it afterwards."""
    from reader.editor import editor
    from reader.programs import ProgramError, name_of, run_in_terminal

    config.ensure(path)
    try:
        argv = editor(os.environ)
        while True:
            if code := run_in_terminal([*argv, str(path)]):
                complain(f"{name_of(argv)} ended with {code}")
                return FAILED
            try:
                config.load(path)
            except ConfigurationError as error:
                if not _goes_on(error):
                    raise
            else:
                return DONE
    except ProgramError as error:
        complain(str(error))
        return FAILED


def _goes_on(error: ConfigurationError) -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    complain(str(error))
    sys.stderr.write("Edit it again? [Y/n] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"", "y", "yes"}


# Settings


def _get(path: Path, arguments: argparse.Namespace) -> int:
    """Print a setting as it counts, which is its default where feeds.toml says nothing."""
    table, _, key = _checked(arguments.get).rpartition(".")
    settings = config.settings_at(path)
    value: Any = getattr(settings, table or key)
    if table:
        if key not in value:
            raise UsageError(f"nothing is said of {safe_line(key, 60)} in [settings.{table}]")
        value = value[key]
    if arguments.json:
        say_json({"key": arguments.get, "value": value})
    else:
        say(safe_line(value, 2000) if isinstance(value, str) else config.toml_of(value))
    return DONE


def _set(path: Path, arguments: argparse.Namespace) -> int:
    """Write a setting into feeds.toml. What is no TOML is a text."""
    name, said = arguments.set
    table, _, key = _checked(name).rpartition(".")
    config.ensure(path)
    value = config.value_of(said)
    config.edit(path, lambda text: config.with_setting_changed(text, key, value, table))
    if arguments.json:
        say_json({"key": name, "value": value})
    return DONE


def _checked(name: str) -> str:
    """Return the name of a setting, such as "theme" or "keys.next_unread"."""
    table, dot, key = name.partition(".")
    tables = {known for known, one in config.SETTING_KEYS.items() if one}
    if table not in config.SETTING_KEYS or bool(dot) != (table in tables) or (dot and not key):
        import difflib

        near = difflib.get_close_matches(table, config.SETTING_KEYS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(config.SETTING_KEYS)}"
        if table in tables:
            hint = f"name one of its lines, such as {table}.NAME"
        raise UsageError(f"{safe_line(name, 60)} is no setting; {hint}")
    return name
