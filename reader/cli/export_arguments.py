"""What can be said to `reader export`."""

from __future__ import annotations

import argparse

from reader.cli.commanding import Commands, command_in

KINDS = ("markdown", "html", "epub", "json", "csv", "opml")


def add_export(commands: Commands) -> None:
    """Let a parser read it."""
    command = command_in(commands, "export", "write articles as files for other programs and devices")
    command.add_argument("words", nargs="*", metavar="NUMBER|QUERY", help="articles by number, or a query")
    command.add_argument("--format", choices=KINDS, help="else as --to ends; Markdown if that says nothing")
    command.add_argument(
        "--state", metavar="FILE", help="what you read, saved and noted, for another machine; - is output"
    )
    command.add_argument("--to", metavar="PATH", help="a file or folder; - is standard output")
    _add_selection(command)
    how = command.add_argument_group("how")
    how.add_argument("--overwrite", action="store_true", help="write over files that are there")
    how.add_argument("--title", default="", metavar="TEXT", help="of a book, a briefing or a list of feeds")
    pictures = how.add_mutually_exclusive_group()
    pictures.add_argument(
        "--pictures", action="store_true", default=None, help="beside Markdown, too, in a folder assets"
    )
    pictures.add_argument("--no-pictures", action="store_false", dest="pictures", help="in no page or book")
    how.add_argument("--offline", action="store_true", help="fetch no picture that is not kept")
    how.add_argument("--without-text", action="store_true", help="Markdown of what you marked alone")
    how.add_argument("--template", metavar="NAME|FILE", help="your own form of a file; see docs/export.md")
    how.add_argument(
        "--print-template",
        nargs="?",
        const="article",
        metavar="NAME",
        help="print one to start from: article, highlights, page",
    )


def _add_selection(command: argparse.ArgumentParser) -> None:
    which = command.add_argument_group("which articles")
    only = which.add_mutually_exclusive_group()
    only.add_argument("--all", action="store_true", help="every article that lists show")
    only.add_argument("--saved", action="store_true", help="what was saved")
    only.add_argument("--highlights", action="store_true", help="what has a highlight or a note")
    only.add_argument("--today", action="store_true", help="what was published today")
    only.add_argument("--feed", metavar="FEED", help="a feed, by number, address or part of its title")
    only.add_argument("--folder", metavar="NAME", help="a folder of feeds")
    only.add_argument("--tag", metavar="NAME", help="what carries a tag")
    only.add_argument("--view", metavar="NAME", help="a saved query of feeds.toml")
    only.add_argument("--briefing", action="store_true", help="what has happened of late; see `reader brief`")
    which.add_argument("--since", default="24h", metavar="TIME", help="of a briefing: yesterday, 24h, 3d")
    which.add_argument("--unread", action="store_true", help="only what was not read")
    which.add_argument("--sort", metavar="KEYS", help="such as feed,-date; a - turns a key round")
    which.add_argument("--limit", type=int, metavar="N", help="at most so many")
