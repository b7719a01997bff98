"""Completion in shells: what may come next on the command line, from the parser and from what a person has.

The shells' side, and what is the next word, are argcomplete's. What an argument takes is known by how the
parser names it: whoever names a new kind of argument says here what completes it.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from argcomplete.completers import SuppressCompleter
from argcomplete.finders import CompletionFinder
from argcomplete.shell_integration import shellcode

from reader.suggesting import Suggestions
from reader.text import fold

Offers = Mapping[str, str]
"""What may be typed, and a few words on each."""
_NEGATED = re.compile(r"-[a-z#]+")


def answer(
    parser: argparse.ArgumentParser,
    output: TextIO | None = None,
    leave: Callable[[int], object] = os._exit,
) -> None:
    """Tell the shell that asks, as argcomplete's environment variables say, and leave."""
    for command in commands_of(parser):
        for action in command._actions:
            if (completer := completer_of(action)) is not None:
                action.completer = _asking(completer)  # type: ignore[attr-defined]
    _Finder()(
        parser,
        always_complete_options=False,
        exit_method=leave,
        output_stream=output,
        validator=_begins,
        default_completer=SuppressCompleter(),
    )


def script(shell: str) -> str:
    """Return what a shell has to read once for `reader` to be completed in it."""
    return shellcode(["reader"], shell=shell, complete_arguments=["-o", "nospace"])


def commands_of(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield a parser and those of all its commands, and of theirs."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from commands_of(command)


def completer_of(action: argparse.Action) -> Callable[[Suggestions, str], Offers] | None:
    """Return what completes an argument, None where it is chosen by the parser or can be anything."""
    if action.choices is not None or action.nargs == 0:
        return None
    names = action.metavar if isinstance(action.metavar, tuple) else (action.metavar,)
    found = [_BY_NAME[name] for name in names if name in _BY_NAME]
    if action.dest in _BY_DESTINATION:
        found = [_BY_DESTINATION[action.dest]]
    if not found:
        return None
    return lambda suggestions, letters: {k: v for one in found for k, v in one(suggestions, letters).items()}


class _Finder(CompletionFinder):
    """Also completes what stands behind a minus in a query, which the parser would take for an option."""

    def collect_completions(
        self,
        active_parsers: list[argparse.ArgumentParser],
        parsed_args: argparse.Namespace,
        cword_prefix: str,
    ) -> list[str]:
        """Return everything that may be the word that begins so."""
        found = super().collect_completions(active_parsers, parsed_args, cword_prefix)
        asks = any(
            action.metavar == "QUERY" and not action.option_strings for action in active_parsers[-1]._actions
        )
        if asks and _NEGATED.match(cword_prefix):
            offers = _suggestions(parsed_args).query(cword_prefix)
            self._display_completions.update(offers)
            found = [*found, *offers]
        return found

    def _init_debug_stream(self) -> None:
        """Take file 9 only where somebody looks for a fault: it may be another's."""
        if "_ARC_DEBUG" in os.environ:
            super()._init_debug_stream()  # type: ignore[no-untyped-call]


def _asking(completer: Callable[[Suggestions, str], Offers]) -> Callable[..., Offers]:
    def complete(*, prefix: str, parsed_args: argparse.Namespace, **_: Any) -> Offers:
        return completer(_suggestions(parsed_args), prefix)

    return complete


def _suggestions(arguments: argparse.Namespace) -> Suggestions:
    from reader.config import configuration_path, library_path

    feeds, library = getattr(arguments, "feeds", None), getattr(arguments, "library", None)
    return Suggestions(
        feeds.expanduser() if feeds else configuration_path(),
        library.expanduser() if library else library_path(),
    )


def _begins(offer: str, letters: str) -> bool:
    """Whether it is what has been typed, and more; letters may be small, and quotation marks left out."""
    return fold(offer.replace('"', "")).startswith(fold(letters.replace('"', "")))


def _files(_suggestions: Suggestions, letters: str) -> Offers:
    """Files and folders; a folder ends in a slash, behind which it goes on."""
    folder, _, beginning = letters.rpartition("/")
    place = Path(f"{folder}/" if "/" in letters else ".").expanduser()
    found: dict[str, str] = {}
    try:
        for entry in os.scandir(place):
            if entry.name.startswith(beginning) and (beginning or not entry.name.startswith(".")):
                name = f"{folder}/{entry.name}" if "/" in letters else entry.name
                found[f"{name}/" if entry.is_dir() else name] = ""
    except OSError:
        return {}
    return dict(sorted(found.items()))


def _names(suggestions: Suggestions, letters: str) -> Offers:
    return dict.fromkeys(suggestions.known("entity", letters), "")


def _known(name: str) -> Callable[[Suggestions, str], Offers]:
    return lambda suggestions, letters: dict.fromkeys(suggestions.known(name, letters), "")


def _fixed(offers: Callable[[], Offers]) -> Callable[[Suggestions, str], Offers]:
    return lambda _suggestions, _letters: offers()


def _sort_keys() -> Offers:
    from reader.query import SORT_KEYS

    keys = {key: said for key, said in SORT_KEYS.items() if key != "relevance"}
    return keys | {f"-{key}": f"{said}, the other way round" for key, said in keys.items()}


def _marks() -> Offers:
    from reader.cli.articles import MARKS

    return dict.fromkeys(MARKS, "")


def _acts() -> Offers:
    from reader.rule import VERBS

    return dict.fromkeys(VERBS, "")


def _colours() -> Offers:
    from reader.annotation import TAG_COLOUR_NAMES

    return dict.fromkeys((*TAG_COLOUR_NAMES, "default"), "")


def _settings() -> Offers:
    from reader.config import SETTING_KEYS

    return {f"{key}." if is_table else key: "" for key, is_table in SETTING_KEYS.items()}


_TIMES = {"yesterday": "", "24h": "a day", "3d": "three days", "1w": "a week"}
_BY_NAME: Mapping[str | None, Callable[[Suggestions, str], Offers]] = {
    "FEED": lambda suggestions, letters: suggestions.feeds(letters),
    "FOLDER": _known("folder"),
    "TAG": _known("tag"),
    "OLD": _known("tag"),
    "[NUMBER] TAG": _known("tag"),
    "COLOUR": _fixed(_colours),
    "ACCOUNT": lambda suggestions, _: suggestions.accounts(),
    "RULE": lambda suggestions, _: suggestions.rules(),
    "QUERY": lambda suggestions, letters: suggestions.query(letters),
    "NUMBER": lambda suggestions, _: suggestions.articles(),
    "NUMBER|QUERY": lambda suggestions, letters: {**suggestions.articles(), **suggestions.query(letters)},
    "NUMBER|URL": lambda suggestions, _: suggestions.articles(),
    "[NUMBER …] MARK": _fixed(_marks),
    "KEY": _fixed(_settings),
    "KEYS": _fixed(_sort_keys),
    "ACT": _fixed(_acts),
    "TIME": _fixed(lambda: _TIMES),
    "WHO": _names,
    "OTHER": _names,
    "FILE": _files,
    "FOLDER|FILE": _files,
    "PATH": _files,
    "SOURCE": _files,
    "URL|FILE|-": _files,
    "NAME|FILE": _files,
}
"""What completes an argument, by what the parser calls its value."""
_BY_DESTINATION: Mapping[str, Callable[[Suggestions, str], Offers]] = {
    "view": lambda suggestions, _: suggestions.views(),
    "folder": _known("folder"),
    "tag": _known("tag"),
    "number": lambda suggestions, _: suggestions.downloads(),
}
"""What completes those whose values are called what others' are, too, by the parser's own name for them."""
ANYTHING = frozenset(
    "ADDRESS EVERY FLAGS HOST LABEL N NAME NEW PROGRAM SERVICE/USER TEXT TITLE URL WORD".split()  # noqa: SIM905
)
"""What nobody can guess."""
