"""Settings and subscriptions: feeds.toml read into frozen dataclasses, written back with comments kept."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from reader.model import Subscription
from reader.text import masked, safe_line, shorten

APPLICATION = "reader-tui"
LARGEST_FILE = 4 * 1024 * 1024


_ENGINE = re.compile(r"|light|(?:spacy|gliner):\S.{0,500}")
PictureSetting = Literal["auto", "off", "half-block", "sixel", "kitty"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What [settings] can say; the defaults are what an empty table means."""

    theme: str = "reader-dark"
    mark_read_on_open: bool = True
    refresh_on_start: bool = True
    refresh_minutes: int = 60
    text_width: int = 76
    connections: int = 32
    timeout: int = 30
    prefetch: int = 3
    pictures: PictureSetting = "auto"
    engine: str = ""
    open_command: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Configuration:
    """One feeds.toml: where it stands, its settings, its subscriptions in their order."""

    path: Path
    settings: Settings
    subscriptions: tuple[Subscription, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a file: on which line, what, and what would be right."""

    line: int
    problem: str
    remedy: str


class ConfigurationError(Exception):
    """feeds.toml cannot be used as it is. Its text has one line a mistake; nothing was changed."""

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        self.path, self.mistakes = path, tuple(mistakes)
        super().__init__("\n".join(f"{path}:{m.line}: {m.problem}; {m.remedy}" for m in mistakes))


def configuration_path() -> Path:
    """Where feeds.toml is: READER_FEEDS, or the user's configuration folder."""
    if chosen := os.environ.get("READER_FEEDS"):
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / "feeds.toml"


def library_path() -> Path:
    """Where the library is: READER_LIBRARY, or the user's data folder."""
    if chosen := os.environ.get("READER_LIBRARY"):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False) / "library.db"


def starter() -> str:
    """The text of the feeds.toml that a new user begins with."""
    here = Path(__file__).parent
    bundled = here / "feeds.toml"  # put there by the wheel; a checkout has it at its top
    return (bundled if bundled.exists() else here.parent / "feeds.toml").read_text(encoding="utf-8")


def ensure(path: Path) -> bool:
    """Write the starter set to `path` if nothing is there; say whether it was written.

    Raise ConfigurationError if it cannot be.
    """
    if path.exists() or path.is_symlink():
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, starter())
    except OSError as error:
        raise _unusable(path, error.strerror or "cannot be written") from None
    return True


def load(path: Path) -> Configuration:
    """Read `path`. Raise ConfigurationError with every mistake found; OSError becomes one too."""
    return parse(_read(path), path)


def settings_at(path: Path) -> Settings:
    """Read the settings at `path`, the defaults if nothing is there. Raise ConfigurationError as `load`."""
    return load(path).settings if path.exists() else Settings()


def parse(text: str, path: Path) -> Configuration:
    """Read the text of a feeds.toml; `path` is what mistakes are reported under."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(path, [_syntax_mistake(str(error), text)]) from None
    except RecursionError:
        raise ConfigurationError(path, [Mistake(1, "brackets are nested too deep", "flatten it")]) from None
    checked = _Check(_Lines(text))
    checked.unknown_keys("", tables, ("settings", "feed"), "the tables are [settings] and [[feed]]")
    settings = checked.settings(tables.get("settings", {}))
    subscriptions = checked.subscriptions(tables.get("feed", []))
    if checked.mistakes:
        raise ConfigurationError(path, sorted(checked.mistakes, key=lambda m: m.line))
    return Configuration(path, settings, subscriptions)


def add_subscription(path: Path, subscription: Subscription) -> Configuration:
    """Append a [[feed]] to the file and return what it then says. A known address changes nothing."""
    import tomlkit

    before = load(path)
    if any(known.url == subscription.url for known in before.subscriptions):
        return before
    text = _read(path)
    document = tomlkit.parse(text)
    listed = document.get("feed")
    if isinstance(listed, tomlkit.items.Array):  # feed = [{url = "…"}], all in one line
        inline = tomlkit.inline_table()
        inline.update(_said(subscription))
        listed.append(inline)
        return _store(path, tomlkit.dumps(document))
    entry = tomlkit.dumps({"feed": [_said(subscription)]})
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return _store(path, text + gap + entry)


def _said(subscription: Subscription) -> dict[str, Any]:
    """The keys of a subscription that differ from what is meant without them."""
    title, folder = subscription.title and safe_line(subscription.title), safe_line(subscription.folder)
    subscription = replace(subscription, title=title, folder=folder)
    pairs = ((spec, getattr(subscription, spec.name)) for spec in fields(subscription))
    said = {spec.name: value for spec, value in pairs if value != spec.default}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}


def remove_subscription(path: Path, url: str) -> Configuration:
    """Take the [[feed]] with this address out of the file; KeyError if there is none."""
    import tomlkit

    before = load(path)
    index = next((i for i, known in enumerate(before.subscriptions) if known.url == url), None)
    if index is None:
        raise KeyError(url)
    document = tomlkit.parse(_read(path))
    del document["feed"][index]
    return _store(path, tomlkit.dumps(document))


def _store(path: Path, text: str) -> Configuration:
    """Replace the file by `text`, but only once `text` has been read back without a mistake."""
    configuration = parse(text, path)
    _replace(path, text)
    return configuration


def _read(path: Path) -> str:
    if path.is_fifo():  # to open one waits until somebody writes into it
        raise _unusable(path, "this is a pipe")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unusable(path, error.strerror or "cannot be read") from None
    if len(data) > LARGEST_FILE:
        raise ConfigurationError(path, [Mistake(1, "the file is larger than 4 MB", "split it")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            path, [Mistake(line, "this is not UTF-8", "save the file as UTF-8")]
        ) from None


def _unusable(path: Path, problem: str) -> ConfigurationError:
    return ConfigurationError(path, [Mistake(1, problem, "give another file with --feeds")])


def _replace(path: Path, text: str) -> None:
    """Write `text` beside the file and move it into place, so that a crash leaves the old or the new one."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            Path(name).chmod(target.stat().st_mode & 0o777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _syntax_mistake(message: str, text: str) -> Mistake:
    at = re.search(r" ?\(at line (\d+), column \d+\)", message)
    line = int(at[1]) if at else text.count("\n") + 1
    problem = re.sub(r" ?\(at [^)]*\)", "", message)
    written = text.split("\n")[line - 1].strip() if line <= text.count("\n") + 1 else ""
    shown = f" in: {safe_line(written, 60)}" if written else ""
    return Mistake(line, f"not valid TOML{shown}", f"{problem[:1].lower()}{problem[1:]} (texts need quotes)")


class _Lines:
    """Where each key of a feeds.toml was written; tomllib does not say."""

    _HEADER = re.compile(r"\s*(\[\[?) *([A-Za-z0-9_.\"'-][A-Za-z0-9_.\"' -]*)\]\]?")
    _KEY = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*(?:=|\.)")

    def __init__(self, text: str) -> None:
        self.found: dict[str, int] = {}
        where, feeds = "", -1
        for number, line in enumerate(text.split("\n"), start=1):
            if header := self._HEADER.match(line):
                name = header[2].rstrip()
                feeds += header[1] == "[[" and name == "feed"
                where = f"feed.{feeds}" if name == "feed" else name
                self.found.setdefault(where, number)
            elif key := self._KEY.match(line):
                self.found.setdefault(f"{where}.{key[1]}" if where else key[1], number)

    def of(self, *path: str) -> int:
        """The line of a.b.c, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if (line := self.found.get(".".join(path[:length]))) is not None:
                return line
        return 1


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a value must be, and how that is told to a person."""

    holds: Callable[[Any], bool]
    right: str


def _whole(least: int, most: int, example: str) -> _Rule:
    def holds(value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most

    return _Rule(holds, f"write a whole number from {least} to {most}, such as {example}")


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or not value.isprintable() or any(c.isspace() for c in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _text(example: str) -> _Rule:
    return _Rule(lambda v: isinstance(v, str), f"write a text in quotes, such as {example}")


def _yes_no(name: str) -> _Rule:
    return _Rule(lambda v: isinstance(v, bool), f"write {name} = true or {name} = false")


_SETTINGS = {
    "theme": _text('"reader-dark"'),
    "mark_read_on_open": _yes_no("mark_read_on_open"),
    "refresh_on_start": _yes_no("refresh_on_start"),
    "refresh_minutes": _whole(0, 10080, "60"),
    "text_width": _whole(40, 200, "76"),
    "connections": _whole(1, 128, "32"),
    "timeout": _whole(1, 300, "30"),
    "prefetch": _whole(0, 20, "3"),
    "pictures": _Rule(
        lambda v: v in get_args(PictureSetting), 'write "auto", "off", "half-block", "sixel" or "kitty"'
    ),
    "engine": _Rule(
        lambda v: isinstance(v, str) and _ENGINE.fullmatch(v) is not None,
        'write "light", "spacy:en_core_web_sm", "gliner:FOLDER", or leave it out',
    ),
    "open_command": _Rule(_texts, 'write a list of texts, such as ["firefox", "{url}"]'),
    "keys": _Rule(
        lambda v: isinstance(v, dict) and all(isinstance(key, str) for key in v.values()),
        'write [settings.keys] with lines such as next_unread = "n"',
    ),
}

_FEED = {
    "url": _Rule(_is_address, 'write an http or https address, such as url = "https://example.org/feed.xml"'),
    "title": _text('"My paper"'),
    "folder": _text('"World"'),
    "tags": _Rule(_texts, 'write a list of texts, such as ["europe", "energy"]'),
    "full_text": _yes_no("full_text"),
    "interval": _whole(5, 527040, "60 (minutes)"),
    "mute": _yes_no("mute"),
    "author_pages": _yes_no("author_pages"),
}


class _Check:
    """Turns tables into values and gathers every mistake on the way."""

    def __init__(self, lines: _Lines) -> None:
        self.lines = lines
        self.mistakes: list[Mistake] = []

    def settings(self, table: Any) -> Settings:
        if not isinstance(table, dict):
            self.add(self.lines.of("settings"), "settings is not a table", "begin it with a line [settings]")
            return Settings()
        known = self.values("settings", table, _SETTINGS)
        if "open_command" in known:
            known["open_command"] = tuple(known["open_command"])
        return Settings(**known)

    def subscriptions(self, tables: Any) -> tuple[Subscription, ...]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.add(self.lines.of("feed"), "feed is not a list of tables", "begin each with a line [[feed]]")
            return ()
        found: dict[str, Subscription] = {}
        for index, table in enumerate(tables):
            self._subscription(f"feed.{index}", table, found)
        return tuple(found.values())

    def _subscription(self, path: str, table: dict[str, Any], found: dict[str, Subscription]) -> None:
        known = self.values(path, table, _FEED)
        url = known.get("url")
        if url is None:
            if "url" not in table:
                self.add(self.lines.of(*path.split(".")), "this [[feed]] has no url", _FEED["url"].right)
            return
        if url in found:
            line = self.lines.of(*path.split("."), "url")
            twice = f"{shorten(masked(url), 80)} stands here twice"
            self.add(line, twice, "remove one of the two [[feed]] tables")
        known["tags"] = tuple(known.get("tags", ()))
        known = {key: safe_line(v) if key in {"title", "folder"} else v for key, v in known.items()}
        found[url] = Subscription(**known)

    def values(self, path: str, table: dict[str, Any], rules: Mapping[str, _Rule]) -> dict[str, Any]:
        """The entries of `table` that follow their rule; the others are noted."""
        self.unknown_keys(path, table, tuple(rules), f"known are {', '.join(rules)}")
        good = {}
        for key, value in table.items():
            if key not in rules:
                continue
            if rules[key].holds(value):
                good[key] = value
            else:
                shown = safe_line(repr(value), 60)
                self.add(self.lines.of(*path.split("."), key), f"{key} cannot be {shown}", rules[key].right)
        return good

    def unknown_keys(self, path: str, table: Mapping[str, Any], known: Sequence[str], remedy: str) -> None:
        for key in table:
            if key in known:
                continue
            near = difflib.get_close_matches(key, known, n=1)
            place = (*path.split("."), key) if path else (key,)
            hint = f"did you mean {near[0]}?" if near else remedy
            self.add(self.lines.of(*place), f"{safe_line(key, 40)} is not a setting here", hint)

    def add(self, line: int, problem: str, remedy: str) -> None:
        self.mistakes.append(Mistake(line, problem, remedy))
