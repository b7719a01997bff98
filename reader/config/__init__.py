"""Settings and subscriptions: feeds.toml read into frozen dataclasses, written back with comments kept.

Cheap to import: each name brings its module when it is asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.config.arranging import Place, Value
    from reader.config.file import LARGEST_FILE, read_file
    from reader.config.mistakes import ConfigurationError, Mistake
    from reader.config.places import (
        APPLICATION,
        configuration_path,
        download_folder,
        ensure,
        is_there,
        library_path,
        starter,
        template_folder,
    )
    from reader.config.reading import load, parse, settings_at
    from reader.config.rules import SETTING_KEYS
    from reader.config.settings import (
        Configuration,
        KeysPreset,
        PictureSetting,
        Pipe,
        PipeInput,
        SavedView,
        Settings,
    )
    from reader.config.tables import with_table, with_table_saying, without_table
    from reader.config.wishing import toml_of, value_of, with_setting_changed
    from reader.config.writing import (
        Edit,
        add_subscription,
        edit,
        keep_private,
        make_again,
        remove_subscription,
    )

_MODULES = {
    "with_setting_changed": "wishing",
    "value_of": "wishing",
    "toml_of": "wishing",
    "download_folder": "places",
    "SETTING_KEYS": "rules",
    "APPLICATION": "places",
    "Configuration": "settings",
    "ConfigurationError": "mistakes",
    "Edit": "writing",
    "KeysPreset": "settings",
    "LARGEST_FILE": "file",
    "Mistake": "mistakes",
    "PictureSetting": "settings",
    "Pipe": "settings",
    "PipeInput": "settings",
    "Place": "arranging",
    "SavedView": "settings",
    "Settings": "settings",
    "Value": "arranging",
    "add_subscription": "writing",
    "configuration_path": "places",
    "edit": "writing",
    "ensure": "places",
    "is_there": "places",
    "keep_private": "writing",
    "library_path": "places",
    "load": "reading",
    "make_again": "writing",
    "parse": "reading",
    "read_file": "file",
    "remove_subscription": "writing",
    "settings_at": "reading",
    "starter": "places",
    "template_folder": "places",
    "with_table": "tables",
    "with_table_saying": "tables",
    "without_table": "tables",
}

__all__ = [
    "APPLICATION",
    "LARGEST_FILE",
    "SETTING_KEYS",
    "Configuration",
    "ConfigurationError",
    "Edit",
    "KeysPreset",
    "Mistake",
    "PictureSetting",
    "Pipe",
    "PipeInput",
    "Place",
    "SavedView",
    "Settings",
    "Value",
    "add_subscription",
    "configuration_path",
    "download_folder",
    "edit",
    "ensure",
    "is_there",
    "keep_private",
    "library_path",
    "load",
    "make_again",
    "parse",
    "read_file",
    "remove_subscription",
    "settings_at",
    "starter",
    "template_folder",
    "toml_of",
    "value_of",
    "with_setting_changed",
    "with_table",
    "with_table_saying",
    "without_table",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(importlib.import_module(f"reader.config.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
