"""Settings and subscriptions: feeds.toml read into frozen dataclasses, written back with comments kept."""

from __future__ import annotations

from reader.config.file import LARGEST_FILE
from reader.config.mistakes import ConfigurationError, Mistake
from reader.config.places import APPLICATION, configuration_path, ensure, library_path, starter
from reader.config.reading import load, parse, settings_at
from reader.config.settings import Configuration, KeysPreset, PictureSetting, Pipe, PipeInput, Settings
from reader.config.writing import add_subscription, change_subscription, keep_private, remove_subscription

__all__ = [
    "APPLICATION",
    "LARGEST_FILE",
    "Configuration",
    "ConfigurationError",
    "KeysPreset",
    "Mistake",
    "PictureSetting",
    "Pipe",
    "PipeInput",
    "Settings",
    "add_subscription",
    "change_subscription",
    "configuration_path",
    "ensure",
    "keep_private",
    "library_path",
    "load",
    "parse",
    "remove_subscription",
    "settings_at",
    "starter",
]
