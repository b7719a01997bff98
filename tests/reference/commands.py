"""The command line as a page of docs/ and as a man page, both from the parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from reader import __version__
from reader.cli.arguments import whole_parser

_DATE = "2026-11-30"
"""Of the page's own words; man pages have one."""
_ENVIRONMENT = {
    "READER_FEEDS": "feeds.toml, as --feeds",
    "READER_LIBRARY": "the library, as --library",
    "VISUAL, EDITOR": "the program for notes and for config --edit",
    "NO_COLOR": "if it is set, the application has no colours",
    "HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY": "proxies",
}
_CODES = {
    "0": "Done.",
    "1": "Something failed, which standard error says; the rest was done.",
    "2": "Wrong usage, or a mistake in feeds.toml. Nothing was done.",
    "130, 143": "Stopped by Ctrl+C or SIGTERM; what was done until then is kept.",
}
_EXAMPLES = (
    "reader --demo",
    "reader refresh --due --quiet --notify",
    "reader list 'unread person:\"Kim Jong Un\" since:1w'",
    "reader search --json port strike | jq -r .title",
    "reader config --schedule service > ~/.config/systemd/user/reader-refresh.service",
)


class Command:
    """One command, or the program itself: what it is called, does and takes."""

    def __init__(self, name: str, summary: str, parser: argparse.ArgumentParser) -> None:
        self.name, self.summary = name, summary
        self._parser = parser
        actions = [one for one in parser._actions if not isinstance(one, argparse._SubParsersAction)]
        self.options = [one for one in actions if one.option_strings and one.dest != "help"]
        self.arguments = [one for one in actions if not one.option_strings]
        if name:
            self.options = [one for one in self.options if one.dest != "json"]

    def commands(self) -> Iterator[Command]:
        """Yield its commands."""
        for action in self._parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                helps = {one.dest: one.help or "" for one in action._choices_actions}
                for name, parser in action.choices.items():
                    yield Command(f"{self.name} {name}".strip(), helps[name], parser)


def leaves(command: Command) -> Iterator[Command]:
    """Yield a command's commands that have none themselves, those that have before theirs."""
    for one in command.commands():
        yield one
        yield from leaves(one)


def everything() -> Command:
    """Return the program."""
    parser = whole_parser()
    return Command("", parser.description or "", parser)


def values(action: argparse.Action) -> str:
    """Return how what an argument takes is written, such as "[FEED ...]"."""
    if action.nargs == 0:
        return ""
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    name = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    return {
        "?": f"[{name}]",
        "*": f"[{name} ...]",
        "+": f"{name} [{name} ...]" if "[" not in name else f"{name}",
        argparse.REMAINDER: f"{name} ...",
    }.get(str(action.nargs), name)


def written(action: argparse.Action) -> str:
    """Return an option with all its names, or an argument."""
    return " ".join(filter(None, (", ".join(action.option_strings), values(action))))


def _usage(command: Command) -> str:
    options = " ".join(f"[{written(one)}]" for one in command.options)
    return " ".join(filter(None, ("reader", command.name, options, *map(values, command.arguments))))


# Markdown


def markdown() -> str:
    """Return every command with what can be said to it."""
    whole = everything()
    parts = [f"{whole.summary}\n\n{_list(whole.options)}"]
    for command in leaves(whole):
        level = "###" if " " in command.name else "##"
        parts.append(f"{level} reader {command.name}\n\n{command.summary[0].upper()}{command.summary[1:]}.")
        if listed := _list([*command.arguments, *command.options]):
            parts.append(listed)
    return "\n\n".join(parts)


def _list(actions: Sequence[argparse.Action]) -> str:
    return "\n".join(f"- `{written(one)}`{f': {one.help}' if one.help else ''}" for one in actions)


# The man page: man(7)


def man() -> str:
    """Return the man page, in the macros of man(7) and in ASCII."""
    whole = everything()
    lines = [
        ".\\\" Made by python -m tests.reference from the program's own parser; change that, not this.",
        f'.TH READER 1 {_DATE} "reader {__version__}"',
        ".SH NAME",
        "reader \\- " + _roff(whole.summary[0].lower() + whole.summary[1:].rstrip(".")),
        ".SH SYNOPSIS",
        ".nh",
        ".B reader",
        "[\\fIoptions\\fR] [\\fIcommand\\fR [\\fIarguments\\fR]]",
        ".hy",
        ".SH DESCRIPTION",
        "Without a command the application opens.",
        "All commands take",
        ".BR \\-\\-json ,",
        "and then print one JSON object a line.",
        "Where an article is named, it is by the number that",
        ".B reader list",
        "gives; where a feed is, by its number, its address or a part of its title.",
        ".SH OPTIONS",
        *_entries(whole.options),
        ".SH COMMANDS",
    ]
    for command in leaves(whole):
        lines += [
            f".SS {_roff(_heading(command))}",
            _roff(f"{command.summary[0].upper()}{command.summary[1:]}."),
        ]
        lines += _entries([*command.arguments, *command.options])
    lines += [".SH EXIT STATUS", *_terms(_CODES.items())]
    lines += [".SH ENVIRONMENT", *_terms(_ENVIRONMENT.items())]
    lines += [
        ".SH FILES",
        "feeds.toml has settings and subscriptions, and explains each setting.",
        ".B reader config",
        "says where it is, and where the library, its backups and downloads are.",
    ]
    lines += [".SH EXAMPLES", ".nf"]
    lines += [_roff(line) for line in _EXAMPLES]
    return "\n".join([*lines, ".fi"]) + "\n"


def _heading(command: Command) -> str:
    return " ".join(("reader", command.name, *map(values, command.arguments)))


def _entries(actions: Sequence[argparse.Action]) -> list[str]:
    return _terms((written(one), (one.help or "").rstrip(".")) for one in actions)


def _terms(terms: object) -> list[str]:
    return [line for term, said in terms for line in (".TP", f".B {_quoted(term)}", _roff(said) or "\\&")]  # type: ignore[attr-defined]


def _quoted(term: str) -> str:
    return '"' + _roff(term).replace('"', "\\(dq") + '"'


def _roff(text: str) -> str:
    """Write text so that roff sets it as it is: letters beyond ASCII by their number, nothing a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in text)
    return f"\\&{text}" if text[:1] in {".", "'"} else text
