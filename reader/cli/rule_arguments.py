"""What can be said to `reader rules`."""

from __future__ import annotations

import argparse

from reader.cli.commanding import Commands, command_in

_RULE = "by its name, or its number in `reader rules`"


def add_rules(commands: Commands) -> None:
    """Add `reader rules` with its actions."""
    rules = command_in(commands, "rules", "what is done by itself with articles that come")
    actions = rules.add_subparsers(dest="action", metavar="ACTION")
    command_in(actions, "list", "every rule in its order")
    command = command_in(actions, "test", "which articles a rule is about; nothing is done to them")
    command.add_argument("rule", nargs="?", metavar="RULE", help=f"{_RULE}; without it: a count for each")
    command.add_argument("--when", metavar="QUERY", help="a query that is in no rule yet")
    command.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many; 0 is all")
    command = command_in(actions, "run", "mark articles that are there already as a rule does")
    command.add_argument("rule", metavar="RULE", help=_RULE)
    command.add_argument("--dry-run", action="store_true", help="only say how many")
    command = command_in(actions, "add", "write a rule into feeds.toml")
    command.add_argument("query", metavar="QUERY", help="which articles it is about")
    command.add_argument(
        "--do",
        action="append",
        default=[],
        metavar="ACT",
        help='"mark read", "tag x", "hide", …',
    )
    command.add_argument("--name", default="", metavar="NAME")
    command.add_argument("--stop", action="store_true", help="rules below leave its articles alone")
    command.add_argument("--disabled", action="store_true", help="switched off for now")
    command.add_argument(
        "--run", nargs=argparse.REMAINDER, metavar="PROGRAM", help="a program and its arguments; stands last"
    )
    for name, summary in (
        ("remove", "take a rule away; what it did stays"),
        ("enable", "let a rule act"),
        ("disable", "switch a rule off"),
    ):
        command = command_in(actions, name, summary)
        command.add_argument("rule", metavar="RULE", help=_RULE)
