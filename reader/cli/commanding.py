"""How a command is told to argparse."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # it has no public name


def command_in(commands: Commands, name: str, summary: str) -> argparse.ArgumentParser:
    """Return the parser of a new command, which can answer in JSON like all of them."""
    command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    said = argparse.SUPPRESS  # before the command or after it
    command.add_argument("--json", action="store_true", default=said, help="one JSON object a line")
    return command
