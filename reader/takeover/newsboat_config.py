"""newsboat's `config`: what of it has a meaning here, and a remark on every line."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from reader.takeover.newsboat_commands import BY_ITSELF, NOT_SYNCED, NOT_TAKEN, SYNC
from reader.takeover.newsboat_filters import FilterError, query_of
from reader.takeover.newsboat_keys import KEPT, OPERATIONS, key_of
from reader.takeover.quoting import lines_of, words_of
from reader.takeover.values import Lists, NamedQuery, Outcome, Remark, Setting, Wish
from reader.text import masked, safe_line

_SHELL = re.compile(r"[|&;<>$`()]|\d>")
_YES = {"yes": True, "true": True, "no": False, "false": False}
_MOST_FILES = 20
_SECRET = re.compile(r"pass|token|auth|login|app-(?:id|key)", re.IGNORECASE)
_STAR = re.compile(r"[a-z]+-flag-(?:star|save)")


class NotTakenError(Exception):
    """A line that nothing can be made of; its text says why."""


Include = Callable[[str, str], str | None]
"""Given the name of a file and the file it is named in: its text, None if it cannot be read."""


def read_config(text: str, file: str = "config", include: Include = lambda _name, _where: None) -> Lists:
    """Return what a newsboat configuration, with the files that it includes, has for Reader."""
    reading = _Config(include)
    reading.file(text, file)
    return reading.lists()


class _Config:
    """Follows the lines of a configuration; a later one counts more."""

    def __init__(self, include: Include) -> None:
        self._include, self._files = include, 0
        self._file = ""
        self._said: dict[str, tuple[str, ...]] = {}
        self._wishes: dict[tuple[str, str], Wish] = {}
        self._keys: dict[str, list[str]] = {}
        self._views: list[NamedQuery] = []
        self._ignored: list[NamedQuery] = []
        self._remarks: list[Remark] = []
        self._stars = self._cache = ""

    def lists(self) -> Lists:
        wishes = [*self._wishes.values(), *self._refreshing()]
        wishes += [
            Wish(action, ",".join(dict.fromkeys((*keys, *KEPT.get(action, ())))), table="keys")
            for action, keys in self._keys.items()
        ]
        return Lists(
            views=tuple(self._views),
            ignored=tuple(self._ignored),
            wishes=tuple(wishes),
            remarks=tuple(self._remarks),
            stars="".join(dict.fromkeys(self._stars)),
            cache=self._cache,
        )

    def file(self, text: str, name: str) -> None:
        """Read one file."""
        self._files += 1
        before, self._file = self._file, name
        for number, line in lines_of(text):
            if words := words_of(line):
                self._line(number, words, line)
        self._file = before

    def _line(self, number: int, words: Sequence[str], line: str) -> None:
        command, arguments = words[0], words[1:]
        shown = f"{command} …" if _SECRET.search(command) else masked(line.strip(), 120)
        try:
            outcome, why = self._outcome(command, arguments)
        except NotTakenError as error:
            outcome, why = "not taken", str(error)
        program = outcome == "taken" and command in _PROGRAMS
        self._remarks.append(Remark(self._file, number, shown, outcome, why, program))

    def _outcome(self, command: str, arguments: Sequence[str]) -> tuple[Outcome, str]:
        if _STAR.fullmatch(command) and arguments:
            self._stars += "".join(letter for letter in arguments[0] if letter.isascii() and letter.isalpha())
            return "taken", "articles with this flag get a star"
        if SYNC.fullmatch(command):
            if command == "urls-source" and arguments[:1] == ["local"]:
                return "by itself", "feeds are in a file of yours: feeds.toml"
            return "not taken", NOT_SYNCED
        if command in _TAKEN:
            return "taken", _TAKEN[command](self, arguments)
        if command in BY_ITSELF:
            self._said[command] = tuple(arguments)
            return "by itself", BY_ITSELF[command]
        if command in NOT_TAKEN:
            return "not taken", NOT_TAKEN[command]
        return "not taken", f"newsboat has no command {safe_line(command, 40)} that is known here"

    # What each command wishes for; the sentence says what became of it

    def _wish(
        self, key: str, value: bool | int | str | list[str], *, program: bool = False, table: str = ""
    ) -> str:
        self._wishes[table, key] = Wish(key, value, program, table)
        return f"{key} = {_shown(value)}"

    def auto_reload(self, arguments: Sequence[str]) -> str:
        self._said["auto-reload"] = (str(_yes(arguments)),)
        return "feeds are asked by themselves" if _yes(arguments) else "refresh_minutes = 0: only on R"

    def reload_time(self, arguments: Sequence[str]) -> str:
        self._said["reload-time"] = (str(_number(arguments)),)
        return "refresh_minutes, where auto-reload is on; a feed is asked once an hour at most"

    def _refreshing(self) -> list[Wish]:
        if "auto-reload" not in self._said:
            return []
        minutes = int(self._said.get("reload-time", ("60",))[0])
        on = self._said["auto-reload"] == ("True",) and minutes > 0
        return [Wish("refresh_minutes", min(max(60, minutes), 10_080) if on else 0)]

    def refresh_on_startup(self, arguments: Sequence[str]) -> str:
        return self._wish("refresh_on_start", _yes(arguments))

    def suppress_first_reload(self, arguments: Sequence[str]) -> str:
        return self._wish("refresh_on_start", not _yes(arguments))

    def text_width(self, arguments: Sequence[str]) -> str:
        width = _number(arguments)
        if not width:
            raise NotTakenError("lines that are as wide as the terminal are hard to read; > makes them wider")
        return self._wish("text_width", min(max(40, width), 200))

    def download_timeout(self, arguments: Sequence[str]) -> str:
        return self._wish("timeout", min(max(1, _number(arguments)), 300))

    def keep_days(self, arguments: Sequence[str]) -> str:
        days = _number(arguments)
        if not days:
            raise NotTakenError("everything is kept, as in Reader")
        return self._wish("keep", f"{min(days, 9_999)}d")

    def max_items(self, arguments: Sequence[str]) -> str:
        number = _number(arguments)
        if not number:
            raise NotTakenError("everything is kept, as in Reader")
        if ("", "keep") in self._wishes:
            raise NotTakenError("keep-articles-days says already what is kept")
        return self._wish("keep", f"{min(number, 9_999_999)}")

    def browser(self, arguments: Sequence[str]) -> str:
        return self._wish("open_command", _program(arguments, {"%u": "{url}"}, "{url}"), program=True)

    def bookmark(self, arguments: Sequence[str]) -> str:
        return self._wish("bookmark", _program(arguments, {}), program=True)

    def notify_program(self, arguments: Sequence[str]) -> str:
        return self._wish("notify", _program(arguments, {}, "{text}"), program=True)

    def notify_terminal(self, arguments: Sequence[str]) -> str:
        if not _yes(arguments):
            raise NotTakenError("notifications are off anyway")
        if ("", "notify") not in self._wishes:
            self._wish("notify", "terminal")
        return 'notify = "terminal"'

    def player(self, arguments: Sequence[str]) -> str:
        return self._wish("audio/*", _program(arguments, {}, "{file}"), program=True, table="open_with")

    def download_path(self, arguments: Sequence[str]) -> str:
        folder = _only(arguments)
        if not folder.startswith(("/", "~/")):
            raise NotTakenError("this folder is not named from / or ~ on")
        return self._wish("download_folder", folder.rstrip("/") or "/")

    def max_downloads(self, arguments: Sequence[str]) -> str:
        return self._wish("download_at_once", min(max(1, _number(arguments)), 4))

    def cache_file(self, arguments: Sequence[str]) -> str:
        self._cache = _only(arguments)
        return "articles are taken from there"

    def define_filter(self, arguments: Sequence[str]) -> str:
        if len(arguments) < 2:
            raise NotTakenError("it has no name and no filter")
        self._views.append(NamedQuery(safe_line(arguments[0], 100), _query(arguments[1])))
        return f"the view {self._views[-1].name}: {self._views[-1].query}"

    def ignore_article(self, arguments: Sequence[str]) -> str:
        if len(arguments) < 2:
            raise NotTakenError("it has no feed and no filter")
        feed, query = arguments[0], _query(arguments[1])
        if feed != "*":
            query = f'feedurl:="{feed}" ({query})' if '"' not in feed else query
        self._ignored.append(NamedQuery(f"ignored {len(self._ignored) + 1}", query))
        return f"a rule hides it: {query}"

    def include(self, arguments: Sequence[str]) -> str:
        name = _only(arguments)
        text = self._include(name, self._file) if self._files < _MOST_FILES else None
        if text is None:
            raise NotTakenError("this file cannot be read")
        self.file(text, PurePosixPath(name).name)
        return "its lines are read"

    def bind_key(self, arguments: Sequence[str]) -> str:
        if len(arguments) < 2:
            raise NotTakenError("it has no key and no operation")
        key, action = key_of(arguments[0]), OPERATIONS.get(arguments[1])
        return self._bind(key, action, arguments[0], arguments[1])

    def bind(self, arguments: Sequence[str]) -> str:
        """bind KEYS CONTEXTS OPERATIONS, where one key does one thing."""
        if len(arguments) < 3 or any(";" in word or word == "--" for word in arguments[2:]):
            raise NotTakenError("several operations are a macro: see [settings.macros] in feeds.toml")
        key, action = key_of(arguments[0]), OPERATIONS.get(arguments[2])
        return self._bind(key, action, arguments[0], arguments[2])

    def _bind(self, key: str | None, action: str | None, said: str, operation: str) -> str:
        if key is None:
            raise NotTakenError(f"the key {safe_line(said, 20)} is not known")
        if action is None:
            raise NotTakenError(f"there is no key for {safe_line(operation, 60)}; ? shows what there is")
        keys = self._keys.setdefault(action, [])
        if key not in keys:
            keys.append(key)
        return f'{action} = "{key}"'

    def macro(self, arguments: Sequence[str]) -> str:
        if len(arguments) < 2 or key_of(arguments[0]) is None or len(arguments[0]) > 1:
            raise NotTakenError("it has no key and no operations")
        said = " ".join(arguments[1:]).partition(" -- ")[0]
        operations = [part.strip().split(" ")[0] for part in said.split(";") if part.strip()]
        unknown = next((one for one in operations if one not in OPERATIONS), None)
        if unknown is not None:
            raise NotTakenError(f"{safe_line(unknown, 40)} has no like; see [settings.macros]")
        commands = [OPERATIONS[one].replace("_", "-") for one in operations]
        return self._wish(f",{arguments[0]}", commands, table="macros")


_TAKEN: dict[str, Callable[[_Config, Sequence[str]], str]] = {
    "auto-reload": _Config.auto_reload,
    "bind": _Config.bind,
    "bind-key": _Config.bind_key,
    "bookmark-cmd": _Config.bookmark,
    "browser": _Config.browser,
    "cache-file": _Config.cache_file,
    "define-filter": _Config.define_filter,
    "download-path": _Config.download_path,
    "download-timeout": _Config.download_timeout,
    "ignore-article": _Config.ignore_article,
    "include": _Config.include,
    "keep-articles-days": _Config.keep_days,
    "macro": _Config.macro,
    "max-downloads": _Config.max_downloads,
    "max-items": _Config.max_items,
    "notify-beep": _Config.notify_terminal,
    "notify-program": _Config.notify_program,
    "notify-screen": _Config.notify_terminal,
    "notify-xterm": _Config.notify_terminal,
    "player": _Config.player,
    "refresh-on-startup": _Config.refresh_on_startup,
    "reload-time": _Config.reload_time,
    "suppress-first-reload": _Config.suppress_first_reload,
    "text-width": _Config.text_width,
}
_PROGRAMS = frozenset({"bookmark-cmd", "browser", "notify-program", "player"})
COMMANDS = frozenset({*_TAKEN, *BY_ITSELF, *NOT_TAKEN})
"""Every command of newsboat's and podboat's that is known here, beside those of `newsboat_commands.SYNC`."""


def _only(arguments: Sequence[str]) -> str:
    if len(arguments) != 1 or not arguments[0]:
        raise NotTakenError("it takes one value")
    return safe_line(arguments[0], 1_000)


def _yes(arguments: Sequence[str]) -> bool:
    said = _YES.get(_only(arguments).lower())
    if said is None:
        raise NotTakenError("it is either yes or no")
    return said


def _number(arguments: Sequence[str]) -> int:
    said = _only(arguments)
    if not (said.isascii() and said.isdecimal() and len(said) < 8):
        raise NotTakenError("it takes a whole number")
    return int(said)


def _query(expression: str) -> str:
    try:
        return query_of(expression)
    except FilterError as error:
        raise NotTakenError(str(error)) from None


def _program(arguments: Sequence[str], places: dict[str, str], otherwise: str = "") -> list[str]:
    """A command line as a list of arguments; one that wants a shell is not taken."""
    line = " ".join(arguments)
    if "`" in line or _SHELL.search(re.sub(r"'%u'|\"%u\"", "%u", line)):
        raise NotTakenError("it needs a shell, and Reader runs programs without one; put it into a script")
    try:
        words = shlex.split(re.sub(r"'%u'|\"%u\"", "%u", line))
    except ValueError:
        raise NotTakenError("its quotes are not closed") from None
    if not words or any(re.search(r"%[A-Za-z]", word) for word in words if word not in places):
        raise NotTakenError("it names something of the article that Reader does not give it so")
    named = [places.get(word, word) for word in words]
    return named if not otherwise or otherwise in named else [*named, otherwise]


def _shown(value: Setting) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(f'"{safe_line(one, 100)}"' for one in value) + "]"
    return str(value) if isinstance(value, int) else f'"{safe_line(value, 200)}"'
