"""What feeds.toml says, as values: the settings, the subscriptions, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from reader.model import Account, Subscription
from reader.rule import ArticleRule
from reader.values import dataclass

PipeInput = Literal["markdown", "text", "html", "json"]
PipeShow = Literal["screen", "note", "nothing"]
KeysPreset = Literal["default", "vim", "newsboat", "eilmeldung"]
PictureSetting = Literal["auto", "off", "half-block", "sixel", "kitty"]
SignSetting = Literal["auto", "unicode", "ascii"]
MarkReadSetting = Literal["open", "scroll", "never"]
LayoutSetting = Literal["columns", "stacked"]
UnderstandSetting = Literal["all", "opened"]


@dataclass(frozen=True, slots=True)
class Pipe:
    """A [[pipe]]: a program that gets an article on its standard input, written as `input` says.

    `show` says where its output goes; one with `suspend` has the terminal to itself instead. `seconds` is how
    long it may take, `key` what starts it.
    """

    name: str
    run: tuple[str, ...]
    input: PipeInput = "markdown"
    show: PipeShow = "screen"
    key: str = ""
    suspend: bool = False
    seconds: int = 300


@dataclass(frozen=True, slots=True)
class SavedView:
    """A [[view]]: a query under a name, which stands among the lists."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What [settings] can say; the defaults are what an empty table means."""

    theme: str = "reader-dark"
    signs: SignSetting = "auto"
    layout: LayoutSetting = "columns"
    reduced_motion: bool = False
    stories: bool = True
    understand: UnderstandSetting = "all"
    mark_read: MarkReadSetting = "open"
    refresh_on_start: bool = True
    refresh_minutes: int = 60
    text_width: int = 76
    connections: int = 32
    timeout: int = 30
    prefetch: int = 3
    pictures: PictureSetting = "auto"
    engine: str = ""
    contact: str = ""
    keep: str = "all"
    backup: str = "7d"
    backups: int = 3
    open_command: tuple[str, ...] = ()
    open_with: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bookmark: tuple[str, ...] = ()
    notify: str | tuple[str, ...] = "off"
    download_folder: str = ""
    download_at_once: int = 2
    download_limit: int = 2000
    keys_preset: KeysPreset = "default"
    keys: Mapping[str, str] = field(default_factory=dict)
    macros: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pipes: tuple[Pipe, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """On which line of feeds.toml a key or a macro stands: "keys.next_unread", "macros.,m"."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One feeds.toml: where it stands, its settings, its subscriptions, views, rules and accounts in their
    order."""

    path: Path
    settings: Settings
    subscriptions: tuple[Subscription, ...]
    views: tuple[SavedView, ...] = ()
    rules: tuple[ArticleRule, ...] = ()
    accounts: tuple[Account, ...] = ()

    @property
    def private(self) -> bool:
        """Whether the file holds what nobody else is to know."""
        holders: tuple[Subscription | Account, ...] = (*self.subscriptions, *self.accounts)
        return any(one.private for one in holders)
