"""The commands of `reader` and what can be said to each. The application alone starts without them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Self, cast

from reader.cli.account_arguments import add_accounts
from reader.cli.commanding import Commands, command_in
from reader.cli.export_arguments import add_export
from reader.cli.feed_arguments import add_feed_changes
from reader.cli.rule_arguments import add_rules

_QUERY = "such as: unread author:lund -feed:sports since:1w (see docs/queries.md)"
_MARKS = "articles by number, and read, unread, saved, unsaved, starred, unstarred, hidden or shown"


class _Unasked:
    """In place of the parser of a command that is not there: takes what it is told, and does nothing."""

    def __getattr__(self, _name: str) -> Self:
        return self

    def __call__(self, *_: object, **__: object) -> Self:
        return self


def add_commands(parser: argparse.ArgumentParser, only: str = "") -> None:
    """Let a parser read every command, too; or `only` one, which takes a fifth of the time."""

    def parser_of(prog: str, **said: Any) -> Any:
        return argparse.ArgumentParser(prog, **said) if prog.endswith(only) else _Unasked()

    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", parser_class=cast(Any, parser_of)
    )
    _add_reading(commands)
    _add_keeping(commands)


def _add_reading(commands: Commands) -> None:
    command = command_in(commands, "list", "list articles, newest first, or what a query selects")
    command.add_argument("query", nargs="*", metavar="QUERY", help=_QUERY)
    command.add_argument("--unread", action="store_true", help="only what was not read")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--saved", action="store_true", help="what was saved")
    which.add_argument("--today", action="store_true", help="what was published today")
    which.add_argument("--feed", metavar="FEED", help="a feed, by number, address or part of its title")
    which.add_argument("--folder", metavar="NAME", help="a folder of feeds")
    which.add_argument("--tag", metavar="NAME", help="what carries a tag")
    which.add_argument("--view", metavar="NAME", help="a saved query of feeds.toml")
    command.add_argument("--sort", metavar="KEYS", help="such as feed,-date; a - turns a key round")
    command.add_argument("--count", action="store_true", help="only how many there are")
    _limit(command)
    _plain(command)
    command = command_in(commands, "search", "find articles by their words, newest first")
    command.add_argument("words", nargs="+", metavar="WORD", help='"a phrase", -without, begin…')
    _limit(command)
    _plain(command)
    command = command_in(commands, "next", "print the next unread article in sentences, and mark it read")
    command.add_argument("query", nargs="*", metavar="QUERY", help="among what a query selects")
    command.add_argument("--oldest", action="store_true", help="the oldest first")
    command.add_argument("--keep", action="store_true", help="leave it unread")
    command = command_in(commands, "brief", "what has happened of late, in sentences of the articles")
    command.add_argument("--since", default="24h", metavar="TIME", help="yesterday, 24h, 3d or a day; 24h")
    command.add_argument("--limit", type=int, metavar="N", help="at most so many stories, 12 if not said")
    command.add_argument("--markdown", action="store_true", help="as Markdown, with links to the articles")
    command = command_in(commands, "related", "what has names, figures and rare words in common with one")
    command.add_argument("article", metavar="NUMBER|URL", help="as `reader list` gives it")
    command = command_in(commands, "show", "print an article without its boilerplate")
    command.add_argument("article", type=int, nargs="+", metavar="NUMBER", help="as `reader list` gives it")
    command.add_argument("--offline", action="store_true", help="print only what is stored")
    command.add_argument("--read", action="store_true", help="mark it as read")
    command.add_argument("--changes", action="store_true", help="how it changed after it came")
    _markdown(command)
    _plain(command)
    command = command_in(commands, "stories", "list the events that several articles are about")
    command.add_argument("--since", default="2d", metavar="TIME", help="with an article since: 24h, 2d, 1w")
    _limit(command)
    command = command_in(commands, "story", "print the articles about an article's event side by side")
    command.add_argument("article", type=int, metavar="NUMBER", help="as `reader list` gives it")
    command = command_in(commands, "who", "all that articles say of a name: where, how often, with whom")
    command.add_argument("name", metavar="WHO", help="a name or a part of one; “John Smith (2)” is a second")
    command.add_argument("--kind", choices=("person", "organisation", "place", "other"), default="")
    command.add_argument("--author", action="store_true", help="as who wrote articles, not as who is named")
    what = command.add_mutually_exclusive_group()
    for option, said in (
        ("follow", "have a view of its articles among the lists"),
        ("unfollow", "take that view out"),
        ("mute", "take articles about it out of the lists of many feeds"),
        ("unmute", "bring them back"),
        ("notify", "be told of new articles that name it"),
        ("silence", "be told no longer"),
    ):
        what.add_argument(f"--{option}", action="store_true", help=said)
    what.add_argument("--same-as", metavar="OTHER", help="have both be one from now on")
    what.add_argument("--not", dest="not_as", metavar="OTHER", help="have both be two from now on")
    what.add_argument("--another-in", metavar="N", type=int, help="article N means another of that name")
    _limit(command)
    _plain(command)
    command = command_in(commands, "inspect", "clean text, author, entities and figures of any page or file")
    command.add_argument("source", nargs="+", metavar="SOURCE", help="an address, a file, or - for input")
    _markdown(command)


def _add_keeping(commands: Commands) -> None:
    command = command_in(commands, "refresh", "fetch feeds now")
    command.add_argument("feed", nargs="*", metavar="FEED", help="by number, address or part of the title")
    command.add_argument("--due", action="store_true", help="only those that are due by themselves")
    command.add_argument("-q", "--quiet", action="store_true", help="say nothing but what went wrong")
    command.add_argument("--notify", action="store_true", help="show a notification where articles are new")
    command = command_in(commands, "add", "keep a page, a file or standard input as a saved article")
    command.add_argument("source", nargs="*", metavar="URL|FILE|-")
    command.add_argument("--clipboard", action="store_true", help="the address that the clipboard holds")
    command = command_in(commands, "tag", "show or change the tags of an article, or of what a query selects")
    command.add_argument("words", nargs="*", metavar="[NUMBER] TAG", help="an article, and tags to add")
    command.add_argument("--remove", action="append", default=[], metavar="TAG", help="a tag to take away")
    everywhere = command.add_mutually_exclusive_group()
    everywhere.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"), help="on all articles")
    everywhere.add_argument("--delete", metavar="TAG", help="take it off all articles")
    everywhere.add_argument("--colour", nargs=2, metavar=("TAG", "COLOUR"), help="in the application")
    _where(command)
    command = command_in(commands, "mark", "mark articles read, unread, saved, starred or hidden")
    command.add_argument("words", nargs="+", metavar="[NUMBER …] MARK", help=_MARKS)
    _where(command)
    feeds = command_in(commands, "feeds", "list, find, add and change feeds, and see how they are")
    actions = feeds.add_subparsers(dest="action", metavar="ACTION")
    _plain(command_in(actions, "list", "every subscription with its counts and its health"))
    command = command_in(actions, "add", "subscribe to a feed, or to one that a site has")
    command.add_argument("url", metavar="URL")
    command.add_argument("--choose", type=int, metavar="N", help="the N-th of several feeds of a site")
    command.add_argument("--folder", default="", metavar="NAME")
    command.add_argument("--title", default=None, metavar="TITLE")
    command.add_argument("--account", metavar="ACCOUNT", help='whose server has it; "" for none')
    command = command_in(actions, "remove", "unsubscribe; its articles stay in the library")
    command.add_argument("feed", metavar="FEED", help="by number, address or part of the title")
    command = command_in(actions, "find", "which feeds a site has")
    command.add_argument("url", metavar="URL")
    command = command_in(actions, "health", "what is the matter with feeds, and what helps")
    command.add_argument("--all", action="store_true", help="those that are well, too")
    add_feed_changes(actions)
    _add_import(commands)
    add_export(commands)
    add_rules(commands)
    add_accounts(commands)
    _add_upkeep(commands)


def _add_import(commands: Commands) -> None:
    from reader.takeover.kinds import KINDS

    summary = "take over feeds, articles, pages and settings of other programs"
    command = command_in(commands, "import", summary)
    command.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="files, folders or ZIP archives, known by their content (see docs/import.md); without any what "
        "newsboat has in its usual places",
    )
    kinds = [kind.replace(" ", "-") for kind in KINDS if kind not in {"files", "newsboat"}]
    command.add_argument(
        "--from",
        dest="kind",
        choices=kinds,
        default="",
        metavar="KIND",
        help=f"what they are: {', '.join(kinds)}",
    )
    command.add_argument(
        "--state", action="store_true", help="the state of another Reader; see docs/state.md"
    )
    command.add_argument("--dry-run", action="store_true", help="only say what would come")
    command.add_argument("--later", action="store_true", help="bookmarks are saved to be read later")
    command.add_argument("--star", default="", metavar="FLAGS", help="articles with these flags get a star")
    command.add_argument("--save", default="", metavar="FLAGS", help="articles with these flags are saved")
    command.add_argument("--no-settings", action="store_true", help="feeds and articles alone")
    command.add_argument("--programs", action="store_true", help="settings that name programs to run, too")


def _add_upkeep(commands: Commands) -> None:
    _add_downloads(commands)
    command = command_in(commands, "backup", "copy the library, also while it is open")
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="instead of beside the library")
    command.add_argument("--force", action="store_true", help="overwrite FILE")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--list", action="store_true", help="the backups beside the library")
    which.add_argument("--restore", type=Path, metavar="FILE", help="put FILE in its place")
    command = command_in(commands, "purge", "let go of read articles that `keep` in feeds.toml does not keep")
    command.add_argument("--dry-run", action="store_true", help="only say how many")
    command = command_in(commands, "config", "where everything is; settings, and units for systemd and cron")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--edit", action="store_true", help="open feeds.toml in your editor, and check it")
    which.add_argument("--get", metavar="KEY", help="print a setting, such as theme or keys.next_unread")
    which.add_argument("--set", nargs=2, metavar=("KEY", "VALUE"), help="write a setting into feeds.toml")
    which.add_argument(
        "--schedule",
        choices=("service", "timer", "crontab"),
        help="print a unit for systemd or a line for cron that fetches what is due",
    )
    command = command_in(commands, "completions", "print what a shell needs to complete `reader`")
    command.add_argument("shell", choices=("bash", "zsh", "fish"))
    command = command_in(commands, "doctor", "check settings, library and worker")
    command.add_argument("--repair", action="store_true", help="recover a damaged library as far as it goes")


def _add_downloads(commands: Commands) -> None:
    downloads = command_in(
        commands, "downloads", "files that come with articles: the queue, fetching, removing"
    )
    actions = downloads.add_subparsers(dest="action", metavar="ACTION")
    command_in(actions, "list", "every file of the queue")
    command = command_in(actions, "add", "put the sounds of articles into the queue")
    command.add_argument("article", type=int, nargs="+", metavar="NUMBER", help="as `reader list` gives it")
    command_in(actions, "run", "fetch what waits")
    command = command_in(actions, "remove", "take files out of the queue and from the disk")
    command.add_argument(
        "number", type=int, nargs="+", metavar="NUMBER", help="as `reader downloads` gives it"
    )
    command = command_in(commands, "play", "play what comes with an article, downloaded or not")
    command.add_argument("article", type=int, metavar="NUMBER", help="as `reader list` gives it")
    command.add_argument("--file", type=int, metavar="N", help="the N-th of its files")


def _markdown(command: argparse.ArgumentParser) -> None:
    command.add_argument("--markdown", action="store_true", help="the document alone, as Markdown")


def _where(command: argparse.ArgumentParser) -> None:
    command.add_argument("--where", metavar="QUERY", help="all articles that a query selects")
    command.add_argument("--dry-run", action="store_true", help="only say how many would change")


def _plain(command: argparse.ArgumentParser) -> None:
    command.add_argument("--plain", action="store_true", help="in whole sentences, for screen readers")


def _limit(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", type=int, metavar="N", help="at most so many, 50 if not said; 0 is all")
