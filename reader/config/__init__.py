"""Settings and subscriptions: feeds.toml read into frozen dataclasses, written back with comments kept."""

from __future__ import annotations

from reader.config.arranging import Place, Value
from reader.config.file import LARGEST_FILE, read_file
from reader.config.mistakes import ConfigurationError, Mistake
from reader.config.places import APPLICATION, configuration_path, ensure, library_path, starter
from reader.config.reading import load, parse, settings_at
from reader.config.settings import Configuration, KeysPreset, PictureSetting, Pipe, PipeInput, Settings
from reader.config.writing import Edit, add_subscription, edit, keep_private, make_again, remove_subscription

__all__ = [
    "APPLICATION",
    "LARGEST_FILE",
    "Configuration",
    "ConfigurationError",
    "Edit",
    "KeysPreset",
    "Mistake",
    "PictureSetting",
    "Pipe",
    "PipeInput",
    "Place",
    "Settings",
    "Value",
    "add_subscription",
    "configuration_path",
    "edit",
    "ensure",
    "keep_private",
    "library_path",
    "load",
    "make_again",
    "parse",
    "read_file",
    "remove_subscription",
    "settings_at",
    "starter",
]
