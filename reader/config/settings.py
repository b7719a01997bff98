"""What feeds.toml says, as values: the settings, the subscriptions, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from reader.model import Subscription

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
    contact: str = ""
    keep: str = "all"
    backup: str = "7d"
    backups: int = 3
    open_command: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Configuration:
    """One feeds.toml: where it stands, its settings, its subscriptions in their order."""

    path: Path
    settings: Settings
    subscriptions: tuple[Subscription, ...]
