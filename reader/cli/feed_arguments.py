"""What can be said to `reader feeds` so as to change feeds and folders."""

from __future__ import annotations

import argparse

from reader.cli.commanding import Commands, command_in

_FEED = "by number, address or part of the title"


def add_feed_changes(actions: Commands) -> None:
    """Add the commands that change what feeds.toml says of feeds."""
    command = command_in(actions, "rename", "call a feed by another name")
    command.add_argument("feed", metavar="FEED", help=_FEED)
    command.add_argument("title", nargs="?", default="", metavar="TITLE", help="without it: its own name")
    command = command_in(actions, "move", "put a feed into a folder, or follow it to its new address")
    command.add_argument("feed", metavar="FEED", help=_FEED)
    command.add_argument(
        "folder", nargs="?", metavar="FOLDER", help='"" for none; without it: to the address it has moved to'
    )
    for name, summary in (("mute", "leave feeds out of all and unread articles"), ("unmute", "let them in")):
        command = command_in(actions, name, summary)
        command.add_argument("feed", nargs="+", metavar="FEED", help=_FEED)
    command = command_in(actions, "interval", "set how often a feed is fetched by itself")
    command.add_argument("feed", metavar="FEED", help=_FEED)
    command.add_argument(
        "every",
        nargs="?",
        default="",
        metavar="EVERY",
        help="minutes, 2h, 3d or 1w; else as in the settings",
    )
    command = command_in(actions, "tags", "show or change a feed's tags")
    command.add_argument("feed", metavar="FEED", help=_FEED)
    command.add_argument("tag", nargs="*", metavar="TAG", help="tags to add")
    command.add_argument("--remove", action="append", default=[], metavar="TAG", help="a tag to take away")
    command = command_in(actions, "full-text", "say whether articles are taken from their pages")
    command.add_argument("feed", metavar="FEED", help=_FEED)
    command.add_argument("when", choices=("always", "never", "needed"))
    command = command_in(actions, "account", "have a feed come from an account's server, or not")
    command.add_argument("feed", nargs="+", metavar="FEED", help=_FEED)
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--from", dest="account", metavar="ACCOUNT", help="an [[account]] of feeds.toml")
    which.add_argument("--none", action="store_true", help="ask the feed itself")
    command = command_in(actions, "order", "put a feed higher or lower in its folder")
    command.add_argument("feed", metavar="FEED", help=_FEED)
    _direction(command)
    command = command_in(actions, "folder", "rename, remove or move a folder; its feeds stay")
    command.add_argument("folder", metavar="FOLDER")
    which = _direction(command)
    which.add_argument("--rename", metavar="NAME")
    which.add_argument("--remove", action="store_true")


def _direction(command: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--up", type=int, nargs="?", const=1, metavar="N", help="so many places, else one")
    which.add_argument("--down", type=int, nargs="?", const=1, metavar="N")
    return which
