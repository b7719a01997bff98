"""What has feeds fetched by themselves: units for systemd and a line for cron, with this machine's paths."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

_SERVICE = """\
# {folder}/reader-refresh.service
[Unit]
Description=Fetch the feeds that are due
Documentation=man:reader(1)

[Service]
Type=oneshot
ExecStart={command}
# 1: some feed failed, which the journal names; 143: it was told to end, and has kept what came.
SuccessExitStatus=1 143
TimeoutStartSec=30min
TimeoutStopSec=30s
Nice=10
"""
_TIMER = """\
# {folder}/reader-refresh.timer
[Unit]
Description=Fetch the feeds that are due, every quarter of an hour

[Timer]
OnStartupSec=2min
OnUnitInactiveSec=15min
RandomizedDelaySec=1min

[Install]
WantedBy=timers.target
"""
_FOLDER = "~/.config/systemd/user"
_MINUTES = "7,22,37,52"  # not on the hour, when everybody's cron asks
_ARGUMENTS = ("refresh", "--due", "--quiet", "--notify")


def schedule(kind: str, feeds: Path | None, library: Path | None) -> str:
    """Return a "service" or "timer" unit of systemd's, or a line for "crontab".

    It names this program by its full path, and feeds.toml and the library where the person has said which.
    """
    command = [*program(), *_said("--feeds", feeds, "READER_FEEDS")]
    command += [*_said("--library", library, "READER_LIBRARY"), *_ARGUMENTS]
    if kind == "timer":
        return _TIMER.format(folder=_FOLDER).rstrip("\n")
    if kind == "service":
        return _SERVICE.format(folder=_FOLDER, command=" ".join(map(_for_systemd, command))).rstrip("\n")
    return f"{_MINUTES} * * * * {shlex.join(command)}".replace("%", "\\%")  # a % ends a line of cron's


def program() -> list[str]:
    """Return what starts this program, from wherever."""
    called = Path(sys.argv[0]).absolute()
    if called.stem == "reader" and called.is_file() and os.access(called, os.X_OK):
        return [str(called)]
    return [sys.executable, "-m", "reader"]


def _said(option: str, path: Path | None, variable: str) -> list[str]:
    said = str(path) if path is not None else os.environ.get(variable)
    return [option, str(Path(said).expanduser().absolute())] if said else []


def _for_systemd(argument: str) -> str:
    """Quote an argument of ExecStart; see systemd.service(5), COMMAND LINES."""
    plain = argument.replace("%", "%%").replace("$", "$$")
    if plain.replace("/", "").replace("-", "").replace(".", "").replace("_", "").isalnum():
        return plain
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
