"""Modules that are loaded when something of them is first asked for: what a command does needs few."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class _Lazily:
    """Stands for a module."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        # A module that another thread is loading stands in sys.modules half made; this waits for the whole.
        return getattr(import_module(self._name), name)


def lazily(name: str) -> Any:
    """Return what stands for the module of that name, for the `else` of an `if TYPE_CHECKING`. Any thread may
    be the first to ask for something of it."""
    return _Lazily(name)
