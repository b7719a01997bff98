"""Every action of the application in one table: its id, its keys, its command, its line in the help.

Whoever adds one adds a row to the file of its group; keys, palette, help and command line follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from reader.tui.actions import (
    application,
    feeds,
    looks,
    marking,
    moving,
    passages,
    programs,
    reading,
    stories,
    views,
)
from reader.tui.actions.action import EVERYWHERE, TEXT, Action, Pane, Panes, within

__all__ = [
    "ACTIONS",
    "BY_ID",
    "EVERYWHERE",
    "GROUPS",
    "TEXT",
    "Action",
    "Pane",
    "Panes",
    "within",
]

_FILES = (moving, reading, stories, views, programs, marking, passages, feeds, looks, application)
GROUPS: tuple[str, ...] = tuple(file.GROUP for file in _FILES)
ACTIONS: tuple[Action, ...] = tuple(action for file in _FILES for action in file.ACTIONS)
BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}
